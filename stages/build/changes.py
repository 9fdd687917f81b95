"""Changes of a history: what was said, what was done, and the one member that it was done to."""

from collections.abc import Iterator
from difflib import unified_diff

from stages.build.piece import Piece, Refusal
from stages.build.unit import Unit
from stages.build.world import World
from stages.core.records.change_asset import ChangeAsset, ChangedPlace

_CONTEXT = 3
"""Lines around a difference, as Git gives them."""


def diff(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what a commit changed, place by place, as a unified diff without line numbers."""
    if not isinstance(unit.asset, ChangeAsset):
        return Refusal("no-change", unit.name)
    text = "\n".join(line for place in unit.asset.places for line in _lines(place))
    if len(text) > most:
        return Refusal("too-many-characters", f"diff of {len(text)}", str(most))
    return Piece(text, tuple(unit.places))


def _lines(place: ChangedPlace) -> Iterator[str]:
    _, _, *lines = unified_diff(place.before.split("\n"), place.after.split("\n"), n=_CONTEXT, lineterm="")
    yield f"--- {place.path}"
    yield from ("@@" if line.startswith("@@") else line for line in lines)


def intent(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what a commit says in one line that it does."""
    if not isinstance(unit.asset, ChangeAsset):
        return Refusal("no-change", unit.name)
    return Piece(unit.asset.subject, (unit.asset.span,))


def message(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the message of a commit, its body below an empty line when it is short."""
    if not isinstance(unit.asset, ChangeAsset):
        return Refusal("no-change", unit.name)
    asset = unit.asset
    body = f"\n\n{asset.body}" if asset.body and len(asset.body) <= most else ""
    return Piece(f"{asset.subject}{body}", (asset.span,))


def before(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the one member that a commit changed as it stood before."""
    if not isinstance(unit.asset, ChangeAsset) or unit.asset.member is None:
        return Refusal("several-members", unit.name)
    return Piece(unit.asset.member.before, (unit.asset.member.before_span,))


def after(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the one member that a commit changed as it stands since."""
    if not isinstance(unit.asset, ChangeAsset) or unit.asset.member is None:
        return Refusal("several-members", unit.name)
    return Piece(unit.asset.member.after, (unit.asset.member.after_span,))
