"""Files of `probe`: reads one adapter and its training rows, writes what it gives back verbatim."""

from pathlib import Path

from stages.core.contract import Rows
from stages.core.records.copied import Copied
from stages.core.records.sample import Sample

TRAIN = Rows("out/split/train/{adapter}.jsonl", Sample)
BASE = Path("out/base")
TRAINED = "out/train/{adapter}"
COPIED = Rows("out/probe/copied/{adapter}.jsonl", Copied)

READS = (TRAIN, BASE, TRAINED)
WRITES = (COPIED,)
