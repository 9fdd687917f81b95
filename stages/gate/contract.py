"""Files of `gate`: reads the candidates, writes those that every standard lets through and a row for each other."""

from stages.core.contract import Rows
from stages.core.records.drop import Drop
from stages.core.records.sample import Sample

CANDIDATES = Rows("out/build/candidates.jsonl", Sample)
SAMPLES = Rows("out/gate/samples.jsonl", Sample)
DROPS = Rows("out/gate/drops.jsonl", Drop)

READS = (CANDIDATES,)
WRITES = (SAMPLES, DROPS)
