"""What stands around a piece of code or a diagram: the frameworks of its build files, the prose about it."""

from pathlib import PurePosixPath

from stages.build.piece import Piece, Refusal, within
from stages.build.unit import Unit, comment
from stages.build.world import World
from stages.core.records.diagram_asset import DiagramAsset
from stages.core.records.type_asset import TypeAsset

_TOOLS = {
    "go": ("go",),
    "java": ("maven", "gradle"),
    "javascript": ("npm",),
    "kotlin": ("maven", "gradle"),
    "python": ("python",),
    "typescript": ("npm",),
}


def frameworks(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the frameworks and test frameworks of the build files above a type, as a comment."""
    asset = unit.asset
    if not isinstance(asset, TypeAsset):
        return Refusal("no-type", unit.name)
    builds = world.builds(asset.source, PurePosixPath(unit.path), _TOOLS.get(asset.language, ()))
    built = sorted({name for build in builds for name in build.frameworks})
    tested = sorted({name for build in builds for name in build.test_frameworks})
    if not built and not tested:
        return Refusal("no-framework", asset.language)
    tests = within(tested, ", ", most // 2)
    rest = within(built, ", ", most - len(tests) - 10)
    said = "; ".join([*([rest] if rest else []), *([f"tests: {tests}"] if tests else [])])
    telling = [build.span for build in builds if build.frameworks or build.test_frameworks]
    return Piece(f"{comment(unit)} {said}", tuple(telling))


def about(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the heading above a diagram and the paragraph before it."""
    asset = unit.asset
    if not isinstance(asset, DiagramAsset):
        return Refusal("no-diagram", unit.name)
    if asset.doc_span is None:
        return Refusal("no-prose", asset.format)
    if len(asset.doc) > most:
        return Refusal("long-prose", str(len(asset.doc)), str(most))
    return Piece(f"{asset.title}\n{asset.doc}", (asset.doc_span,))


def drawing(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a diagram as written."""
    asset = unit.asset
    if not isinstance(asset, DiagramAsset):
        return Refusal("no-diagram", unit.name)
    return Piece(asset.text, (asset.span,))
