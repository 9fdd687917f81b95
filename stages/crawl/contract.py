"""Files of `crawl`: reads the sources below data/, writes what stands in them."""

from stages.core.contract import Rows
from stages.core.records.blob import Blob
from stages.core.records.file import File
from stages.core.records.snapshot import Snapshot

SNAPSHOTS = Rows("out/crawl/snapshots.jsonl", Snapshot)
FILES = Rows("out/crawl/files.jsonl", File)
BLOBS = Rows("out/crawl/blobs.jsonl", Blob)

READS = ()
WRITES = (SNAPSHOTS, FILES, BLOBS)
