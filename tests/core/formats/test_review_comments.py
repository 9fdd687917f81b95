"""Review comments come back, and every fault has its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.core.formats.review_comments import SEVERITIES, Comment, parse, render, validate

SENTENCES = st.text("ab:- 测试，>", min_size=1, max_size=12).map(lambda text: f"x{text}z")
COMMENTS = st.builds(
    Comment,
    st.integers(1, 999),
    st.sampled_from(SEVERITIES),
    st.sampled_from(["naming", "SleepyTest", "no-crud-end", "SMELL_LONG_METHOD"]),
    SENTENCES.filter(lambda text: "->" not in text and "=>" not in text),
    SENTENCES,
)
SLEEPS = Comment(3, "warning", "SleepyTest", "the test sleeps", "wait for the condition")
WRITTEN = "3: warning: SleepyTest: the test sleeps -> wait for the condition"


@given(st.lists(COMMENTS, min_size=1, max_size=8, unique_by=lambda one: (one.line, one.rule)))
def test_what_is_rendered_is_read_again(comments: list[Comment]) -> None:
    comments.sort(key=lambda one: one.line)
    assert parse(render(comments)) == comments


@given(st.text(max_size=60))
def test_any_text_is_a_review_or_has_a_fault(text: str) -> None:
    comments = parse(text)
    assert (comments is None) == bool(validate(text))
    if comments:
        assert parse(render(comments)) == comments


@pytest.mark.parametrize(
    "text",
    [
        WRITTEN,
        f"```\n{WRITTEN}\n```",
        f"\n- {WRITTEN}\n",
        "line 3: WARNING: SleepyTest: the test sleeps. => wait for the condition.",
        "第 3 行：warning：SleepyTest：the test sleeps → wait for the condition。",
        "L3: warning: SleepyTest: the test sleeps -> wait for the condition",
    ],
)
def test_dialects_are_read(text: str) -> None:
    assert parse(text) == [SLEEPS]


def test_the_canonical_form() -> None:
    assert render([SLEEPS]) == WRITTEN


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("", "no-comment", 0),
        (f"Here is my review:\n{WRITTEN}", "review-comments", 1),
        (f"{WRITTEN}\n4: warning: naming: the name", "review-comments", 2),
        ("3: warning: the test sleeps -> wait", "review-comments", 1),
        ("3: warning: naming: . -> rename it", "review-comments", 1),
        ("x: warning: naming: a -> b", "review-comments", 1),
        ("0: warning: naming: a -> b", "review-comments", 1),
        ("3: fatal: naming: a -> b", "severity", 1),
        (f"{WRITTEN}\n2: info: naming: a -> b", "order", 2),
        (f"{WRITTEN}\n{WRITTEN}", "repeated", 2),
        (f"```\n{WRITTEN}\n1: info: naming: a -> b\n```", "order", 3),
    ],
)
def test_a_fault_has_its_rule_and_line(text: str, rule: str, line: int) -> None:
    (fault,) = validate(text)
    assert (fault.rule, fault.line) == (rule, line)
    assert parse(text) is None
    assert fault.told("zh") != fault.told("en")
