"""Files of `crawl`: reads the pins and the sources below data/, writes what stands in them."""

from pathlib import Path

from stages.core.contract import Rows
from stages.core.records.blob import Blob
from stages.core.records.failure import Failure
from stages.core.records.file import File
from stages.core.records.snapshot import Snapshot
from stages.core.shards import Shards

SNAPSHOTS = Rows("out/crawl/snapshots.jsonl", Snapshot)
FAILURES = Rows("out/crawl/failures.jsonl", Failure)
FILES = Rows("out/crawl/files.jsonl", File)
BLOBS = Shards("out/crawl/blobs", Blob)

LOCK = Path("sources.lock.yaml")
"""In Git; written by `adaptrail sources` only."""

SUPPRESSIONS = Path("governance/suppressions.jsonl")
"""In Git; written by `adaptrail audit erase` only."""

READS = (LOCK,)
WRITES = (SNAPSHOTS, FAILURES, FILES, BLOBS)
