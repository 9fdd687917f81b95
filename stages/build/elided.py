"""Code with bodies or inner blocks elided, so that one that is too long for a record can be learnt.

A block becomes `{ /* ... */ }`, that of Python `...`: what is left is code of the language and parses.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from stages.build.code_tree import (
    BLOCKS,
    FUNCTIONS,
    LANGUAGES,
    Tree,
    block_of,
    blocks,
    body,
    read_tree,
    statements,
    tree,
)

ELIDED = {language: "..." if language == "python" else "{ /* ... */ }" for language in LANGUAGES}
"""What stands in the place of a block, by language."""


class Hole(NamedTuple):
    """Bytes in whose place another text stands."""

    start: int
    end: int
    text: str


def bodies(language: str, found: Tree) -> list[Hole]:
    """Return the outermost bodies of functions, in order; one of a single line is short enough to stay."""
    return [
        Hole(block.start_byte, block.end_byte, ELIDED[language])
        for block in (block_of(node) for node in _outer(found) if node.type in FUNCTIONS)
        if block is not None and "\n" in found.of(block)
    ]


def comments(found: Tree) -> list[Hole]:
    """Return the comments between members, each with the line that it stands on alone."""
    return [
        Hole(node.start_byte, _next(node), "") if _is_alone(found, node) else _behind(found, node)
        for node in _outer(found)
        if node.is_extra and node.parent is not None
    ]


def _behind(found: Tree, node: Node) -> Hole:
    """Return the hole of a comment behind code, with the blanks before it."""
    line = _before(found, node)
    return Hole(node.start_byte - len(line) + len(line.rstrip(" \t")), node.end_byte, "")


def _is_alone(found: Tree, node: Node) -> bool:
    return not _before(found, node).strip()


def _before(found: Tree, node: Node) -> str:
    """Return what stands before a node on its line."""
    return found.text(found.content.rfind(b"\n", 0, node.start_byte) + 1, node.start_byte)


def _next(node: Node) -> int:
    return node.next_sibling.start_byte if node.next_sibling is not None else node.end_byte


def _outer(found: Tree) -> Iterator[Node]:
    """Yield the nodes that are in no function, and the outermost functions."""
    todo = [found.root]
    while todo:
        node = todo.pop()
        yield node
        todo += [] if node.type in FUNCTIONS else reversed(node.children)


def filled(found: Tree, holes: list[Hole], end: int) -> str:
    """Return the text up to `end` with the holes in it filled."""
    parts, position = [], found.start
    for hole in sorted(holes):
        if hole.end > end:
            break
        parts += [found.text(position, hole.start), hole.text]
        position = hole.end
    return "".join([*parts, found.text(position, end)])


def short_member(language: str, text: str, most: int) -> str:
    """Return a member with as few of its inner blocks elided, the deepest first and of these the longest, as
    make it fit; an empty text where nothing does."""
    if len(text) <= most:
        return text
    read = tree(language, text) if language in LANGUAGES else None
    block = body(read) if read is not None else None
    if read is None or block is None:
        return ""
    deeper: list[Hole] = []
    for level in _levels(language, block):
        if len(filled(read, _elided(level, deeper), read.end)) <= most:
            steps = (_elided(level[:count], deeper) for count in range(1, len(level) + 1))
            shorter = (filled(read, holes, read.end) for holes in steps)
            return next(one for one in shorter if len(one) <= most)
        deeper = _elided(level, deeper)
    return ""


def short_type(language: str, text: str, most: int) -> str:
    """Return a type, when it is long without the bodies of its functions, or without comments, too; an empty
    text where it stays so."""
    if len(text) <= most:
        return text
    read = read_tree(language, text) if language in LANGUAGES else None
    if read is None:
        return ""
    bare = bodies(language, read)
    shorter = (filled(read, holes, read.end) for holes in (bare, [*bare, *comments(read)]))
    return next((one for one in shorter if len(one) <= most), "")


def _levels(language: str, block: Node) -> Iterator[list[Hole]]:
    """Yield the blocks to elide in a body, the longest first, from the deepest level on to those that stand
    directly in it; the block of a statement that is all of the body stays, as without it nothing is left."""
    every = statements(block)
    whole = every[0].child_by_field_name("body") if len(every) == 1 else None
    depths = {inner: _depth(inner, block) for inner in blocks(block) if inner not in (block, whole)}
    for level in range(max(depths.values(), default=0), 0, -1):
        chosen = [inner for inner, depth in depths.items() if depth == level]
        chosen.sort(key=lambda inner: inner.start_byte - inner.end_byte)
        yield [Hole(inner.start_byte, inner.end_byte, ELIDED[language]) for inner in chosen]


def _elided(some: list[Hole], deeper: list[Hole]) -> list[Hole]:
    """Return holes, and those of a deeper level that are in none of them."""
    left = [one for one in deeper if not any(hole.start < one.start < hole.end for hole in some)]
    return [*some, *left]


def _depth(inner: Node, outer: Node) -> int:
    depth, node = 0, inner
    while node.parent is not None and node != outer:
        depth += node.type in BLOCKS
        node = node.parent
    return depth
