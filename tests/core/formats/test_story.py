import itertools

import pytest
from hypothesis import given
from msgspec.structs import astuple

from stages.core.formats.story import Story, parse, render, validate
from stages.core.records.story_asset import Criterion
from tests.core.formats.stories import STORIES

ZH = """用户故事：登录后合并购物车
作为一个先挑选再登录的顾客
我想登录后看到之前加购的商品
以便于不用重新找一遍

AC 1：两边没有相同商品
假设 游客购物车有 2 种商品
并且 账号购物车有 3 种
当 我登录成功
那么 购物车显示 5 种商品

AC 2：超过上限
假设 合计 121 种
当 我登录
那么 保留最近的 120 种
并且 提示有 1 种没有合并"""

EN = """User story: Pick a delivery slot
As an evening worker
I want to choose a two-hour slot
So that somebody is at home

AC 1: Free slot
Given the slot has 4 places
When I pick it
Then it shows 3 places left
And I get a mail"""


def test_a_purpose_and_a_wish_keep_what_joins_them() -> None:
    purpose = EN.replace("So that somebody is at home", "In order to be at home")
    story = parse(purpose)
    assert story is not None
    assert (story.benefit, render(story)) == ("to be at home", purpose)
    line = parse(
        "As a worker, I want to choose a slot in order to be at home\n\nAC 1:\nGiven a\nWhen b\nThen c"
    )
    assert line is not None
    assert line.benefit == "to be at home"


@given(STORIES)
def test_what_is_rendered_is_read_again(story: Story) -> None:
    assert validate(render(story)) == []
    assert parse(render(story)) == story


@pytest.mark.parametrize("canonical", [EN, ZH.replace("作为一个先", "作为先")], ids=["en", "zh"])
def test_the_canonical_text_comes_back(canonical: str) -> None:
    story = parse(canonical)
    assert story is not None
    assert render(story) == canonical


def test_the_parts_of_a_story_are_told_apart() -> None:
    story = parse(ZH)
    assert story is not None
    assert story[:5] == (
        "zh",
        "登录后合并购物车",
        "先挑选再登录的顾客",
        "登录后看到之前加购的商品",
        "不用重新找一遍",
    )
    assert story.criteria[1] == Criterion(
        title="超过上限",
        given=["合计 121 种"],
        when=["我登录"],
        then=["保留最近的 120 种", "提示有 1 种没有合并"],
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("用户故事：", "用户故事: "),
        ("用户故事：", "### 用户故事 3："),
        ("用户故事：", "**用户故事：**"),
        ("用户故事：登录后合并购物车\n", ""),
        ("作为一个", "作为"),
        ("作为一个", "作为一位"),
        ("作为一个", "作为 一名"),
        ("作为一个", "作为：一位"),
        ("的顾客\n", "的顾客。\n"),
        ("我想登录", "我想要登录"),
        ("我想登录", "我希望登录"),
        ("我想登录", "我想，登录".replace("，", " ")),
        ("以便于", "以便"),
        ("以便于", "从而"),
        ("AC 1：", "AC1："),
        ("AC 1：", "AC 1:  "),
        ("AC 1：", "ac 1: "),
        ("AC 1：", "#### AC 1："),
        ("AC 1：", "验收标准 1："),
        ("AC 1：", "场景："),
        ("AC 1：", "### 验收标准\n\nAC 1："),
        ("AC 1：", "**验收标准（AC）：**\nAC 1："),
        ("AC 1：", "验收条件：\nAC 1："),
        ("AC 1：", "AC-1："),
        ("AC 1：", "AC 1 "),
        ("AC 1：", "验收标准一："),
        ("AC 1：", "- [ ] AC 1："),
        ("假设 ", "给定 "),
        ("假设 ", "假设"),
        ("假设 ", "假如："),
        ("假设 ", "- 假设 "),
        ("那么 ", "于是 "),
        ("那么 ", "则"),
        ("并且 ", "而且 "),
        ("并且 ", "同时"),
        ("\n\n", "\n"),
        ("顾客\n", "顾客，\n"),
        ("\n", "\r\n"),
    ],
)
def test_chinese_variants_are_read(old: str, new: str) -> None:
    assert old in ZH
    assert validate(ZH.replace(old, new)) == []


@pytest.mark.parametrize(
    ("head", "criteria"),
    [
        (
            "作为顾客，我想买菜，以便做饭。",
            "验收标准：\n1. 假如有货，当下单，那么成功。\n2. 给定没货，当下单，则提示“缺货”",
        ),
        (
            "作为顾客，我想买菜，以便做饭。",
            "AC 1：假设有货，当下单，那么成功\nAC 2：\n假设没货，当下单，则提示“缺货”",
        ),
        (
            "As a customer, I want to buy.",
            "Acceptance criteria\n- Given there is stock, when I order, then it works.\n"
            "- Given none, when I order; then no",
        ),
    ],
)
def test_steps_on_one_line_are_a_criterion(head: str, criteria: str) -> None:
    story = parse(f"{head}\n\n{criteria}")
    assert story is not None
    assert [[*map(len, one[1:])] for one in map(astuple, story.criteria)] == [[1, 1, 1], [1, 1, 1]]
    assert {"有货", "there is stock"} & {*story.criteria[0].given}


