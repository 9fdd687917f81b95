"""Read the values of properties, env and ini files line by line."""

import re
from collections.abc import Iterator

from stages.anonymize.scalars.scalar import Scalar

SECTION = re.compile(r"[ \t]*\[(?P<name>[^\]\n]{1,200})\][ \t]*")
ENTRY = re.compile(
    r"[ \t]*(?:export[ \t]+|set[ \t]+)?(?P<key>(?:\\.|[^\s=:\\#;!\[]){1,200})[ \t]*[=:][ \t]*"
    r"(?P<value>[^\r\n]*)"
)
QUOTED = re.compile(r"""(?P<quote>["'])(?P<value>(?:\\.|(?!(?P=quote))[^\\])*)(?P=quote)[ \t]*(?:[#;].*)?""")
COMMENT = re.compile(r"[ \t]+[#;].*|[ \t]+$")


def scalars(text: str) -> Iterator[Scalar]:
    """Yield the values in order; a value that a backslash continues ends with its first line."""
    section, place = "", 0
    for line in text.split("\n"):
        heading = SECTION.match(line)
        entry = ENTRY.match(line)
        if heading:
            section = heading["name"]
        elif entry:
            start, end = _inside(entry["value"])
            yield Scalar(
                entry["key"],
                section,
                place + entry.start("value") + start,
                place + entry.start("value") + end,
            )
        place += len(line) + 1


def _inside(value: str) -> tuple[int, int]:
    quoted = QUOTED.fullmatch(value)
    if quoted:
        return quoted.span("value")
    comment = COMMENT.search(value)
    return 0, comment.start() if comment else len(value)
