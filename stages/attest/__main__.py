"""Run `attest`: python -m stages.attest."""

from stages.attest import contract
from stages.attest.attest import Fates, commitment, ledger, size, untraced, uses
from stages.attest.binding import refuse_other_rows
from stages.attest.params import AttestParams
from stages.attest.report import report
from stages.attest.results import content, results
from stages.core.contract import Counts, Figures, Written, finish, publish, read_json
from stages.core.errors import run
from stages.core.params import load_params
from stages.core.records.base_model import BaseModel
from stages.core.template import TEMPLATE_SHA256

SPLITS = {"train": contract.TRAIN, "validation": contract.VALIDATION, "test": contract.TEST}


def prepared(adapter: str, base: BaseModel) -> dict[str, str]:
    """Return the digests of what lies here for an adapter, under the names of its report."""
    vouched = read_json(contract.TRAIN.of(adapter).manifest, dict[str, Written])
    read = {name: SPLITS[name].of(adapter).path for name in ("train", "validation")}
    digests = {f"{name}_sha256": vouched[path].sha256 for name, path in read.items()}
    return digests | {"base_sha256": base.sha256, "template_sha256": TEMPLATE_SHA256}


def main() -> None:
    """Read every fate, check what was trained on, write ledger, commitment and report."""
    adapters = load_params("attest", AttestParams).adapters
    base = read_json(contract.BASE / "base.json", BaseModel)
    for adapter in adapters:
        refuse_other_rows(adapter, content("evaluate", adapter).figures, prepared(adapter, base))
    splits = {f"{a}/{name}": rows.of(a).read() for a in adapters for name, rows in SPLITS.items()}
    fates = Fates(
        origins=contract.ORIGINS.read_some(),
        model_drops=contract.MODEL_DROPS.read(),
        build_drops=contract.BUILD_DROPS.read(),
        candidates=contract.CANDIDATES.read_some(),
        later_drops=[*contract.GATE_DROPS.read(), *contract.SPLIT_DROPS.read()],
        used=uses(splits),
    )
    rows = ledger(fates)
    figures: Figures = {"ledger_root": commitment(rows), "untraced": len(untraced(rows))}
    written = contract.LEDGER.write(rows)
    stages = {stage: content(stage) for stage in contract.REPORTED}
    publish(contract.REPORT, report(results(adapters), stages, base, str(figures["ledger_root"])).encode())
    finish("attest", Counts(read=size(fates), written=len(rows), dropped={}), figures, written)


if __name__ == "__main__":
    run(main)
