"""Stories: the whole as the answer; topic, wish and a point for each criterion as the question."""

import re

from stages.build.piece import Piece, Refusal
from stages.build.unit import Unit
from stages.build.words import flat, weight
from stages.build.world import World
from stages.core.formats import story_list
from stages.core.formats.story import Story, lines_of, parse, reason, render
from stages.core.formats.story_list import Line, StoryList
from stages.core.lines import ended_lines
from stages.core.records.span import Span
from stages.core.records.story_asset import Criterion, StoryAsset

LEAST = 2
"""Criteria that a shortened story keeps: one alone teaches to write one alone."""

_SAID = {"zh": "{role}想{want}", "en": "{role} wants {want}"}
_FIGURE = re.compile(r"\d[\d,.:/-]*\d|\d")


def topic(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what a story is about."""
    text = unit.asset.topic or unit.asset.title if isinstance(unit.asset, StoryAsset) else ""
    return Piece(text, ()) if text else Refusal("no-topic", unit.name)


def domain(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the part of the business that a story belongs to."""
    text = unit.asset.domain if isinstance(unit.asset, StoryAsset) else ""
    return Piece(text, ()) if text else Refusal("no-domain", unit.name)


def wanted(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return who wants what and why, in one line."""
    asset = unit.asset
    if not isinstance(asset, StoryAsset) or not (asset.role and asset.want):
        return Refusal("no-role", unit.name)
    said = _SAID[asset.natural_language].format(role=asset.role, want=asset.want)
    because = _because(asset.benefit, asset.natural_language) if asset.benefit else ""
    return Piece(f"{said}{because}", (asset.span,))


def _because(benefit: str, language: str) -> str:
    return f"，以便于{benefit}" if language == "zh" else f", {reason(benefit)}"


def points(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a point for each criterion of the answer, a line each: title, or event, and figures."""
    if not isinstance(unit.asset, StoryAsset) or not unit.asset.criteria:
        return Refusal("no-criterion", unit.name)
    kept = unit.asset.criteria[: _kept(unit.asset, most)]
    lines = [f"{number}. {_point(criterion)}" for number, criterion in enumerate(kept, 1)]
    return Piece("\n".join(lines), (unit.asset.span,))


def _point(criterion: Criterion) -> str:
    title = criterion.title or "; ".join(criterion.when)
    steps = " ".join([*criterion.given, *criterion.when, *criterion.then])
    figures = dict.fromkeys(found for found in _FIGURE.findall(steps) if found not in title)
    return f"{title} ({', '.join(figures)})" if figures else title


def story(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a story as written, or its beginning with as many whole criteria as weigh at most `most`."""
    if not isinstance(unit.asset, StoryAsset) or unit.stories:
        return Refusal("no-story", unit.name)
    return Piece(_beginning(unit.asset, _kept(unit.asset, most)), (unit.asset.span,))


def canonical(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the same story in the canonical form of the format: what others decorate says nothing."""
    if not isinstance(unit.asset, StoryAsset) or unit.stories:
        return Refusal("no-story", unit.name)
    story = told(unit.asset, most)
    if not all(one.given and one.when and one.then for one in story.criteria):
        return Refusal("incomplete-criterion", unit.name)
    text = render(story)
    return Piece(text, (unit.asset.span,)) if parse(text) == story else Refusal("no-story", unit.name)


def told(asset: StoryAsset, most: int) -> Story:
    """Return the parts of a story, with as many whole criteria as its text has within `most`."""
    criteria = tuple(asset.criteria[: _kept(asset, most)])
    title, role, want, benefit = map(flat, (asset.title, asset.role, asset.want, asset.benefit))
    return Story(asset.natural_language, title, role, want, benefit, criteria)


def topics(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return what the stories of an epic are about, in a few words each."""
    kept = _split(unit, most)
    if len(kept) < LEAST:
        return Refusal("no-epic", unit.name)
    stop = "、" if kept[0].natural_language == "zh" else ", "
    return Piece(stop.join(flat(story.topic or story.title) for story in kept), _spans(kept))


def epic(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the stories of an epic in one line each, as many as weigh at most `most`."""
    kept = _split(unit, most)
    if len(kept) < LEAST:
        return Refusal("no-epic", unit.name)
    listed = _listed(kept)
    text = story_list.render(listed)
    return Piece(text, _spans(kept)) if story_list.parse(text) == listed else Refusal("no-list", unit.name)


def _split(unit: Unit, most: int) -> list[StoryAsset]:
    told = [story for story in unit.stories if story.title and story.role and story.want]
    sizes = range(len(told), LEAST - 1, -1)
    return next(
        (told[:size] for size in sizes if weight(story_list.render(_listed(told[:size]))) <= most), []
    )


def _listed(stories: list[StoryAsset]) -> StoryList:
    lines = (Line(flat(s.title), flat(s.role), flat(s.want), flat(s.benefit)) for s in stories)
    return StoryList(stories[0].natural_language, tuple(lines))


def _spans(stories: list[StoryAsset]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(story.span for story in stories))


def _kept(asset: StoryAsset, most: int) -> int:
    """Return how many criteria a story keeps."""
    count = len(asset.criteria)
    fitting = (kept for kept in range(count, LEAST, -1) if weight(_beginning(asset, kept)) <= most)
    return next(fitting, min(count, LEAST))


def _beginning(asset: StoryAsset, criteria: int) -> str:
    """Return a story without what follows its first criteria."""
    starts: list[int] = []
    position = 0
    for line in ended_lines(asset.text):
        parts = lines_of(line.strip()) or []
        if parts and parts[0].part == "criterion":
            starts.append(position)
        position += len(line)
    return asset.text[: starts[criteria]].rstrip() if criteria < len(starts) else asset.text
