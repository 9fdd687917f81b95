"""Suggestions of an IDE plugin and what became of them."""

from stages.core.records.record import Record
from stages.core.records.span import Span


class SuggestionAsset(Record, frozen=True):
    """One row per suggestion that a developer accepted, edited or rejected."""

    id: str
    """`source:path#ordinal`."""
    document: str
    source: str
    source_class: str
    licence: str
    natural_language: str
    """`zh` or `en`: the language of the prompt."""
    step: str
    """Step of the engineering process, for example write_test."""
    language: str
    """Programming language of the suggestion, or natural language of a text."""
    prompt: str
    """What the developer asked for."""
    action: str
    """`accepted`, `edited` or `rejected`."""
    text: str
    """What stood there in the end: as suggested or as edited; empty when it was rejected."""
    span: Span
    """The line of the event."""
