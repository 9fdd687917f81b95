"""Files of `attest`: reads what became of every record and what was trained on, writes the ledger and its
commitment."""

from pathlib import Path

from stages.core.contract import Rows
from stages.core.records.drop import Drop
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.origin import Origin
from stages.core.records.sample import Sample

ORIGINS = Rows("out/anonymize/origins.jsonl", Origin)
MODEL_DROPS = Rows("out/model/drops.jsonl", Drop)
BUILD_DROPS = Rows("out/build/drops.jsonl", Drop)
CANDIDATES = Rows("out/build/candidates.jsonl", Sample)
GATE_DROPS = Rows("out/gate/drops.jsonl", Drop)
SPLIT_DROPS = Rows("out/split/drops.jsonl", Drop)
TRAIN = Rows("out/split/train/{adapter}.jsonl", Sample)
VALIDATION = Rows("out/split/validation/{adapter}.jsonl", Sample)
TEST = Rows("out/split/test/{adapter}.jsonl", Sample)
BASE = Path("out/base")
SPLITS = Path("reports/split")
EVALUATIONS = Path("reports/evaluate")
PROBES = Path("reports/probe")
REPORTED = ("crawl", "screen", "dedupe", "anonymize", "model", "build", "gate", "split", "base")
"""Stages whose counts the report shows."""
REPORTS = tuple(Path("reports", f"{stage}.json") for stage in REPORTED)
LEDGER = Rows("out/attest/ledger.jsonl", LedgerRow)
REPORT = Path("reports/report.md")

READS = (
    ORIGINS,
    MODEL_DROPS,
    BUILD_DROPS,
    CANDIDATES,
    GATE_DROPS,
    SPLIT_DROPS,
    TRAIN,
    VALIDATION,
    TEST,
    BASE,
    SPLITS,
    EVALUATIONS,
    PROBES,
    *REPORTS,
)
WRITES = (LEDGER, REPORT)
