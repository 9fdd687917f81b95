"""The embedded base reads open-source text only, in an order that is nobody's choice."""

import random

import pytest

from stages.base.corpus import corpus
from stages.core.errors import PipelineError
from tests.small_model import document, documents, scratch

OWN = document("Secret.java", "class Secret { }\n" * 9, source_class="own", id="order-center:Secret.java")
STORY = document("story.md", "As a clerk\n" * 9, asset="story")


def test_text_that_feeds_adapters_is_never_read() -> None:
    made = corpus([*documents(), OWN], scratch(), 3)
    assert not any("Secret" in text for text in made.train + made.held_out)


def test_every_document_is_used_or_counted_with_a_reason() -> None:
    made = corpus([*documents(), OWN, STORY], scratch(), 3)
    assert made.unused == {"source-class": 1, "asset": 1}
    assert len(made.documents) == len(documents())


def test_held_out_text_is_not_trained_on() -> None:
    made = corpus(documents(), scratch(), 3)
    assert len(made.held_out) == 2
    names = [text.split()[1] for text in made.held_out]
    assert not any(name in text for name in names for text in made.train)


def test_every_document_that_was_given_has_a_row_that_says_for_what() -> None:
    made = corpus([*documents(), OWN], scratch(), 3)
    texts = {one.id: one.text for one in documents()}
    held_out = [texts[row.document] for row in made.documents if row.use == "held-out"]
    learnt = [row for row in made.documents if row.use == "train"]
    assert held_out == made.held_out
    assert len(held_out) + len(learnt) == len(texts)
    assert all(made.train.count(texts[row.document]) == row.times for row in learnt)
    assert sum(row.times + row.pairs for row in learnt) == len(made.train)


def test_the_order_of_the_input_does_not_matter() -> None:
    shuffled = documents()
    random.Random(1).shuffle(shuffled)  # noqa: S311
    assert corpus(shuffled, scratch(), 3) == corpus(documents(), scratch(), 3)


def test_another_seed_holds_out_other_documents() -> None:
    chosen = {tuple(corpus(documents(), scratch(), seed).held_out) for seed in range(6)}
    assert len(chosen) > 1


@pytest.mark.parametrize(("repeats", "expected"), [({}, 1), ({"java": 3}, 3), ({"python": 3}, 1)])
def test_rare_languages_are_repeated(repeats: dict[str, int], expected: int) -> None:
    made = corpus(documents(), scratch(repeats=repeats, pairs=0), 3)
    assert made.train.count(made.train[0]) == expected


@pytest.mark.parametrize("found", [[], [OWN], documents()[:1]], ids=["nothing", "only own", "one document"])
def test_too_little_text_is_one_line(found: list) -> None:  # type: ignore[type-arg]
    with pytest.raises(PipelineError, match="expected at least 2. Add an open-source source") as error:
        corpus(found, scratch(), 3)
    assert "\n" not in str(error.value)
