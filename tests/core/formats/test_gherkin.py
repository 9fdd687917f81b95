"""Features are told apart as the official parser does; a story comes back from its feature."""

import time

import pytest
from hypothesis import given

from stages.core.formats import story
from stages.core.formats.gherkin import parse, read, render, validate
from stages.core.formats.story import Story
from stages.core.records.story_asset import Criterion
from tests.core.formats.stories import STORIES
from tests.external import folder

EN = """Feature: Refund
  As a buyer
  I want my money back
  So that I can buy again

  Scenario: in time
    Given I paid
    And it is the same week
    When I return it
    Then I am refunded
"""
ZH = """# language: zh-CN
功能: 退款
  作为顾客
  我想退款
  以便于再买

  场景: 按时
    假设 我已付款
    当 我退货
    那么 我收到退款
"""


@given(STORIES)
def test_a_story_comes_back_from_its_feature(told: Story) -> None:
    assert validate(render(told)) == []
    assert parse(render(told)) == told


@pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
def test_the_canonical_feature_comes_back(text: str) -> None:
    told = parse(text)
    assert told is not None
    assert render(told) == text
    assert story.parse(story.render(told)) == told


def test_a_feature_that_tells_no_story_is_valid_and_no_story() -> None:
    assert validate("Feature: x\n  Scenario: y\n    Given z\n") == []
    assert parse("Feature: x\n  Scenario: y\n    Given z\n") is None


def test_a_scenario_with_a_table_is_left_out() -> None:
    told = parse(EN + "\n  Scenario: table\n    Given these\n      | a |\n    Then b\n")
    assert told is not None
    assert told.criteria == (
        Criterion(
            title="in time",
            given=["I paid", "it is the same week"],
            when=["I return it"],
            then=["I am refunded"],
        ),
    )


@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ("", "no-feature", 0, 0),
        ("no gherkin", "unexpected-line", 1, 1),
        (EN.replace("    And it", "    and it"), "unexpected-line", 8, 5),
        ("# language: xx\nFeature: a", "language", 1, 1),
        (EN + '    """\n', "unexpected-end", 12, 0),
        (EN + "      | a |\n      | a | b |\n", "cells", 12, 7),
        ("@a b\nFeature: a", "tag", 1, 1),
    ],
)
def test_what_is_no_feature_is_refused_at_its_place(text: str, rule: str, line: int, column: int) -> None:
    found = validate(text)[0]
    assert (found.rule, found.line, found.column) == (rule, line, column)


@pytest.mark.parametrize("text", ["a\n" * 50_000, "| |\n" * 50_000, "Feature: a\n" * 50_000, "@" * 200_000])
def test_hostile_text_takes_bounded_time(text: str) -> None:
    start = time.process_time()
    validate(text)
    assert time.process_time() - start < 10


@pytest.mark.external
@pytest.mark.parametrize(("kind", "broken"), [("good", False), ("bad", True)])
def test_the_corpora_of_the_official_parser_are_told_apart(kind: str, broken: bool) -> None:
    files = sorted(folder(f"gherkin/{kind}").glob("*.feature"))
    assert files
    for path in files:
        errors = [one for one in read(path.read_bytes().decode()).violations if one.severity == "error"]
        assert bool(errors) is broken, path.name
        assert all(error.line for error in errors)
