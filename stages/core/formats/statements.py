"""Statements: whole statements of a body as they stand in it (`java-statements`, `kotlin-statements`,
`python-statements`, `typescript-statements`, `go-statements`), what a completion writes between the code
before and the code after it.

    statements = statement { statement }        at least one, none of them cut

The first line stands without its indentation, the other lines with theirs, as they are cut out of a file. Of
Python all statements have the indentation of the first one, which the lines below it decide.

Text that the grammar of tree-sitter cannot read without repairing it inside of a body is refused, and so is
text that closes the body.
"""

import textwrap
from collections.abc import Iterator
from functools import partial

from tree_sitter import Node

from stages.core.formats.code import Parsed, parsed
from stages.core.formats.python import empty_bodies
from stages.core.formats.violation import Says, Violation, Words, violation
from stages.core.syntax import body_of, named

_SAYS = {
    "statements": Says(
        Words("not whole statements of one body", "不是同一代码块里的完整语句"),
        Words("Write whole statements and nothing else.", "只写完整的语句，不写别的。"),
    ),
}
_FRAMES = {
    "go": ("func frame() {\n", "\n}\n"),
    "java": ("class Frame {\nFrame() {\n", "\n}\n}\n"),
    "kotlin": ("fun frame() {\n", "\n}\n"),
    "python": ("async def frame():\n", "\n"),
    "typescript": ("class Frame {\nasync *frame() {\n", "\n}\n}\n"),
}
_TYPESCRIPT = ("typescript", "tsx")
_DEPTH = {"go": 1, "java": 2, "kotlin": 1, "python": 1, "typescript": 2}
"""Bodies of the frame around the statements."""
_INDENT = 4


def validate(language: str, text: str) -> list[Violation]:
    """Return what keeps `text` from being statements of a body in `language`."""
    before, after = _FRAMES[language]
    faults: list[Violation] = []
    for tried in _readings(language, text):
        framed = f"{before}{tried}{after}".encode()
        for grammar in _TYPESCRIPT if language == "typescript" else (language,):
            read = parsed(grammar, framed, before, after.count("\n"))
            empty = empty_bodies(read.root) if language == "python" and read.root is not None else []
            if not empty and _holds(read, _DEPTH[language]):
                return []
            faults = faults or read.violations or empty
    return faults or [violation(_SAYS, "statements", 0)]


def _readings(language: str, text: str) -> Iterator[str]:
    """Yield the text as it may be meant: of Python the indentation of the first line is not there."""
    if language != "python":
        yield text
        return
    first, *rest = text.split("\n")
    depths = {len(line) - len(line.lstrip()) for line in rest if line.strip()}
    least = min(depths, default=0)
    for depth in sorted({*depths, max(least - _INDENT, 0)}, key=lambda depth: (depth != least, depth)):
        bare = textwrap.dedent("\n".join([" " * depth + first, *rest]))
        yield textwrap.indent(bare, " " * _INDENT)


def _holds(read: Parsed, depth: int) -> bool:
    """Say whether the frame is whole: one declaration a level, and a statement in the innermost body."""
    node: Node | None = read.root
    for _ in range(depth):
        inner = list(named(node)) if node is not None else []
        node = body_of(inner[0]) if len(inner) == 1 else None
    return node is not None and any(named(node))


validate_go = partial(validate, "go")
validate_java = partial(validate, "java")
validate_kotlin = partial(validate, "kotlin")
validate_python = partial(validate, "python")
validate_typescript = partial(validate, "typescript")