SEEN = {
    "用户故事：": ("用户故事：", "用户故事:", "用户故事: "),
    "作为一个": ("作为", "作为 ", "作为一个", "作为 一位"),
    "AC 1：": ("AC 1：", "AC1：", "AC 1:  ", "ac 1: "),
    "那么 ": ("那么 ", "于是 ", "于是"),
}
"""What others wrote in place of a keyword."""


@pytest.mark.parametrize("written", list(itertools.product(*SEEN.values())), ids="".join)
def test_what_others_wrote_is_the_same_story(written: tuple[str, ...]) -> None:
    text = ZH
    for keyword, other in zip(SEEN, written, strict=True):
        text = text.replace(keyword, other)
    assert parse(text) == parse(ZH)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("User story: ", "Story: "),
        ("As an", "As a"),
        ("As an", "as the"),
        ("As an evening worker", "As evening workers,"),
        ("I want", "I'd like"),
        ("I want", "I would like"),
        ("I want", "I need"),
        ("So that", "so that"),
        ("So that", "In order to"),
        ("AC 1:", "AC1："),
        ("AC 1:", "Scenario:"),
        ("AC 1:", "Acceptance criterion 1:"),
        ("AC 1:", "#### Acceptance Criteria\n\nAC 1:"),
        ("AC 1:", "Acceptance criteria (ACs):\nAC 1:"),
        ("Given", "**Given**"),
        ("Given", "* Given"),
        ("And", "But"),
        ("worker\nI want to choose a two-hour slot\nSo", "worker, I want to choose a two-hour slot, so"),
        ("worker\nI want to choose a two-hour slot\nSo", "worker, I want to choose a two-hour slot so"),
        ("worker\nI want to choose a two-hour slot\nSo", "worker I want to choose a two-hour slot, so"),
    ],
)
def test_english_variants_are_read(old: str, new: str) -> None:
    assert old in EN
    assert validate(EN.replace(old, new)) == []


@pytest.mark.parametrize("above", ["验收标准：", "验收标准"])
def test_what_stands_right_above_a_step_is_a_criterion(above: str) -> None:
    story = parse(f"作为收银员\n我想扫码退款\n\n{above}\n假设a\n当b\n那么c")
    assert story is not None
    assert story.criteria == (Criterion(title="", given=["a"], when=["b"], then=["c"]),)


def test_a_heading_above_no_criterion_is_no_criterion() -> None:
    assert [found.rule for found in validate("As a user\nI want x\n\n## Acceptance criteria")] == [
        "no-criterion"
    ]


def test_a_story_on_one_line_has_its_three_parts() -> None:
    story = parse("作为收银员，我想扫码退款，以便于不用叫店长。\n\nAC 1：\n假设a\n当b\n那么c")
    assert story is not None
    assert story[2:5] == ("收银员", "扫码退款", "不用叫店长")


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("作为一个先挑选再登录的顾客\n", "", "role", 1),
        ("我想登录后看到之前加购的商品\n", "", "want", 1),
        ("我想登录后看到之前加购的商品\n", "我想\n", "empty", 3),
        ("AC 1：两边没有相同商品\n", "", "criterion", 6),
        ("假设 合计 121 种\n", "", "criterion", 12),
        ("那么 购物车显示 5 种商品\n", "", "criterion", 6),
        ("当 我登录\n那么 保留最近的 120 种", "那么 保留最近的 120 种\n当 我登录", "order", 15),
        ("假设 合计 121 种", "并且 合计 121 种\n假设 a", "order", 13),
        ("AC 2：超过上限", "以上是用户故事。", "line", 12),
        ("作为一个先", "这是先", "line", 2),
        ("当 我登录\n", "When I log in\n", "language", 14),
        ("以便于不用重新找一遍", "以便于\n以便于不用", "order", 5),
    ],
)
def test_what_is_no_story_is_refused_with_rule_and_line(old: str, new: str, rule: str, line: int) -> None:
    assert old in ZH
    found = validate(ZH.replace(old, new))
    assert (rule, line) in [(violation.rule, violation.line) for violation in found]
    assert all(violation.message and violation.hint for violation in found)


def test_a_story_without_criterion_is_read_but_not_valid() -> None:
    head = ZH[: ZH.index("AC 1")]
    assert [violation.rule for violation in validate(head)] == ["no-criterion"]
    assert parse(head) is not None


@pytest.mark.parametrize(
    "garbage", ["", "\n", "顾客顾客顾客", "AC 1：AC 1：", "作为作为作为", "| a | b |", "As I As I"]
)
def test_garbage_is_no_story(garbage: str) -> None:
    assert validate(garbage)
    assert parse(garbage) is None


def test_a_hostile_line_is_read_in_bounded_time() -> None:
    assert validate("As " + "a, I want " * 20_000)
    assert validate("**" * 100_000)
