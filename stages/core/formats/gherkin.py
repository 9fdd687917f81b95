"""Gherkin: features as the official parser of Cucumber reads them, and user stories in them and out of them.

    feature  = [ "# language: zh-CN" ] "Feature: " title
               role, want and benefit as in a story                 the description
               { "Scenario: " title { step } }                      a criterion each
    step     = ( "Given " | "When " | "Then " | "And " ) text

A feature tells a story when its description says who wants what; its scenarios are the criteria. Steps of a
background stand before those of each scenario, in a rule until its end; of an outline the first example is
taken, and the others are left untold. A story has no room for tables and long texts: a scenario whose steps
carry one is left untold, too.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from gherkin.dialect import Dialect
from gherkin.errors import (
    AstBuilderException,
    CompositeParserException,
    NoSuchLanguageException,
    ParserException,
    UnexpectedEOFException,
    UnexpectedTokenException,
)
from gherkin.parser import Parser
from gherkin.token_scanner import TokenScanner

from stages.core.formats import story
from stages.core.formats.story import Story
from stages.core.formats.violation import Says, Violation, Words, violation
from stages.core.lines import lines_of
from stages.core.records.story_asset import Criterion

_SAYS = {
    "unexpected-line": Says(
        Words("a line that does not fit here", "此处不应出现这一行"),
        Words(
            "Begin it with a keyword such as Given; prose stands below a heading only.",
            "请以“假如”等关键词开头；说明文字只能写在标题下面。",
        ),
    ),
    "unexpected-end": Says(
        Words("the text ends too early", "文本过早结束"),
        Words("Close the text, or write what the tags belong to.", "请闭合文本块，或写出标签所属的内容。"),
    ),
    "language": Says(
        Words("a language that Gherkin does not know", "Gherkin 不认识的语言"),
        Words(
            "Write `# language: en` or `# language: zh-CN`.", "请写 `# language: en` 或 `# language: zh-CN`。"
        ),
    ),
    "cells": Says(
        Words("rows of one table with different numbers of cells", "同一张表的各行单元格数不同"),
        Words("Give each row the same cells.", "每一行写同样多的单元格。"),
    ),
    "tag": Says(
        Words("a tag with a space in it", "标签里有空格"),
        Words("Write one word behind each @.", "每个 @ 后面只写一个词。"),
    ),
    "no-feature": Says(
        Words("no feature", "没有功能"),
        Words("Write `Feature: title` and its scenarios.", "请写 `功能: 标题` 和它的场景。"),
        severity="warning",
    ),
}
_KEYS: tuple[tuple[type[ParserException], str], ...] = (
    (NoSuchLanguageException, "language"),
    (UnexpectedEOFException, "unexpected-end"),
    (UnexpectedTokenException, "unexpected-line"),
    (AstBuilderException, "cells"),
    (ParserException, "tag"),
)
_PARTS = {"Context": "given", "Action": "when", "Outcome": "then"}
_HEADS = {"en": ("Feature", "Scenario"), "zh": ("功能", "场景")}

Node = Mapping[str, Any]
"""A node of the official parser's tree."""


class Read(NamedTuple):
    """The feature of a text, if it has one, and what is wrong with the text."""

    feature: Node | None
    violations: list[Violation]


class Untold(NamedTuple):
    """A scenario, or examples of an outline, that are no criterion: by which rule, first and last line."""

    rule: str
    first: int
    last: int


class Told(NamedTuple):
    """The story of a feature, and the scenarios that it leaves out."""

    story: Story
    untold: list[Untold]


class _Steps(NamedTuple):
    rule: str
    parts: dict[str, list[str]]


def read(text: str) -> Read:
    """Return what the official parser makes of a text."""
    try:
        feature = Parser().parse(TokenScanner(text.removeprefix("\ufeff"))).get("feature")
    except CompositeParserException as error:
        return Read(None, [_violation(one) for one in error.errors])
    except ParserException as error:
        return Read(None, [_violation(error)])
    return Read(feature, [] if feature else [violation(_SAYS, "no-feature", 0)])


def _violation(error: ParserException) -> Violation:
    key = next(key for kind, key in _KEYS if isinstance(error, kind))
    return violation(_SAYS, key, error.location["line"], error.location.get("column", 0))


def validate(text: str) -> list[Violation]:
    """Return what keeps `text` from being a feature."""
    return read(text).violations


def parse(text: str) -> Story | None:
    """Return the story of a feature, or None when it is broken or tells none."""
    feature = read(text).feature
    told = told_by(feature) if feature else None
    return told.story if told else None


