"""Review comments (`review-comments`): what a reviewer says of a text with numbered lines, a line each.

    review   = comment { newline comment }
    comment  = line ": " severity ": " rule ": " message " -> " hint
    line     = number of the line that it is about; 0 for all of the text
    severity = "blocker" | "warning" | "info"
    rule     = letter { letter | digit | "-" | "_" }

`message` says what is wrong, `hint` how to mend it; neither is empty, holds ` -> ` or ends with a stop. Lines
do not fall, and no rule speaks twice of one line.

Also read: a fence, empty lines, `- ` before a comment, `line 3`, `L3` and `第 3 行` for `3`, colons of full
width, `→` and `=>` for `->`, a severity in capitals, stops at the end of message and hint.
"""

import re
from typing import NamedTuple

from stages.core.formats.fence import unfenced
from stages.core.formats.violation import Says, Violation, Words, violation

SEVERITIES = ("blocker", "warning", "info")

_STOPS = "。. "
_HEAD = re.compile(
    r"\s*(?:[-*]\s+)?(?:line\s+|L|第\s*)?([1-9]\d{0,5})(?:\s*行)?\s*[:：]\s*([A-Za-z]+)\s*[:：]\s*([A-Za-z][\w-]*)\s*[:：]",
    re.ASCII | re.IGNORECASE,
)
_ARROW = re.compile(r"->|→|=>")
_SAYS = {
    "review-comments": Says(
        Words("not a comment of the review", "不是一条评审意见"),
        Words(
            "Write `line: severity: rule: what is wrong -> how to mend it`.",
            "请写成 `行号: 级别: 规则: 问题 -> 改法`。",
        ),
    ),
    "severity": Says(
        Words("severity '$found'", "级别是“$found”"),
        Words("Write blocker, warning or info.", "请写 blocker、warning 或 info。"),
    ),
    "order": Says(
        Words("line $number after line $before", "第 $number 行的意见排在第 $before 行之后"),
        Words("Sort the comments by line.", "请按行号排序。"),
    ),
    "repeated": Says(
        Words("$rule speaks of line $number again", "$rule 重复评论第 $number 行"),
        Words("Say it once.", "只写一次。"),
    ),
    "no-comment": Says(
        Words("the review has no comment", "评审没有任何意见"),
        Words("Write one comment a line.", "每行写一条意见。"),
    ),
}


class Comment(NamedTuple):
    """One thing that a reviewer says."""

    line: int
    """1-based; 0 for all of the text."""
    severity: str
    rule: str
    message: str
    hint: str


class _Read(NamedTuple):
    place: int
    """Line of the review."""
    comment: Comment


def parse(text: str) -> list[Comment] | None:
    """Return the comments, or None when `validate` finds an error."""
    return None if validate(text) else [read.comment for read in _read(text)]


def render(comments: list[Comment]) -> str:
    """Return the canonical text of a review."""
    return "\n".join(
        f"{one.line}: {one.severity}: {one.rule}: {one.message} -> {one.hint}" for one in comments
    )


def validate(text: str) -> list[Violation]:
    """Return what keeps `text` from being a review."""
    lines, before = unfenced(text)
    strange = [
        violation(_SAYS, "review-comments", number)
        for number, line in enumerate(lines, before + 1)
        if line.strip() and _comment(line) is None
    ]
    found = _read(text)
    faults = strange + [
        violation(_SAYS, "severity", place, found=comment.severity)
        for place, comment in found
        if comment.severity not in SEVERITIES
    ]
    highest = 0
    said: set[tuple[int, str]] = set()
    for place, comment in found:
        if comment.line < highest:
            faults.append(violation(_SAYS, "order", place, number=comment.line, before=highest))
        if (comment.line, comment.rule) in said:
            faults.append(violation(_SAYS, "repeated", place, number=comment.line, rule=comment.rule))
        highest = max(highest, comment.line)
        said.add((comment.line, comment.rule))
    nothing = [] if found or strange else [violation(_SAYS, "no-comment", 0)]
    return sorted(faults, key=lambda fault: fault.line) + nothing


def _read(text: str) -> list[_Read]:
    lines, before = unfenced(text)
    found = ((number, _comment(line)) for number, line in enumerate(lines, before + 1))
    return [_Read(number, comment) for number, comment in found if comment]


def _comment(line: str) -> Comment | None:
    head = _HEAD.match(line)
    if head is None:
        return None
    message, *rest = (part.strip().rstrip(_STOPS) for part in _ARROW.split(line[head.end() :], maxsplit=1))
    return Comment(int(head[1]), head[2].lower(), head[3], message, *rest) if message and any(rest) else None
