"""What a reviewer said of a document in which nothing was replaced."""

from typing import Literal

from stages.anonymize.reviews import GOVERNANCE
from stages.core.records.record import Record

INSPECTIONS = GOVERNANCE / "reviews" / "documents.jsonl"


class Inspection(Record, frozen=True):
    """One row per reviewer and content, in order of review: of two by one reviewer the last counts."""

    schema: Literal[1]
    blob: str
    """Of the raw content, as `Document.blob` has it."""
    source_class: str
    """Of the document, as `Document.source_class` has it."""
    found: Literal["nothing", "missed"]
    reviewer: str
