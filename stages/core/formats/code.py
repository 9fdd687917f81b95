"""What the validators of all programming languages say in the same words."""

from typing import NamedTuple

from tree_sitter import Node

from stages.core.formats.violation import Says, Violation, Words, violation
from stages.core.syntax import Fault, TooCostly, fault, parse

_HINT = Words("Close what is open and finish the statement.", "请闭合未闭合的括号，并写完这条语句。")
_SAYS = {
    "syntax.costly": Says(Words("text that no parser can make sense of", "任何解析器都读不懂的文本"), _HINT),
    "syntax.missing": Says(Words("'$token' is missing", "缺少“$token”"), _HINT),
    "syntax.misfit": Says(Words("text that fits nowhere in the grammar", "不符合语法的文本"), _HINT),
}


class Parsed(NamedTuple):
    """A syntax tree, or the fault for which there is none."""

    root: Node | None
    violations: list[Violation]


def parsed(language: str, text: bytes, before: int = 0) -> Parsed:
    """Return the tree of `text`, or its first fault; `before` lines of a frame are not counted."""
    try:
        root = parse(language, text)
    except TooCostly as stopped:
        return Parsed(None, [violation(_SAYS, "syntax.costly", max(stopped.line - before, 1))])
    found = fault(root)
    if found is None:
        return Parsed(root, [])
    key = "syntax.missing" if found.missing else "syntax.misfit"
    line = max(found.line - before, 1)
    return Parsed(None, [violation(_SAYS, key, line, _characters(text, found), token=found.missing)])


def _characters(text: bytes, found: Fault) -> int:
    """Return the column of a fault in characters: the parser counts bytes."""
    line = text.split(b"\n")[found.line - 1]
    return len(line[: found.column - 1].decode(errors="replace")) + 1
