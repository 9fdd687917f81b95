"""TypeScript: a whole module (`typescript-module`) or one function, method or test (`typescript-function`).

    typescript-module    at least one import, export or declaration, or assignment as `module.exports = ...`
    typescript-function  exactly one function or constant, with `export` or without; or one method as it
                         stands in a class, or one property of an object that holds a function; or one call
                         such as `it("adds", () => {...})`; or one function that is handed to a property, as
                         `exports.add = function (a) {...}`

JavaScript is a part of TypeScript here.

Text that no grammar of tree-sitter, with JSX or without, can read without repairing it is refused.
"""

from tree_sitter import Node

from stages.core.formats.code import Parsed, parsed
from stages.core.formats.violation import Says, Violation, Words, violation
from stages.core.framed import CLASS, OBJECT
from stages.core.syntax import named

_SAYS = {
    "typescript-module": Says(
        Words("nothing is declared", "什么都没有声明"),
        Words(
            "Write at least one function, class, interface, type or constant.",
            "至少写一个函数、类、接口、类型或常量。",
        ),
    ),
    "typescript-function": Says(
        Words("not exactly one function, method or test", "不是恰好一个函数、方法或测试"),
        Words("Write one function and nothing else.", "只写一个函数，不写别的。"),
    ),
}
_FUNCTIONS = (
    "function_declaration", "generator_function_declaration", "lexical_declaration", "variable_declaration",
)  # fmt: skip
_VALUES = ("arrow_function", "function_expression", "generator_function")


def _parsed(text: bytes, before: str = "") -> Parsed:
    """Return the tree of `text`; the faults of one that is none, with JSX neither, are those without."""
    plain = parsed("typescript", text, before)
    if plain.root is not None:
        return plain
    with_jsx = parsed("tsx", text, before)
    return with_jsx if with_jsx.root is not None else plain


def validate_module(text: str) -> list[Violation]:
    """Return what keeps `text` from being a TypeScript module."""
    root, faults = _parsed(text.encode())
    if root is None:
        return faults
    if any(_declares(node) for node in named(root)):
        return []
    return [violation(_SAYS, "typescript-module", 0)]


def validate_function(text: str) -> list[Violation]:
    """Return what keeps `text` from being one TypeScript function, method or test."""
    root, faults = _parsed(text.encode())
    if root is not None and _is_one_function(root):
        return []
    for (head, tail), is_one in ((CLASS, _is_one_method), (OBJECT, _is_one_property)):
        framed, _ = _parsed(f"{head}{text}{tail}".encode(), before=head)
        if framed is not None and is_one(framed):
            return []
    return faults or [violation(_SAYS, "typescript-function", 0)]


def _is_one_function(root: Node) -> bool:
    statements = list(named(root))
    if len(statements) != 1:
        return False
    inner = statements[0].child_by_field_name("declaration") or statements[0]
    if inner.type == "export_statement":
        return _is_function(inner.child_by_field_name("value"))
    if inner.type == "expression_statement":
        expression = next(named(inner))
        return expression.type == "call_expression" or _is_function(_assigned(expression))
    return inner.type in _FUNCTIONS


def _assigned(expression: Node) -> Node | None:
    """Return what an assignment, or the last one of several, hands on."""
    found: Node | None = expression
    while found is not None and found.type == "assignment_expression":
        found = found.child_by_field_name("right")
    return found


def _is_function(node: Node | None) -> bool:
    return node is not None and node.type in _VALUES


def _is_one_method(root: Node) -> bool:
    frames = list(named(root))
    body = frames[0].child_by_field_name("body") if len(frames) == 1 else None
    return [node.type for node in named(body)] == ["method_definition"] if body is not None else False


def _is_one_property(root: Node) -> bool:
    """Say whether the object of the frame, and nothing behind it, holds one function."""
    frames = list(named(root))
    declared = next(named(frames[0])) if len(frames) == 1 else None
    held = declared.child_by_field_name("value") if declared is not None else None
    inner = list(named(held)) if held is not None and held.type == "object" else []
    return len(inner) == 1 and _is_function(inner[0].child_by_field_name("value"))


def _declares(node: Node) -> bool:
    if node.type == "expression_statement":
        return next(named(node)).type == "assignment_expression"
    return node.type.endswith("_declaration") or node.type in ("import_statement", "export_statement")
