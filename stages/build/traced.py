"""Acceptance criteria that a test covers: traced by what story and test have in common, never invented.

A story and a test are linked by a ticket that both name; by a path, where the test calls an operation that
serves the story; or by words alone. Of a linked story the test covers the criteria that it names (`AC 2`),
else the one with which it shares most words of its name, title and documentation, and figures of its body.
A story of which no criterion is met so, or that is no nearer than another one, is not linked.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from stages.build.piece import Piece, Refusal
from stages.build.served import served
from stages.build.under_test import called_endpoints, titles
from stages.build.unit import Unit, comment, resource_words, simple_name
from stages.build.words import flat, phrase, terms, weight
from stages.build.world import World
from stages.core.records.span import Span
from stages.core.records.story_asset import Criterion, StoryAsset
from stages.core.records.type_asset import Member, TypeAsset
from stages.core.tickets import tickets_in

SHARED = {"ticket": 1, "path": 2, "words": 4}
"""Words and figures that a test and a criterion share at least, by what links the test to the story."""

_CERTAIN = 100
"""Above any number of shared words: the test names the criterion."""
_NUMBERED = re.compile(r"(?<![a-z0-9])ac[\s_:：#.-]*0*([1-9]\d?)(?!\d)", re.IGNORECASE)
_FIGURE = re.compile(r"(?<![\w.:/-])\d[\d.]*\d(?![\w.:/-])")
"""A number of two digits at least, no part of a time, a date or a path."""
_LITERAL = re.compile(r'"(?:[^"\\\n]|\\.)*"')
"""A string in a body: data of the test, such as `"SKU-100"`, and no ticket."""
_OF_TESTS = frozenset(
    ("ac", "are", "as", "at", "by", "can", "given", "has", "have", "if", "no", "not", "one", "or", "return",
     "returned", "should", "test", "then", "was", "when", "will"),
)  # fmt: skip
"""Words of tests and criteria that say nothing of what is tested."""
_SAYS = {
    "en": {"ticket": "ticket", "path": "path", "words": "words", "story": "Story ({}): {}", "stop": "; "},
    "zh": {"ticket": "工单", "path": "路径", "words": "用词", "story": "用户故事（{}）：{}", "stop": "；"},
}


class Link(NamedTuple):
    """What a test has in common with a story."""

    story: StoryAsset
    by: str
    """`ticket`, `path` or `words`."""
    what: str
    """The ticket or the path; nothing for words."""
    spans: tuple[Span, ...]
    """Of the story, and of the operation that serves it."""


class Traced(NamedTuple):
    """A story and those of its criteria that a test covers, by their numbers from 1."""

    link: Link
    covered: tuple[int, ...]


class Said(NamedTuple):
    """What a test says of itself."""

    words: frozenset[str]
    """Of its name, title and documentation; figures of its body."""
    numbers: tuple[int, ...]
    """Of the criteria that it names."""
    tickets: frozenset[str]
    """That it or its class names."""


class Told(NamedTuple):
    """A story as it is compared."""

    story: StoryAsset
    tickets: frozenset[str]
    routes: dict[tuple[str, str], tuple[Span, ...]]
    """Method and path of the operations that serve it, and where these stand."""
    about: frozenset[str]
    criteria: tuple[frozenset[str], ...]
    """Words and figures of each."""


class Index(NamedTuple):
    """Stories, and the numbers of those that have a ticket, a route or a word."""

    told: list[Told]
    places: dict[str | tuple[str, str], list[int]]


def criteria(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return the story that a test is linked to, by what, and its criteria, a line each: those that the test
    covers, and of the others as many as weigh at most `most` with them."""
    found = traced(unit, world)
    if found is None:
        return Refusal("no-story", unit.name)
    link, says = found.link, _SAYS[found.link.story.natural_language]
    head = says["story"].format(f"{says[link.by]} {link.what}".strip(), link.story.title or link.story.topic)
    lines = [_line(number, one, says["stop"]) for number, one in enumerate(link.story.criteria, 1)]
    kept, room = {*found.covered}, most - weight(head)
    for number in dict.fromkeys([*found.covered, *range(1, len(lines) + 1)]):
        room -= weight(lines[number - 1]) + 1
        kept |= {number} if room >= 0 else set()
    return Piece("\n".join([head, *(lines[number - 1] for number in sorted(kept))]), link.spans)


def _line(number: int, criterion: Criterion, stop: str) -> str:
    steps = stop.join([*criterion.given, *criterion.when, *criterion.then])
    return flat(f"AC {number} {criterion.title}: {steps}" if criterion.title else f"AC {number}: {steps}")


def covering(unit: Unit, world: World, most: int) -> Piece | Refusal:
    """Return a test as written, below a comment that names the criteria that it covers; one that names them
    itself, or covers none, as it is."""
    if unit.member is None:
        return Refusal("no-member", unit.name)
    found, text = traced(unit, world), unit.member.text
    if found is None or _NUMBERED.search(f"{phrase(unit.name)}\n{text}"):
        return Piece(text, (unit.member.span,))
    last = text.rpartition("\n")[2]
    depth = last[: len(last) - len(last.lstrip())] if "\n" in text else ""
    names = ", ".join(f"AC {number}" for number in found.covered)
    return Piece(f"{comment(unit)} {names}\n{depth}{text}", (unit.member.span,))


