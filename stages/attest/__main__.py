"""Run `attest`: python -m stages.attest."""

from collections import defaultdict

from stages.attest import contract
from stages.attest.attest import Fates, commitment, ledger, untraced
from stages.attest.binding import refuse_other_rows
from stages.attest.params import AttestParams
from stages.attest.report import report
from stages.attest.results import content, results
from stages.core.contract import Counts, Written, finish, publish, read_json
from stages.core.errors import run
from stages.core.params import load_params
from stages.core.records.base_model import BaseModel
from stages.core.template import TEMPLATE_SHA256

REPORTED = ("crawl", "screen", "dedupe", "anonymize", "model", "build", "gate", "split", "base")


def main() -> None:
    """Read every fate, check what was trained on, write ledger, commitment and report."""
    adapters = load_params("attest", AttestParams).adapters
    base = read_json(contract.BASE / "base.json", BaseModel)
    used: dict[str, list[str]] = defaultdict(list)
    for adapter in adapters:
        digests = {"base_sha256": base.sha256, "template_sha256": TEMPLATE_SHA256}
        for split, rows in (("train", contract.TRAIN), ("validation", contract.VALIDATION), ("test", contract.TEST)):
            for sample in rows.of(adapter).read():
                used[sample.id].append(f"{adapter}/{split}")
            vouched = read_json(rows.of(adapter).manifest, dict[str, Written])
            digests |= {f"{split}_sha256": vouched[rows.of(adapter).path].sha256}
        refuse_other_rows(adapter, content("evaluate", adapter).figures, digests)
    fates = Fates(
        origins=contract.ORIGINS.read_some(),
        model_drops=contract.MODEL_DROPS.read(),
        build_drops=contract.BUILD_DROPS.read(),
        candidates=contract.CANDIDATES.read_some(),
        later_drops=[*contract.GATE_DROPS.read(), *contract.SPLIT_DROPS.read()],
        used=dict(used),
    )
    rows = ledger(fates)
    root, missing = commitment(rows), untraced(rows)
    written = contract.LEDGER.write(rows)
    stages = {stage: content(stage) for stage in REPORTED}
    publish(contract.REPORT, report(results(adapters), stages, base, root).encode())
    figures = {"ledger_root": root, "used": len(used), "untraced": len(missing)}
    read = len(fates.origins) + len(fates.build_drops) + len(fates.candidates)
    finish("attest", Counts(read=read, written=len(rows), dropped={}), figures, written)


if __name__ == "__main__":
    run(main)
