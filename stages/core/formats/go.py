"""Go: a type with its methods (`go-type`) or one function or method (`go-member`).

    go-type    exactly one type, and beside it only methods of it and functions that give it; a package clause
               and imports may stand before it
    go-member  exactly one function or method, with its comments, without a package clause

Text that the grammar of tree-sitter cannot read without repairing it is refused. Types are not resolved and
nothing is compiled.
"""

import re

from tree_sitter import Node

from stages.core.formats.code import OTHER_THAN_ONE_TYPE, parsed
from stages.core.formats.violation import Says, Violation, Words, violation
from stages.core.syntax import named

_BEFORE = frozenset(("package_clause", "import_declaration"))
_FUNCTIONS = frozenset(("function_declaration", "method_declaration"))
_SAYS = {
    "go-type": Says(
        OTHER_THAN_ONE_TYPE,
        Words(
            "Write one type, its methods and what makes it, and nothing else.",
            "只写一个类型、它的方法和构造它的函数，不写别的。",
        ),
    ),
    "go-member": Says(
        Words("$count declarations, or one of another kind", "有 $count 个声明，或声明不是函数"),
        Words("Write one function or method with its body.", "只写一个带函数体的函数或方法。"),
    ),
}


def validate_type(text: str) -> list[Violation]:
    """Return what keeps `text` from being one Go type."""
    root, faults = parsed("go", f"{text}\n".encode(), after=1)
    if root is None:
        return faults
    nodes = [node for node in named(root) if node.type not in _BEFORE]
    specs = [spec for node in nodes if node.type == "type_declaration" for spec in named(node)]
    name = _text(specs[0].child_by_field_name("name")) if specs else ""
    others = [node for node in nodes if node.type != "type_declaration" and not _is_of(node, name)]
    if len(specs) == 1 and not others:
        return []
    line = others[0].start_point[0] + 1 if others else 0
    return [violation(_SAYS, "go-type", line, types=len(specs), others=len(others))]


def validate_member(text: str) -> list[Violation]:
    """Return what keeps `text` from being one Go function or method."""
    root, faults = parsed("go", f"{text}\n".encode(), after=1)
    if root is None:
        return faults
    nodes = list(named(root))
    if len(nodes) == 1 and nodes[0].type in _FUNCTIONS and nodes[0].child_by_field_name("body"):
        return []
    return [violation(_SAYS, "go-member", 0, count=len(nodes))]


def _is_of(node: Node, name: str) -> bool:
    """Say whether a function is a method of a type, or gives one."""
    field = {"method_declaration": "receiver", "function_declaration": "result"}.get(node.type)
    if field is None or not name:
        return False
    return re.search(rf"\b{name}\b", _text(node.child_by_field_name(field))) is not None


def _text(node: Node | None) -> str:
    return (node.text or b"").decode() if node else ""
