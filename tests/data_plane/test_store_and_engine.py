"""Crawl, screen and dedupe write the same bytes with a full store, none or a part of one, here and on Ray."""

import hashlib
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from msgspec import to_builtins

from stages.compose import compose
from stages.crawl.contract import LOCK
from tests.crawl.repositories import bare, commit, declared
from tests.layout import ROOT

STAGES = ("crawl", "screen", "dedupe")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "RAY_USAGE_STATS_ENABLED": "0", "DO_NOT_TRACK": "1"}


def java(number: int, edits: int = 0) -> bytes:
    lines = [f"    int field{number}x{line} = {line * number};" for line in range(60)]
    for line in random.Random(number).sample(range(60), edits):  # noqa: S311  a reproducible text
        lines[line] = f"    long edit{line};"
    return f"package a;\nclass C{number} {{\n".encode() + "\n".join(lines).encode() + b"\n}\n"


def run(folder: Path, *overrides: str) -> str:
    """Run the three stages on what `folder` pins and return the digest of all outs."""
    (folder / "params.yaml").write_text(_params(folder, [*overrides]), encoding="utf-8")
    for stage in STAGES:
        done = subprocess.run(
            [sys.executable, "-m", f"stages.{stage}"],
            cwd=folder,
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    digest = hashlib.sha256()
    for path in sorted((folder / "out").rglob("*")):
        digest.update(
            f"{path.relative_to(folder)}\n".encode() + (path.read_bytes() if path.is_file() else b"")
        )
    return digest.hexdigest()


def _params(folder: Path, overrides: list[str]) -> str:
    composed = yaml.safe_load(compose(overrides))
    composed["crawl"]["sources"] = {"shop": to_builtins(declared(folder / "origin.git"))}
    composed["crawl"]["assets"] = {}
    return yaml.safe_dump(composed, allow_unicode=True)


def pin(folder: Path, files: dict[bytes, bytes]) -> None:
    head = commit(folder / "origin.git", files)
    locked = {"kind": "git", "location": str(folder / "origin.git"), "pin": head}
    (folder / LOCK).write_text(yaml.safe_dump({"shop": locked}))


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    bare(tmp_path / "origin.git")
    files = {b"src/C%d.java" % number: java(number) for number in range(40)}
    files |= {b"copy/C%d.java" % number: java(number, edits=number % 4) for number in range(20)}
    pin(tmp_path, files)
    yield tmp_path
    shutil.rmtree(tmp_path / ".store", ignore_errors=True)


def test_a_cold_a_warm_and_a_partly_warm_run_give_the_same(folder: Path) -> None:
    cold = run(folder)
    assert run(folder) == cold
    pin(folder, {b"src/C1.java": java(1, edits=1), b"src/new.java": java(99)})
    partly = run(folder)
    shutil.rmtree(folder / ".store")
    assert partly == run(folder) != cold


def test_other_settings_of_crawl_find_no_results_of_the_first(folder: Path) -> None:
    pin(folder, {b"old.java": 'class A { String s = "订单已发货，请注意查收"; }\n'.encode("gb18030") * 9})
    strict = run(folder)
    open_minded = run(folder, "crawl.encodings=[gb18030]")
    assert run(folder) == strict
    shutil.rmtree(folder / ".store")
    assert run(folder, "crawl.encodings=[gb18030]") == open_minded != strict


def test_a_file_that_is_gone_leaves_nothing_in_the_outs(folder: Path) -> None:
    run(folder)
    pin(folder, {b"src/C1.java": None})  # type: ignore[dict-item]
    run(folder)
    assert b"C1x" not in b"".join(path.read_bytes() for path in (folder / "out/crawl/blobs").iterdir())


@pytest.mark.slow
def test_processes_give_the_same(folder: Path) -> None:
    one = run(folder)
    shutil.rmtree(folder / ".store")
    assert run(folder, "engine.batch=5") == one


@pytest.mark.slow
@pytest.mark.external
def test_a_ray_cluster_gives_the_same(folder: Path) -> None:
    pytest.importorskip("ray", reason="needs the extra `ray`")
    native = run(folder)
    shutil.rmtree(folder / ".store")
    assert run(folder, "engine=ray", "engine.batch=5") == native
