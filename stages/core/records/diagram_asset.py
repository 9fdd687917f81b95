"""Diagrams as text: class diagrams of PlantUML, C4 models, Mermaid."""

from stages.core.records.record import Record
from stages.core.records.span import Span


class DiagramAsset(Record, frozen=True):
    """One row per diagram: a `@startuml` block, a Mermaid file, or a fenced block of a Markdown document."""

    id: str
    """`source:path#diagram-` and the ordinal."""
    document: str
    source: str
    source_class: str
    licence: str
    natural_language: str
    """`zh` or `en`: the language of title, prose and labels."""
    format: str
    """`plantuml-class`, `c4` or `mermaid`: the validator that it meets."""
    title: str
    """The heading above it, else the name of its file."""
    doc: str
    """The paragraph before it in the document; may be empty."""
    doc_span: Span | None
    """Byte range of that paragraph."""
    text: str
    """As written, without the fence."""
    span: Span
