"""Reviews say what the standards find, in the lines that the question numbers, and nothing else."""

import re

import msgspec
import pytest

from stages.build.build import build
from stages.build.piece import Piece, Refusal
from stages.build.record import CONSTRUCTOR
from stages.core.formats.review_comments import parse
from stages.core.formats.violation import LANGUAGES
from stages.core.natural_language import natural_language
from stages.core.records.sample import Sample
from stages.core.standards.finding import Answer
from stages.core.standards.says import review
from tests.build.depot import DEPOT, WORLD, piece
from tests.build.made import params

RECIPES = ("review_api", "review_comment", "review_mended", "review_sql", "review_test")
SAMPLES = build(DEPOT, params(*RECIPES)).candidates


def said(recipe: str, of: str, name: str = "comments") -> list[tuple[int, str]]:
    found = piece(name, recipe, of)
    assert isinstance(found, Piece)
    return [(one.line, one.rule) for one in parse(found.text) or ()]


@pytest.mark.parametrize(
    ("recipe", "of", "expected"),
    [
        ("review_comment", "create", [(1, "no-http-method-in-url"), (3, "layer")]),
        ("review_comment", "move", [(1, "SMELL_LONG_PARAMETER_LIST")]),
        ("review_test", "outside", [(2, "UnknownTest")]),
        ("review_test", "test_nothing", [(2, "RedundantAssertionTest")]),
        ("review_api", "Halls", [(3, "plural-names"), (4, "error-response"), (4, "no-http-method-in-url")]),
        ("review_sql", "seat", [(1, "unknown-column-size")]),
    ],
)
def test_a_review_names_line_and_rule(recipe: str, of: str, expected: list[tuple[int, str]]) -> None:
    assert said(recipe, of) == expected


def test_history_is_reviewed_where_a_commit_mends_what_is_found() -> None:
    assert said("review_mended", "waits", "mended") == [(3, "SleepyTest")]
    (sample,) = (one for one in SAMPLES if one.recipe == "review_mended")
    assert len(sample.outputs) == 2  # before and after
    refused = piece("mended", "review_mended", "discount")
    assert isinstance(refused, Refusal)
    assert refused.rule == "nothing-to-say"


@pytest.mark.parametrize("of", ["sleeps", "runs"])
def test_a_commit_that_leaves_what_is_found_or_puts_another_fault_in_its_place_is_no_review(of: str) -> None:
    assert piece("mended", "review_mended", of) == Refusal("nothing-mended", "SleepyTest")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.recipe}-{sample.id[:6]}")
def test_the_question_determines_the_review(sample: Sample) -> None:
    text = "\n".join(re.sub(r"^\d+: ", "", line) for line in sample.input.split("\n"))
    holder = next((f"class {name}" for name in re.findall(r"\b[A-Z]\w+", sample.instruction)[-1:]), "")
    found = (
        review(Answer(format, "", holder, text), WORLD.rules, WORLD.standards, language)
        for format in ("java-member", "python-function", "api-table", "sql")
        for language in LANGUAGES
    )
    assert parse(sample.output) in list(found)


def test_a_constructor_is_not_called_by_the_name_of_its_type_again() -> None:
    said = {
        sample.instruction for sample in SAMPLES if sample.input.startswith("1: public BookingController(")
    }
    assert len(said) == 1
    assert said <= {
        line.replace("{type}", "BookingController")
        .replace(" {name}", f"{'' if language == 'zh' else ' '}{CONSTRUCTOR[language]}")
        .replace(f"{CONSTRUCTOR['zh']} ", CONSTRUCTOR["zh"])
        for language, lines in params("review_comment").recipes["review_comment"].instructions.items()
        for line in lines
    }


def test_what_is_long_is_not_reviewed() -> None:
    assert piece("reviewed", "review_comment", "create", 40) == Refusal(
        "too-many-characters", "reviewed of 176", "40"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_review_of_an_api_is_in_the_language_of_the_api(language: str) -> None:
    apis = tuple(msgspec.structs.replace(one, natural_language=language) for one in DEPOT.apis)
    found = build(DEPOT._replace(apis=apis), params("review_api")).candidates
    assert {sample.natural_language for sample in found} == {language}
    assert {natural_language(sample.output) for sample in found} == {language}


def test_languages_are_drawn() -> None:
    assert {sample.natural_language for sample in SAMPLES} == {"en", "zh"}
