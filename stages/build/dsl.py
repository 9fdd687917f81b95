"""Short languages that people type: API lines and Gherkin; and the operations that serve a story."""

from stages.build.piece import Piece, Refusal
from stages.build.stories import told
from stages.build.unit import Unit, joined
from stages.build.words import terms
from stages.build.world import World
from stages.core.formats import api_lines as lines
from stages.core.formats import gherkin
from stages.core.formats.api_table import ApiTable, render_row
from stages.core.records.api_asset import ApiAsset, Operation
from stages.core.records.span import Span
from stages.core.records.story_asset import StoryAsset

SERVED = 2
"""Words that an operation and a story must share at least."""
OPERATIONS = 4
"""Operations of one story at most."""


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


def served(story: StoryAsset, world: World) -> list[tuple[Operation, list[Span]]]:
    """Return the operations that serve a story, and where each stands: of the tag that shares most words."""
    wanted = frozenset(terms(f"{story.title} {story.topic} {story.want}"))
    ranked = sorted(
        (
            (-sum(words for words, _ in found), api.id, found, api)
            for api in world.apis
            if api.source_class == story.source_class and api.natural_language == story.natural_language
            for found in [_served(api, wanted, story)]
            if found
        ),
        key=lambda one: one[:2],
    )
    if not ranked:
        return []
    *_, found, api = ranked[0]
    kept = sorted(number for _, number in sorted(found, key=lambda one: -one[0])[:OPERATIONS])
    return [(api.operations[number], api.spans[number]) for number in kept]


def _served(api: ApiAsset, wanted: frozenset[str], story: StoryAsset) -> list[tuple[int, int]]:
    """Return the operations whose summary shares words with a story, by how many; none of another domain."""
    if not set(terms(f"{api.tag} {api.description}")) & set(terms(f"{story.domain} {story.title}")):
        return []
    found = ((len(wanted.intersection(terms(o.summary))), number) for number, o in enumerate(api.operations))
    return [one for one in found if one[0] >= SERVED]
