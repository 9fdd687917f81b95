"""Short languages that people type: API lines and Gherkin; and the rows that a story is served by."""

from stages.build.piece import Piece, Refusal
from stages.build.served import served
from stages.build.stories import told
from stages.build.unit import Unit, joined
from stages.build.world import World
from stages.core.formats import api_lines as lines
from stages.core.formats import gherkin
from stages.core.formats.api_table import ApiTable, render_row
from stages.core.records.story_asset import StoryAsset


def api_lines(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the operations as one line each."""
    if not unit.operations:
        return Refusal("no-operation", unit.name)
    return Piece(lines.render_lines([ApiTable("", unit.operations)]), unit.spans)


def feature(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a story as a feature of Gherkin, with as many criteria as the piece `story` of this length."""
    asset = unit.asset
    if not isinstance(asset, StoryAsset) or unit.stories:
        return Refusal("no-story", unit.name)
    story = told(asset, most)
    text = gherkin.render(story).rstrip("\n")
    return Piece(text, (asset.span,)) if gherkin.parse(text) == story else Refusal("no-feature", unit.name)


def serving(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the rows of the operations that serve a story: of the tag that shares most words with it."""
    asset = unit.asset
    if not isinstance(asset, StoryAsset) or unit.stories:
        return Refusal("no-story", unit.name)
    found = served(asset, world)
    if not found:
        return Refusal("no-api", unit.name)
    rows = "\n".join(render_row(operation) for operation, _ in found)
    return Piece(rows, joined(spans for _, spans in found))
