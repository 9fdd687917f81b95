"""Suggestions of an IDE plugin: events, near misses, broken lines."""

import json

import pytest

from stages.model.model import read_document
from stages.model.refused import Refused
from stages.model.safe_text import SafeText
from stages.model.suggestions import read_suggestions
from tests.model.documents import PARAMS, document

EVENT = {
    "id": "ev-1",
    "time": "2025-01-06T09:12:00+08:00",
    "user": "5fdf",
    "step": "implement_method",
    "language": "java",
    "prompt": "实现 twice",
    "suggestion": "int twice() { }",
    "action": "edited",
    "final": "int twice(int x) { return 2 * x; }",
}


def lines(*events: object) -> SafeText:
    text = "\n".join(json.dumps(event, ensure_ascii=False) for event in events)
    return SafeText(document("events.jsonl", text, language="jsonl", asset="feedback"))


def test_an_event_is_read_with_its_line_as_span() -> None:
    source = lines(EVENT, {**EVENT, "action": "rejected", "final": None})
    edited, rejected = read_suggestions(source)
    assert (edited.id, edited.natural_language, edited.step) == (
        "shop:events.jsonl#1",
        "zh",
        "implement_method",
    )
    assert edited.text == EVENT["final"]
    assert rejected.text == ""
    assert json.loads(source.content[edited.span.start : edited.span.end]) == EVENT
    assert source.content[rejected.span.start : rejected.span.end].startswith(b'{"id"')


def test_what_was_rejected_is_never_read() -> None:
    (found,) = read_suggestions(lines({**EVENT, "action": "rejected", "final": "bad"}))
    assert found.text == ""


@pytest.mark.parametrize(
    "first",
    [
        {"level": "info", "message": "started"},
        {**EVENT, "action": "liked"},
        [1, 2],
        "text",
        {**EVENT, "prompt": None},
    ],
)
def test_other_json_lines_hold_no_suggestion(first: object) -> None:
    assert read_suggestions(lines(first, EVENT)) == []


def test_a_broken_event_stops_the_document_at_its_line() -> None:
    with pytest.raises(Refused) as refused:
        read_suggestions(lines(EVENT, {"step": "implement_method"}))
    assert (refused.value.rule, refused.value.value) == ("parse-error", "line 2")


def test_blank_lines_are_no_events() -> None:
    text = f"\n{json.dumps(EVENT)}\n\n{json.dumps(EVENT)}\n"
    found = read_document(document("e.jsonl", text, language="jsonl"), PARAMS)
    assert [asset.id for asset in found] == ["shop:e.jsonl#1", "shop:e.jsonl#2"]
