"""Files of `split`: reads the samples, writes train, validation and test rows for each adapter."""

from stages.core.contract import Rows
from stages.core.records.drop import Drop
from stages.core.records.sample import Sample

SAMPLES = Rows("out/gate/samples.jsonl", Sample)
TRAIN = Rows("out/split/train/{adapter}.jsonl", Sample)
VALIDATION = Rows("out/split/validation/{adapter}.jsonl", Sample)
TEST = Rows("out/split/test/{adapter}.jsonl", Sample)
DROPS = Rows("out/split/drops.jsonl", Drop)

READS = (SAMPLES,)
WRITES = (TRAIN, VALIDATION, TEST, DROPS)
