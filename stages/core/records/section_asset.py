"""Sections of prose documents."""

from stages.core.records.record import Record
from stages.core.records.span import Span


class SectionAsset(Record, frozen=True):
    """One row per section of Markdown, reStructuredText, AsciiDoc or PDF; a glossary is one section."""

    id: str
    """`source:path#ordinal`."""
    document: str
    source: str
    source_class: str
    licence: str
    natural_language: str
    title: str
    above: list[str]
    """Titles of the headings that it stands below, the outermost one first."""
    text: str
    """The section, heading included: as written, or as Markdown where it was written otherwise."""
    span: Span
