"""The bundles of the sample organisation come out of their scripts, bit for bit."""

from importlib import import_module
from pathlib import Path

import pytest

from samples.make.__main__ import REPOSITORIES, SAMPLES
from samples.make.history import Commit, bundle_files, bundle_heads, write_bundle

HISTORY = [
    Commit(
        "Mei Lin", "mei.lin@lanhai-retail.com", "2024-03-05T10:12:00+08:00", "first", {"a b/说明.txt": "一\n"}
    ),
    Commit(
        "Tom Fox",
        "tom.fox@lanhai-retail.com",
        "2024-03-06T09:00:00+08:00",
        "second",
        {"x.bin": b"\0\xff", "y": ""},
    ),
    Commit(
        "Tom Fox",
        "tom.fox@lanhai-retail.com",
        "2024-03-07T09:00:00+08:00",
        "third",
        {"y": None, "z": b"no newline"},
    ),
]


def test_a_history_made_twice_has_the_same_head_and_bytes(tmp_path: Path) -> None:
    first, second = (write_bundle(HISTORY, tmp_path / name) for name in ("first", "second"))
    assert first == second
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


def test_a_bundle_holds_exactly_what_the_commits_leave(tmp_path: Path) -> None:
    head = write_bundle(HISTORY, tmp_path / "b")
    assert bundle_heads(tmp_path / "b") == {"HEAD": head, "refs/heads/main": head}
    assert bundle_files(tmp_path / "b") == {
        "a b/说明.txt": "一\n".encode(),
        "x.bin": b"\0\xff",
        "z": b"no newline",
    }


def test_another_date_is_another_head(tmp_path: Path) -> None:
    later = [HISTORY[0]._replace(date="2024-03-05T10:12:01+08:00"), *HISTORY[1:]]
    assert write_bundle(HISTORY, tmp_path / "a") != write_bundle(later, tmp_path / "b")


@pytest.mark.parametrize("name", REPOSITORIES)
def test_the_committed_bundle_is_what_its_script_makes(name: str, tmp_path: Path) -> None:
    commits = import_module(f"samples.make.{name.replace('-', '_')}").commits()
    head = write_bundle(commits, tmp_path / "made")
    assert bundle_heads(SAMPLES / f"{name}.bundle")["refs/heads/main"] == head


@pytest.mark.parametrize("name", REPOSITORIES)
def test_a_history_has_at_least_twelve_commits_by_at_least_four_people(name: str) -> None:
    commits = import_module(f"samples.make.{name.replace('-', '_')}").commits()
    assert len(commits) >= 12
    assert len({commit.author for commit in commits}) >= 4
    assert [commit.date for commit in commits] == sorted(commit.date for commit in commits)
