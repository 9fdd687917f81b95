"""Kotlin: a whole type (`kotlin-type`) or one function or constructor (`kotlin-member`).

    kotlin-type    a file with exactly one class, interface or object outside of others; annotations of the
                   file, package and imports may stand before it
    kotlin-member  exactly one function or secondary constructor as it stands in a class, with its annotations
                   and comments; an extension and a function outside of classes are written the same

Text that the grammar of tree-sitter cannot read without repairing it is refused; it asks for a new line, or
a semicolon, after a declaration in braces, and for backticks around names in other scripts than Latin. Types
are not resolved and nothing is compiled.
"""

import re

from tree_sitter import Node

from stages.core.formats.code import Parsed, parsed
from stages.core.formats.violation import Says, Violation, Words, violation
from stages.core.syntax import named

TYPES = frozenset(("class_declaration", "object_declaration"))
MEMBERS = frozenset(("function_declaration", "secondary_constructor"))

_BEFORE = frozenset(("package_header", "import", "file_annotation"))
_MEMBER_HINT = Words(
    "Write one complete function or constructor and nothing else.", "只写一个完整的函数或构造函数，不写别的。"
)
_SAYS = {
    "kotlin-type": Says(
        Words("$types types and $others other statements", "有 $types 个类型和 $others 条其他语句"),
        Words(
            "Write one class, interface or object and nothing else.",
            "只写一个 class、interface 或 object，不写别的。",
        ),
    ),
    "kotlin-member.outside": Says(Words("text outside the class", "类之外还有文本"), _MEMBER_HINT),
    "kotlin-member.count": Says(
        Words("$count members, or one of another kind", "有 $count 个成员，或成员不是函数"), _MEMBER_HINT
    ),
}
_FRAME = (b"class Frame {\n", b"\n}\n")
_PACKAGE = "package frame\n"
_ANNOTATED = re.compile(r"\s*@(?!file:)")


def framed(text: str) -> str:
    """Return a file as the grammar reads it: annotations at its very beginning are taken for an expression,
    so that a line with a package stands before them."""
    return f"{_PACKAGE}{text}" if _ANNOTATED.match(text) else text


def validate_type(text: str) -> list[Violation]:
    """Return what keeps `text` from being one Kotlin type."""
    whole = framed(text)
    root, faults = parsed("kotlin", whole.encode(), before=int(whole != text))
    if root is None:
        return faults
    types = [node for node in named(root) if node.type in TYPES]
    others = [node for node in named(root) if node.type not in TYPES | _BEFORE]
    if len(types) == 1 and not others:
        return []
    line = others[0].start_point[0] + 1 - int(whole != text) if others else 0
    return [violation(_SAYS, "kotlin-type", line, types=len(types), others=len(others))]


def validate_member(text: str) -> list[Violation]:
    """Return what keeps `text` from being one Kotlin function or constructor."""
    root, faults = _in_class(text)
    if root is None:
        return faults
    members = _members(root)
    if members is not None and len(members) == 1 and members[0].type in MEMBERS:
        return []
    key = "kotlin-member.outside" if members is None else "kotlin-member.count"
    return [violation(_SAYS, key, 0, count=len(members or ()))]


def _in_class(text: str) -> Parsed:
    return parsed("kotlin", text.encode().join(_FRAME), before=1)


def _members(root: Node) -> list[Node] | None:
    """Return what stands in the frame, or None when the text closed the frame itself."""
    frames = list(named(root))
    bodies = [node for node in named(frames[0]) if node.type == "class_body"] if len(frames) == 1 else []
    return list(named(bodies[0])) if bodies else None
