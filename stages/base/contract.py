"""Files of `base`: reads open-source text, writes the base model and its manifest."""

from pathlib import Path

from stages.core.contract import Rows
from stages.core.records.document import Document

DOCUMENTS = Rows("out/anonymize/documents.jsonl", Document)
FOLDER = Path("out/base")
"""base.json (BaseModel), tokenizer.json, and model/ when the base is trained here."""

READS = (DOCUMENTS,)
WRITES = (FOLDER,)
