"""Files of `anonymize`: the border between the raw zone and the safe zone. What it writes may be shared."""

from stages.core.contract import Rows, manifest_path
from stages.core.records.blob import Blob
from stages.core.records.decision import Decision
from stages.core.records.document import Document
from stages.core.records.drop import Drop
from stages.core.records.file import File
from stages.core.records.origin import Origin
from stages.core.records.screened_file import ScreenedFile
from stages.core.records.snapshot import Snapshot
from stages.core.shards import Shards

SNAPSHOTS = Rows("out/crawl/snapshots.jsonl", Snapshot)
CRAWLED = Rows("out/crawl/files.jsonl", File)
BLOBS = Shards("out/crawl/blobs", Blob)
SCREEN_DROPS = Rows("out/screen/drops.jsonl", Drop)
FILES = Rows("out/dedupe/files.jsonl", ScreenedFile)
DEDUPE_DROPS = Rows("out/dedupe/drops.jsonl", Drop)
DOCUMENTS = Rows("out/anonymize/documents.jsonl", Document)
LEDGER = manifest_path("anonymize", "ledger")
"""Vouches for what was decided, apart from the documents: who reads those alone is not due for a rule that
masks the same."""
DECISIONS = Rows("out/anonymize/decisions.jsonl", Decision, LEDGER.stem)
ORIGINS = Rows("out/anonymize/origins.jsonl", Origin, LEDGER.stem)

READS = (SNAPSHOTS, CRAWLED, BLOBS, SCREEN_DROPS, FILES, DEDUPE_DROPS)
WRITES = (DOCUMENTS, DECISIONS, ORIGINS)
