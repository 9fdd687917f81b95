"""Python: one function (`python-function`) or a whole module (`python-module`).

    python-function  exactly one `def`, with its decorators and comments; the whole text may be indented, or
                     all but the first line, as a method with decorators is when it is cut out of its class
    python-module    at least one function, class or assignment, and only statements of Python 3

Text that the grammar of tree-sitter cannot read without repairing it is refused.
"""

import textwrap

from tree_sitter import Node

from stages.core.formats.code import parsed
from stages.core.formats.violation import Says, Violation, Words, violation
from stages.core.syntax import named

_OLD = ("print_statement", "exec_statement")
_SAYS = {
    "python-function": Says(
        Words("$count statements, or one of another kind", "有 $count 条语句，或语句不是函数"),
        Words("Write one function and nothing else.", "只写一个函数，不写别的。"),
    ),
    "python-module.old": Says(
        Words("a statement of Python 2", "Python 2 的语句"),
        Words("Call print() and exec() as functions.", "请把 print() 和 exec() 当函数调用。"),
    ),
    "python-module.empty": Says(
        Words("nothing is defined", "什么都没有定义"),
        Words("Write at least one function, class or assignment.", "至少写一个函数、类或赋值。"),
    ),
    "syntax": Says(
        Words("a body without a statement", "主体里没有语句"),
        Words(
            "Write the whole body, indented below the line with `def` or `class`.",
            "请在 `def` 或 `class` 那一行下面缩进写出完整主体。",
        ),
    ),
}


def validate_function(text: str) -> list[Violation]:
    """Return what keeps `text` from being one Python function."""
    root, faults = parsed("python", _bare(text).encode())
    if root is None or (faults := empty_bodies(root)):
        return faults
    statements = [_definition(node) for node in named(root)]
    if len(statements) == 1 and statements[0].type == "function_definition":
        return []
    return [violation(_SAYS, "python-function", 0, count=len(statements))]


def _bare(text: str) -> str:
    first, end, rest = textwrap.dedent(text).partition("\n")
    return f"{first}{end}{textwrap.dedent(rest)}" if first.startswith("@") else f"{first}{end}{rest}"


def validate_module(text: str) -> list[Violation]:
    """Return what keeps `text` from being a Python module."""
    root, faults = parsed("python", text.encode())
    if root is None or (faults := empty_bodies(root)):
        return faults
    statements = list(named(root))
    old = [node for node in statements if node.type in _OLD]
    if old:
        return [violation(_SAYS, "python-module.old", old[0].start_point[0] + 1)]
    if any(_defines(_definition(node)) for node in statements):
        return []
    return [violation(_SAYS, "python-module.empty", 0)]


def _definition(node: Node) -> Node:
    inner = node.child_by_field_name("definition") if node.type == "decorated_definition" else None
    return inner or node


def _defines(node: Node) -> bool:
    if node.type == "expression_statement":
        return any(child.type in ("assignment", "augmented_assignment") for child in named(node))
    return node.type in ("function_definition", "class_definition")


def empty_bodies(root: Node) -> list[Violation]:
    """Return the first body without a statement: the grammar lets `def f():` stand at the end of a text."""
    todo, found = [root], []
    while todo:
        node = todo.pop()
        if node.type == "block" and not any(named(node)):
            found.append(violation(_SAYS, "syntax", node.start_point[0] + 1, node.start_point[1] + 1))
        todo += node.named_children
    return sorted(found, key=lambda one: one.line)[:1]
