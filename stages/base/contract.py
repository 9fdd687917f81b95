"""Files of `base`: reads open-source text, writes the base model, what it was given, and its manifest."""

from pathlib import Path

from stages.core.contract import Rows
from stages.core.records.base_document import BaseDocument
from stages.core.records.document import Document

DOCUMENTS = Rows("out/anonymize/documents.jsonl", Document)
FOLDER = Path("out/base")
"""base.json (BaseModel), corpus.jsonl, tokenizer.json, and model/ when the base is trained here."""
CORPUS = Rows("out/base/corpus.jsonl", BaseDocument)
"""Lies in FOLDER, which is one out; no rows for a pinned base."""

READS = (DOCUMENTS,)
WRITES = (FOLDER,)
