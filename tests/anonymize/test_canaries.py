"""What is planted is found, and what survives is told."""

import pytest

from stages.anonymize.canaries.canaries import Canary, plant, refuse_survivors, survivors
from stages.anonymize.canaries.contexts import CONTEXTS, HARD
from stages.anonymize.intervals import wilson
from stages.anonymize.rewrite import mask, rewrite
from stages.core.errors import PipelineError
from tests.anonymize.cases import LEXICON, masking, subject

DOCUMENTS = {"java": ["class A { int a = 1; }\n"], "python": ["import os\n"]}
CANARIES = list(plant(2000, 13, LEXICON, DOCUMENTS))


def masked(text: str, language: str, path: str) -> str:
    safe = rewrite(subject(text, language), path, masking())
    return "" if safe.refused else mask(subject(path, "path"), masking()) + safe.text


def unmasked(text: str, language: str, path: str) -> str:
    return path + text


def test_no_canary_in_one_piece_survives() -> None:
    found = survivors(CANARIES, masked)
    assert found["all"]["all"].planted > 1_500
    certain = found["certain"]["certain"]
    assert (certain.left, certain.masked) == (0, certain.planted - certain.refused)
    assert certain.refused < 0.01 * certain.planted
    assert {name: one.left for name, one in found["entity"].items() if one.left} == {}
    refuse_survivors(found, 0.01)


def test_a_canary_stands_behind_a_real_text_where_the_language_lets_it_be() -> None:
    real = {language: ["REAL\n"] for language in {context.language for context in CONTEXTS}}
    behind = {c.context.language for c in plant(500, 13, LEXICON, real) if c.text.startswith("REAL\n")}
    assert behind == real.keys() - {"json", "xml", "yaml"}


def test_persons_are_planted_by_their_full_names() -> None:
    assert {c.value for c in CANARIES if c.entity == "pii.person"} == {"Zhang Wei"}


def test_what_no_rule_can_see_is_counted_apart() -> None:
    found = survivors(CANARIES, masked)
    assert set(found["apart"]) == HARD
    assert not any(name.endswith(tuple(HARD)) for name in found["context"])


def test_what_went_with_its_file_is_no_success_of_masking() -> None:
    found = survivors(CANARIES, lambda text, language, path: "" if language == "java" else path + text)[
        "all"
    ]["all"]
    java = sum(one.context.language == "java" and one.context.kind not in HARD for one in CANARIES)
    assert (found.refused, found.masked, found.left) == (java, 0, found.planted - java)
    assert found.interval == wilson(found.left, found.left)
    refused = survivors(CANARIES, lambda text, language, path: "")["all"]["all"]
    assert (refused.refused, refused.interval) == (refused.planted, wilson(0, 0))


def test_names_stand_in_every_language_and_in_its_paths() -> None:
    kinds = {(one.context.language, one.context.kind) for one in CANARIES}
    languages = {language for language, _ in kinds}
    assert {language for language, kind in kinds if kind == "path"} == languages
    assert {language for language, kind in kinds if kind == "identifier"} == languages - {"markdown"}
    assert all(
        one.value.lower() in one.path.lower() for one in CANARIES if one.context.kind in ("path", "file")
    )


def test_nothing_masked_means_that_all_survive_and_the_run_stops() -> None:
    found = survivors(CANARIES, unmasked)
    assert all(one.left == one.planted for group in found.values() for one in group.values())
    with pytest.raises(PipelineError, match=r"canaries: \d+ of \d+ \(all\) survive in company"):
        refuse_survivors(found, 0.01)


@pytest.mark.parametrize(
    ("safe", "is_left"),
    [
        ("a.yml\npassword: REDACTED_PASSWORD\n", False),
        ("a.yml\nhost: gelunemu.example\n", False),
        ("a.yml\nuser: ed\npassword: REDACTED_PASSWORD\n", True),
        ("ample.yml\n", True),
    ],
)
def test_a_short_name_in_a_constant_is_no_survivor(safe: str, is_left: bool) -> None:  # noqa: FBT001
    context = next(one for one in CONTEXTS if one.language == "yaml")
    fates = {Canary("company.term", context, name, "", 1).fate(lambda *_: safe) for name in ("ed", "ample")}
    assert ("left" in fates) == is_left


def test_the_same_seed_plants_the_same() -> None:
    assert list(plant(50, 7, LEXICON, DOCUMENTS)) == list(plant(50, 7, LEXICON, DOCUMENTS))
    assert list(plant(50, 7, LEXICON, DOCUMENTS)) != list(plant(50, 8, LEXICON, DOCUMENTS))


@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [(0, 100, 0.0, 0.0370), (50, 100, 0.4038, 0.5962), (100, 100, 0.9630, 1.0), (0, 0, 0.0, 1.0)],
)
def test_intervals_are_those_of_wilson(hits: int, trials: int, low: float, high: float) -> None:
    assert wilson(hits, trials) == pytest.approx((low, high), abs=5e-5)
