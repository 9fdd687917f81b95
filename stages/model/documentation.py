"""What a documentation comment or a docstring says, without the people that it names and what an IDE's
template adds: dates, versions, addresses."""

import re
from typing import NamedTuple

from stages.core.records.span import Span

_EDGE = re.compile(r"^[ \t]*\*?[ \t]?", re.MULTILINE)
_AUTHOR = re.compile(
    r"(?:^|(?<=\s))(?:@authors?|:authors?:)(?=\s|$).*(?:\n(?![ \t]*(?:[@:]\w|$)).*)*", re.MULTILINE
)
"""A tag that names people, to the next tag or empty line."""
_TEMPLATE = re.compile(
    r"(?i)\{@inheritDoc\}"
    r"|^[ \t]*@(?:auther|(?:create|update)?(?:date|time)|since|version|e?mail|github)\b.*"
    r"(?:\n(?![ \t]*(?:[@:]\w|$)).*)*"
    r"|^[ \t]*created? (?:by|on|in|with)\b.*(?:\d{4}[-/.年]\d|IntelliJ IDEA).*$"
    r"|^[ \t]*(?:创建|修改)(?:人|者|时间|日期)[ \t]*[:：].*$",
    re.MULTILINE,
)
"""What another comment says, and who wrote a file and when, in a tag or in a line without one."""
_LABEL = re.compile(r"(?i)^[ \t]*@desc(?:ription)?\b[ \t]*[:：]?[ \t]*", re.MULTILINE)
"""A tag in front of what a comment says anyway."""


class Documentation(NamedTuple):
    """A text, and the whole comment that it was taken from; no span without a text."""

    text: str
    span: Span | None


UNDOCUMENTED = Documentation("", None)


def documentation(text: str, span: Span) -> Documentation:
    """Return what a comment without its markers says; tags such as `@author` and `@date` are cut, and of
    `@description` the tag alone."""
    said = _LABEL.sub("", _TEMPLATE.sub("", _AUTHOR.sub("", text))).strip()
    return Documentation(said, span) if said else UNDOCUMENTED


def unmarked(comment: str) -> str:
    """Return the text of a comment `/** ... */`."""
    return _EDGE.sub("", comment.removeprefix("/**").removesuffix("*/")).strip()
