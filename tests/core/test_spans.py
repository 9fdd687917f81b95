"""Spans of a safe text name the raw bytes behind it."""

from hypothesis import given
from hypothesis import strategies as st

from stages.core.records.document import Document, Edit
from stages.core.spans import apply, safe_digest, span_of
from tests import records


def document(raw: bytes, replacements: list[tuple[int, int, bytes]]) -> Document:
    edits = [Edit(start=start, end=end, length=len(new)) for start, end, new in replacements]
    return records.document("a", apply(raw, replacements).decode(), edits=edits)


def test_an_untouched_text_has_equal_offsets() -> None:
    span = span_of(document(b"abcdef", []), 2, 4)
    assert (span.start, span.end, span.safe) == (2, 4, safe_digest(b"cd"))


def test_the_digest_is_that_of_the_lines_however_they_end() -> None:
    assert safe_digest(b"a\r\nb\rc\n") == safe_digest(b"a\nb\nc\n")
    assert safe_digest(b"a\n\nb") != safe_digest(b"a\nb")


def test_offsets_after_a_replacement_are_moved_back() -> None:
    span = span_of(document(b"key=hunter2; x", [(4, 11, b"REDACTED_PASSWORD")]), 23, 24)
    assert (span.start, span.end, span.safe) == (13, 14, safe_digest(b"x"))


def test_a_boundary_inside_a_replacement_takes_all_of_it() -> None:
    span = span_of(document(b"key=hunter2; x", [(4, 11, b"REDACTED_PASSWORD")]), 6, 9)
    assert (span.start, span.end, span.safe) == (4, 11, safe_digest(b"REDACTED_PASSWORD"))


def test_a_span_that_ends_where_a_replacement_starts_leaves_it_out() -> None:
    span = span_of(document(b"key=hunter2", [(4, 11, b"X")]), 0, 4)
    assert (span.start, span.end) == (0, 4)


@st.composite
def edited(draw: st.DrawFn) -> tuple[bytes, list[tuple[int, int, bytes]]]:
    raw = draw(st.text(alphabet="abcd", min_size=1, max_size=40)).encode()
    cuts = sorted(draw(st.sets(st.integers(0, len(raw)), max_size=8)))
    pairs = list(zip(cuts[0::2], cuts[1::2], strict=False))
    return raw, [
        (start, end, draw(st.text(alphabet="XYZ", min_size=1, max_size=6)).encode()) for start, end in pairs
    ]


@given(edited(), st.data())
def test_replaying_the_replacements_on_the_raw_bytes_of_a_span_gives_its_safe_text(
    case: tuple[bytes, list[tuple[int, int, bytes]]], data: st.DataObject
) -> None:
    raw, replacements = case
    whole = document(raw, replacements)
    size = len(whole.text.encode())
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    span = span_of(whole, start, end)
    inside = [
        (s - span.start, e - span.start, new)
        for s, e, new in replacements
        if span.start <= s and e <= span.end
    ]
    assert safe_digest(apply(raw[span.start : span.end], inside)) == span.safe
