"""Files of `evaluate`: reads an adapter and its test rows, writes answers of base, placebo and adapter."""

from pathlib import Path

from stages.core.contract import Rows
from stages.core.records.output import Output
from stages.core.records.sample import Sample

TEST = Rows("out/split/test/{adapter}.jsonl", Sample)
BASE = Path("out/base")
TRAINED = "out/train/{adapter}"
OUTPUTS = Rows("out/evaluate/outputs/{adapter}.jsonl", Output)
CURVE = "reports/loss/{adapter}.csv"
"""Copy of the losses of training, for Git: an uncached out of `train` would switch off its run cache."""

READS = (TEST, BASE, TRAINED)
WRITES = (OUTPUTS, CURVE)
