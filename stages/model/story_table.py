"""User stories of a table: CSV, or JSON Lines with one issue a line, as trackers export them.

A row is a story when it says who wants what: in columns of their own, or in the words of its description or
title. Its criteria are those of its own column, and those in the description. A row that is none, or is
broken, is passed over and costs no other row.
"""

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from stages.core.formats import story
from stages.core.formats.story_table import column, delimiter
from stages.core.lines import lines_of
from stages.core.natural_language import natural_language
from stages.core.records.span import Span
from stages.core.records.story_asset import Criterion, StoryAsset
from stages.model.delimited import Record, records
from stages.model.passed_over import PassedOver, Unread, passed_over
from stages.model.safe_text import SafeText
from stages.model.told import Beside, story_asset
from stages.model.tree import Place

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|h\d|tr)>", re.IGNORECASE)
_HINT = re.compile(r"sep=.?\r?\n", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-*•·]|\d+[.)、])\s*")


class Row(NamedTuple):
    """A row and what its known columns hold; none of them when it is broken."""

    place: Place
    cells: dict[str, str] | None


def read_story_table(source: SafeText) -> list[StoryAsset | PassedOver]:
    """Return the stories of a CSV document in their order, and the rows that are none."""
    return _read(source, _table_rows(source.document.text))


def read_story_lines(source: SafeText) -> list[StoryAsset | PassedOver]:
    """Return the stories of a JSON Lines document in their order, and the lines that are none."""
    return _read(source, _line_rows(source.document.text))


def _read(source: SafeText, rows: Iterable[Row]) -> list[StoryAsset | PassedOver]:
    read = [(row, None if row.cells is None else _story(row.cells)) for row in rows]
    told = [(row, found) for row, found in read if found]
    spans = source.spans(row.place for row, _ in told)
    unread = (
        Unread("broken-row" if row.cells is None else "no-story", row.place)
        for row, found in read
        if not found
    )
    stories = (
        _asset(source, number, row, found, spans[row.place]) for number, (row, found) in enumerate(told, 1)
    )
    return [*stories, *passed_over(source, unread)]


def _table_rows(text: str) -> Iterator[Row]:
    start = int(text.startswith("\ufeff"))
    hint = _HINT.match(text, start)
    start = hint.end() if hint else start
    mark = delimiter(text[start:].lstrip("\r\n").split("\n", 1)[0])
    header, *rest = [*records(text, mark, start)] or [Record(Place(0, 0), [])]
    names = [column(name) for name in header.cells]
    if not any(names):
        return
    for record in rest:
        broken = len(record.cells) != len(names)
        pairs = zip(names, record.cells, strict=False)
        yield Row(record.place, None if broken else _joined(pairs))


def _line_rows(text: str) -> Iterator[Row]:
    position = 0
    for line in text.split("\n"):
        if bare := line.strip("\r\ufeff \t"):
            start = position + line.index(bare)
            yield Row(Place(start, start + len(bare)), _line_cells(bare))
        position += len(line) + 1


def _line_cells(line: str) -> dict[str, str] | None:
    try:
        issue = msgspec.json.decode(line, type=dict[str, object])
    except (msgspec.DecodeError, RecursionError):
        return None
    inner = issue.get("fields")
    fields = issue | inner if isinstance(inner, dict) else issue
    return _joined((column(str(key)), _words(value)) for key, value in fields.items())


def _words(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(one for one in value if isinstance(one, str))
    return value if isinstance(value, str) else ""


def _joined(cells: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the texts by column; a column that is there several times has them one below the other."""
    joined: dict[str, str] = {}
    for name, text in cells:
        if name and text:
            joined[name] = f"{joined[name]}\n{_plain(text)}" if name in joined else _plain(text)
    return joined


def _plain(text: str) -> str:
    """Return a text without the tags of HTML, in which trackers keep formatted ones."""
    if not _TAG.search(text):
        return text
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", text))).strip()


def _story(cells: dict[str, str]) -> story.Story | None:
    """Return the story of a row, or None when it does not say who wants what."""
    title, description = cells.get("title", ""), cells.get("description", "")
    told = (
        _in_columns(cells),
        *(story.read(text).story for text in (description, title, f"{title}\n{description}")),
    )
    found = next((one for one in told if one.role and one.want), None)
    if found is None:
        return None
    own = story.lines_of(title) or []
    heading = "" if any(line.part in ("role", "want") for line in own) else title
    criteria = (*found.criteria, *_criteria(cells.get("criteria", ""), found.language))
    return found._replace(title=found.title or _one_line(heading), criteria=criteria)


def _in_columns(cells: dict[str, str]) -> story.Story:
    parts = {part: _said(part, cells.get(part, "")) for part in ("role", "want", "benefit")}
    language = natural_language(*parts.values())
    return story.Story(language=language, title="", criteria=(), **parts)


def _said(part: str, text: str) -> str:
    """Return a part without its keyword: a column `role` may hold `As a buyer`."""
    line = story.line_of(_one_line(text))
    return line.text if line and line.part == part else _one_line(text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _criteria(text: str, language: str) -> tuple[Criterion, ...]:
    """Return the criteria of a cell: as written, those of steps alone, or a title for each line."""
    lines = [line for line in lines_of(text) if line.strip()]
    parts = [(story.line_of(line) or story.Line("", "", "")).part for line in lines]
    if "criterion" not in parts and "then" in parts:
        starts = [
            part == "given" and (number == 0 or parts[number - 1] != "given")
            for number, part in enumerate(parts)
        ]
        starts[0] = True
        lines = [f"AC:\n{line}" if begins else line for line, begins in zip(lines, starts, strict=True)]
        parts.append("criterion")
    if "criterion" in parts:
        head = "作为甲\n我想乙\n" if language == "zh" else "As a b\nI want c\n"
        return story.read(head + "\n".join(lines)).story.criteria
    return tuple(Criterion(title=_BULLET.sub("", line).strip(), given=[], when=[], then=[]) for line in lines)


def _asset(source: SafeText, number: int, row: Row, found: story.Story, span: Span) -> StoryAsset:
    beside = Beside(*(_one_line((row.cells or {}).get(part, "")) for part in Beside._fields))
    return story_asset(source, number, found, span, beside=beside, text=story.render(found))
