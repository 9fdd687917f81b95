"""Rows on disk are read as a list would be, in the order of their keys, whatever memory holds of them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.core import on_disk
from stages.core.contract import Rows, canonical, publish_json
from stages.core.errors import PipelineError
from stages.core.on_disk import Keeping, OnDisk, Sorting, encoded, opened, ordered, put
from stages.core.records.span import Span

SPANS = st.lists(
    st.builds(
        Span,
        document=st.text(max_size=4),
        blob=st.text("0123456789abcdef", min_size=4, max_size=4),
        start=st.integers(0, 9),
        end=st.integers(0, 9),
        safe=st.just(""),
    ),
    max_size=30,
)


@given(SPANS)
def test_records_come_back_sorted_by_key_then_by_what_is_written(spans: list[Span]) -> None:
    sorting = Sorting(Span)
    for span in spans:
        sorting.add(span, span.blob)
    assert sorting.sorted() == sorted(spans, key=lambda span: (span.blob, canonical(span)))


@pytest.mark.parametrize("held", [1, 200, 10_000])
def test_order_does_not_depend_on_what_memory_holds(held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    spans = [
        Span(document="d", blob=f"{number * 7919 % 1000:03}", start=0, end=1, safe="")
        for number in range(200)
    ]
    monkeypatch.setattr(on_disk, "HELD", held)
    sorting = Sorting(Span)
    for span in spans:
        sorting.add(span, span.blob)
    assert sorting.sorted() == sorted(spans, key=lambda span: span.blob)


@given(SPANS)
def test_rows_on_disk_are_a_sequence(spans: list[Span]) -> None:
    rows = encoded(Span, map(canonical, spans))
    assert list(rows) == spans
    assert rows[1:3] == spans[1:3]
    assert list(rows.rows()) == [canonical(span) for span in spans]
    assert [rows[number] for number in range(len(rows))] == spans
    assert rows.without({0, 2}) == [span for number, span in enumerate(spans) if number not in (0, 2)]
    assert (rows == spans[1:]) is (not spans)


@given(SPANS)
def test_records_that_are_kept_one_by_one_come_back_in_their_order(spans: list[Span]) -> None:
    keeping = Keeping(Span)
    for span in spans:
        keeping.add(span)
    assert keeping.kept() == spans


@pytest.mark.parametrize(("held", "same"), [(1, [9]), (250, [8, 9]), (10_000, [*range(10)])])
def test_records_that_were_asked_for_last_are_held_up_to_their_bytes(
    held: int, same: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_disk, "RECENT", held)
    spans = [Span(document="d" * 60, blob="b", start=0, end=number, safe="") for number in range(10)]
    rows = encoded(Span, map(canonical, spans))
    first = [rows[number] for number in range(10)]
    assert first == spans
    assert [number for number in reversed(range(10)) if rows[number] is first[number]][::-1] == same
    assert [rows[number] for number in range(10)] == spans


@pytest.mark.parametrize("together", [1, 100, 10_000])
def test_rows_are_the_same_however_many_are_read_at_a_time(
    together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_disk, "TOGETHER", together)
    spans = [Span(document="d" * number, blob="b", start=0, end=number, safe="") for number in range(40)]
    rows = encoded(Span, map(canonical, spans))
    assert list(rows) == spans
    assert list(rows.without({3, 4, 39})) == [*spans[:3], *spans[5:39]]


def test_what_an_earlier_stage_wrote_is_compared_with_its_manifest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = Rows("out/model/spans.jsonl", Span)
    spans = [Span(document="订单", blob="a", start=0, end=number, safe="") for number in range(3)]
    publish_json(rows.manifest, put(rows, encoded(Span, map(canonical, spans))))
    assert rows.read() == spans
    found: OnDisk[Span] = opened(rows)
    assert found == spans
    Path(rows.path).write_bytes(canonical(spans[0]) + b"\n")
    with pytest.raises(PipelineError, match="changed or half written"):
        opened(rows)
    Path(rows.path).unlink()
    with pytest.raises(PipelineError, match="not found"):
        opened(rows)


def test_a_row_of_another_shape_is_told_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "spans.jsonl"
    path.write_bytes(canonical(Span(document="d", blob="a", start=0, end=1, safe="")) + b"\n{}\n")
    with path.open("rb") as file:
        rows = OnDisk(Span, file, map(len, file))
    with pytest.raises(PipelineError, match=r"spans\.jsonl:2: Object missing required field"):
        rows[1]


@pytest.mark.parametrize("held", [1, 7, 1000])
def test_numbers_are_ordered_by_key_then_as_they_come(held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_disk, "SORTED", held)
    keys = [number * 7919 % 13 for number in range(100)]
    assert list(ordered(len(keys), keys.__getitem__)) == sorted(range(len(keys)), key=keys.__getitem__)
