"""Files of `attest`: reads what became of every record and what was trained on, writes the ledger and its
commitment."""

from pathlib import Path

from stages.core.contract import Rows, manifest_path, report_path
from stages.core.records.base_document import BaseDocument
from stages.core.records.drop import Drop
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.ledger_shard import LedgerShard
from stages.core.records.origin import Origin
from stages.core.records.sample import Sample

LOCK = Path("sources.lock.yaml")
"""The pins of all sources."""
ORIGINS = Rows("out/anonymize/origins.jsonl", Origin, "ledger")
MODEL_DROPS = Rows("out/model/drops.jsonl", Drop)
BUILD_DROPS = Rows("out/build/drops.jsonl", Drop)
CANDIDATES = Rows("out/build/candidates.jsonl", Sample)
GATE_DROPS = Rows("out/gate/drops.jsonl", Drop)
EDITS = Rows("out/gate/edits.jsonl", Sample)
SPLIT_DROPS = Rows("out/split/drops.jsonl", Drop)
TRAIN = Rows("out/split/train/{adapter}.jsonl", Sample)
VALIDATION = Rows("out/split/validation/{adapter}.jsonl", Sample)
TEST = Rows("out/split/test/{adapter}.jsonl", Sample)
BASE = Path("out/base")
CORPUS = Rows("out/base/corpus.jsonl", BaseDocument)
SPLITS = Path("reports/split")
EVALUATIONS = Path("reports/evaluate")
PROBES = Path("reports/probe")
LOSSES = Path("reports/loss")
REPORTED = ("crawl", "screen", "dedupe", "anonymize", "model", "build", "gate", "split", "base")
"""Stages whose counts the report shows."""
REPORTS = tuple(report_path(stage) for stage in REPORTED)
MEASURED = ("split", "evaluate", "probe")
"""Stages with a report per adapter."""
VOUCHING = ("anonymize", "model", "build", "gate", "split", "base")
"""Stages whose manifests are read; those of other stages stand in the reports, as figure `digests`."""
SETTINGS = (*REPORTED, "train", "evaluate", "probe", "attest")
"""Sections of params.yaml that the run was made with."""
LEDGER = Path("out/attest/ledger")
"""The ledger: one file of `LedgerRow` for each source."""
SHARDS = Rows("out/attest/shards.jsonl", LedgerShard)
REPORT = Path("reports/report.md")
COMMITMENTS = Path("reports/commitments.json")

READS = (
    LOCK,
    ORIGINS,
    MODEL_DROPS,
    BUILD_DROPS,
    CANDIDATES,
    GATE_DROPS,
    EDITS,
    SPLIT_DROPS,
    TRAIN,
    VALIDATION,
    TEST,
    BASE,
    CORPUS,
    SPLITS,
    EVALUATIONS,
    PROBES,
    LOSSES,
    *REPORTS,
)
EXPORTS = Path("out/attest/exports")
"""What the run says in the formats of others, for programs."""
CARDS = Path("reports/cards")
"""The same for people: cards of data and adapters."""
CONSTRAINTS = Path("constraints.txt")
"""The packages of the environment, which is a dependency of every stage."""
WRITES = (LEDGER, SHARDS, REPORT, COMMITMENTS, EXPORTS, CARDS)


def shard(source: str) -> Rows[LedgerRow]:
    """Return the file of the ledger that holds the rows of a source."""
    return Rows(str(LEDGER / f"{source}.jsonl"), LedgerRow)


def committed(adapters: list[str]) -> list[Path]:
    """Return the files whose bytes are committed to: pins, reports, loss curves and manifests."""
    each = [(report_path(stage, adapter)) for stage in MEASURED for adapter in adapters]
    losses = [LOSSES / f"{adapter}.csv" for adapter in adapters]
    manifests = [
        *map(manifest_path, VOUCHING),
        ORIGINS.manifest,
        *(manifest_path("split", adapter) for adapter in adapters),
    ]
    return [LOCK, *REPORTS, REPORT, *each, *losses, *manifests]
