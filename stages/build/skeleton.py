"""Skeletons: a type whose bodies are elided, or a member under test whose inner blocks are."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stages.build.code_tree import LANGUAGES, Tree, read_tree
from stages.build.elided import Hole, bodies, comments, filled, short_member
from stages.build.kept import at_hand
from stages.build.piece import Piece, Refusal
from stages.build.under_test import called_endpoints, dedented, members_under_test
from stages.build.unit import Unit, simple_name
from stages.build.world import World
from stages.core.records.type_asset import Member, TypeAsset

_EMPTY = re.compile(r"\n(?:[ \t]*\n){2,}(?=[ \t}])")
MARK = "<fill>"
"""What stands in the place of the body that is asked for."""

_MARGIN = re.compile(r"^[^\S\n]*(?=\S)", re.MULTILINE)


def skeleton(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a type with all its bodies elided."""
    asset, read = unit.asset, _of_unit(unit)
    if not isinstance(asset, TypeAsset) or isinstance(read, Refusal):
        return read if isinstance(read, Refusal) else Refusal("no-type", unit.name)
    if not read.bodies:
        return Refusal("no-body", unit.name)
    return Piece(_elided(read, read.bodies, read.tree.end), (asset.span,))


def skeleton_above(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a type up to the member that the record asks for: bodies elided but the last one, and that one,
    too, where it leaves no room; of a long type the first members are left out."""
    asset, read = unit.asset, _of_unit(unit)
    if not isinstance(asset, TypeAsset) or isinstance(read, Refusal):
        return read if isinstance(read, Refusal) else Refusal("no-type", unit.name)
    place = _place(read.tree, unit.member)
    above = [hole for hole in read.bodies if place and hole.end <= place.start]
    if place is None or not above:
        return Refusal("no-member-above", unit.name)
    text = ""
    for holes in (above[:-1], above):
        text = _elided(read, holes, place.start).rstrip()
        shown = _from_member(text, most, _declared(text, asset))
        if shown:
            return Piece(shown, (asset.span,))
    return Refusal("too-long", str(len(text)), str(most))


def _from_member(text: str, most: int, opened: int) -> str:
    """Return a text, or its first `opened` lines and the rest from the first member on with which it stays
    within `most`; an empty text where none does."""
    if len(text) <= most:
        return text
    opening = text.split("\n", opened)[:opened]
    head = "".join(f"{line}\n" for line in [*opening, "..."])
    least = len(head) + len(text) - most
    return next((f"{head}{text[start:]}" for start in _starts(text, len(head) - len("...\n"), least)), "")


def _starts(text: str, opened: int, least: int) -> Iterator[int]:
    """Yield where members begin from `least` on, below the first `opened` characters: at lines that stand
    least deep, close nothing and follow no annotation."""
    depth = min(map(len, _MARGIN.findall(text, opened)), default=0)
    position = max(text.find("\n", max(least - 1, 0)) + 1 or len(text), opened)
    before = text[:position].rstrip().rpartition("\n")[2].strip()
    for line in text[position:].split("\n"):
        bare = line.strip()
        if bare and len(line) - len(line.lstrip()) == depth and bare[0] not in ")}]" and before[:1] != "@":
            yield position
        position += len(line) + 1
        before = bare or before


def _declared(text: str, asset: TypeAsset) -> int:
    """Return how many lines a type has up to its declaration; a module has none."""
    if asset.kind == "module":
        return 0
    found = re.search(rf"\b{re.escape(simple_name(asset))}\b", text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


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
    text = _elided(read, marked, read.tree.end)
    if len(text) > most:
        return Refusal("too-long", str(len(text)), str(most))
    return Piece(text, (asset.span,))


def skeleton_under_test(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the member under test with as few of its inner blocks elided, the deepest first, as make it fit.

    One that fits as it is belongs to the recipe that shows it whole, a handler of Java to that of endpoints.
    """
    found = members_under_test(unit, world)
    if not found:
        return Refusal("no-code-under-test", unit.name)
    owner, member = found[0]
    if owner.language == "java" and called_endpoints(unit, world):
        return Refusal("over-http", unit.name)
    whole = dedented(member.text)
    if len(whole) <= most:
        return Refusal("shown-whole", str(len(whole)), str(most))
    text = short_member(owner.language, whole, most)
    return Piece(text, (member.span,)) if text else Refusal("too-long", str(len(whole)), str(most))


class _Read(NamedTuple):
    """A type that can be elided."""

    tree: Tree
    bodies: list[Hole]
    comments: list[Hole]


def _of_unit(unit: Unit) -> _Read | Refusal:
    asset = unit.asset
    if not isinstance(asset, TypeAsset) or asset.language not in LANGUAGES:
        return Refusal("no-type", unit.name)
    return _read(asset) or Refusal("no-body", unit.name)


def _elided(read: _Read, holes: list[Hole], end: int) -> str:
    """Return a type up to `end` with holes, without comments and without two empty lines above a member."""
    return _EMPTY.sub("\n\n", filled(read.tree, [*holes, *read.comments], end))


@at_hand
def _read(asset: TypeAsset) -> _Read | None:
    found = read_tree(asset.language, asset.text)
    return _Read(found, bodies(asset.language, found), comments(found)) if found is not None else None


def _place(found: Tree, member: Member | None) -> Hole | None:
    """Return where a member stands in its type."""
    text = member.text.encode() if member is not None else b""
    start = found.content.find(text, found.start) if text else -1
    return Hole(start, start + len(text), "") if start >= 0 else None
