"""Annotations are worked out once per content and path, and written for all."""

import shutil
from pathlib import Path

import msgspec
import pytest

from stages.core.contract import Counts, canonical, finish
from stages.core.engine import Engine, EngineParams, start
from stages.core.records.blob import Blob
from stages.core.records.file import File
from stages.core.store import Store
from stages.crawl.content import describe
from stages.screen import contract
from stages.screen.gather import gather
from stages.screen.params import AnnotateParams
from tests import records
from tests.layout import section_of

ANNOTATE = msgspec.convert(section_of("screen")["annotate"], AnnotateParams)
TEXTS = (b"class A { }\n", b"# Shop\n", b"\0")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return start(msgspec.convert(section_of("engine"), EngineParams))


def crawled(*texts: bytes) -> list[Blob]:
    """Write contents as `crawl` does and return them."""
    blobs = sorted((describe([text], len(text), 99) for text in texts), key=lambda blob: blob.blob)
    written = contract.BLOBS.write(
        lambda digit: (canonical(blob) for blob in blobs if blob.blob.startswith(digit))
    )
    finish("crawl", Counts(read=1, written=1, dropped={}), {}, written)
    return blobs


def files(blobs: list[Blob], *paths: str) -> list[File]:
    return [records.file(path, blob.blob) for blob in blobs for path in paths]


def test_a_content_has_an_annotation_for_each_of_its_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    monkeypatch.chdir(tmp_path)
    given = files(crawled(*TEXTS), "a/A.java", "README.md")
    submodule = records.file("lib", "f" * 40, mode="160000", reading="")
    gone = records.file("gone.java", "e" * 40, reading="")
    found = gather([*given, *given, submodule, gone], Store(tmp_path / "store"), engine, ANNOTATE)
    assert set(found.annotations) == {(file.blob, file.path) for file in given}
    assert {row.language for row in found.annotations.values()} == {"java", "markdown", "unknown"}
    assert sum(written.rows for written in found.written.values()) == 6


def test_what_the_store_holds_is_not_worked_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    monkeypatch.chdir(tmp_path)
    given = files(crawled(*TEXTS), "a/A.java")
    cold = gather(given, Store(tmp_path / "store"), engine, ANNOTATE)
    shutil.rmtree("out/crawl")
    shutil.rmtree("out/screen")
    assert gather(given, Store(tmp_path / "store"), engine, ANNOTATE) == cold
