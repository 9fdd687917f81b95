"""Numbered lists: one thing a line, such as the topics or tasks that a teacher is asked for.

    list = item { item }
    item = number ". " text                 numbered from 1, without gaps; no two texts are the same

Also read: a fence, empty lines, `1)` and `1、` for `1. `, and numbers of full width.
"""

import re
from typing import NamedTuple

from stages.core.formats.fence import unfenced
from stages.core.formats.violation import Says, Violation, Words, violation

_ITEM = re.compile(r"\s*(\d{1,6})\s*(?:[.)．）](?!\d)|、)\s*(.*?)\s*")
_SAYS = {
    "item": Says(
        Words("not an item of the list", "不是列表的一项"),
        Words(
            "Write each item on one line, `1. text`, and nothing else.",
            "每项一行，写成 `1. 内容`，不写其他文字。",
        ),
    ),
    "item.empty": Says(
        Words("an item without text", "这一项没有内容"),
        Words("Write the text behind the number.", "请在编号后面写出内容。"),
    ),
    "order": Says(
        Words("number $number, expected $expected", "编号是 $number，应为 $expected"),
        Words("Number the items from 1, without gaps.", "从 1 开始连续编号。"),
    ),
    "repeated": Says(
        Words("the same text as on line $first", "与第 $first 行内容相同"),
        Words("Write another item, or remove this one.", "请换成另一项，或删去这一项。"),
    ),
    "no-item": Says(
        Words("the list has no item", "列表没有任何一项"),
        Words("Write `1. text`, one item a line.", "请写成 `1. 内容`，每项一行。"),
    ),
}


class _Item(NamedTuple):
    line: int
    number: int
    text: str


def parse(text: str) -> list[str] | None:
    """Return the items, or None when `validate` finds an error."""
    return None if validate(text) else [item.text for item in _items(text)]


def render(items: list[str]) -> str:
    """Return the canonical text of a list."""
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))


def validate(text: str) -> list[Violation]:
    """Return what keeps `text` from being a numbered list."""
    lines, before = unfenced(text)
    strange = [
        violation(_SAYS, "item", number)
        for number, line in enumerate(lines, before + 1)
        if line.strip() and not _ITEM.fullmatch(line)
    ]
    items = _items(text)
    first: dict[str, int] = {}
    for item in items:
        first.setdefault(item.text.lower(), item.line)
    faults = [
        *strange,
        *(violation(_SAYS, "item.empty", item.line) for item in items if not item.text),
        *(
            violation(_SAYS, "order", item.line, number=item.number, expected=expected)
            for expected, item in enumerate(items, 1)
            if item.number != expected
        ),
        *(
            violation(_SAYS, "repeated", item.line, first=first[item.text.lower()])
            for item in items
            if item.text and item.line != first[item.text.lower()]
        ),
    ]
    nothing = [] if items or strange else [violation(_SAYS, "no-item", 0)]
    return sorted(faults, key=lambda fault: fault.line) + nothing


def _items(text: str) -> list[_Item]:
    lines, before = unfenced(text)
    found = [(number, _ITEM.fullmatch(line)) for number, line in enumerate(lines, before + 1)]
    return [_Item(number, int(item[1]), item[2]) for number, item in found if item]
