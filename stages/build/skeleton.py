"""Skeletons: a type whose bodies are elided, so that one that is too long for a record can be learnt.

A body becomes `{ /* ... */ }`, that of Python `...`: a skeleton is code of the language and parses.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from stages.build.code_tree import BLOCKS, FUNCTIONS, LANGUAGES, Tree, blocks, body, is_docstring, tree
from stages.build.cuts import ending
from stages.build.piece import Piece, Refusal
from stages.build.under_test import dedented, members_under_test
from stages.build.unit import Unit
from stages.build.world import World
from stages.core.records.type_asset import Member, TypeAsset

ELIDED = {"java": "{ /* ... */ }", "python": "...", "typescript": "{ /* ... */ }"}
"""What stands in the place of a body, by language."""
MARK = "<fill>"
"""What stands in the place of the body that is asked for."""


class _Hole(NamedTuple):
    start: int
    end: int
    text: str


def _holes(language: str, node: Node, found: Tree) -> Iterator[_Hole]:
    """Yield the outermost bodies of functions below a node that hold something to elide."""
    todo = [node]
    while todo:
        one = todo.pop(0)
        block = one.child_by_field_name("body") if one.type in FUNCTIONS else None
        if block is not None and block.type in BLOCKS:
            start = _after_docstring(block) if language == "python" else block.start_byte
            if start < block.end_byte and "\n" in found.of(block):
                yield _Hole(start, block.end_byte, ELIDED[language])
        else:
            todo = [*one.children, *todo]


def _after_docstring(block: Node) -> int:
    """Return where the first statement of a Python body stands that is no docstring."""
    every = block.named_children
    told = [node for node in every if not is_docstring(node)]
    return told[0].start_byte if told else block.end_byte


def _filled(found: Tree, holes: list[_Hole], end: int) -> str:
    """Return the text up to `end` with the holes in it filled."""
    parts, position = [], found.start
    for hole in holes:
        if hole.end > end:
            break
        parts += [found.text(position, hole.start), hole.text]
        position = hole.end
    return "".join([*parts, found.text(position, end)])


def skeleton(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a type with all its bodies elided."""
    asset = unit.asset
    found = _tree(unit)
    if not isinstance(asset, TypeAsset) or isinstance(found, Refusal):
        return found if isinstance(found, Refusal) else Refusal("no-type", unit.name)
    holes = list(_holes(asset.language, found.root, found))
    if not holes:
        return Refusal("no-body", unit.name)
    return Piece(_filled(found, holes, found.end), (asset.span,))


def skeleton_above(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a type up to the member that the record asks for: bodies elided but the last one."""
    asset, found = unit.asset, _tree(unit)
    if not isinstance(asset, TypeAsset) or isinstance(found, Refusal):
        return found if isinstance(found, Refusal) else Refusal("no-type", unit.name)
    place = _place(found, unit.member)
    above = [hole for hole in _holes(asset.language, found.root, found) if place and hole.end <= place.start]
    if place is None or not above:
        return Refusal("no-member-above", unit.name)
    text = _filled(found, above[:-1], place.start).rstrip()
    return Piece(ending(_uncommented(text, unit), most), (asset.span,))


def skeleton_around(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a type with its bodies elided; `<fill>` stands in the place of the one that is asked for."""
    asset, found = unit.asset, _tree(unit)
    if not isinstance(asset, TypeAsset) or isinstance(found, Refusal):
        return found if isinstance(found, Refusal) else Refusal("no-type", unit.name)
    place = _place(found, unit.member)
    holes = list(_holes(asset.language, found.root, found))
    asked = next((hole for hole in holes if place and place.start <= hole.start < place.end), None)
    if asked is None:
        return Refusal("no-body", unit.name)
    marked = [hole._replace(text=MARK) if hole is asked else hole for hole in holes]
    text = _filled(found, marked, found.end)
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
    """Yield the blocks to elide in a body, from the deepest level on to all blocks that stand directly in it."""
    depths = {inner: _depth(inner, block) for inner in blocks(block) if inner != block}
    for level in range(max(depths.values(), default=0), 0, -1):
        chosen = sorted(
            (inner for inner, depth in depths.items() if depth == level), key=lambda n: n.start_byte
        )
        yield [_Hole(inner.start_byte, inner.end_byte, ELIDED[language]) for inner in chosen]


def _depth(inner: Node, outer: Node) -> int:
    depth, node = 0, inner
    while node.parent is not None and node != outer:
        depth += node.type in BLOCKS
        node = node.parent
    return depth


def _tree(unit: Unit) -> Tree | Refusal:
    asset = unit.asset
    if not isinstance(asset, TypeAsset) or asset.language not in LANGUAGES:
        return Refusal("no-type", unit.name)
    return tree(asset.language, asset.text) or Refusal("no-body", unit.name)


def _place(found: Tree, member: Member | None) -> _Hole | None:
    """Return where a member stands in its type."""
    text = member.text.encode() if member is not None else b""
    start = found.content.find(text, found.start) if text else -1
    return _Hole(start, start + len(text), "") if start >= 0 else None


def _uncommented(text: str, unit: Unit) -> str:
    """Return a text without the comment at its end, which documents what comes next."""
    lines = text.split("\n")
    if lines[-1].strip().endswith("*/"):
        opened = next((n for n in range(len(lines) - 1, -1, -1) if "/*" in lines[n]), len(lines))
        lines = lines[:opened]
    while lines and lines[-1].lstrip().startswith(("//", "#")):
        lines.pop()
    return "\n".join(lines).rstrip()
