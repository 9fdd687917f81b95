"""Read what an attestation rests on, from the files of earlier stages."""

from stages.attest import contract
from stages.attest.attest import Fates, uses
from stages.core.contract import Written, read_json
from stages.core.records.base_model import BaseModel
from stages.core.template import TEMPLATE_SHA256

SPLITS = {"train": contract.TRAIN, "validation": contract.VALIDATION, "test": contract.TEST}


def prepared(adapter: str, base: BaseModel) -> dict[str, str]:
    """Return the digests of what lies here for an adapter, under the names of its report."""
    vouched = read_json(contract.TRAIN.of(adapter).manifest, dict[str, Written])
    read = {name: SPLITS[name].of(adapter).path for name in ("train", "validation")}
    digests = {f"{name}_sha256": vouched[path].sha256 for name, path in read.items()}
    return digests | {"base_sha256": base.sha256, "template_sha256": TEMPLATE_SHA256}


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
        learnt={row.document: f"base/{row.use}" for row in contract.CORPUS.read()},
    )
