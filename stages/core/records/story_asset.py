"""User stories with acceptance criteria."""

from stages.core.records.record import Record
from stages.core.records.span import Span


class Criterion(Record, frozen=True):
    """An acceptance criterion: given, when, then."""

    title: str
    given: list[str]
    when: list[str]
    then: list[str]


class StoryAsset(Record, frozen=True):
    """One row per user story."""

    id: str
    """`source:path#ordinal`."""
    document: str
    source: str
    source_class: str
    licence: str
    natural_language: str
    """`zh` or `en`."""
    topic: str
    """What it is about in a few words: the input that a person would type."""
    domain: str
    title: str
    role: str
    want: str
    benefit: str
    criteria: list[Criterion]
    tickets: list[str]
    """Of a tracker, `KEY-12`: that the story, the line above it, its row or its feature names; sorted."""
    text: str
    """The story as written; one of a table or a feature file in the canonical form."""
    span: Span
