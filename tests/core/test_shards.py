"""Rows go into the file of their first digit and come back sorted, or are refused."""

from pathlib import Path

import pytest

from stages.core import shards
from stages.core.contract import canonical, publish_json
from stages.core.errors import PipelineError
from stages.core.records.record import Record
from stages.core.shards import DIGITS, Shards


class Toy(Record, frozen=True):
    """One row per toy."""

    blob: str
    colour: str


TOYS = Shards("out/toys/toys", Toy)
ROWS = [Toy(blob=f"0{number:02}", colour="r" * (number % 7) * 40) for number in range(1, 60, 2)]
ROWS += [Toy(blob="a10", colour="\r\n\u2028"), Toy(blob="a1", colour="blue")]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    files = TOYS.write(
        lambda digit: (
            canonical(row) for row in sorted(ROWS, key=lambda row: row.blob) if row.blob[0] == digit
        )
    )
    publish_json(TOYS.manifest, files)
    return tmp_path


def test_every_digit_has_a_file_and_rows_come_back(written: Path) -> None:
    assert sorted(path.stem for path in (written / TOYS.path).iterdir()) == sorted(DIGITS)
    assert list(TOYS.read()) == sorted(ROWS, key=lambda row: row.blob)


def test_a_changed_file_is_refused(written: Path) -> None:
    (written / TOYS.path / "0.jsonl").write_bytes(b"")
    with pytest.raises(PipelineError, match=r"0\.jsonl: 0 rows"):
        list(TOYS.read())


def test_a_missing_file_is_refused(written: Path) -> None:
    (written / TOYS.path / "f.jsonl").unlink()
    with pytest.raises(PipelineError, match=r"f\.jsonl: not found"):
        list(TOYS.read())


@pytest.mark.parametrize(
    "asked", [[], ["001"], ["059", "001", "031"], ["a1", "a10"], ["002"], ["000"], ["060"], ["b1"]]
)
def test_rows_are_found_by_their_whole_id(written: Path, asked: list[str]) -> None:
    found = {blob: row for group in TOYS.groups(asked) for blob, row in group.items()}
    assert found == {row.blob: row for row in ROWS if row.blob in asked}


def test_groups_are_bounded(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "GROUP", 300)
    groups = list(TOYS.groups([row.blob for row in ROWS]))
    assert len(groups) > 5
    assert [row for group in groups for row in group.values()] == sorted(ROWS, key=lambda row: row.blob)
