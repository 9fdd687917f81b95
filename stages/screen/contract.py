"""Files of `screen`: reads every crawled file, writes what is known of each, those that pass, and a row for
each that does not."""

from stages.core.contract import Rows
from stages.core.records.annotation import Annotation
from stages.core.records.blob import Blob
from stages.core.records.drop import Drop
from stages.core.records.file import File
from stages.core.records.screened_file import ScreenedFile
from stages.core.records.snapshot import Snapshot
from stages.core.shards import Shards

SNAPSHOTS = Rows("out/crawl/snapshots.jsonl", Snapshot)
FILES = Rows("out/crawl/files.jsonl", File)
BLOBS = Shards("out/crawl/blobs", Blob)
ANNOTATIONS = Shards("out/screen/annotations", Annotation)
KEPT = Rows("out/screen/files.jsonl", ScreenedFile)
DROPS = Rows("out/screen/drops.jsonl", Drop)

READS = (SNAPSHOTS, FILES, BLOBS)
WRITES = (ANNOTATIONS, KEPT, DROPS)