def traced(unit: Unit, world: World) -> Traced | None:
    """Return the story that shares most with a test, and what of it the test covers."""
    if unit.member is None or not isinstance(unit.asset, TypeAsset):
        return None
    said = _said(unit.asset, unit.member)
    ranked: list[tuple[int, Traced]] = []
    for link, told in _links(unit, unit.asset, said.tickets, world):
        score, covered = _covered(said, link, told)
        ranked += [(score, Traced(link, covered))] if covered else []
    ranked.sort(key=lambda one: (-one[0], one[1].link.story.id))
    alone = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][0] > ranked[1][0])
    return ranked[0][1] if alone else None


def _covered(said: Said, link: Link, told: Told) -> tuple[int, tuple[int, ...]]:
    """Return how much a test shares with a story, and the numbers of the criteria that it covers."""
    shared = [len(said.words & criterion) for criterion in told.criteria]
    if said.numbers and link.by != "words":
        return _CERTAIN + max(shared), tuple(number for number in said.numbers if number <= len(shared))
    most = max(shared, default=0)
    alone = most >= SHARED[link.by] and shared.count(most) == 1
    return most, (shared.index(most) + 1,) if alone else ()


def _said(asset: TypeAsset, member: Member) -> Said:
    texts = [phrase(member.name), *titles(member), member.doc]
    head = member.text.removesuffix(member.body)
    body = _LITERAL.sub("", member.text.removeprefix(head))
    beside = [*texts, _above(asset, member), head.replace(member.name, ""), body]
    numbers = {int(number) for text in beside for number in _NUMBERED.findall(text)}
    return Said(
        _words(" ".join(texts)) | frozenset(_FIGURE.findall(member.text)),
        tuple(sorted(numbers)),
        tickets_in(" ".join([asset.doc, *asset.annotations, *beside])),
    )


def _above(asset: TypeAsset, member: Member) -> str:
    """Return the line comments right above a member."""
    lines = asset.text.partition(member.text)[0].rstrip(" \t").removesuffix("\n").split("\n")
    return "\n".join(takewhile(lambda line: line.lstrip().startswith(("//", "#")), reversed(lines)))


def _links(
    unit: Unit, asset: TypeAsset, tickets: frozenset[str], world: World
) -> Iterator[tuple[Link, Told]]:
    """Yield the stories that a test has anything in common with, each by the first that links them."""
    endpoints = called_endpoints(unit, world)
    routes = {(one.operation.method, _route(one.operation.path)) for one in endpoints}
    subject = world.type(asset.subject)
    named = [simple_name(subject or asset), *(w for e in endpoints for w in resource_words(e.operation.path))]
    about = _words(" ".join(named))
    index = _index(world)
    keys: set[str | tuple[str, str]] = {*tickets, *routes, *about}
    for told in (index.told[n] for n in sorted({n for key in keys for n in index.places.get(key, ())})):
        story = told.story
        if story.source_class != asset.source_class or not story.criteria:
            continue
        both, called = sorted(tickets & told.tickets), sorted(routes & told.routes.keys())
        if both:
            yield Link(story, "ticket", both[0], (story.span,)), told
        elif called:
            yield Link(story, "path", called[0][1], (story.span, *told.routes[called[0]])), told
        elif about & told.about:
            yield Link(story, "words", "", (story.span,)), told


@lru_cache(maxsize=1)
def _index(world: World) -> Index:
    told = [
        Told(
            story,
            frozenset(story.tickets),
            _routes(story, world),
            _words(f"{story.domain} {story.title} {story.topic} {story.want}"),
            tuple(map(_of_criterion, story.criteria)),
        )
        for story in world.stories
    ]
    places: dict[str | tuple[str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(told):
        keys: set[str | tuple[str, str]] = {*one.tickets, *one.routes, *one.about}
        for key in keys:
            places[key].append(number)
    return Index(told, dict(places))


def _routes(story: StoryAsset, world: World) -> dict[tuple[str, str], tuple[Span, ...]]:
    found: dict[tuple[str, str], tuple[Span, ...]] = defaultdict(tuple)
    for operation, spans in served(story, world):
        found[operation.method, _route(operation.path)] += tuple(spans)
    return dict(found)


def _route(path: str) -> str:
    """Return a path without its base and the names of its parameters."""
    segments = re.sub(r"\{[^{}]*\}", "{}", path).split("/")
    return "/" + "/".join(one for one in segments if one and not re.fullmatch(r"v\d+|api", one))


def _of_criterion(criterion: Criterion) -> frozenset[str]:
    text = " ".join([criterion.title, *criterion.given, *criterion.when, *criterion.then])
    return _words(text) | frozenset(_FIGURE.findall(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in terms(text) if word not in _OF_TESTS and not word.isdecimal())
