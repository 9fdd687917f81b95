"""The operations that serve a story: of the tag that shares most words with it."""

from collections import Counter, defaultdict
from functools import lru_cache
from typing import NamedTuple

from stages.build.words import terms
from stages.build.world import World
from stages.core.records.api_asset import ApiAsset, Operation
from stages.core.records.span import Span
from stages.core.records.story_asset import StoryAsset

SERVED = 2
"""Words that an operation and a story must share at least."""
OPERATIONS = 4
"""Operations of one story at most."""


class Group(NamedTuple):
    """The operations of a tag as they are compared."""

    api: ApiAsset
    about: frozenset[str]
    """Words of the tag and of what it is said to be."""


class Index(NamedTuple):
    """Groups of operations, and where each word of a summary stands: the group and the operation in it."""

    groups: list[Group]
    places: dict[str, list[tuple[int, int]]]


def served(story: StoryAsset, world: World) -> list[tuple[Operation, list[Span]]]:
    """Return the operations that serve a story, and where each stands; none of another domain."""
    index, title = _index(world), frozenset(terms(f"{story.domain} {story.title}"))
    wanted = frozenset(terms(f"{story.title} {story.topic} {story.want}"))
    shared = Counter(place for word in wanted for place in index.places.get(word, ()))
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for (group, number), words in shared.items():
        if words >= SERVED and _may_serve(index.groups[group], story, title):
            found[group][number] = words
    if not found:
        return []
    best = min(found, key=lambda group: (-sum(found[group].values()), index.groups[group].api.id))
    api, words_of = index.groups[best].api, found[best]
    kept = sorted(sorted(words_of, key=lambda number: (-words_of[number], number))[:OPERATIONS])
    return [(api.operations[number], api.spans[number]) for number in kept]


def _may_serve(group: Group, story: StoryAsset, title: frozenset[str]) -> bool:
    api = group.api
    alike = (api.source_class, api.natural_language) == (story.source_class, story.natural_language)
    return alike and not group.about.isdisjoint(title)


@lru_cache(maxsize=1)
def _index(world: World) -> Index:
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for group, api in enumerate(world.apis):
        for number, operation in enumerate(api.operations):
            for word in set(terms(operation.summary)):
                places[word].append((group, number))
    return Index([Group(a, frozenset(terms(f"{a.tag} {a.description}"))) for a in world.apis], dict(places))
