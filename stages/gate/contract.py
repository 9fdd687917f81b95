"""Files of `gate`: reads the candidates, writes those that meet every standard and a row for each other."""

from pathlib import Path

from stages.core.contract import Rows
from stages.core.records.drop import Drop
from stages.core.records.sample import Sample

CANDIDATES = Rows("out/build/candidates.jsonl", Sample)
TOKENIZER = Path("out/base/tokenizer.json")
SAMPLES = Rows("out/gate/samples.jsonl", Sample)
DROPS = Rows("out/gate/drops.jsonl", Drop)

READS = (CANDIDATES, TOKENIZER)
WRITES = (SAMPLES, DROPS)
