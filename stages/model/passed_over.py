"""Parts of a document that gave no asset, with or without others that did."""

from collections.abc import Iterable
from typing import NamedTuple

from stages.core.records.span import Span
from stages.model.safe_text import SafeText
from stages.model.tree import Place


class Unread(NamedTuple):
    """A part that a reader passes over."""

    rule: str
    place: Place


class PassedOver(NamedTuple):
    """The same by bytes."""

    rule: str
    span: Span


def passed_over(source: SafeText, parts: Iterable[Unread]) -> list[PassedOver]:
    """Return the parts with their spans, in order."""
    parts = list(parts)
    spans = source.spans({part.place for part in parts})
    return [PassedOver(part.rule, spans[part.place]) for part in parts]
