"""Which operations serve a story: found by words that both hold, as comparing each with each finds them."""

from random import Random

from stages.build.served import OPERATIONS, SERVED, served
from stages.build.words import terms
from stages.build.world import World
from stages.core.records.api_asset import ApiAsset
from stages.core.records.story_asset import StoryAsset
from tests.build.made import STANDARDS, assets

NOUNS = ("locker", "parcel", "voucher", "court", "pool", "towel")
VERBS = ("book", "open", "leave", "return", "clean")


def _api(number: int, dice: Random) -> str:
    """Return a document of one tag with some operations."""
    noun = dice.choice(NOUNS)
    paths = "".join(
        f"  /{noun}s/{at}:\n    get:\n      tags: [{noun}s]\n"
        f"      summary: {dice.choice(VERBS)} {dice.choice(NOUNS)} {dice.choice(NOUNS)}\n"
        '      responses: {"200": {description: ok}}\n'
        for at in range(dice.randint(1, 7))
    )
    head = f'openapi: 3.1.0\ninfo: {{title: T{number}, version: "1"}}\ntags: [{{name: {noun}s}}]\n'
    return f"{head}paths:\n{paths}"


def _story(dice: Random) -> str:
    verb, first, second = dice.choice(VERBS), dice.choice(NOUNS), dice.choice(NOUNS)
    return (
        f"---\ndomain: {first}s\n---\n\n### User story: {verb} {first} {second}\nAs a member\n"
        f"I want to {dice.choice(VERBS)} a {second}\nSo that it works\n\n"
        "AC 1: One\nGiven a\nWhen b\nThen c\n"
    )


def _compared(story: StoryAsset, apis: list[ApiAsset]) -> list[str]:
    """Return the summaries of the operations that serve a story, each one compared with it."""
    wanted, title = (
        set(terms(text))
        for text in (f"{story.title} {story.topic} {story.want}", f"{story.domain} {story.title}")
    )
    ranked = []
    for api in apis:
        words = [len(wanted & set(terms(operation.summary))) for operation in api.operations]
        near = [n for n, shared in enumerate(words) if shared >= SERVED]
        if near and title & set(terms(f"{api.tag} {api.description}")):
            best = sorted(sorted(near, key=lambda n: -words[n])[:OPERATIONS])
            summaries = [api.operations[n].summary for n in best]
            ranked.append((-sum(words[n] for n in near), api.id, summaries))
    return min(ranked)[2] if ranked else []


def test_the_operations_that_share_most_words_serve_a_story() -> None:
    dice = Random(7)  # noqa: S311  a fixed table of cases
    files = {f"api/{n}.yaml": _api(n, dice) for n in range(25)}
    found = assets(files | {f"docs/{n}.md": _story(dice) for n in range(40)})
    world = World(found, STANDARDS)
    answers = [[one.summary for one, _ in served(story, world)] for story in found.stories]
    assert answers == [_compared(story, found.apis) for story in found.stories]
    assert 5 < sum(map(bool, answers)) < len(answers)
