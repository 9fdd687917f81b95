"""Read what exports rest on, and write them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from stages.attest import contract
from stages.attest.attest import Fates
from stages.attest.commitments import Commitments
from stages.attest.exports.facts import SPLITS, Adapter, Facts, Names, data_set, sources
from stages.attest.exports.formats import cards, exports, other_files
from stages.attest.inputs import SPLITS as ROWS
from stages.attest.params import AttestParams
from stages.attest.results import ReportContent, content, results
from stages.core.contract import Figures, Written, publish, read_json, sha256_of
from stages.core.errors import PipelineError
from stages.core.records.base_model import BaseModel
from stages.core.records.ledger_row import LedgerRow


class Attested(NamedTuple):
    """What `attest` has read and written before it exports."""

    fates: Fates
    rows: list[LedgerRow]
    ledger: Written
    """All rows, and the digest of the list of shards, which has the roots of them."""
    base: BaseModel
    stages: Mapping[str, ReportContent]
    sections: Mapping[str, dict[str, Any]]
    committed: Commitments
    figures: Figures
    """Root of the ledger, untraced samples, digest of the commitments."""


def facts(attested: Attested, params: AttestParams) -> Facts:
    """Return what every export says."""
    sections = attested.sections
    kinds = {name: source["kind"] for name, source in sections["crawl"]["sources"].items()}
    shortest = sections["probe"]["shortest"]
    described = {name: one["description"] for name, one in sections["split"]["adapters"].items()}
    return Facts(
        names=Names(params.provider, params.namespace),
        base=attested.base,
        sources=sources(attested.fates, attested.rows, kinds),
        adapters=[_adapter(name, described[name], shortest) for name in params.adapters],
        ledger=attested.ledger,
        ledger_root=str(attested.figures["ledger_root"]),
        untraced=int(str(attested.figures["untraced"])),
        commitments_sha256=str(attested.figures["commitments_sha256"]),
        stages=attested.stages,
        digests=attested.committed.files,
        settings=attested.committed.params,
        training=sections["train"],
        environment_sha256=sha256_of(contract.CONSTRAINTS),
    )


def write(told: Facts) -> dict[str, Written]:
    """Write every export and card, remove those of adapters that are no more, and return what was written."""
    written: dict[str, Written] = {}
    for folder, files in ((contract.EXPORTS, exports(told)), (contract.CARDS, cards(told))):
        for name, said in files.items():
            publish(folder / name, said)
            written[str(folder / name)] = Written(rows=said.count(b"\n"), sha256=sha256_of(folder / name))
        for path in other_files(folder, files):
            path.unlink()
    return written


def _adapter(name: str, description: str, shortest: int) -> Adapter:
    evaluated = content("evaluate", name).figures
    vouched = read_json(contract.TRAIN.of(name).manifest, dict[str, Written])
    rows = {split: ROWS[split].of(name) for split in SPLITS}
    return Adapter(
        name=name,
        description=description,
        trained_sha256=_trained(name, evaluated),
        data=[data_set(vouched, file.path, name, split, file.read()) for split, file in rows.items()],
        result=results([name], shortest)[0],
        evaluated=evaluated,
        probed=content("probe", name).figures,
    )


def _trained(name: str, evaluated: Figures) -> str:
    """Return the digest of trained.json, which `evaluate` had in hand."""
    digests = evaluated.get("digests")
    path = str(Path("out/train", name, "trained.json"))
    found = digests.get(path) if isinstance(digests, dict) else None
    if not isinstance(found, str):
        raise PipelineError(
            f"reports/evaluate/{name}.json: no digest of {path}, expected one. "
            f"Run `dvc repro evaluate@{name}`."
        )
    return found
