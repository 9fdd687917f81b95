"""A text is known again by its marks, in rows and in files, and by nobody without the key."""

import hashlib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.audit.erasure.marks import CHUNK, KEPT, TRIED, WIDTH, Maker, Marks, identity, known_by, windows

MAKER = Maker(b"k" * 32)
CODE = "".join(f"    int total{n}(int price{n}) {{ return price{n} * {n} + tax; }}\n" for n in range(40))


def marks(*found: bytes, maker: Maker = MAKER) -> Marks:
    return Marks(maker, [maker.mark(window) for window in found])


def places(looked_for: Marks, content: bytes) -> list[int]:
    return [found.at for found in looked_for.find(content)]


@given(st.text(min_size=40))
def test_every_window_is_found_in_a_row_of_its_text(text: str) -> None:
    row = msgspec.json.encode({"text": text})
    found = {one.mark for one in marks(*windows(text)).find(row)}
    assert found == {MAKER.mark(window) for window in windows(text)}


@pytest.mark.parametrize("before", [0, 1, WIDTH, CHUNK - 40, CHUNK - WIDTH, CHUNK - 1, CHUNK, 3 * CHUNK + 7])
def test_a_window_is_found_wherever_it_stands(before: int) -> None:
    for window in windows(CODE)[:3]:
        content = b"\0" * before + window + b"\0" * 50
        assert set(places(marks(window), content)) == {before}


def test_an_id_is_found_behind_a_quotation_mark() -> None:
    for number in range(64):
        id_ = hashlib.sha256(b"%d" % number).hexdigest()[:40]
        assert places(marks(identity(id_)), f'{{"blob":"{id_}"}}'.encode()) == [9]


def test_a_text_with_other_bytes_is_not_found() -> None:
    window = windows(CODE)[0]
    for at in range(WIDTH):
        other = bytearray(window)
        other[at] ^= 1
        assert places(marks(window), b"\0\0" + bytes(other) + b"\0\0") == []


def test_another_key_gives_other_marks() -> None:
    window = windows(CODE)[0]
    other = Maker(b"l" * 32)
    assert MAKER.mark(window) != other.mark(window)
    assert places(Marks(other, [MAKER.mark(window)]), window) == []


def test_few_windows_are_kept_and_none_that_is_common() -> None:
    found = windows(CODE)
    assert len(found) == TRIED
    kept = known_by(CODE, frozenset(found[:10]))
    assert len(kept) == KEPT
    assert not {*kept} & {*found[:10]}
    assert known_by(CODE, frozenset(found)) == []


@pytest.mark.parametrize("text", ["", "x", "{}\n", "-" * 80, "\n" * 80])
def test_a_text_without_a_word_of_its_own_has_no_window(text: str) -> None:
    assert windows(text) == []


def test_a_short_or_empty_file_is_no_fault(tmp_path: Path) -> None:
    for content in (b"", b"x" * (WIDTH - 1)):
        (tmp_path / "f").write_bytes(content)
        assert not marks(windows(CODE)[0]).are_in(tmp_path / "f")
    (tmp_path / "f").write_text(CODE, encoding="utf-8")
    assert marks(windows(CODE)[0]).are_in(tmp_path / "f")
    assert not Marks(MAKER, []).are_in(tmp_path / "f")
