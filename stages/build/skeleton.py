"""Skeletons: a type whose bodies are elided, so that one that is too long for a record can be learnt.

A body becomes `{ /* ... */ }`, that of Python `...`: a skeleton is code of the language and parses.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from stages.build.code_tree import BLOCKS, FUNCTIONS, LANGUAGES, Tree, block_of, blocks, body, read_tree, tree
from stages.build.cuts import ending
from stages.build.kept import at_hand
from stages.build.piece import Piece, Refusal
from stages.build.under_test import dedented, members_under_test
from stages.build.unit import Unit, simple_name
from stages.build.world import World
from stages.core.records.type_asset import Member, TypeAsset

ELIDED = {language: "..." if language == "python" else "{ /* ... */ }" for language in LANGUAGES}
"""What stands in the place of a body, by language."""
MARK = "<fill>"
"""What stands in the place of the body that is asked for."""


class _Hole(NamedTuple):
    start: int
    end: int
    text: str


def _bodies(language: str, found: Tree) -> list[_Hole]:
    """Return the outermost bodies of functions, in order; one of a single line is short enough to stay."""
    return [
        _Hole(block.start_byte, block.end_byte, ELIDED[language])
        for block in (block_of(node) for node in _outer(found) if node.type in FUNCTIONS)
        if block is not None and "\n" in found.of(block)
    ]


def _comments(found: Tree) -> list[_Hole]:
    """Return the comments between members, each with the line that it stands on alone."""
    return [
        _Hole(node.start_byte, _next(node), "") if _is_alone(found, node) else _behind(found, node)
        for node in _outer(found)
        if node.is_extra and node.parent is not None
    ]


def _outer(found: Tree) -> Iterator[Node]:
    """Yield the nodes that are in no function, and the outermost functions."""
    todo = [found.root]
    while todo:
        node = todo.pop()
        yield node
        todo += [] if node.type in FUNCTIONS else reversed(node.children)


def _behind(found: Tree, node: Node) -> _Hole:
    """Return the hole of a comment behind code, with the blanks before it."""
    line = _before(found, node)
    return _Hole(node.start_byte - len(line) + len(line.rstrip(" \t")), node.end_byte, "")


def _is_alone(found: Tree, node: Node) -> bool:
    return not _before(found, node).strip()


def _before(found: Tree, node: Node) -> str:
    """Return what stands before a node on its line."""
    return found.text(found.content.rfind(b"\n", 0, node.start_byte) + 1, node.start_byte)


def _next(node: Node) -> int:
    return node.next_sibling.start_byte if node.next_sibling is not None else node.end_byte


def _filled(found: Tree, holes: list[_Hole], end: int) -> str:
    """Return the text up to `end` with the holes in it filled."""
    parts, position = [], found.start
    for hole in sorted(holes):
        if hole.end > end:
            break
        parts += [found.text(position, hole.start), hole.text]
        position = hole.end
    return "".join([*parts, found.text(position, end)])


def skeleton(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a type with all its bodies elided."""
    asset, read = unit.asset, _of_unit(unit)
    if not isinstance(asset, TypeAsset) or isinstance(read, Refusal):
        return read if isinstance(read, Refusal) else Refusal("no-type", unit.name)
    if not read.bodies:
        return Refusal("no-body", unit.name)
    return Piece(_filled(read.tree, [*read.bodies, *read.comments], read.tree.end), (asset.span,))


def skeleton_above(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a type up to the member that the record asks for: bodies elided but the last one."""
    asset, read = unit.asset, _of_unit(unit)
    if not isinstance(asset, TypeAsset) or isinstance(read, Refusal):
        return read if isinstance(read, Refusal) else Refusal("no-type", unit.name)
    place = _place(read.tree, unit.member)
    above = [hole for hole in read.bodies if place and hole.end <= place.start]
    if place is None or not above:
        return Refusal("no-member-above", unit.name)
    text = _filled(read.tree, [*above[:-1], *read.comments], place.start).rstrip()
    return Piece(ending(text, most, _declared(text, asset)), (asset.span,))


def _declared(text: str, asset: TypeAsset) -> int:
    """Return how many lines a type has up to its declaration; a module has none."""
    named = re.compile(rf"\b{re.escape(simple_name(asset))}\b")
    lines = enumerate(text.split("\n"), 1)
    return 0 if asset.kind == "module" else next((number for number, line in lines if named.search(line)), 1)


def skeleton_around(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a type with its bodies elided; `<fill>` stands in the place of the one that is asked for."""
    asset, read = unit.asset, _of_unit(unit)
    if not isinstance(asset, TypeAsset) or isinstance(read, Refusal):
        return read if isinstance(read, Refusal) else Refusal("no-type", unit.name)
    place = _place(read.tree, unit.member)
    asked = next((hole for hole in read.bodies if place and place.start <= hole.start < place.end), None)
    if asked is None:
        return Refusal("no-body", unit.name)
    marked = [hole._replace(text=MARK) if hole is asked else hole for hole in read.bodies]
    text = _filled(read.tree, [*marked, *read.comments], read.tree.end)
    if len(text) > most:
        return Refusal("too-long", str(len(text)), str(most))
    return Piece(text, (asset.span,))


def skeleton_under_test(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the member under test with as few of its inner blocks elided, the deepest first, as make it fit.

    One that fits as it is belongs to the recipe that shows it whole.
    """
    found = members_under_test(unit, world)
    if not found:
        return Refusal("no-code-under-test", unit.name)
    owner, member = found[0]
    whole = dedented(member.text)
    if len(whole) <= most:
        return Refusal("shown-whole", str(len(whole)), str(most))
    read = tree(owner.language, whole) if owner.language in LANGUAGES else None
    block = body(read) if read is not None else None
    if read is None or block is None:
        return Refusal("no-body", unit.name)
    shorter = (_filled(read, holes, read.end) for holes in _levels(owner.language, block))
    text = next((one for one in shorter if len(one) <= most), "")
    return Piece(text, (member.span,)) if text else Refusal("too-long", str(len(whole)), str(most))


def _levels(language: str, block: Node) -> Iterator[list[_Hole]]:
    """Yield the blocks to elide in a body, from the deepest level on to those that stand directly in it."""
    depths = {inner: _depth(inner, block) for inner in blocks(block) if inner != block}
    for level in range(max(depths.values(), default=0), 0, -1):
        chosen = [inner for inner, depth in depths.items() if depth == level]
        yield [_Hole(inner.start_byte, inner.end_byte, ELIDED[language]) for inner in chosen]


def _depth(inner: Node, outer: Node) -> int:
    depth, node = 0, inner
    while node.parent is not None and node != outer:
        depth += node.type in BLOCKS
        node = node.parent
    return depth


class _Read(NamedTuple):
    """A type that can be elided."""

    tree: Tree
    bodies: list[_Hole]
    comments: list[_Hole]


def _of_unit(unit: Unit) -> _Read | Refusal:
    asset = unit.asset
    if not isinstance(asset, TypeAsset) or asset.language not in LANGUAGES:
        return Refusal("no-type", unit.name)
    return _read(asset) or Refusal("no-body", unit.name)


@at_hand
def _read(asset: TypeAsset) -> _Read | None:
    found = read_tree(asset.language, asset.text)
    return _Read(found, _bodies(asset.language, found), _comments(found)) if found is not None else None


def _place(found: Tree, member: Member | None) -> _Hole | None:
    """Return where a member stands in its type."""
    text = member.text.encode() if member is not None else b""
    start = found.content.find(text, found.start) if text else -1
    return _Hole(start, start + len(text), "") if start >= 0 else None
