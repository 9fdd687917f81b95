"""Check that what was trained on is what was prepared."""

from collections.abc import Mapping

from stages.core.contract import Figures
from stages.core.errors import PipelineError


def refuse_other_rows(adapter: str, evaluated: Figures, prepared: Mapping[str, str]) -> None:
    """Raise PipelineError when the trainer of `adapter` read other bytes than `prepared` names.

    `evaluated` is the adapter's report of `evaluate`, which carries the digests of trained.json;
    `prepared` has the digests
    of the training rows, validation rows, base model and prompt template that lie here.
    """
    bound = evaluated.get("trained")
    found = bound if isinstance(bound, Mapping) else {}
    other = sorted(name for name, digest in prepared.items() if found.get(name) != digest)
    if other:
        raise PipelineError(
            f"reports/evaluate/{adapter}.json: trained with another {', '.join(other)} than lies here; "
            f"expected the same. "
            f"Run `dvc repro train@{adapter}`."
        )
