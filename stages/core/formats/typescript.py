"""TypeScript: a whole module (`typescript-module`) or one function, method or test (`typescript-function`).

    typescript-module    at least one import, export or declaration
    typescript-function  exactly one function or constant, with `export` or without; or one method as it
                         stands in a class; or one call such as `it("adds", () => {...})`

Text that no grammar of tree-sitter, with JSX or without, can read without repairing it is refused.
"""

from tree_sitter import Node

from stages.core.formats.code import Parsed, parsed
from stages.core.formats.violation import Says, Violation, Words, violation
from stages.core.framed import CLASS
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
_FUNCTIONS = ("function_declaration", "generator_function_declaration", "lexical_declaration")


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
    if any(_declares(node.type) for node in named(root)):
        return []
    return [violation(_SAYS, "typescript-module", 0)]


def validate_function(text: str) -> list[Violation]:
    """Return what keeps `text` from being one TypeScript function, method or test."""
    root, faults = _parsed(text.encode())
    if root is not None and _is_one_function(root):
        return []
    head, tail = CLASS
    framed, _ = _parsed(f"{head}{text}{tail}".encode(), before=head)
    if framed is not None and _is_one_method(framed):
        return []
    return faults or [violation(_SAYS, "typescript-function", 0)]


def _is_one_function(root: Node) -> bool:
    statements = list(named(root))
    if len(statements) != 1:
        return False
    inner = statements[0].child_by_field_name("declaration") or statements[0]
    if inner.type == "expression_statement":
        return next(named(inner)).type == "call_expression"
    return inner.type in _FUNCTIONS


def _is_one_method(root: Node) -> bool:
    frames = list(named(root))
    body = frames[0].child_by_field_name("body") if len(frames) == 1 else None
    return [node.type for node in named(body)] == ["method_definition"] if body is not None else False


def _declares(kind: str) -> bool:
    return kind.endswith("_declaration") or kind in ("import_statement", "export_statement")
