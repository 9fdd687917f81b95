"""Parse members that were cut out of their type, in a frame that makes them whole.

Of Python the first line may stand without its indentation, as a decorated method does when it is cut out;
TypeScript, and JavaScript as a part of it, is read with JSX where it is none without.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from stages.core.syntax import TooCostly, parse

CLASS = ("class Frame {", "\n}\n")
"""What stands around members in the languages with braces; lines of a member are its own."""

OBJECT = ("const frame = {", "\n};\n")
"""What stands around a property of an object in TypeScript."""

_PYTHON_CLASS = ("class Frame:\n", "\n")
_DECORATED = re.compile(r"^([ \t]+)(?:async )?def ", re.MULTILINE)


class Framed(NamedTuple):
    """A text that was parsed in a frame."""

    root: Node
    content: bytes
    """What was parsed, frame and all."""
    start: int
    """First byte of the text."""


def framed(language: str, text: str) -> Framed | None:
    """Return the tree of a type, of members or of functions as written, or None when no frame makes it whole.

    Known are Go, Java, JavaScript, Kotlin, Python and TypeScript.
    """
    for grammar, before, after in _frames(language, text):
        content = f"{before}{text}{after}".encode()
        try:
            root = parse(grammar, content)
        except TooCostly:
            continue
        if not root.has_error:
            return Framed(root, content, len(before.encode()))
    return None


def _frames(language: str, text: str) -> Iterator[tuple[str, str, str]]:
    """Yield a grammar, and what stands before and after the text."""
    match language:
        case "go":
            yield ("go", "", "\n")
        case "java":
            yield from (("java", *CLASS), ("java", "", ""))
        case "kotlin":
            yield from (("kotlin", *CLASS), ("kotlin", "package frame\n", ""))
        case "python":
            depth = _DECORATED.search(text) if text.startswith("@") else None
            yield ("python", f"if True:\n{depth[1]}" if depth else "", "\n")
            yield ("python", *_PYTHON_CLASS)
        case "javascript" | "typescript":
            grammars = ("typescript", "tsx")
            yield from ((grammar, *frame) for frame in (("", ""), CLASS, OBJECT) for grammar in grammars)
