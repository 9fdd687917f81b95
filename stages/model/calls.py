"""What the code of a file calls, found once and cut by byte ranges."""

from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from tree_sitter import Node, Query, QueryCursor

from stages.core.syntax import grammar

_QUERIES = {
    "java": """
        (method_invocation name: (identifier) @call)
        (method_reference (identifier) @call .)
        (object_creation_expression type: (type_identifier) @call)
        (object_creation_expression type: (generic_type . (type_identifier) @call))
        (object_creation_expression type: (scoped_type_identifier (type_identifier) @call .))
    """,
    "python": """
        (call function: (identifier) @call)
        (call function: (attribute attribute: (identifier) @call))
    """,
    "kotlin": """
        (call_expression . (identifier) @call)
        (call_expression . (navigation_expression (identifier) @call .))
        (callable_reference (identifier) @call .)
        (delegation_specifier (constructor_invocation (user_type (identifier) @call .)))
        (infix_expression (identifier) (identifier) @call (_))
        (binary_expression left: (binary_expression left: (identifier) @call) right: (lambda_literal))
    """,
    "go": """
        (call_expression function: (identifier) @call)
        (call_expression function: (selector_expression field: (field_identifier) @call))
        (call_expression function: (index_expression operand: (identifier) @call))
        (type_conversion_expression
            type: (generic_type type: (qualified_type name: (type_identifier) @call)))
        (composite_literal type: (type_identifier) @call)
        (composite_literal type: (qualified_type name: (type_identifier) @call))
    """,
    "typescript": """
        (call_expression function: (identifier) @call)
        (call_expression function: (member_expression property: (property_identifier) @call))
        (call_expression function: (await_expression (identifier) @call))
        (call_expression
            function: (await_expression (member_expression property: (property_identifier) @call)))
        (new_expression constructor: (identifier) @call)
    """,
}


class Calls(NamedTuple):
    """The simple names that are called in a file, methods and constructors, in order."""

    starts: list[int]
    names: list[str]

    def between(self, start: int, end: int) -> list[str]:
        """Return the names that stand in bytes `start:end`."""
        return self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


@cache
def _query(language: str) -> Query:
    return Query(grammar(language), _QUERIES["typescript" if language == "tsx" else language])


def calls_of(language: str, root: Node, content: bytes) -> Calls:
    """Return the calls below `root`."""
    found = QueryCursor(_query(language)).captures(root).get("call", [])
    places = sorted({(node.start_byte, node.end_byte) for node in found})
    return Calls(
        [start for start, _ in places], [content[start:end].decode().strip("`") for start, end in places]
    )
