"""Java: a whole type (`java-type`) or one method or constructor (`java-member`).

    java-type    a compilation unit with exactly one top-level type; package and imports may stand before it
    java-member  exactly one method or constructor as it stands in a class, with its annotations and comments

Text that the grammar of tree-sitter cannot read without repairing it is refused. Types are not resolved and
nothing is compiled.
"""

from tree_sitter import Node

from stages.core.formats.code import parsed
from stages.core.formats.violation import Says, Violation, Words, violation
from stages.core.syntax import named

TYPES = frozenset(
    (
        "class_declaration",
        "interface_declaration",
        "enum_declaration",
        "record_declaration",
        "annotation_type_declaration",
    )
)
MEMBERS = frozenset(("method_declaration", "constructor_declaration", "compact_constructor_declaration"))

_MEMBER_HINT = Words(
    "Write one complete method or constructor and nothing else.", "只写一个完整的方法或构造函数，不写别的。"
)
_SAYS = {
    "java-type": Says(
        Words("$types types and $others other statements", "有 $types 个类型和 $others 条其他语句"),
        Words(
            "Write one class, interface, enum or record and nothing else.",
            "只写一个 class、interface、enum 或 record，不写别的。",
        ),
    ),
    "java-member.outside": Says(Words("text outside the class", "类之外还有文本"), _MEMBER_HINT),
    "java-member.count": Says(
        Words("$count members, or one of another kind", "有 $count 个成员，或成员不是方法"), _MEMBER_HINT
    ),
}
_FRAME = (b"class Frame {\n", b"\n}\n")


def validate_type(text: str) -> list[Violation]:
    """Return what keeps `text` from being one Java type."""
    root, faults = parsed("java", text.encode())
    if root is None:
        return faults
    types = [node for node in named(root) if node.type in TYPES]
    others = [
        node for node in named(root) if node.type not in TYPES | {"package_declaration", "import_declaration"}
    ]
    if len(types) == 1 and not others:
        return []
    line = others[0].start_point[0] + 1 if others else 0
    return [violation(_SAYS, "java-type", line, types=len(types), others=len(others))]


def validate_member(text: str) -> list[Violation]:
    """Return what keeps `text` from being one Java method or constructor."""
    root, faults = parsed("java", text.encode().join(_FRAME), before=1)
    if root is None:
        return faults
    members = _members(root)
    if members is not None and len(members) == 1 and members[0].type in MEMBERS:
        return []
    key = "java-member.outside" if members is None else "java-member.count"
    return [violation(_SAYS, key, 0, count=len(members or ()))]


def _members(root: Node) -> list[Node] | None:
    """Return what stands in the frame, or None when the text closed the frame itself."""
    frames = list(named(root))
    body = frames[0].child_by_field_name("body") if len(frames) == 1 else None
    return list(named(body)) if body is not None else None
