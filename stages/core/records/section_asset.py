"""Sections of prose documents."""

from stages.core.records.record import Record
from stages.core.records.span import Span


class SectionAsset(Record, frozen=True):
    """One row per section of a Markdown or PDF document; a table row of a glossary is part of its section."""

    id: str
    """`source:path#ordinal`."""
    document: str
    source: str
    source_class: str
    licence: str
    natural_language: str
    title: str
    text: str
    """The section as written, heading included."""
    span: Span
