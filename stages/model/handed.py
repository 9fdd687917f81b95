"""Functions and classes of a script that have no declaration: what a statement hands to a name or a property.

`module.exports = class extends Base {}`, `exports.find = async (id) => {}`, `Cart.prototype.add = function ()
{}`, and the properties that hold a function of an object, wherever it stands outside of functions and
classes: `export default { methods: { save() {} } }`, `Page({ onLoad: function () {} })`.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from stages.core.syntax import named

FUNCTIONS = frozenset(("arrow_function", "function_expression", "generator_function"))
CLASS = "class"
"""A class that is a value."""
DECLARATIONS = ("lexical_declaration", "variable_declaration")
_AROUND = frozenset(
    (
        *DECLARATIONS, "arguments", "as_expression", "assignment_expression", "await_expression",
        "call_expression", "export_statement", "expression_statement", "new_expression", "object", "pair",
        "parenthesized_expression", "satisfies_expression", "variable_declarator",
    )
)  # fmt: skip
"""What may stand around an object that is read."""
_WHOLE = ("exports", "module.exports")
"""What a module is, as CommonJS says it."""


class Handed(NamedTuple):
    """A function or class, and what it is handed to."""

    whole: Node
    """The statement, or the property of an object."""
    value: Node
    name: str
    """Empty where nothing names it."""


def handed(statement: Node) -> Iterator[Handed]:
    """Yield what a statement hands to a property or an exported name, in the order of the text."""
    value, name = statement, ""
    if statement.type == "expression_statement":
        value = next(named(statement), statement)
        while value.type == "assignment_expression":
            left, right = value.child_by_field_name("left"), value.child_by_field_name("right")
            name, value = _target(left) or name, right or statement
    elif statement.type == "export_statement":
        value = statement.child_by_field_name("value") or statement
    if value.type == CLASS or value.type in FUNCTIONS:
        yield Handed(statement, value, name or _name(value))
    yield from _held(statement)


def _held(statement: Node) -> Iterator[Handed]:
    """Yield the properties that hold a function, of the objects of a statement."""
    todo = [statement]
    while todo:
        node = todo.pop()
        value = node.child_by_field_name("value") if node.type == "pair" else node
        if node.type == "method_definition" or (node.type == "pair" and value and value.type in FUNCTIONS):
            yield Handed(node, value or node, _text(node.child_by_field_name("key")) or _name(node))
        elif node.type in _AROUND:
            todo += reversed(list(named(node)))


def _target(left: Node | None) -> str:
    """Return the name or property that is assigned to; nothing for the module as a whole."""
    if left is None or _text(left) in _WHOLE:
        return ""
    return _text(left.child_by_field_name("property") or left.child_by_field_name("index") or left)


def _name(node: Node) -> str:
    return _text(node.child_by_field_name("name"))


def _text(node: Node | None) -> str:
    return (node.text or b"").decode().strip("'\"`") if node is not None else ""
