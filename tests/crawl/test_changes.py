"""The history of a repository is read as changes, those that are small steps."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from stages.core.formats.change import Change, Place, changed, parse
from stages.core.store import Store
from stages.crawl.params import Changes
from stages.crawl.read import read
from stages.crawl.reading import Reading, with_changes
from stages.crawl.source import Source
from tests.crawl.repositories import bare, blobs_of, commit, git, params, source

CLASS = "class Shop {\n%s}\n"
METHOD = "    int %s() {\n        return %s;\n    }\n"
LONG = "\n".join(f"line {number}" for number in range(60))


def java(**returned: str) -> bytes:
    return (CLASS % "\n".join(METHOD % item for item in returned.items())).encode()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    made = bare(tmp_path / "origin.git")
    commit(
        made,
        {b"Shop.java": java(total="1", tax="2"), b"a.py": b"def a():\n    return 1\n", b"long.txt": b"1\n"},
    )
    return made


def read_at(tmp_path: Path, repository: Path, *, most: int = 9, **changes: object) -> Reading:
    limits = Changes(max_files=2, max_lines=50)
    rev = git(repository, "rev-parse", "main")
    return told(tmp_path, source(repository, rev, commits=most, **changes), limits)


def told(tmp_path: Path, given: Source, limits: Changes) -> Reading:
    """Return a source with the changes of its history, those that the store knows from there."""
    reading = read("shop", given, params(tmp_path, changes=limits))
    return with_changes(reading, Store(tmp_path / "store"))


def texts(reading: Reading) -> dict[str, Change | None]:
    """Return the changes by the path of the file."""
    rows = blobs_of(reading)
    found = {}
    for entry in reading.entries:
        if about := changed(entry.path):
            assert rows[entry.blob].is_itself()
            found[about.path] = parse(about.commit, rows[entry.blob].text or "")
    return found


def test_a_commit_is_its_message_and_the_functions_that_changed(tmp_path: Path, repository: Path) -> None:
    id = commit(
        repository, {b"Shop.java": java(total="1", tax="3")}, message="修正税率\n\nSee the handbook.\n"
    )
    reading = read_at(tmp_path, repository)
    method = "    int tax() {\n        return %s;\n    }\n}"
    places = (Place(method % 2, method % 3),)
    assert texts(reading) == {"Shop.java": Change(id, 1, 1, "修正税率\n\nSee the handbook.", places)}
    assert reading.changes == 1


def test_the_function_after_the_one_that_changed_stays_out(tmp_path: Path, repository: Path) -> None:
    commit(repository, {b"Shop.java": java(total="1", net="2", tax="3")}, message="add")
    commit(repository, {b"Shop.java": java(total="1", net="4", tax="3")}, message="net is four")
    found = texts(read_at(tmp_path, repository, most=1))["Shop.java"]
    assert found is not None
    was, now = ((METHOD % ("net", value)).removesuffix("\n") for value in (2, 4))
    assert found.places == (Place(was, now),)


def test_files_of_one_commit_are_numbered(tmp_path: Path, repository: Path) -> None:
    commit(repository, {b"Shop.java": java(total="5", tax="2"), b"a.py": b"def a():\n    return 2\n"})
    found = texts(read_at(tmp_path, repository))
    assert {path: (one.number, one.of) for path, one in found.items() if one} == {
        "Shop.java": (1, 2),
        "a.py": (2, 2),
    }


@pytest.mark.parametrize(
    ("files", "message", "reason"),
    [
        ({b"new.py": b"a = 1\n"}, "add", "added-or-removed"),
        ({b"a.py": None}, "remove", "added-or-removed"),
        ({b"long.txt": LONG.encode()}, "much", "max-lines"),
        ({b"a.py": b"a\n", b"long.txt": b"b\n", b"Shop.java": b"c\n"}, "three", "max-files"),
        ({b"a.py": b"\0\1"}, "binary", "no-text"),
        ({b"a.py": b"b = 1\n"}, " ", "empty"),
        ({b"a.py": b"def a():\n    return 1"}, "only the end of the last line", "no-text"),
    ],
)
def test_other_commits_are_left_out_and_counted(
    tmp_path: Path, repository: Path, files: dict[bytes, bytes | None], message: str, reason: str
) -> None:
    before = read_at(tmp_path, repository).changes_left_out
    commit(repository, files, message=message)
    reading = read_at(tmp_path, repository)
    assert not texts(reading)
    assert Counter(reading.changes_left_out) - Counter(before) == Counter([reason])


def test_what_is_excluded_stays_out_of_the_history(tmp_path: Path, repository: Path) -> None:
    commit(repository, {b"Shop.java": java(total="7"), b"a.py": b"def a():\n    return 3\n"})
    reading = read_at(tmp_path, repository, exclude=["a.py"])
    assert not texts(reading)
    assert reading.changes_left_out["not-chosen"] == 1


def test_a_source_without_commits_has_no_changes(tmp_path: Path, repository: Path) -> None:
    commit(repository, {b"a.py": b"def a():\n    return 3\n"})
    reading = read_at(tmp_path, repository, most=0)
    assert (texts(reading), reading.changes, dict(reading.changes_left_out)) == ({}, 0, {})


def test_so_many_of_the_latest_commits_are_read(tmp_path: Path, repository: Path) -> None:
    for value in b"3", b"4", b"5":
        commit(
            repository, {b"a.py": b"def a():\n    return %s\n" % value}, message=f"return {value.decode()}"
        )
    entries = [entry.path for entry in read_at(tmp_path, repository, most=2).entries if changed(entry.path)]
    assert len(entries) == 2


def test_a_partial_clone_fetches_the_contents_of_the_history_once(tmp_path: Path, repository: Path) -> None:
    git(repository, "config", "uploadpack.allowFilter", "true")
    git(repository, "config", "uploadpack.allowAnySHA1InWant", "true")
    commit(repository, {b"a.py": b"def a():\n    return 3\n"}, message="three")
    commit(repository, {b"a.py": b"def a():\n    return 4\n"}, message="four")
    limits = Changes(max_files=2, max_lines=100)
    rev = git(repository, "rev-parse", "main")
    given = source(f"file://{repository}", rev, commits=5)
    first = texts(told(tmp_path, given, limits))
    repository.rename(tmp_path / "away.git")
    assert first
    assert texts(told(tmp_path, given, limits)) == first


def test_contents_of_the_history_are_read_once(tmp_path: Path, repository: Path) -> None:
    commit(repository, {b"a.py": b"def a():\n    return 3\n"}, message="three")
    commit(repository, {b"a.py": b"def a():\n    return 4\n"}, message="four")
    first = read_at(tmp_path, repository)
    old = git(repository, "rev-parse", "HEAD~1:a.py")
    (repository / "objects" / old[:2] / old[2:]).unlink()
    again = read_at(tmp_path, repository)
    assert len(texts(first)) == 1
    assert (texts(again), again.changes_left_out) == (texts(first), first.changes_left_out)
    shutil.rmtree(tmp_path / "store")
    assert read_at(tmp_path, repository).changes_left_out["missing"] == 2


def test_what_is_missing_is_sought_again(tmp_path: Path, repository: Path) -> None:
    commit(repository, {b"a.py": b"def a():\n    return 3\n"}, message="three")
    old = git(repository, "rev-parse", "HEAD~1:a.py")
    place = repository / "objects" / old[:2] / old[2:]
    content = place.read_bytes()
    place.unlink()
    assert read_at(tmp_path, repository).changes_left_out["missing"] == 1
    place.write_bytes(content)
    assert len(texts(read_at(tmp_path, repository))) == 1
