"""A content is found by its whole id, and vouched for by itself or by the manifest."""

import hashlib
from pathlib import Path

import msgspec
import pytest

from stages.core import contents as module
from stages.core.contents import contents
from stages.core.contract import canonical, publish_json
from stages.core.errors import PipelineError
from stages.core.records.blob import Blob
from stages.core.shards import Shards

BLOBS = Shards("out/crawl/blobs", Blob)


def row(text: str) -> Blob:
    raw = text.encode()
    return Blob(
        blob=hashlib.sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest(),
        encoding="utf-8",
        hints=[],
        reading="utf-8",
        sha256=hashlib.sha256(raw).hexdigest(),
        size=len(raw),
        text=text,
    )


ROWS = sorted((row(f"text {number}\n" * (number % 9 + 1)) for number in range(300)), key=lambda one: one.blob)


@pytest.fixture(autouse=True)
def _written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(ROWS)


def write(rows: list[Blob]) -> None:
    files = BLOBS.write(lambda digit: (canonical(one) for one in rows if one.blob[0] == digit))
    publish_json(BLOBS.manifest, files)


def found(ids: list[str]) -> list[Blob]:
    return [one for group in contents(BLOBS, ids) for one in group.values()]


@pytest.mark.parametrize("step", [1, 2, 7, 299])
def test_what_is_asked_for_comes_sorted(step: int) -> None:
    asked = ROWS[::-step]
    assert found([one.blob for one in asked]) == sorted(asked, key=lambda one: one.blob)


@pytest.mark.parametrize("blob", ["0" * 40, "f" * 40, ROWS[5].blob[:39], ROWS[5].blob + "0"])
def test_what_is_not_there_is_left_out(blob: str) -> None:
    assert found([blob]) == []


def test_groups_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GROUP", 300)
    groups = list(contents(BLOBS, [one.blob for one in ROWS]))
    assert len(groups) > 20
    assert [one for group in groups for one in group.values()] == ROWS


def test_a_changed_text_is_refused(tmp_path: Path) -> None:
    long = next(one for one in ROWS if one.size > 50)
    path = Path(BLOBS.path, f"{long.blob[0]}.jsonl")
    path.write_bytes(path.read_bytes().replace((long.text or "").encode()[:6], b"TEXT 0"))
    with pytest.raises(PipelineError, match="changed or half written"):
        found([long.blob])


def test_an_extracted_text_rests_on_the_manifest() -> None:
    extracted = msgspec.structs.replace(ROWS[7], encoding="pdf", text="page")
    write([extracted])
    assert found([extracted.blob]) == [extracted]
    Path(BLOBS.path, f"{extracted.blob[0]}.jsonl").write_bytes(
        canonical(msgspec.structs.replace(extracted, text="other")) + b"\n"
    )
    with pytest.raises(PipelineError, match="changed or half written"):
        found([extracted.blob])


@pytest.mark.parametrize("left", [None, b"", b'{"blob":"\n'], ids=["removed", "emptied", "cut off"])
def test_a_file_that_lost_rows_is_refused(left: bytes | None) -> None:
    path = Path(BLOBS.path, f"{ROWS[5].blob[0]}.jsonl")
    path.unlink() if left is None else path.write_bytes(left)
    with pytest.raises(PipelineError, match="not found|changed or half written"):
        found([ROWS[5].blob])
