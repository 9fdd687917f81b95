"""Java: a whole type (`java-type`) or one method or constructor (`java-member`).

    java-type    a compilation unit with exactly one top-level type; package and imports may stand before it
    java-member  exactly one method or constructor as it stands in a class, with its annotations and comments

Text that the grammar of tree-sitter cannot read without repairing it is refused. Types are not resolved and
nothing is compiled.
"""

from stages.core.formats.code import Hints, Shape, one_member, one_type, says_of
from stages.core.formats.violation import Violation, Words

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

_SHAPE = Shape(
    "java",
    types=TYPES,
    before=frozenset(("package_declaration", "import_declaration")),
    members=MEMBERS,
    says=says_of(
        "java",
        Hints(
            Words(
                "Write one class, interface, enum or record and nothing else.",
                "只写一个 class、interface、enum 或 record，不写别的。",
            ),
            Words(
                "Write one complete method or constructor and nothing else.",
                "只写一个完整的方法或构造函数，不写别的。",
            ),
            "方法",
        ),
    ),
)


def validate_type(text: str) -> list[Violation]:
    """Return what keeps `text` from being one Java type."""
    return one_type(_SHAPE, text)


def validate_member(text: str) -> list[Violation]:
    """Return what keeps `text` from being one Java method or constructor."""
    return one_member(_SHAPE, text)
