"""Suggestions of an IDE plugin: a JSON Lines document with one event a line.

An event names `step`, `language`, `prompt`, `action` (accepted, edited or rejected) and `final`, the text
that stood there in the end. Who it was and when is not read. A document whose first line is no such event
holds no asset; one with a broken event further down is refused as a whole.
"""

from typing import Literal

import msgspec

from stages.core.natural_language import natural_language
from stages.core.records.suggestion_asset import SuggestionAsset
from stages.model.refused import Refused
from stages.model.safe_text import SafeText


class _Event(msgspec.Struct, frozen=True):
    step: str
    language: str
    prompt: str
    action: Literal["accepted", "edited", "rejected"]
    final: str | None


def read_suggestions(source: SafeText) -> list[SuggestionAsset]:
    """Return the events of a document in their order; raises Refused."""
    found: list[SuggestionAsset] = []
    position = 0
    for number, line in enumerate(source.content.splitlines(keepends=True), 1):
        if line.strip():
            event = _event(line, number)
            if event is None:
                return []
            found.append(_asset(source, event, len(found) + 1, (position, position + len(line.rstrip()))))
        position += len(line)
    return found


def _event(line: bytes, number: int) -> _Event | None:
    try:
        return msgspec.json.decode(line, type=_Event)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        if number > 1:
            raise Refused("parse-error", f"line {number}") from error
        return None


def _asset(source: SafeText, event: _Event, number: int, place: tuple[int, int]) -> SuggestionAsset:
    document = source.document
    return SuggestionAsset(
        id=f"{document.id}#{number}",
        document=document.id,
        source=document.source,
        source_class=document.source_class,
        licence=document.licence,
        natural_language=natural_language(event.prompt),
        step=event.step,
        language=event.language,
        prompt=event.prompt,
        action=event.action,
        text="" if event.action == "rejected" else event.final or "",
        span=source.span(*place),
    )
