"""Files of `gate`: reads the candidates and what reviewers said, writes those that meet every standard and a
row for each other."""

from pathlib import Path

from stages.core.contract import Rows
from stages.core.records.drop import Drop
from stages.core.records.resource import Resource
from stages.core.records.sample import Sample

CANDIDATES = Rows("out/build/candidates.jsonl", Sample)
TOKENIZER = Path("out/base/tokenizer.json")
SAMPLES = Rows("out/gate/samples.jsonl", Sample)
DROPS = Rows("out/gate/drops.jsonl", Drop)
EDITS = Rows("out/gate/edits.jsonl", Sample)
RESOURCES = Rows("out/gate/resources.jsonl", Resource)
PLOT_OF_DROPS = Path("reports/gate/drops.csv")
PLOT_OF_CRITERIA = Path("reports/gate/criteria.csv")

READS = (CANDIDATES, TOKENIZER)
WRITES = (SAMPLES, DROPS, EDITS, RESOURCES, PLOT_OF_DROPS, PLOT_OF_CRITERIA)
