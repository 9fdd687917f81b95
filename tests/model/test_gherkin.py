"""A feature that says who wants what is a story; a scenario that does not fit has a line of its own."""

import pytest

from stages.core.formats import story
from stages.core.records.story_asset import Criterion, StoryAsset
from stages.model.model import read_document
from stages.model.passed_over import PassedOver
from stages.model.refused import Refused
from tests.external import folder
from tests.model.documents import PARAMS, document

HEAD = "@cart\nFeature: Refund\n  As a buyer\n  I want my money back\n  So that I can buy again\n\n"
PLAIN = f"""{HEAD}  Background:
    Given I am signed in

  # the usual way
  Scenario: in time
    Given I paid
    And it is the same week
    When I return it
    Then I am refunded
    But not the postage
"""
CHINESE = """# language: zh-CN
功能: 退款
  作为顾客
  我想退款
  以便于再买

  场景: 按时
    假如我已付款
    当我退货
    那么我收到退款
    而且邮费不退
"""
OUTLINE = f"""{HEAD}  Scenario Outline: within <days> days
    Given <days> days
    When I return it
    Then <answer>

    Examples:
      | days | answer |
      | 3    | a \\| b |
      | 30   | no     |
"""
RULES = f"""{HEAD}  Rule: A
    Background:
      Given ab
    Example: x
      When a
  Rule: B
    Example: y
      When b
"""
ODD = f"""{HEAD}  Scenario: table
    Given these
      | a |
  Scenario: text
    Given this
      \"\"\"
      Scenario: no scenario
      \"\"\"
  Scenario Outline: none
    Given <x>
  Scenario: nothing
  Scenario: good
    When it rains
"""


def read(text: str) -> tuple[StoryAsset, list[PassedOver]]:
    found = read_document(document("a.feature", text, language="gherkin", asset="story"), PARAMS)
    (told,) = [one for one in found if isinstance(one, StoryAsset)]
    return told, [one for one in found if isinstance(one, PassedOver)]


@pytest.mark.parametrize("text", [PLAIN, PLAIN.replace("\n", "\r\n"), f"\ufeff{PLAIN}"])
def test_a_feature_is_a_story_and_its_scenarios_are_criteria(text: str) -> None:
    told, others = read(text)
    assert (told.title, told.role, told.want) == ("Refund", "buyer", "my money back")
    assert told.benefit == "I can buy again"
    assert told.criteria == [
        Criterion(
            title="in time",
            given=["I am signed in", "I paid", "it is the same week"],
            when=["I return it"],
            then=["I am refunded", "not the postage"],
        )
    ]
    assert others == []
    assert story.validate(told.text) == []
    content = text.encode()
    assert content[told.span.start : told.span.end].startswith(b"Feature: Refund")
    assert content[told.span.start : told.span.end].endswith(b"postage")


def test_tags_of_a_feature_name_its_tickets() -> None:
    told, _ = read(f"@ORD-7 @slow\n{PLAIN}")
    assert (told.tickets, "ORD-7" in told.text) == (["ORD-7"], False)


def test_chinese_keywords_are_read() -> None:
    told, _ = read(CHINESE)
    assert (told.natural_language, told.role, told.want) == ("zh", "顾客", "退款")
    assert told.criteria == [
        Criterion(title="按时", given=["我已付款"], when=["我退货"], then=["我收到退款", "邮费不退"])
    ]


def test_an_outline_is_its_first_example() -> None:
    told, others = read(OUTLINE)
    (criterion,) = told.criteria
    assert [part.rule for part in others] == ["further-example"]
    assert criterion == Criterion(
        title="within 3 days", given=["3 days"], when=["I return it"], then=["a | b"]
    )


def test_the_background_of_a_rule_ends_with_it() -> None:
    assert [criterion.given for criterion in read(RULES)[0].criteria] == [["ab"], []]


def test_what_does_not_fit_is_passed_over_and_costs_nothing_else() -> None:
    told, others = read(ODD)
    assert [criterion.title for criterion in told.criteria] == ["good"]
    rules = [part.rule for part in others]
    assert rules == ["step-argument", "step-argument", "no-example", "no-step"]
    content = ODD.encode()
    pieces = [content[part.span.start : part.span.end].decode().split("\n") for part in others]
    assert [(piece[0], piece[-1].strip()) for piece in pieces] == [
        ("Scenario: table", "| a |"),
        ("Scenario: text", '"""'),
        ("Scenario Outline: none", "Given <x>"),
        ("Scenario: nothing", "Scenario: nothing"),
    ]


def test_a_sign_that_ends_no_line_moves_no_span() -> None:
    odd = ODD.replace("Scenario: nothing", "Scenario: nothing\n  One\u2028two\x0cthree", 1)
    assert odd != ODD
    content, last = odd.encode(), read(odd)[1][-1].span
    assert content[last.start : last.end].decode().endswith("One\u2028two\x0cthree")


def test_a_broken_scenario_costs_the_file_as_it_does_for_the_official_parser() -> None:
    with pytest.raises(Refused) as raised:
        read(PLAIN.replace("    And it is", "    and it is"))
    assert (raised.value.rule, raised.value.value) == ("parse-error", "line 13")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "no-asset"),
        ("Feature: x\n  Scenario: y\n    Given z\n", "no-asset"),
        ("Scenario: y\n  Given z\n", "parse-error"),
        ("As a buyer\nI want to pay\n", "parse-error"),
        ("# language: xx\nFeature: x\n", "parse-error"),
        ("# language: fr\nFonctionnalité: x\n", "natural-language"),
    ],
)
def test_a_file_without_a_story_is_refused(text: str, rule: str) -> None:
    with pytest.raises(Refused, match=rule):
        read(text)


@pytest.mark.external
def test_real_feature_files_are_read_or_refused() -> None:
    files = sorted(folder("gherkin").rglob("*.feature"))
    outcomes = set()
    for path in files:
        text = path.read_bytes().decode()
        head = "" if text.startswith("# language") else "Feature: x\nAs a buyer\nI want to pay\n"
        for content in (text, head + text.partition("\n")[2]):
            try:
                outcomes.add(type(read(content)[0]).__name__)
            except Refused as refused:
                outcomes.add(str(refused))
    assert outcomes == {"StoryAsset", "no-asset", "natural-language", "parse-error"}
