"""What a documentation comment or a docstring says, without the people that it names."""

import re
from typing import NamedTuple

from stages.core.records.span import Span

_EDGE = re.compile(r"^[ \t]*\*?[ \t]?", re.MULTILINE)
_AUTHOR = re.compile(
    r"(?:^|(?<=\s))(?:@authors?|:authors?:)(?=\s|$).*(?:\n(?![ \t]*(?:[@:]\w|$)).*)*", re.MULTILINE
)
"""A tag that names people, to the next tag or empty line."""


class Documentation(NamedTuple):
    """A text, and the whole comment that it was taken from; no span without a text."""

    text: str
    span: Span | None


UNDOCUMENTED = Documentation("", None)


def documentation(text: str, span: Span) -> Documentation:
    """Return what a comment without its markers says; tags such as `@author` are cut."""
    said = _AUTHOR.sub("", text).strip()
    return Documentation(said, span) if said else UNDOCUMENTED


def unmarked(comment: str) -> str:
    """Return the text of a comment `/** ... */`."""
    return _EDGE.sub("", comment.removeprefix("/**").removesuffix("*/")).strip()
