"""Short languages that people type: API lines and Gherkin."""

from stages.build.piece import Piece, Refusal
from stages.build.stories import told
from stages.build.unit import Unit
from stages.build.world import World
from stages.core.formats import api_lines as lines
from stages.core.formats import gherkin
from stages.core.formats.api_table import ApiTable
from stages.core.records.api_asset import ApiAsset
from stages.core.records.story_asset import StoryAsset


def api_lines(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the operations as one line each."""
    if not unit.operations:
        return Refusal("no-operation", unit.name)
    return Piece(lines.render_lines([ApiTable("", unit.operations)]), unit.spans)


def api_names(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the names that the document gives its operations; others are called by method and path."""
    names = [operation.operation_id for operation in unit.operations if lines.is_named(operation)]
    if not isinstance(unit.asset, ApiAsset) or not names:
        return Refusal("no-name", unit.name)
    return Piece(
        f"{'名称' if unit.asset.natural_language == 'zh' else 'names'}: {', '.join(names)}", unit.spans
    )


def feature(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a story as a feature of Gherkin, with as many criteria as the piece `story` of this length."""
    asset = unit.asset
    if not isinstance(asset, StoryAsset) or unit.stories:
        return Refusal("no-story", unit.name)
    story = told(asset, most)
    if not story.criteria:
        return Refusal("no-criterion", unit.name)
    text = gherkin.render(story).rstrip("\n")
    return Piece(text, (asset.span,)) if gherkin.parse(text) == story else Refusal("no-feature", unit.name)
