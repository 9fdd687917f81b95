"""Use-case tables: who does what, under which conditions, one row a use case, in Chinese or English.

    table    = header rule row { row }
    header   = | 用例名称 | 前置条件 | 后置条件 | 主成功场景 | 扩展场景 |
             | | Use case | Preconditions | Postconditions | Main success scenario | Extensions |
    row      = | name | points | points | steps | extensions |
    points   = [ text { "<br>" text } ]
    steps    = "1. " text { "<br>" number ". " text }              at least one, numbered from 1
    extension = number letter ". " text                            the step that it leaves, and which way

In a cell, `|` and a backslash have a backslash before them. Also read: a fence, header cells in any case and
    extension = number letter ". " text                           the step that it leaves, and which way
an empty cell, `*a` for an extension at any step.
"""

import re
from typing import NamedTuple

from stages.core.formats.fence import unfenced
from stages.core.formats.markdown import cells, located_cells
from stages.core.formats.violation import Says, Violation, Words, violation

HEADERS = {
    "zh": ("用例名称", "前置条件", "后置条件", "主成功场景", "扩展场景"),
    "en": ("Use case", "Preconditions", "Postconditions", "Main success scenario", "Extensions"),
}
_EN, _ZH = (f"| {' | '.join(header)} |" for header in (HEADERS["en"], HEADERS["zh"]))
_SAYS = {
    "header": Says(
        Words("the first line is not the header", "第一行不是表头"), Words(f"Write: {_EN}", f"请写：{_ZH}")
    ),
    "header.rule": Says(
        Words("no rule below the header", "表头下面没有分隔行"),
        Words("Write: | --- | --- | --- | --- | --- |", "请写：| --- | --- | --- | --- | --- |"),
    ),
    "no-row": Says(
        Words("the table has no row", "表格没有任何一行"),
        Words("Write one row for each use case.", "每个用例写一行。"),
    ),
    "cells": Says(
        Words("$count cells, expected 5", "有 $count 个单元格，应为 5 个"),
        Words("Write | before and after each cell, <br> between points.", "每格前后写 |，要点之间写 <br>。"),
    ),
    "name": Says(
        Words("no name", "没有名称"), Words("Name what the actor wants to reach.", "请写出参与者的目标。")
    ),
    "duplicate-name": Says(
        Words("the same name as a row above", "名称与上面某一行相同"),
        Words("Rename it, or join both rows.", "请改名，或合并两行。"),
    ),
    "steps": Says(
        Words("no step in the main success scenario", "主成功场景没有步骤"),
        Words("Write `1. ...<br>2. ...`.", "请写成 `1. …<br>2. …`。"),
    ),
    "steps.order": Says(
        Words(
            "step $number stands where $expected is expected", "此处应为第 $expected 步，却是第 $number 步"
        ),
        Words("Number the steps from 1, without gaps.", "步骤从 1 开始连续编号。"),
    ),
    "extension": Says(
        Words("an extension without the step that it leaves", "扩展没有写明从哪一步分出"),
        Words("Write `2a. ...` for a way out of step 2.", "从第 2 步分出的写成 `2a. …`。"),
    ),
    "extension.step": Says(
        Words(
            "an extension of step $number, which the scenario does not have", "扩展指向不存在的第 $number 步"
        ),
        Words("Name a step of the main success scenario.", "请写主成功场景中有的步骤。"),
    ),
}
_RULE = re.compile(r":?-{3,}:?")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:^|\s+|(?<=[；;。])\s*)(?=\d{1,2}(?:\.(?!\d)|[)、])\s*\S)")
_STEP = re.compile(r"(\d{1,4})[.)、]\s*(\S.*)")
_EXTENSION = re.compile(r"(\d{1,4}|\*)([a-z])[.)、:：]?\s*(\S.*)")
_NOTHING = frozenset(("", "-", "—", "n/a", "none", "无"))


class Extension(NamedTuple):
    """What happens otherwise at a step."""

    step: str
    """Number of the step, or `*` for any."""
    way: str
    """A letter."""
    text: str


class UseCase(NamedTuple):
    """One use case."""

    name: str
    before: tuple[str, ...]
    """What holds before."""
    after: tuple[str, ...]
    """What holds after success."""
    steps: tuple[str, ...]
    extensions: tuple[Extension, ...]


class UseCaseTable(NamedTuple):
    """Use cases with headings in one language."""

    language: str
    """`zh` or `en`."""
    cases: tuple[UseCase, ...]


class _Read(NamedTuple):
    table: UseCaseTable
    violations: list[Violation]