def render(told: Story) -> str:
    """Return a story as a feature."""
    feature, scenario = _HEADS[told.language]
    head = ["# language: zh-CN"] if told.language == "zh" else []
    said = story.render(told._replace(title="", criteria=())).split("\n")
    blocks = [_scenario(told.language, scenario, criterion) for criterion in told.criteria]
    lines = [*head, f"{feature}: {told.title}".rstrip(), *(f"  {line}" for line in said)]
    return "\n\n".join(["\n".join(lines), *blocks]) + "\n"


def _scenario(language: str, keyword: str, criterion: Criterion) -> str:
    steps = [f"    {line}" for line in story.render_steps(language, criterion)]
    return "\n".join([f"  {keyword}: {criterion.title}".rstrip(), *steps])


def told_by(feature: Node) -> Told | None:
    """Return the story of a feature, or None when it does not say who wants what."""
    told = story.read(feature["description"]).story
    if not (told.role and told.want):
        return None
    read = list(_criteria(feature))
    criteria = tuple(one for one in read if isinstance(one, Criterion))
    untold = [one for one in read if isinstance(one, Untold)]
    return Told(told._replace(title=feature["name"], criteria=(*told.criteria, *criteria)), untold)


def _criteria(feature: Node) -> Iterator[Criterion | Untold]:
    dialect = Dialect.for_name(feature["language"])
    yield from _within(feature["children"], [], dialect.scenario_outline_keywords if dialect else [])


def _within(children: list[Node], before: list[_Steps], outlines: list[str]) -> Iterator[Criterion | Untold]:
    """Yield the criteria of a feature or a rule, whose background ends with it."""
    for child in children:
        if "background" in child:
            before = [*before, _steps(child["background"])]
        elif "rule" in child:
            yield from _within(child["rule"]["children"], before, outlines)
        else:
            yield _criterion(child["scenario"], before, outlines)
            more = [row["location"]["line"] for row in _rows(child["scenario"]["examples"])[1:]]
            yield from [Untold("further-example", more[0], more[-1])] if more else []


def _steps(block: Node) -> _Steps:
    parts: dict[str, list[str]] = {"given": [], "when": [], "then": []}
    current = "given"
    for step in block["steps"]:
        if "dataTable" in step or "docString" in step:
            return _Steps("step-argument", {})
        current = _PARTS.get(step["keywordType"], current)
        parts[current].append(step["text"])
    return _Steps("", parts)


def _criterion(scenario: Node, before: list[_Steps], outlines: list[str]) -> Criterion | Untold:
    example: dict[str, str] | None = {}
    if scenario["keyword"] in outlines or scenario["examples"]:
        example = _example(scenario["examples"])
    steps = [*before, _steps(scenario)]
    parts = {part: [text for one in steps for text in one.parts.get(part, [])] for part in _PARTS.values()}
    rules = [one.rule for one in steps if one.rule]
    rules += ["no-example"] if example is None else []
    rules += [] if any(parts.values()) else ["no-step"]
    if rules or example is None:
        return Untold(rules[0], scenario["location"]["line"], _last(scenario))
    filled = {part: [_filled(text, example) for text in texts] for part, texts in parts.items()}
    return Criterion(title=_filled(scenario["name"], example), **filled)


def _example(tables: list[Node]) -> dict[str, str] | None:
    """Return the first example by the names of its columns, or None when there is none."""
    table = next((one for one in tables if one.get("tableHeader") and one.get("tableBody")), None)
    if table is None:
        return None
    names, values = (
        [cell["value"] for cell in row["cells"]] for row in (table["tableHeader"], table["tableBody"][0])
    )
    return dict(zip(names, values, strict=True))


def _rows(tables: list[Node]) -> list[Node]:
    """Return the examples of an outline, one each row."""
    return [row for one in tables if one.get("tableHeader") for row in one.get("tableBody", [])]


def _filled(text: str, example: dict[str, str]) -> str:
    return re.sub(r"<([^<>]+)>", lambda found: example.get(found[1], found[0]), text)


def _last(block: Node) -> int:
    """Return the last line of a scenario."""
    lines: list[int] = [block["location"]["line"] + len(lines_of(block["description"]))]
    for step in block["steps"]:
        lines.append(step["location"]["line"])
        if "dataTable" in step:
            lines.append(step["dataTable"]["rows"][-1]["location"]["line"])
        if "docString" in step:
            text = step["docString"]
            lines.append(text["location"]["line"] + len(text["content"].split("\n")) + 1)
    for table in block["examples"]:
        rows = [*([table["tableHeader"]] if table.get("tableHeader") else []), *table.get("tableBody", [])]
        lines += [table["location"]["line"], *(row["location"]["line"] for row in rows)]
    return max(lines)
