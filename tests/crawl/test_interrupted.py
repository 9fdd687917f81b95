"""After a kill or on a full disk, and beside another run: the bytes of an undisturbed one, or nothing."""

import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from stages.crawl.contract import LOCK
from tests.crawl.repositories import bare, clones, commit, git, outs, source, write_params
from tests.layout import ROOT

RANDOM = random.Random(1)  # noqa: S311  texts, no keys
FILES = {b"%d.txt" % number: RANDOM.randbytes(40_000).hex().encode() for number in range(50)}
"""Texts of 80 kB that do not compress well."""
SMALL = 1 << 17
"""Bytes of a file that the disk still takes: less than a pack of FILES, and less than a part of the store."""


def bundle(tmp_path: Path) -> None:
    """Write a bundle of FILES and the settings of a run that reads it."""
    repository = bare(tmp_path / "origin.git")
    head = commit(repository, FILES)
    (tmp_path / "data").mkdir()
    git(repository, "bundle", "create", "--quiet", str(tmp_path / "data/shop.bundle"), "main")
    write_params(tmp_path, {"shop": source("data/shop.bundle", head)}, max_blob_bytes=100_000)


def place(tmp_path: Path) -> None:
    """Write a bare repository of FILES and the settings of a run that reads it in place."""
    head = commit(bare(tmp_path / "data/shop.git"), FILES)
    write_params(tmp_path, {"shop": source("data/shop.git", head)}, max_blob_bytes=100_000)


def start(folder: Path, limit: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "stages.crawl"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=limit,  # noqa: PLW1509  no thread runs here
    )


def finish(run: subprocess.Popen[str]) -> str:
    """Return what a run says on stderr."""
    return run.communicate(timeout=60)[1]


def undisturbed(tmp_path: Path, make: Callable[[Path], None]) -> dict[str, bytes]:
    folder = tmp_path / "undisturbed"
    folder.mkdir()
    make(folder)
    assert finish(start(folder)) == ""
    return outs(folder)


@pytest.mark.parametrize(
    ("make", "sign"), [(bundle, "cache/*-unfinished-*/clone/.git/objects/pack/*"), (place, ".store/*/*/*/*")]
)
def test_after_a_kill_the_next_run_gives_the_same_bytes(
    tmp_path: Path, make: Callable[[Path], None], sign: str
) -> None:
    """Killed while it clones, and while it fills the store."""
    make(tmp_path)
    run = start(tmp_path)
    while run.poll() is None and not list(tmp_path.glob(sign)):
        time.sleep(0.0005)
    run.kill()
    finish(run)
    assert run.returncode == -9
    assert outs(tmp_path) == {}
    assert finish(start(tmp_path)) == ""
    assert outs(tmp_path) == undisturbed(tmp_path, make)
    assert not list(tmp_path.glob("cache/*-unfinished-*"))


@pytest.mark.parametrize(
    ("make", "line"),
    [
        (bundle, "error: source 'shop': Git says: .* Free space"),
        (place, r"error: .store/.*: File too large, "),
    ],
)
def test_a_full_disk_is_told_in_a_line_and_leaves_nothing_half_made(
    tmp_path: Path, make: Callable[[Path], None], line: str
) -> None:
    make(tmp_path)
    run = start(tmp_path, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL)))
    said = finish(run)
    assert run.returncode == 1
    assert re.match(line, said), said
    assert "Traceback" not in said
    assert outs(tmp_path) == {}
    assert not list(tmp_path.rglob("*unfinished*"))
    assert finish(start(tmp_path)) == ""
    assert outs(tmp_path) == undisturbed(tmp_path, make)


def test_two_runs_at_once_share_a_cache(tmp_path: Path) -> None:
    bundle(tmp_path)
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        for file in ("params.yaml", LOCK.name):
            (folder / file).write_text((tmp_path / file).read_text())
        (folder / "data").symlink_to(tmp_path / "data")
    assert [finish(run) for run in [start(folder) for folder in folders]] == ["", ""]
    assert outs(folders[0]) == outs(folders[1]) == undisturbed(tmp_path, bundle)
    assert len(clones(tmp_path)) == 1


@pytest.mark.slow
def test_a_huge_file_is_never_whole_in_memory(tmp_path: Path) -> None:
    repository = bare(tmp_path / "data/shop.git")
    head = commit(repository, {b"dump.sql": bytes(200 << 20), b"a.txt": b"a"})
    write_params(tmp_path, {"shop": source("data/shop.git", head)})
    run = start(tmp_path, lambda: resource.setrlimit(resource.RLIMIT_DATA, (150 << 20, 150 << 20)))
    assert finish(run) == ""
    assert b'"encoding":"oversized"' in b"".join(outs(tmp_path).values())
