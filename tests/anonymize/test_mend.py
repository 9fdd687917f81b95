"""What breaks a file is found in few tests, and gives way as a whole; nothing that was masked comes back."""

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.anonymize.change import Change
from stages.anonymize.decide import Verdict
from stages.anonymize.finding import Finding
from stages.anonymize.mend import EXTRA_TESTS, mended
from stages.anonymize.syntax import Region
from stages.core.spans import apply

TEXT = b'say "ab cd" + "ef" - gh'
REGIONS = [
    Region(5, 10, "text", "string"),
    Region(15, 17, "text", "string"),
    Region(21, 23, "identifier", "id"),
]


def change(start: int, end: int, text: bytes = TEXT, new: str = "!") -> Change:
    value = text[start:end].decode()
    finding = Finding(start, end, "pii.person", "rule", 1.0)
    return Change(start, end, new, value, finding, "", Verdict("pseudonymize", "policy", ""))


def applied(changes: list[Change], text: bytes = TEXT) -> str:
    return apply(text, [(one.start, one.end, one.text.encode()) for one in changes]).decode()


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([(5, 7)], 'say "REDACTED_PERSON" + "ef" - gh'),
        ([(5, 7), (8, 10)], 'say "REDACTED_PERSON" + "ef" - gh'),
        ([(8, 10), (15, 17)], 'say "REDACTED_PERSON" + "REDACTED_PERSON" - gh'),
        ([(8, 17)], 'say "REDACTED_PERSON" + "REDACTED_PERSON" - gh'),
        ([(5, 7), (8, 17)], 'say "REDACTED_PERSON" + "REDACTED_PERSON" - gh'),
        ([(21, 22)], ""),
        ([(15, 22)], ""),
        ([(0, 7)], ""),
        ([(5, 7), (21, 22)], ""),
    ],
)
def test_a_string_gives_way_as_a_whole_and_code_does_not(
    places: list[tuple[int, int]], expected: str
) -> None:
    changes = [change(*place) for place in places]
    safe = mended(TEXT, changes, REGIONS, lambda some: "!" not in applied(some))
    assert (applied(safe) if safe else "") == expected


def test_every_finding_keeps_its_row_and_says_that_it_was_shrunk() -> None:
    kept, *shrunk = mended(
        TEXT,
        [change(0, 3, new="?"), change(5, 7), change(8, 10)],
        REGIONS,
        lambda some: "!" not in applied(some),
    )
    assert kept == change(0, 3, new="?")
    assert [(one.start, one.end, one.text, one.value, one.node) for one in shrunk] == [
        (5, 8, "REDACTED_PERSON", "ab", "string"),
        (8, 10, "", "cd", "string"),
    ]
    assert {one.verdict for one in shrunk} == {Verdict("redact", "skeleton", "")}


@pytest.mark.parametrize("culprits", [{0}, {999}, {3, 500}, set(range(1000))])
def test_the_number_of_tests_is_bounded_and_what_breaks_nothing_stays(culprits: set[int]) -> None:
    text = b"'a' " * 1000
    regions = [Region(place, place + 1, "text", "string") for place in range(1, 4000, 4)]
    changes = [
        change(region.start, region.end, text, "!" if number in culprits else "?")
        for number, region in enumerate(regions)
    ]
    tests = 0

    def keeps(some: list[Change]) -> bool:
        nonlocal tests
        tests += 1
        return not any(one.text == "!" for one in some)

    safe = mended(text, changes, regions, keeps)
    assert tests <= 2 * (log2(1000) + 1) + EXTRA_TESTS + log2(1000) + 2
    shrunk = {number for number, one in enumerate(safe) if one.verdict.reason == "skeleton"}
    assert shrunk == culprits


@given(st.lists(st.tuples(st.integers(0, 22), st.integers(1, 9)), min_size=1, max_size=6))
def test_nothing_that_was_masked_comes_back(pieces: list[tuple[int, int]]) -> None:
    changes, last = list[Change](), 0
    for start, length in sorted(pieces):
        if start >= last:
            last = min(start + length, len(TEXT))
            changes.append(change(start, last))
    safe = mended(TEXT, changes, REGIONS, lambda some: "!" not in applied(some))
    assert all(one.end <= two.start for one, two in zip(safe, safe[1:], strict=False))
    covered = {place for one in safe for place in range(one.start, one.end)}
    found = {place for one in changes for place in range(one.start, one.end)}
    words = {place for place in found if TEXT[place : place + 1].isalnum()}
    assert not safe or words <= covered