def parse(text: str) -> UseCaseTable | None:
    """Return the table, or None when `validate` has something to say."""
    read = _read(text)
    return None if read.violations else read.table


def validate(text: str) -> list[Violation]:
    """Return what keeps `text` from being a use-case table."""
    return _read(text).violations


def render(table: UseCaseTable) -> str:
    """Return the canonical text of a table."""
    rows = [
        HEADERS[table.language],
        ["---"] * 5,
        *([_escaped(cell) for cell in _cells(case)] for case in table.cases),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cells(case: UseCase) -> list[str]:
    steps = [f"{number}. {text}" for number, text in enumerate(case.steps, 1)]
    extensions = [f"{one.step}{one.way}. {one.text}" for one in case.extensions]
    return [case.name, *map("<br>".join, (case.before, case.after, steps, extensions))]


def _escaped(cell: str) -> str:
    return cell.replace("\\", "\\\\").replace("|", "\\|")


def _read(text: str) -> _Read:
    lines, before = unfenced(text)
    rows = [(number, line) for number, line in enumerate(lines, before + 1) if line.strip()]
    language = _language(cells(rows[0][1])) if rows else ""
    faults = _frame_faults(rows, language)
    if faults:
        return _Read(UseCaseTable(language, ()), faults)
    read = [_case(number, line) for number, line in rows[2:]]
    cases = tuple(case for case, _ in read)
    violations = [fault for _, found in read for fault in found]
    first = {case.name: index for index, case in reversed([*enumerate(cases)])}
    violations += [
        violation(_SAYS, "duplicate-name", number)
        for index, ((number, _), case) in enumerate(zip(rows[2:], cases, strict=True))
        if case.name and first[case.name] < index
    ]
    return _Read(UseCaseTable(language, cases), violations)


def _language(header: list[str]) -> str:
    """Return the language of a header, or an empty string when it is none."""
    singular = [cell.lower().removesuffix("s") for cell in header]
    return next(
        (
            language
            for language, names in HEADERS.items()
            if singular == [name.lower().removesuffix("s") for name in names]
        ),
        "",
    )


def _frame_faults(rows: list[tuple[int, str]], language: str) -> list[Violation]:
    if not language:
        return [violation(_SAYS, "header", rows[0][0] if rows else 0)]
    rule = cells(rows[1][1]) if len(rows) > 1 else []
    if len(rule) != 5 or not all(map(_RULE.fullmatch, rule)):
        return [violation(_SAYS, "header.rule", rows[0][0] + 1)]
    return [] if len(rows) > 2 else [violation(_SAYS, "no-row", rows[1][0])]


def _case(number: int, line: str) -> tuple[UseCase, list[Violation]]:
    placed = located_cells(line)
    if len(placed) != 5:
        return UseCase("", (), (), (), ()), [violation(_SAYS, "cells", number, count=len(placed))]
    name, before, after, scenario, others = (cell.bare() for cell in placed)
    steps, faults = _steps(number, placed[3].column, _points(scenario))
    extensions, column = [_EXTENSION.fullmatch(point) for point in _points(others)], placed[4].column
    faults += [violation(_SAYS, "extension", number, column) for one in extensions if one is None]
    told = tuple(Extension(one[1], one[2], one[3]) for one in extensions if one)
    faults += [
        violation(_SAYS, "extension.step", number, column, number=one.step)
        for one in told
        if one.step != "*" and not 1 <= int(one.step) <= len(steps)
    ]
    faults += [] if name.lower() not in _NOTHING else [violation(_SAYS, "name", number, placed[0].column)]
    return UseCase(name, tuple(_points(before)), tuple(_points(after)), steps, told), faults


def _points(cell: str) -> list[str]:
    pieces = [] if cell.lower() in _NOTHING else _BREAK.split(cell)
    return [piece.strip() for piece in pieces if piece.strip()]


def _steps(number: int, column: int, points: list[str]) -> tuple[tuple[str, ...], list[Violation]]:
    """Return the steps; those on one line are told apart by their numbers."""
    if len(points) == 1 and _STEP.fullmatch(points[0]):
        points = [piece for piece in _NUMBERED.split(points[0]) if piece]
    if not points:
        return (), [violation(_SAYS, "steps", number, column)]
    read = [_STEP.fullmatch(point) for point in points]
    if not any(read):
        return tuple(points), []
    faults = [
        violation(_SAYS, "steps.order", number, column, number=found[1] if found else "-", expected=expected)
        for expected, found in enumerate(read, 1)
        if found is None or int(found[1]) != expected
    ]
    return tuple(found[2] for found in read if found), faults
