"""User stories of Gherkin feature files, with keywords in English or Chinese: one asset a feature.

A feature is a story when its description says who wants what; its scenarios are the criteria. Steps of a
background stand before those of each scenario; of an outline the first example is taken. A story has no room
for tables and long texts: a scenario whose steps carry one is passed over, and so is a broken one.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from stages.core.formats import story
from stages.core.records.story_asset import Criterion, StoryAsset
from stages.model.passed_over import PassedOver, Unread, passed_over
from stages.model.refused import Refused
from stages.model.safe_text import SafeText
from stages.model.told import story_asset
from stages.model.tree import Place

_HEADS = {
    "feature": "Feature|Business Need|Ability|功能",
    "rule": "Rule|规则",
    "background": "Background|背景",
    "outline": "Scenario Outline|Scenario Template|场景大纲|剧本大纲",
    "scenario": "Scenario|Example|场景|剧本",
    "examples": "Examples|Scenarios|例子",
}
_STEPS = {
    "given": r"Given\s|假如|假设|假定",
    "when": r"When\s|当",
    "then": r"Then\s|那么",
    "and": r"(?:And|But|\*)\s|而且|并且|同时|但是",
}
_KINDS = [
    *((kind, re.compile(rf"(?:{words})\s*[:：]\s*(.*)")) for kind, words in _HEADS.items()),
    *((kind, re.compile(rf"(?:{words})\s*(.*)")) for kind, words in _STEPS.items()),
]
_LANGUAGE = re.compile(r"#\s*language\s*:\s*([\w-]+)\s*")
_FENCES = ('"""', "```")
_CELLS = re.compile(r"(?<!\\)\|")


class Line(NamedTuple):
    """A line: a keyword's, a step's argument, or `text`."""

    kind: str
    text: str
    place: Place


class Block(NamedTuple):
    """A head such as `Scenario:` and the lines below it."""

    head: Line
    body: list[Line]

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.head.place.start, [self.head, *self.body][-1].place.end)


class Steps(NamedTuple):
    """The steps of a block by part, or the rule by which it is passed over."""

    rule: str
    parts: dict[str, list[str]]


def read_gherkin(source: SafeText) -> list[StoryAsset | PassedOver]:
    """Return the story of a feature file, or nothing when it tells none; raises Refused."""
    blocks = list(_blocks(_lines(source.document.text)))
    if not blocks or blocks[0].head.kind != "feature":
        return []
    feature, *rest = blocks
    told = story.read("\n".join(line.text for line in feature.body)).story
    if not (told.role and told.want):
        return []
    read = list(_scenarios(rest))
    criteria = tuple(one for one in read if isinstance(one, Criterion))
    unread = passed_over(source, (one for one in read if isinstance(one, Unread)))
    found = told._replace(title=feature.head.text, criteria=(*told.criteria, *criteria))
    place = Place(feature.place.start, blocks[-1].place.end)
    span = source.spans([place])[place]
    return [story_asset(source, 1, found, span, topic="", domain="", text=story.render(found)), *unread]


def _lines(text: str) -> Iterator[Line]:
    """Yield the lines that say something: no blank ones, comments and tags."""
    position, fence = 0, ""
    for whole in text.splitlines(keepends=True):
        bare = whole.strip().lstrip("\ufeff")
        place = Place(position + len(whole) - len(whole.lstrip()), position + len(whole.rstrip()))
        position += len(whole)
        if fence or bare.startswith(_FENCES):
            yield Line("argument", bare, place)
            opens = "" if fence else bare[:3]
            fence = "" if fence and bare.startswith(fence) else fence or opens
        elif bare.startswith("#"):
            _refuse_other_language(bare)
        elif bare and not bare.startswith("@"):
            yield _line(bare, place)
    if fence:
        yield Line("unclosed", "", Place(position, position))


def _refuse_other_language(comment: str) -> None:
    found = _LANGUAGE.fullmatch(comment)
    if found and found[1].lower().split("-")[0] not in ("en", "zh"):
        raise Refused("natural-language", "another one", "en, zh")


def _line(bare: str, place: Place) -> Line:
    if bare.startswith("|"):
        return Line("argument", bare, place)
    matches = ((kind, pattern.fullmatch(bare)) for kind, pattern in _KINDS)
    return next((Line(kind, found[1], place) for kind, found in matches if found), Line("text", bare, place))


def _blocks(lines: Iterable[Line]) -> Iterator[Block]:
    head: Line | None = None
    body: list[Line] = []
    for line in lines:
        if line.kind in _HEADS:
            if head:
                yield Block(head, body)
            head, body = line, []
        elif head is not None:
            body.append(line)
    if head:
        yield Block(head, body)


def _scenarios(blocks: list[Block]) -> Iterator[Criterion | Unread]:
    """Yield a criterion for each scenario, or why it is none; a background in a rule ends with the rule."""
    everywhere = within = Steps("", {})
    in_rule = False
    for block, following in pairwise([*blocks, None]):
        if block is None or block.head.kind in ("examples", "feature"):
            continue
        if block.head.kind == "rule":
            in_rule, within = True, Steps("", {})
        elif block.head.kind == "background":
            everywhere, within = (everywhere, _steps(block)) if in_rule else (_steps(block), within)
        else:
            yield _criterion(block, following, [everywhere, within, _steps(block)])


def _steps(block: Block) -> Steps:
    parts: dict[str, list[str]] = {"given": [], "when": [], "then": []}
    current, begun = "given", False
    for line in block.body:
        if line.kind == "argument":
            return Steps("step-argument", {})
        if line.kind == "unclosed" or (line.kind == "text" and begun):
            return Steps("broken-scenario", {})
        if line.kind != "text":
            current, begun = current if line.kind == "and" else line.kind, True
            parts[current].append(line.text)
    return Steps("", parts)


def _criterion(block: Block, following: Block | None, steps: list[Steps]) -> Criterion | Unread:
    example: dict[str, str] | None = {}
    if block.head.kind == "outline":
        example = _example(following) if following and following.head.kind == "examples" else None
    parts = {
        part: [text for one in steps for text in one.parts.get(part, [])]
        for part in ("given", "when", "then")
    }
    rules = [one.rule for one in steps if one.rule]
    rules += ["no-example"] if example is None else []
    rules += [] if any(parts.values()) else ["no-step"]
    if rules or example is None:
        return Unread(rules[0], block.place)
    filled = {part: [_filled(text, example) for text in texts] for part, texts in parts.items()}
    return Criterion(title=_filled(block.head.text, example), **filled)


def _example(block: Block) -> dict[str, str] | None:
    """Return the first example of a table by the names of its columns, or None when there is none."""
    rows = [_cells(line.text) for line in block.body if line.kind == "argument"]
    return (
        dict(zip(rows[0], rows[1], strict=True)) if len(rows) > 1 and len(rows[0]) == len(rows[1]) else None
    )


def _cells(row: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in _CELLS.split(row.strip())[1:-1]]


def _filled(text: str, example: dict[str, str]) -> str:
    return re.sub(r"<([^<>]+)>", lambda found: example.get(found[1], found[0]), text)
