"""Files of `dedupe`: reads the screened files, writes one of each set of duplicates, a row for each other."""

from stages.core.contract import Rows
from stages.core.records.blob import Blob
from stages.core.records.drop import Drop
from stages.core.records.screened_file import ScreenedFile
from stages.core.shards import Shards

BLOBS = Shards("out/crawl/blobs", Blob)
FILES = Rows("out/screen/files.jsonl", ScreenedFile)
KEPT = Rows("out/dedupe/files.jsonl", ScreenedFile)
DROPS = Rows("out/dedupe/drops.jsonl", Drop)

READS = (BLOBS, FILES)
WRITES = (KEPT, DROPS)
