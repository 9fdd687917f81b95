"""Files between stages are whole, typed and vouched for."""

import hashlib
import json
from pathlib import Path

import pytest

from stages.core.contract import Counts, Rows, canonical, finish, publish, read_json
from stages.core.errors import PipelineError
from stages.core.records.record import Record


class Toy(Record, frozen=True):
    """One row per toy."""

    name: str
    size: int


TOYS = Rows("out/toys/toys.jsonl", Toy)
PER_ADAPTER = Rows("out/toys/boxes/{adapter}.jsonl", Toy)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(rows: list[Toy], read: int | None = None) -> None:
    written = TOYS.write(rows)
    finish(
        "toys", Counts(read=len(rows) if read is None else read, written=len(rows), dropped={}), {}, written
    )


def test_rows_come_back_as_they_were_written() -> None:
    rows = [Toy(name="球 \n ball", size=3), Toy(name="", size=-1)]
    write(rows)
    assert TOYS.read() == rows


def test_canonical_sorts_keys_at_every_level() -> None:
    assert canonical({"b": {"d": 1, "c": 2}, "a": "é"}) == '{"a":"é","b":{"c":2,"d":1}}'.encode()


def test_files_of_a_matrix_have_a_manifest_each() -> None:
    box = PER_ADAPTER.of("user-story")
    assert (box.path, str(box.manifest)) == (
        "out/toys/boxes/user-story.jsonl",
        "out/toys/manifest/user-story.json",
    )


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda text: "", id="emptied"),
        pytest.param(lambda text: text[: len(text) // 2], id="half written"),
        pytest.param(lambda text: text.replace("ball", "bell"), id="same size, other bytes"),
        pytest.param(lambda text: text + text, id="rows twice"),
    ],
)
def test_a_file_that_its_manifest_does_not_vouch_for_is_refused(damage) -> None:  # noqa: ANN001
    write([Toy(name="ball", size=1)])
    path = Path(TOYS.path)
    path.write_text(damage(path.read_text()))
    with pytest.raises(PipelineError, match="It was changed or half written"):
        TOYS.read()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"name":"ball","size":"big"}', "Expected `int`, got `str` - at `$.size`"),
        ('{"name":"ball"}', "missing required field `size`"),
        ('{"name":"ball","size":1,"colour":"red"}', "unknown field `colour`"),
        ("{", "truncated"),
    ],
)
def test_a_row_of_another_shape_is_named_with_its_line(line: str, said: str) -> None:
    written = TOYS.write([Toy(name="ball", size=1)])
    path = Path(TOYS.path)
    path.write_text(path.read_text() + line + "\n")
    content = path.read_bytes()
    voucher = {TOYS.path: {"rows": 2, "sha256": hashlib.sha256(content).hexdigest()}}
    finish("toys", Counts(read=1, written=1, dropped={}), {}, written)
    Path("out/toys/manifest.json").write_text(json.dumps(voucher))
    with pytest.raises(PipelineError, match="toys.jsonl:2: ") as error:
        TOYS.read()
    assert said in str(error.value)


def test_no_rows_are_refused_where_some_are_needed() -> None:
    write([])
    assert TOYS.read() == []
    with pytest.raises(PipelineError, match="no rows, expected at least one"):
        TOYS.read_some()


def test_a_missing_file_says_what_to_do() -> None:
    with pytest.raises(PipelineError, match="not found.*Run `dvc repro`"):
        TOYS.read()


def test_counts_must_close() -> None:
    with pytest.raises(PipelineError, match="read 5, but wrote 1 and dropped 0"):
        write([Toy(name="ball", size=1)], read=5)


def test_the_counts_are_one_line_and_in_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    written = TOYS.write([Toy(name="ball", size=1)])
    finish("toys", Counts(read=4, written=1, dropped={"near": 2, "exact": 1}), {"bytes": 7}, written)
    assert capsys.readouterr().out == "toys: read 4, wrote 1, dropped 3 (exact 1, near 2)\n"
    assert json.loads(Path("reports/toys.json").read_text()) == {
        "counts": {"dropped": {"exact": 1, "near": 2}, "read": 4, "written": 1},
        "figures": {"bytes": 7},
    }


def test_a_place_below_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PipelineError, match="Not a directory, expected to write it|File exists, expected"):
        publish(tmp_path / "file" / "out", b"")


def test_nothing_half_written_remains() -> None:
    write([Toy(name="ball", size=1)])
    assert {path.name for path in Path("out/toys").iterdir()} == {"toys.jsonl", "manifest.json"}


def test_json_of_another_shape_is_one_line() -> None:
    Path("x.json").write_text('{"rows": []}')
    with pytest.raises(PipelineError, match=r"x\.json: Expected `int`, got `array` - at `\$\[\.\.\.\]`"):
        read_json(Path("x.json"), dict[str, int])
