"""What the validators of all programming languages say in the same words."""

from typing import NamedTuple

from tree_sitter import Node

from stages.core.formats.violation import Says, Violation, Words, violation
from stages.core.framed import CLASS
from stages.core.syntax import Fault, TooCostly, fault, named, parse

OTHER_THAN_ONE_TYPE = Words(
    "$types types and $others other statements", "有 $types 个类型和 $others 条其他语句"
)
_HINT = Words("Close what is open and finish the statement.", "请闭合未闭合的括号，并写完这条语句。")
_SAYS = {
    "syntax.costly": Says(Words("text that no parser can make sense of", "任何解析器都读不懂的文本"), _HINT),
    "syntax.missing": Says(Words("'$token' is missing", "缺少“$token”"), _HINT),
    "syntax.misfit": Says(Words("text that fits nowhere in the grammar", "不符合语法的文本"), _HINT),
}


class Shape(NamedTuple):
    """What a language with classes calls a type and a member, by the nodes of its grammar."""

    language: str
    types: frozenset[str]
    before: frozenset[str]
    """What may stand beside the one type of a file."""
    members: frozenset[str]
    says: dict[str, Says]
    """By rule; see `says_of`."""


class Hints(NamedTuple):
    """How to write what a validator asks for."""

    type: Words
    member: Words
    kind: str
    """What a member is called in Chinese."""


def says_of(language: str, hints: Hints) -> dict[str, Says]:
    """Return what is said of texts in a language that are not one type, or not one member."""
    counted = Words("$count members, or one of another kind", f"有 $count 个成员，或成员不是{hints.kind}")
    return {
        f"{language}-type": Says(OTHER_THAN_ONE_TYPE, hints.type),
        f"{language}-member.outside": Says(Words("text outside the class", "类之外还有文本"), hints.member),
        f"{language}-member.count": Says(counted, hints.member),
    }


class Parsed(NamedTuple):
    """A syntax tree, or the fault for which there is none."""

    root: Node | None
    violations: list[Violation]


def parsed(language: str, text: bytes, before: str = "", after: int = 0) -> Parsed:
    """Return the tree of `text`, or its first fault, which is not counted from what stands `before` in a
    frame; one in the `after` lines of the frame is one of the end of the text."""
    rows, left = before.count("\n"), before.rpartition("\n")[2]
    try:
        root = parse(language, text)
    except TooCostly as stopped:
        return Parsed(None, [violation(_SAYS, "syntax.costly", max(stopped.line - rows, 1))])
    found = fault(root)
    if found is None:
        return Parsed(root, [])
    key = "syntax.missing" if found.missing else "syntax.misfit"
    lines = text.split(b"\n")
    line, column = _place(lines[: len(lines) - after], found)
    column -= len(left) if line == rows + 1 else 0
    return Parsed(None, [violation(_SAYS, key, max(line - rows, 1), max(column, 1), token=found.missing)])


def _place(lines: list[bytes], found: Fault) -> tuple[int, int]:
    """Return line and column of a fault in characters, the parser counts bytes; of one below the lines their
    end."""
    line, end = (found.line, found.column - 1) if found.line <= len(lines) else (len(lines), len(lines[-1]))
    return line, len(lines[line - 1][:end].decode(errors="replace")) + 1


def one_type(shape: Shape, text: str, before: str = "") -> list[Violation]:
    """Return what keeps `text` from being one type; what a frame has `before` it is not counted."""
    root, faults = parsed(shape.language, text.encode(), before)
    if root is None:
        return faults
    types = [node for node in named(root) if node.type in shape.types]
    others = [node for node in named(root) if node.type not in shape.types | shape.before]
    if len(types) == 1 and not others:
        return []
    line = others[0].start_point[0] + 1 - before.count("\n") if others else 0
    return [violation(shape.says, f"{shape.language}-type", line, types=len(types), others=len(others))]


def one_member(shape: Shape, text: str) -> list[Violation]:
    """Return what keeps `text` from being one member of a class."""
    head, tail = CLASS
    framed = f"{head}{text}{tail}".encode()
    root, faults = parsed(shape.language, framed, head, tail.count("\n"))
    if root is None:
        return faults
    members = _members(root)
    if members is not None and len(members) == 1 and members[0].type in shape.members:
        return []
    key = "outside" if members is None else "count"
    return [violation(shape.says, f"{shape.language}-member.{key}", 0, count=len(members or ()))]


def _members(root: Node) -> list[Node] | None:
    """Return what stands in the frame, or None when the text closed the frame itself."""
    frames = list(named(root))
    bodies = [node for node in named(frames[0]) if node.type == "class_body"] if len(frames) == 1 else []
    return list(named(bodies[0])) if bodies else None
