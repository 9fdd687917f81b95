"""User stories of a Markdown or text document: one asset a story.

A story begins at its title or at the line with the role, and ends before the first line that is no line
of a story. A line `主题：` or `Topic:` above it names its topic, one such as `工单：` or `Ticket:` its
ticket; the front matter's `domain`, or the first heading, its domain. A story without a criterion, or with a
broken one, is an asset too: `gate` decides about it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from stages.core.formats import story
from stages.core.records.story_asset import StoryAsset
from stages.model.lines import LONGEST_HEADING, Line, front_matter, heading, lines
from stages.model.passed_over import Unread
from stages.model.safe_text import SafeText
from stages.model.told import Beside, story_asset
from stages.model.tree import Place

_BESIDE = re.compile(
    r"(?:[#>*-]+\s*)?\**(?:(?P<topic>主题|Topic)|工单号?|需求号|Ticket|Issue|Jira)\**\s*[:：]\**\s*(?P<said>\S.*?)\s*",
    re.IGNORECASE,
)
"""A line that says the topic of the story below it, or its ticket."""


class _Block(NamedTuple):
    topic: str
    ticket: str
    start: int
    end: int


class _Scan:
    """Collects the lines of the story that is being read."""

    def __init__(self) -> None:
        self.blocks: list[_Block] = []
        self.topic = self.ticket = ""
        self.parts: list[str] = []
        self.start = self.end = 0

    def finish(self) -> None:
        if "role" in self.parts and "want" in self.parts:
            self.blocks.append(_Block(self.topic, self.ticket, self.start, self.end))
            self.topic = self.ticket = ""
        self.parts = []

    def add(self, parts: list[str], start: int, end: int) -> None:
        again = ("title" in parts and self.parts) or ("role" in parts and "role" in self.parts)
        if again:
            self.finish()
        if not self.parts:
            if parts[0] not in ("title", "role"):
                return
            self.start = start
        self.parts += parts
        self.end = end


def _blocks(text: str) -> list[_Block]:
    scan = _Scan()
    for line in lines(text):
        if not line.text.strip():
            continue
        beside = _beside(line)
        found = None if line.code or beside else story.lines_of(line.text)
        if found:
            scan.add([part.part for part in found], line.start, line.end)
        else:
            scan.finish()
        if beside and beside["topic"]:
            scan.topic = beside["said"]
        elif beside:
            scan.ticket = beside["said"]
    scan.finish()
    return scan.blocks


def read_stories(source: SafeText) -> list[StoryAsset]:
    """Return the stories of a document in their order; none when it holds none."""
    text = source.document.text
    blocks = _blocks(text)
    offsets = source.offsets([index for block in blocks for index in (block.start, block.end)])
    domain = front_matter(text).get("domain") or _first_heading(text)
    return [
        _asset(
            source,
            number,
            Beside(block.topic, domain, block.ticket),
            (offsets[block.start], offsets[block.end]),
        )
        for number, block in enumerate(blocks, 1)
    ]


def beside_stories(text: str) -> Iterator[Unread]:
    """Yield the passages between the stories of a text; headings, topics and tickets are none."""
    blocks = _blocks(text)
    starts = [block.start for block in blocks]

    def told(line: Line) -> bool:
        before = bisect_right(starts, line.start)
        inside = before > 0 and line.start < blocks[before - 1].end
        return not inside and heading(line) is None and _beside(line) is None

    for beside, passage in groupby((line for line in lines(text) if line.text.strip()), told):
        if beside:
            found = list(passage)
            yield Unread("beside-story", Place(found[0].start, found[-1].end))


def _beside(line: Line) -> re.Match[str] | None:
    return _BESIDE.fullmatch(line.text.strip()) if len(line.text) <= LONGEST_HEADING else None


def _first_heading(text: str) -> str:
    return next((title for title in map(heading, lines(text)) if title is not None), "")


def _asset(source: SafeText, number: int, beside: Beside, place: tuple[int, int]) -> StoryAsset:
    written = source.piece(*place)
    found = story.read(written).story
    return story_asset(source, number, found, source.span(*place), beside=beside, text=written)
