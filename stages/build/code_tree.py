"""The syntax tree of a member or a type as it is written: its body, its blocks, their statements.

A member is cut out of its type, so it is parsed inside of a frame; offsets are bytes of the framed text.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tree_sitter import Node

from stages.core.framed import framed
from stages.core.syntax import body_of, walk

LANGUAGES = ("go", "java", "javascript", "kotlin", "python", "typescript")
"""Languages whose bodies are read."""
BLOCKS = frozenset(("block", "constructor_body", "statement_block"))
FUNCTIONS = frozenset(
    (
        "arrow_function",
        "compact_constructor_declaration",
        "constructor_declaration",
        "function_declaration",
        "function_definition",
        "function_expression",
        "generator_function_declaration",
        "method_declaration",
        "method_definition",
        "secondary_constructor",
    )
)


class Tree(NamedTuple):
    """A parsed text."""

    root: Node
    content: bytes
    """What was parsed, frame and all."""
    start: int
    """First byte of the text."""
    end: int
    """Byte after the last one of the text."""

    def text(self, start: int, end: int) -> str:
        """Return the text between two bytes."""
        return self.content[start:end].decode()

    def of(self, node: Node) -> str:
        """Return the text of a node."""
        return self.text(node.start_byte, node.end_byte)


def read_tree(language: str, text: str) -> Tree | None:
    """Return the tree of a member or a type as written, or None when no frame makes it whole."""
    found = framed(language, text)
    return Tree(*found, found.start + len(text.encode())) if found is not None else None


tree = lru_cache(maxsize=8)(read_tree)
"""The same, of a member that several recipes ask for."""


def body(found: Tree) -> Node | None:
    """Return the block of the first function of a tree, or None when there is none."""
    function = next((node for node in walk(found.root) if node.type in FUNCTIONS), None)
    return block_of(function) if function is not None else None


def block_of(function: Node) -> Node | None:
    """Return the block of a function; None for one without a body, or whose body is an expression."""
    block = body_of(function)
    return block if block is not None and block.type in BLOCKS else None


def parts(block: Node) -> list[Node]:
    """Return the statements and comments of a block; Go has a list around its statements."""
    return [
        part
        for child in block.named_children
        for part in (child.named_children if child.type == "statement_list" else [child])
    ]


def statements(block: Node) -> list[Node]:
    """Return the statements of a block; a docstring is none, nor is a case of Python's `match`."""
    every = [part for part in parts(block) if not part.is_extra and part.type != "case_clause"]
    return every[1:] if every and is_docstring(every[0]) else every


def is_docstring(node: Node) -> bool:
    """Say whether a statement is the docstring of the function or class around it."""
    owner = node.parent.parent if node.parent is not None else None
    documents = owner is not None and owner.type in ("function_definition", "class_definition")
    return documents and node.type == "expression_statement" and _is_text(node)


def _is_text(node: Node) -> bool:
    return [child.type for child in node.named_children] == ["string"]


def blocks(block: Node) -> Iterator[Node]:
    """Yield a block and all blocks in it."""
    return (node for node in walk(block) if node.type in BLOCKS)
