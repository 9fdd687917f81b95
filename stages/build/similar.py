"""Similar code from another file of the source, as UnitGen and AutoDev show it beside related types."""

from stages.build.chunks import Asked
from stages.build.cuts import cut_for
from stages.build.piece import Maker, Piece, Refusal
from stages.build.under_test import dedented
from stages.build.unit import Unit, comment
from stages.build.world import World
from stages.core.records.type_asset import TypeAsset


def similar(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the member of another file that is likest to what is known of this one without its body."""
    if unit.member is None or not isinstance(unit.asset, TypeAsset):
        return Refusal("no-member", unit.name)
    given = [unit.member.signature, unit.member.doc, *(m.signature for m in unit.asset.members)]
    return _shown(Asked(unit.asset, "\n".join(given), unit.member.text), unit, world, most)


def of_cut(kind: str) -> Maker:
    """Return the piece that shows what is likest to the code around a cut."""

    def make(unit: Unit, world: World, most: int) -> Piece | Refusal:
        cut = cut_for(kind, unit)
        if isinstance(cut, Refusal) or not isinstance(unit.asset, TypeAsset):
            return cut if isinstance(cut, Refusal) else Refusal("no-type", unit.name)
        return _shown(Asked(unit.asset, f"{cut.before}{cut.after}", cut.answer), unit, world, most)

    return make


def _shown(asked: Asked, unit: Unit, world: World, most: int) -> Piece | Refusal:
    head = f"{comment(unit)} Compare "
    found = world.similar(asked, most - len(head))
    if found is None:
        return Refusal("nothing-similar", unit.name)
    text = f"{head}{found.type}:\n{dedented(found.text)}"
    return Piece(text, (found.span,)) if len(text) <= most else Refusal("too-long", unit.name)
