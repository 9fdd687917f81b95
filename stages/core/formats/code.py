"""What the validators of all programming languages say in the same words."""

from typing import NamedTuple

from tree_sitter import Node

from stages.core.formats.violation import Violation
from stages.core.syntax import TooCostly, fault, parse

_HINT = "Close what is open and finish the statement."


class Parsed(NamedTuple):
    """A syntax tree, or the fault for which there is none."""

    root: Node | None
    violations: list[Violation]


def parsed(language: str, text: bytes, before: int = 0) -> Parsed:
    """Return the tree of `text`, or its first fault; `before` lines of a frame are not counted."""
    try:
        root = parse(language, text)
    except TooCostly as stopped:
        line = max(stopped.line - before, 1)
        return Parsed(None, [Violation("syntax", line, "text that no parser can make sense of", _HINT)])
    found = fault(root)
    if found is None:
        return Parsed(root, [])
    message = f"'{found.missing}' is missing" if found.missing else "text that fits nowhere in the grammar"
    return Parsed(None, [Violation("syntax", max(found.line - before, 1), message, _HINT)])
