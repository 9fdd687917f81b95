"""A clone in the cache holds what is read, moves only what changed, and is never half made."""

from pathlib import Path

import pytest

from stages.crawl.faults import SourceFault
from stages.crawl.git_source import read_git
from stages.crawl.reading import Reading
from tests.crawl.repositories import bare, blobs_of, clones, commit, git, params, source

MODES = ("partial", "full", "shallow")


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """A repository with history, and a server of it that gives partial clones."""
    repository = bare(tmp_path / "host.git")
    git(repository, "config", "uploadpack.allowFilter", "true")
    commit(repository, {b"old.txt": b"old", b"a.txt": b"one"}, author="Early Bird <early@example.com>")
    commit(
        repository, {b"old.txt": None, b"a.txt": b"two", b"logo.png": b"\0\1", b"src/B.java": b"class B {}"}
    )
    return repository


def crawled(host: Path, tmp_path: Path, clone: str, **changes: object) -> Reading:
    """Read the newest commit over a URL."""
    head = git(host, "rev-parse", "main")
    return read_git("shop", source(f"file://{host}", head, **changes), params(tmp_path, clone=clone))


def objects(tmp_path: Path) -> int:
    """Objects in the one clone of the cache, packed or not."""
    (clone,) = clones(tmp_path)
    said = dict(line.split(": ") for line in git(clone, "count-objects", "-v").splitlines())
    return int(said["count"]) + int(said["in-pack"])


@pytest.mark.parametrize("clone", MODES)
@pytest.mark.parametrize("filters", ["true", "false"])
def test_every_kind_of_clone_gives_the_same_files(
    host: Path, tmp_path: Path, clone: str, filters: str
) -> None:
    git(host, "config", "uploadpack.allowFilter", filters)
    here = read_git("shop", source(host, git(host, "rev-parse", "main")), params(tmp_path))
    there = crawled(host, tmp_path, clone)
    assert (there.entries, blobs_of(there)) == (here.entries, blobs_of(here))
    assert there.missing == frozenset()
    early = {"Early Bird", "early@example.com"}
    assert (there.history, early <= {*there.contributors}) == (
        ("cut-off", False) if clone == "shallow" else ("whole", True)
    )


def test_a_partial_clone_holds_all_commits_and_only_the_contents_that_are_read(
    host: Path, tmp_path: Path
) -> None:
    crawled(host, tmp_path, "partial", exclude=["**/*.png"])
    commits, folders, contents = 2, 3, 2
    assert objects(tmp_path) == commits + folders + contents
    crawled(host, tmp_path, "partial")
    assert objects(tmp_path) == commits + folders + contents + 1


@pytest.mark.parametrize(("clone", "whole"), [("partial", 8), ("full", 10), ("shallow", 6)])
def test_a_later_crawl_moves_only_what_changed(host: Path, tmp_path: Path, clone: str, whole: int) -> None:
    crawled(host, tmp_path, clone)
    assert objects(tmp_path) == whole
    commit(host, {b"new.txt": b"new"})
    assert len(crawled(host, tmp_path, clone).entries) == 4
    a_commit, its_folder, a_content = 1, 1, 1
    assert objects(tmp_path) == whole + a_commit + its_folder + a_content


@pytest.mark.parametrize("clone", MODES)
def test_a_second_crawl_of_a_pin_asks_nobody(host: Path, tmp_path: Path, clone: str) -> None:
    first = crawled(host, tmp_path, clone)
    head = git(host, "rev-parse", "main")
    host.rename(tmp_path / "gone")
    again = read_git("shop", source(f"file://{host}", head), params(tmp_path, clone=clone))
    assert (again.entries, blobs_of(again)) == (first.entries, blobs_of(first))


def test_a_pin_stays_in_the_clone_although_no_branch_holds_it_any_more(host: Path, tmp_path: Path) -> None:
    crawled(host, tmp_path, "partial")
    pin = commit(host, {b"new.txt": b"new"})
    crawled(host, tmp_path, "partial")
    (clone,) = clones(tmp_path)
    assert git(clone, "for-each-ref", "--format=%(refname)", "refs/pins") == f"refs/pins/{pin}"


def test_a_local_shallow_clone_is_read_only_with_that_setting(host: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{host}", "shallow")
    given = source(tmp_path / "shallow", git(host, "rev-parse", "main"))
    assert read_git("shop", given, params(tmp_path, clone="shallow")).history == "cut-off"
    with pytest.raises(SourceFault, match="history is cut off") as error:
        read_git("shop", given, params(tmp_path, clone="partial"))
    assert error.value.failure.kind == "incomplete"


def test_what_a_killed_fetch_left_does_not_stop_the_next_one(host: Path, tmp_path: Path) -> None:
    crawled(host, tmp_path, "shallow")
    (clone,) = clones(tmp_path)
    pin = commit(host, {b"new.txt": b"new"})
    for left in ("shallow.lock", f"refs/pins/{pin}.lock", "objects/pack/tmp_pack_4711"):
        (clone / ".git" / left).parent.mkdir(exist_ok=True)
        (clone / ".git" / left).write_text("half")
    assert len(crawled(host, tmp_path, "shallow").entries) == 4


def test_a_sha256_repository_is_cloned(tmp_path: Path) -> None:
    repository = bare(tmp_path / "new.git", "sha256")
    git(repository, "config", "uploadpack.allowFilter", "true")
    commit(repository, {b"a.txt": b"one"})
    for clone in MODES:
        assert len(blobs_of(crawled(repository, tmp_path, clone))) == 1
