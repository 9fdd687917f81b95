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

from stages.core.formats.code import Hints, Shape, one_member, one_type, says_of
from stages.core.formats.violation import Violation, Words

TYPES = frozenset(("class_declaration", "object_declaration"))
MEMBERS = frozenset(("function_declaration", "secondary_constructor"))

_SHAPE = Shape(
    "kotlin",
    types=TYPES,
    before=frozenset(("package_header", "import", "file_annotation")),
    members=MEMBERS,
    says=says_of(
        "kotlin",
        Hints(
            Words(
                "Write one class, interface or object and nothing else.",
                "只写一个 class、interface 或 object，不写别的。",
            ),
            Words(
                "Write one complete function or constructor and nothing else.",
                "只写一个完整的函数或构造函数，不写别的。",
            ),
            "函数",
        ),
    ),
)
_PACKAGE = "package frame\n"
_ANNOTATED = re.compile(r"\s*@(?!file:)")


def framed(text: str) -> str:
    """Return a file as the grammar reads it: annotations at its very beginning are taken for an expression,
    so that a line with a package stands before them."""
    return f"{_PACKAGE}{text}" if _ANNOTATED.match(text) else text


def validate_type(text: str) -> list[Violation]:
    """Return what keeps `text` from being one Kotlin type."""
    whole = framed(text)
    return one_type(_SHAPE, whole, before=whole.removesuffix(text))


def validate_member(text: str) -> list[Violation]:
    """Return what keeps `text` from being one Kotlin function or constructor."""
    return one_member(_SHAPE, text)
