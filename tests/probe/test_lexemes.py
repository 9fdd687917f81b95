"""A run is verbatim text of the training that the prompt did not give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.probe.lexemes import Shared, Text, index, lexemes, longest_shared

TEXT = "int total = 0; for (Line line : lines) { total += line.price(); } return total;"
WIDTH = 6


def longest(text: str, prompt: str = "", distinct: int = 3) -> Shared:
    return longest_shared(text, prompt, index([Text("a", "g", TEXT)], WIDTH, distinct, 2))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.b(c1)", ("a", ".", "b", "(", "c1", ")")),
        ("x  \n\t y", ("x", "y")),
        ("订单号 order_id42 3.14", ("订", "单", "号", "order_id42", "3", ".", "14")),
        ("", ()),
    ],
)
def test_lexemes_are_words_numbers_and_other_characters(text: str, expected: tuple[str, ...]) -> None:
    assert lexemes(text) == expected


@pytest.mark.parametrize(
    ("text", "length"),
    [
        (TEXT, len(lexemes(TEXT))),
        (f"before {TEXT} after", len(lexemes(TEXT))),
        (TEXT.replace(" ", "\n    "), len(lexemes(TEXT))),
        ("{ total += line.price(); }", 11),
        ("total += line.", 0),
        ("total += line.cost(); }", 0),
        ("", 0),
    ],
    ids=["all", "inside", "other white space", "a part", "too short", "one word differs", "nothing"],
)
def test_the_longest_run_is_found(text: str, length: int) -> None:
    found = longest(text)
    assert found.length == (length if length >= WIDTH else 0)
    assert found.found_in == ("a" if found.length else "")


def test_what_the_prompt_gives_is_not_copied() -> None:
    assert longest(TEXT, prompt=f"Explain {TEXT}").length == 0


def test_a_run_that_begins_in_the_prompts_words_counts_as_a_whole() -> None:
    assert longest(TEXT, prompt="int total = 0; for (Line line : lines)").length == len(lexemes(TEXT))


def test_a_row_of_dashes_is_nobodys_text() -> None:
    rule = "| --- | --- | --- | --- |"
    assert longest_shared(rule, "", index([Text("a", "g", rule)], WIDTH, 3, 2)).length == 0
    assert longest_shared(rule, "", index([Text("a", "g", rule)], WIDTH, 2, 2)).length == len(lexemes(rule))


def test_of_equal_runs_the_first_text_is_named() -> None:
    known = index([Text("b", "g", TEXT), Text("a", "g", TEXT)], WIDTH, 3, 2)
    assert longest_shared(TEXT, "", known).found_in == "a"


HEAD = "| API | Method | Description |"


@pytest.mark.parametrize(("groups", "length"), [(2, 14), (3, 6)], ids=["of two origins", "of three"])
def test_wording_of_many_origins_is_nobodys_and_no_run_reaches_across_it(groups: int, length: int) -> None:
    own = [
        Text(f"t{number}", f"g{number}", f"{HEAD} /x{number} , a{number} , b{number} ;")
        for number in range(groups)
    ]
    known = index(own, WIDTH, 3, 3)
    assert longest_shared(own[0].text, "", known) == Shared(length, "t0")
    assert longest_shared(HEAD, "", known).length == (0 if groups == 3 else 7)


def test_wording_that_one_origin_repeats_is_its_own() -> None:
    same = [Text(f"t{number}", "g", TEXT) for number in range(9)]
    assert longest_shared(TEXT, "", index(same, WIDTH, 3, 2)).length == len(lexemes(TEXT))


WORDS = st.lists(st.sampled_from("abcd"), max_size=30)


@given(WORDS, WORDS, WORDS)
def test_it_is_the_longest_common_run_by_definition(
    text: list[str], known: list[str], given_: list[str]
) -> None:
    found = longest_shared(
        " ".join(text), " ".join(given_), index([Text("k", "g", " ".join(known))], 3, 1, 2)
    )
    runs = [
        text[start:end]
        for start in range(len(text))
        for end in range(start + 3, len(text) + 1)
        if _inside(text[start:end], known)
        and any(not _inside(text[at : at + 3], given_) for at in range(start, end - 2))
    ]
    assert found.length == max((len(run) for run in runs), default=0)


def _inside(part: list[str], whole: list[str]) -> bool:
    return any(whole[start : start + len(part)] == part for start in range(len(whole) - len(part) + 1))
