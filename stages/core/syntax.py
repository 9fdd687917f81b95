"""Parse source text by tree-sitter and say where it is broken."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import tree_sitter_java
import tree_sitter_python
import tree_sitter_typescript
from tree_sitter import Language, Node, Parser

_GRAMMARS = {
    "java": tree_sitter_java.language,
    "python": tree_sitter_python.language,
    "typescript": tree_sitter_typescript.language_typescript,
    "tsx": tree_sitter_typescript.language_tsx,
}
"""Languages with a grammar; `tsx` reads JavaScript too."""


class Fault(NamedTuple):
    """Where a text first leaves its grammar."""

    line: int
    """1-based."""
    missing: str
    """The token that the parser had to add, or an empty string for text that fits nowhere."""


@cache
def grammar(language: str) -> Language:
    """Return the grammar of a language of `_GRAMMARS`."""
    return Language(_GRAMMARS[language]())


@cache
def _parser(language: str) -> Parser:
    return Parser(grammar(language))


def parse(language: str, text: bytes) -> Node:
    """Return the root of the syntax tree of UTF-8 `text`."""
    return _parser(language).parse(text).root_node


def fault(root: Node) -> Fault | None:
    """Return the first place where the text below `root` is broken, or None."""
    if not root.has_error:
        return None
    found = root
    while not (found.is_error or found.is_missing):
        broken = [child for child in found.children if child.has_error or child.is_missing]
        if not broken:
            break
        found = broken[0]
    return Fault(found.start_point[0] + 1, found.type if found.is_missing else "")


def named(node: Node) -> Iterator[Node]:
    """Yield the named children that are no comments."""
    return (child for child in node.named_children if not child.is_extra)
