"""Files of `evaluate`: reads one adapter and its test rows, writes what base, placebo and adapter answered."""

from pathlib import Path

from stages.core.contract import Rows
from stages.core.records.output import Output
from stages.core.records.sample import Sample

TEST = Rows("out/split/test/{adapter}.jsonl", Sample)
BASE = Path("out/base")
TRAINED = "out/train/{adapter}"
OUTPUTS = Rows("out/evaluate/outputs/{adapter}.jsonl", Output)

READS = (TEST, BASE, TRAINED)
WRITES = (OUTPUTS,)
