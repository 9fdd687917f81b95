"""Read what an attestation rests on, from the files of earlier stages."""

from pathlib import Path
from typing import Any

from stages.attest import contract
from stages.attest.attest import Fates, sources, uses
from stages.attest.params import AttestParams
from stages.attest.placeholders import refuse_placeholders
from stages.attest.results import ReportContent
from stages.attest.shards import Run, code_digest
from stages.attest.units import units
from stages.core.contract import Written, read_json
from stages.core.errors import PipelineError
from stages.core.params import load_params
from stages.core.records.base_model import BaseModel
from stages.core.records.sample import Sample
from stages.core.template import TEMPLATE_SHA256

CODE = Path(__file__).parents[1]
"""The code of all stages."""
REVIEWED = "review-"
"""What a tag of `gate` begins with that says what reviewers said."""
SPLITS = {"train": contract.TRAIN, "validation": contract.VALIDATION, "test": contract.TEST}


def settings(params: AttestParams) -> dict[str, dict[str, Any]]:
    """Return the sections of params.yaml that the run was made with; raises PipelineError when the sample's
    names stand for data that are not the sample's."""
    sections = {name: load_params(name, dict[str, Any]) for name in contract.SETTINGS}
    refuse_placeholders(params, sections["anonymize"]["key_check"])
    return sections


def prepared(adapter: str, base: BaseModel) -> dict[str, str]:
    """Return the digests of what lies here for an adapter, under the names of its report."""
    vouched = read_json(contract.TRAIN.of(adapter).manifest, dict[str, Written])
    read = {name: SPLITS[name].of(adapter).path for name in ("train", "validation")}
    digests = {f"{name}_sha256": vouched[path].sha256 for name, path in read.items()}
    return digests | {"base_sha256": base.sha256, "template_sha256": TEMPLATE_SHA256}


def made_by(unit_keys: str, found: Fates, anonymized: ReportContent) -> Run:
    """Return what the ledger of `found` is made by: keys of its units, digests of policy and code.

    Raises PipelineError when a key is missing, or the report of `anonymize` names no policy.
    """
    policy = anonymized.figures.get("policy")
    digest = policy.get("digest") if isinstance(policy, dict) else None
    if not isinstance(digest, str):
        raise PipelineError(
            "reports/anonymize.json: no policy, expected its digest. Run `dvc repro anonymize`."
        )
    return Run(units(unit_keys, sources(found)), digest, code_digest(CODE))


def fates(adapters: list[str]) -> Fates:
    """Return everything that was read or made, and what became of it."""
    splits = {f"{a}/{name}": rows.of(a).read() for a in adapters for name, rows in SPLITS.items()}
    return Fates(
        origins=contract.ORIGINS.read_some(),
        model_drops=contract.MODEL_DROPS.read(),
        build_drops=contract.BUILD_DROPS.read(),
        candidates=[*contract.CANDIDATES.read_some(), *contract.EDITS.read()],
        later_drops=[*contract.GATE_DROPS.read(), *contract.SPLIT_DROPS.read()],
        used=uses(splits),
        reviewed={sample.id: said for rows in splits.values() for sample in rows if (said := _said(sample))},
        learnt={row.document: f"base/{row.use}" for row in contract.CORPUS.read()},
    )


def _said(sample: Sample) -> str:
    """Return what reviewers said of a sample, by its tags; an empty string for nothing."""
    tags = (tag.removeprefix(REVIEWED) for tag in sample.tags if tag.startswith(REVIEWED))
    return next(tags, "")
