"""What was worked out is found again under the same fingerprint, and under no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from stages.core import store as module
from stages.core.errors import PipelineError
from stages.core.store import PARTS, Store, StoreParams, open_store

ROWS = {"0a": b"red", "a1": b'{"x":"\n"}', "a2": b""}


def opened(folder: Path, settings: object = 1, keep: int = 2) -> Store:
    return open_store(StoreParams(folder=str(folder), keep=keep), "crawl", ["msgspec"], settings)


def test_rows_come_back_by_digit(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.fill(ROWS.items())
    assert store.keys() == set(ROWS)
    assert store.rows("a") == {"a1": ROWS["a1"], "a2": b""}
    assert store.rows("0") == {"0a": b"red"}
    assert store.rows("f") == {}


def test_other_settings_find_nothing(tmp_path: Path) -> None:
    opened(tmp_path, 1).fill(ROWS.items())
    assert opened(tmp_path, 2).keys() == set()
    assert opened(tmp_path, 1).keys() == set(ROWS)


def test_the_fingerprints_that_were_used_last_are_kept(tmp_path: Path) -> None:
    for settings in (1, 2, 1, 3):
        opened(tmp_path, settings, keep=2).fill(ROWS.items())
    assert len(list((tmp_path / "crawl").iterdir())) == 2
    assert opened(tmp_path, 1, keep=2).keys() == set(ROWS)
    assert opened(tmp_path, 2, keep=2).keys() == set()


def test_a_stray_file_is_passed_over(tmp_path: Path) -> None:
    opened(tmp_path)
    for name in (".DS_Store", "notes.txt"):
        (tmp_path / "crawl" / name).touch()
    opened(tmp_path, 2, keep=1)
    assert (tmp_path / "crawl" / "notes.txt").is_file()


def test_what_came_before_a_failure_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FLUSH", 4)

    def failing() -> Iterator[tuple[str, bytes]]:
        yield from list(ROWS.items())[:2]
        raise PipelineError("shop: gone, expected. Mend it.")

    store = opened(tmp_path)
    with pytest.raises(PipelineError):
        store.fill(failing())
    assert store.keys() == {"0a", "a1"}


def test_many_parts_become_one(tmp_path: Path) -> None:
    store = opened(tmp_path)
    for number in range(PARTS + 1):
        store.fill([(f"a{number}", b"x")])
    assert len(list((store.folder / "a").iterdir())) == 1
    assert len(store.rows("a")) == PARTS + 1


def test_a_damaged_part_is_refused_with_the_remedy(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.fill(ROWS.items())
    part = next((store.folder / "0").iterdir())
    content = part.read_bytes()
    part.write_bytes(content[:-1] + b"x")
    with pytest.raises(PipelineError, match=r"damaged, expected what its name says\. Remove it"):
        store.rows("0")
    for cut in (content[:-1], content[:5], b""):
        part.write_bytes(cut)
        with pytest.raises(PipelineError, match="damaged"):
            store.keys()


def test_a_half_written_part_is_not_found(tmp_path: Path) -> None:
    store = opened(tmp_path)
    (store.folder / "0").mkdir()
    (store.folder / "0" / "1.part.unfinished").write_bytes(b"x")
    assert store.keys() == set()
