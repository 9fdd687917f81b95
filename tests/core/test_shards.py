"""Rows go into the file of their first digit and come back sorted, or are refused."""

from pathlib import Path

import pytest

from stages.core.contract import canonical, publish_json
from stages.core.errors import PipelineError
from stages.core.records.record import Record
from stages.core.shards import DIGITS, Shards


class Toy(Record, frozen=True):
    """One row per toy."""

    blob: str
    colour: str


TOYS = Shards("out/toys/toys", Toy)
ROWS = [Toy(blob="01", colour="red"), Toy(blob="a1", colour="blue"), Toy(blob="a10", colour="\r\n\u2028")]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    files = TOYS.write(lambda digit: (canonical(row) for row in ROWS if row.blob[0] == digit))
    publish_json(TOYS.manifest, files)
    return tmp_path


def test_every_digit_has_a_file_and_rows_come_back(written: Path) -> None:
    assert sorted(path.stem for path in (written / TOYS.path).iterdir()) == sorted(DIGITS)
    assert list(TOYS.read()) == ROWS


def test_a_changed_file_is_refused(written: Path) -> None:
    (written / TOYS.path / "0.jsonl").write_bytes(b"")
    with pytest.raises(PipelineError, match=r"0\.jsonl: 0 rows"):
        list(TOYS.read())


def test_a_missing_file_is_refused(written: Path) -> None:
    (written / TOYS.path / "f.jsonl").unlink()
    with pytest.raises(PipelineError, match=r"f\.jsonl: not found"):
        list(TOYS.read())
