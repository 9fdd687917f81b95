"""Files of `train`: reads an adapter's rows and the base, writes adapter, placebo and trained.json."""

from pathlib import Path

from stages.core.contract import Rows
from stages.core.records.sample import Sample

TRAIN = Rows("out/split/train/{adapter}.jsonl", Sample)
VALIDATION = Rows("out/split/validation/{adapter}.jsonl", Sample)
BASE = Path("out/base")
FOLDER = "out/train/{adapter}"
"""adapter/, placebo/ (adapter_model.safetensors, adapter_config.json), trained.json (Trained), losses.csv."""

READS = (TRAIN, VALIDATION, BASE)
WRITES = (FOLDER,)
