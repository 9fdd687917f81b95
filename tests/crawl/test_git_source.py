"""A repository is read whole at its pin, or refused in one line."""

import hashlib
import os
import shutil
import zlib
from pathlib import Path

import pytest

from stages.core.errors import PipelineError
from stages.core.records.failure import Failure
from stages.crawl.faults import SourceFault
from stages.crawl.git_source import read_git
from stages.crawl.read import read
from stages.crawl.reading import Entry, Reading
from tests.crawl.repositories import (
    Link,
    Module,
    Script,
    bare,
    blobs_of,
    clones,
    commit,
    git,
    loose,
    params,
    source,
)

FILES = {
    b"src/App.java": b"class App {}\n",
    "文档/说明.md".encode(): "说明\n".encode(),
    b"copy.java": b"class App {}\n",
}
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return bare(tmp_path / "origin.git")


def bundle(repository: Path) -> Path:
    path = repository.with_suffix(".bundle")
    git(repository, "bundle", "create", "--quiet", str(path), "main")
    return path


def refused(tmp_path: Path, location: Path | str, rev: str, **changes: object) -> str:
    with pytest.raises(PipelineError) as error:
        blobs_of(read("shop", source(location, rev, **changes), params(tmp_path)))
    message = str(error.value)
    assert message.startswith("source 'shop': ")
    assert "\n" not in message
    return message


def failure(tmp_path: Path, location: Path | str, rev: str, **changes: object) -> Failure:
    with pytest.raises(SourceFault) as error:
        blobs_of(read("shop", source(location, rev), params(tmp_path, **changes)))
    return error.value.failure


def texts(reading: Reading) -> dict[str, str | None]:
    blobs = blobs_of(reading)
    return {entry.path: blobs[entry.blob].text for entry in reading.entries}


def test_bundle_bare_repository_work_tree_and_url_give_the_same(repository: Path, tmp_path: Path) -> None:
    head = commit(repository, FILES)
    git(tmp_path, "clone", "--quiet", str(repository), "tree")
    places = [repository, tmp_path / "tree", bundle(repository), f"file://{repository}"]
    readings = [read_git("shop", source(place, head), params(tmp_path)) for place in places]
    assert texts(readings[0]) == {path.decode(): content.decode() for path, content in FILES.items()}
    assert len(blobs_of(readings[0])) == 2
    assert all(reading.entries == readings[0].entries for reading in readings)
    assert all(blobs_of(reading) == blobs_of(readings[0]) for reading in readings)


def test_the_pinned_commit_is_read_not_the_newest(repository: Path, tmp_path: Path) -> None:
    old = commit(repository, {b"a": b"old"})
    commit(repository, {b"a": b"new", b"b": b""}, author="Later Joiner <later@example.com>")
    reading = read_git("shop", source(repository, old), params(tmp_path))
    assert texts(reading) == {"a": "old"}
    assert reading.contributors == ["Alice Ng", "alice@example.com"]


def test_work_in_progress_and_attributes_change_nothing(repository: Path, tmp_path: Path) -> None:
    head = commit(
        repository, {b"a.txt": b"one\ntwo\n", b".gitattributes": b"* text eol=crlf export-ignore\n"}
    )
    git(tmp_path, "clone", "--quiet", str(repository), "tree")
    (tmp_path / "tree/a.txt").write_text("edited")
    (tmp_path / "tree/new.txt").write_text("untracked")
    reading = read_git("shop", source(tmp_path / "tree", head), params(tmp_path))
    assert texts(reading) == {"a.txt": "one\ntwo\n", ".gitattributes": "* text eol=crlf export-ignore\n"}


def test_contributors_are_authors_committers_and_people_of_trailers(repository: Path, tmp_path: Path) -> None:
    commit(repository, {b"a": b"1"}, author="李雷 <lilei@example.com>")
    trailer = "fix\n\nbody <no trailer>\n\nCo-authored-by: Bob B. <bob@example.com>\n"
    trailer += (
        "Reviewed-by: Cat C. <cat@example.com>\nSigned-off-by: Dan <dan@example.com>\nFixes: Eve <e@x.org>\n"
    )
    head = commit(repository, {b"a": b"2"}, committer="Build Bot <bot@example.com>", message=trailer)
    reading = read_git("shop", source(repository, head), params(tmp_path))
    assert reading.contributors == sorted(
        [
            "Alice Ng",
            "Bob B.",
            "Build Bot",
            "alice@example.com",
            "bob@example.com",
            "bot@example.com",
            "Cat C.",
            "cat@example.com",
            "Dan",
            "dan@example.com",
            "lilei@example.com",
            "李雷",
        ]
    )


def test_keys_of_tickets_are_counted_in_subjects_without_them(repository: Path, tmp_path: Path) -> None:
    commit(repository, {b"a": b"1"}, message="ORD-1: cart, UTF-8\n\nbody ORD-9")
    commit(repository, {b"a": b"2"}, message="Merge branch 'feature/ORD-2-form' (ORD-1)")
    pinned = commit(repository, {b"a": b"3"}, message="PAY-7 \xa0付款")
    commit(repository, {b"a": b"4"}, message="ORD-77: later")
    reading = read_git("shop", source(repository, pinned), params(tmp_path))
    assert reading.ticket_keys == {"ORD": 2, "PAY": 1}


@pytest.mark.parametrize("rev", ["main", "HEAD", "v1.0", "", "1234567", "A" * 40, "a" * 41, "a" * 40 + "^"])
def test_what_can_move_is_refused(repository: Path, tmp_path: Path, rev: str) -> None:
    commit(repository, FILES)
    assert "can move, expected a full commit" in refused(tmp_path, repository, rev)


def test_an_unknown_commit_is_refused(repository: Path, tmp_path: Path) -> None:
    commit(repository, FILES)
    assert f"no commit {'b' * 40}" in refused(tmp_path, repository, "b" * 40)
    assert f"no commit {'b' * 40}" in refused(tmp_path, bundle(repository), "b" * 40)


def test_a_pin_that_is_no_commit_is_refused(repository: Path, tmp_path: Path) -> None:
    commit(repository, FILES)
    git(
        repository,
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@example.com",
        "tag",
        "-a",
        "-m",
        "x",
        "v1",
        "main",
    )
    for name, kind in (("main^{tree}", "tree"), ("main:copy.java", "blob"), ("v1", "tag")):
        assert f"is a {kind}, expected a commit" in refused(
            tmp_path, repository, git(repository, "rev-parse", name)
        )


def test_links_submodules_pointers_scripts_and_odd_names_have_rows(repository: Path, tmp_path: Path) -> None:
    module = "c" * 40
    files = {
        b"link": Link(b"/etc/passwd"),
        b"lib": Module(module),
        b"big.bin": POINTER,
        b"run.sh": Script(b"#!/bin/sh\n"),
        b"two\nlines.txt": b"odd name",
        b"caf\xe9.txt": b"latin name",
        b"gbk.txt": "中文".encode("gbk"),
        b"empty": b"",
    }
    reading = read_git("shop", source(repository, commit(repository, files)), params(tmp_path))
    rows = {entry.path: entry for entry in reading.entries}
    assert {path: entry.mode for path, entry in rows.items()} == {
        "link": "120000",
        "lib": "160000",
        "big.bin": "100644",
        "run.sh": "100755",
        "two\nlines.txt": "100644",
        "caf\\xe9.txt": "100644",
        "gbk.txt": "100644",
        "empty": "100644",
    }
    assert rows["lib"] == Entry("lib", "160000", module)
    blobs = blobs_of(reading)
    assert module not in blobs
    assert blobs[rows["link"].blob].text == "/etc/passwd"
    assert blobs[rows["big.bin"].blob].text == POINTER.decode()
    assert (blobs[rows["gbk.txt"].blob].encoding, blobs[rows["gbk.txt"].blob].text) == ("unknown", None)


@pytest.mark.parametrize(
    "path", [b"a:b.txt", b"c\x01\x1b[31m.txt", b"tab\there", b" lead", b"back\\slash", b'q"q']
)
def test_an_odd_path_is_written_as_it_is(repository: Path, tmp_path: Path, path: bytes) -> None:
    head = commit(repository, {path: b"odd"})
    assert texts(read_git("shop", source(repository, head), params(tmp_path))) == {path.decode(): "odd"}


def test_two_paths_that_would_look_the_same_are_refused(repository: Path, tmp_path: Path) -> None:
    head = commit(repository, {b"caf\xe9": b"1", b"caf\\xe9": b"2"})
    assert "two paths are written as 'caf\\\\xe9'" in refused(tmp_path, repository, head)


def test_a_large_content_keeps_its_digests_only(repository: Path, tmp_path: Path) -> None:
    content = b"x" * 3_000_000
    head = commit(repository, {b"large.sql": content, b"small.sql": b"y"})
    reading = read_git("shop", source(repository, head), params(tmp_path))
    blobs = blobs_of(reading)
    large, small = (blobs[entry.blob] for entry in reading.entries)
    assert (large.size, large.encoding, large.text) == (3_000_000, "oversized", None)
    assert large.blob == git(repository, "rev-parse", "main:large.sql")
    assert small.text == "y"


def test_globs_choose_and_the_rest_is_counted(repository: Path, tmp_path: Path) -> None:
    head = commit(repository, FILES)
    chosen = source(repository, head, include=["**/*.java"], exclude=["src/**"])
    reading = read_git("shop", chosen, params(tmp_path))
    assert (list(texts(reading)), reading.left_out) == (["copy.java"], 2)


def test_a_sha256_repository_is_read(tmp_path: Path) -> None:
    repository = bare(tmp_path / "new.git", "sha256")
    head = commit(repository, FILES)
    reading = read_git("shop", source(repository, head), params(tmp_path))
    assert len(head) == 64
    assert {len(entry.blob) for entry in reading.entries} == {64}
    assert texts(reading)["copy.java"] == "class App {}\n"


def test_an_empty_repository_is_refused(repository: Path, tmp_path: Path) -> None:
    assert "no commit" in refused(tmp_path, repository, "a" * 40)


def test_an_empty_tree_and_globs_that_match_nothing_are_refused(repository: Path, tmp_path: Path) -> None:
    empty = commit(repository, {})
    assert "no file at its pin" in refused(tmp_path, repository, empty)
    assert "no file at its pin" in refused(tmp_path, repository, commit(repository, FILES), include=["*.kt"])


@pytest.mark.parametrize("damage", ["cut off", "changed byte", "no bundle at all"])
def test_a_corrupt_bundle_is_refused_and_nothing_of_it_stays(
    repository: Path, tmp_path: Path, damage: str
) -> None:
    head = commit(repository, FILES)
    path = bundle(repository)
    content = path.read_bytes()
    middle = content.index(b"PACK") + 20
    path.write_bytes(
        {
            "cut off": content[: middle + 10],
            "changed byte": content[:middle] + bytes([content[middle] ^ 255]) + content[middle + 1 :],
            "no bundle at all": b"hello",
        }[damage]
    )
    assert "Git says: " in refused(tmp_path, path, head)
    assert clones(tmp_path) == []


def test_a_partial_clone_in_place_fetches_nothing(repository: Path, tmp_path: Path) -> None:
    head = commit(repository, FILES)
    git(repository, "config", "uploadpack.allowFilter", "true")
    git(
        tmp_path, "clone", "--quiet", "--no-checkout", "--filter=blob:none", f"file://{repository}", "partial"
    )
    missing = git(tmp_path / "partial", "rev-list", "--objects", "--missing=print", "main")
    reading = read_git("shop", source(tmp_path / "partial", head), params(tmp_path))
    assert {entry.blob for entry in reading.entries} == reading.missing
    assert blobs_of(reading) == {}
    assert git(tmp_path / "partial", "rev-list", "--objects", "--missing=print", "main") == missing
    assert "?" in missing


def test_a_missing_blob_keeps_its_rows_and_has_no_content(repository: Path, tmp_path: Path) -> None:
    head = commit(repository, FILES)
    lost = git(repository, "rev-parse", "main:copy.java")
    loose(repository, lost).unlink()
    reading = read_git("shop", source(repository, head), params(tmp_path))
    assert [entry.path for entry in reading.entries] == ["copy.java", "src/App.java", "文档/说明.md"]
    assert reading.missing == {lost}
    assert [row.text for row in blobs_of(reading).values()] == ["说明\n"]


def test_a_missing_folder_is_refused(repository: Path, tmp_path: Path) -> None:
    head = commit(repository, FILES)
    loose(repository, git(repository, "rev-parse", "main:src")).unlink()
    assert failure(tmp_path, repository, head).kind == "corrupt"


def test_a_damaged_object_is_refused(repository: Path, tmp_path: Path) -> None:
    head = commit(repository, FILES)
    object_file = loose(repository, git(repository, "rev-parse", "main:copy.java"))
    object_file.chmod(0o644)
    object_file.write_bytes(zlib.compress(b"blob 13\0class Bad {}\n"))
    assert "damaged" in refused(tmp_path, repository, head)
    object_file.write_bytes(b"")
    assert failure(tmp_path, repository, head).kind == "corrupt"


def test_a_changed_byte_of_a_pack_is_refused_or_changes_nothing(repository: Path, tmp_path: Path) -> None:
    head = commit(repository, FILES)
    git(repository, "repack", "-adq")
    (pack,) = (repository / "objects/pack").glob("*.pack")
    pack.chmod(0o644)
    whole = pack.read_bytes()
    right = texts(read_git("shop", source(repository, head), params(tmp_path)))
    kinds = set()
    for place in range(0, len(whole), 9):
        pack.write_bytes(whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :])
        try:
            assert texts(read("shop", source(repository, head), params(tmp_path))) == right, place
        except SourceFault as fault:
            kinds.add(fault.failure.kind)
    assert kinds == {"corrupt"}


def test_a_shallow_clone_is_refused(repository: Path, tmp_path: Path) -> None:
    commit(repository, {b"a": b"1"})
    head = commit(repository, {b"a": b"2"})
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", "shallow")
    assert "history is cut off" in refused(tmp_path, tmp_path / "shallow", head)


def test_a_folder_inside_another_repository_is_not_that_repository(repository: Path, tmp_path: Path) -> None:
    head = commit(repository, FILES)
    git(tmp_path, "clone", "--quiet", str(repository), "tree")
    assert "not a git repository" in refused(tmp_path, tmp_path / "tree/src", head)


@pytest.mark.parametrize("place", ["repository", "bundle", "url"])
def test_the_variables_of_a_calling_hook_are_not_followed(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    commit(repository, {b"old": b"1"})
    places = {"repository": repository, "bundle": bundle(repository), "url": f"file://{repository}"}
    read_git("shop", source(places["url"], git(repository, "rev-parse", "main")), params(tmp_path))
    head = commit(repository, FILES)
    bundle(repository)
    other = bare(tmp_path / "other.git")
    monkeypatch.setenv("GIT_DIR", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "index"))
    assert len(read_git("shop", source(places[place], head), params(tmp_path)).entries) == 4
    assert git(other, "count-objects").startswith("0 objects")


@pytest.mark.parametrize("variable", ["GIT_OBJECT_DIRECTORY", "GIT_WORK_TREE"])
def test_no_clone_is_made_where_a_hook_redirects_objects(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    head = commit(repository, FILES)
    path = bundle(repository)
    monkeypatch.setenv(variable, str(tmp_path))
    assert len(read_git("shop", source(repository, head), params(tmp_path)).entries) == 3
    assert f"{variable} is set, expected it unset" in refused(tmp_path, path, head)
    assert clones(tmp_path) == []


def test_replaced_objects_are_not_followed(repository: Path, tmp_path: Path) -> None:
    head = commit(repository, {b"a": b"true", b"b": b"false"})
    git(repository, "replace", *(git(repository, "rev-parse", f"main:{path}") for path in "ab"))
    assert texts(read_git("shop", source(repository, head), params(tmp_path))) == {"a": "true", "b": "false"}


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to give a folder to somebody else")
def test_a_repository_of_somebody_else_is_refused_with_the_remedy(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = commit(repository, FILES)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for path in [repository, *repository.rglob("*")]:
        os.chown(path, 12345, 12345)
    message = refused(tmp_path, repository, head)
    assert "dubious ownership" in message
    assert "safe.directory" in message


def test_a_clone_is_made_once_and_a_half_made_one_is_not_used(repository: Path, tmp_path: Path) -> None:
    head = commit(repository, FILES)
    path = bundle(repository)
    half = tmp_path / f"cache/{hashlib.sha256(path.read_bytes()).hexdigest()}-unfinished-killed"
    half.mkdir(parents=True)
    first = read_git("shop", source(path, head), params(tmp_path))
    made = clones(tmp_path)
    shutil.rmtree(repository)
    again = read_git("shop", source(path, head), params(tmp_path))
    assert (again.entries, blobs_of(again)) == (first.entries, blobs_of(first))
    assert clones(tmp_path) == made
    assert len(made) == 1


def test_a_later_commit_of_a_url_is_fetched_into_the_same_clone(repository: Path, tmp_path: Path) -> None:
    url = f"file://{repository}"
    old = commit(repository, {b"a": b"1"})
    read_git("shop", source(url, old), params(tmp_path))
    new = commit(repository, {b"a": b"2"})
    assert texts(read_git("shop", source(url, new), params(tmp_path))) == {"a": "2"}
    assert len(clones(tmp_path)) == 1
    assert "expected a complete repository" in refused(tmp_path, url, "d" * 40)


def test_a_url_that_does_not_answer_is_refused(tmp_path: Path) -> None:
    assert "Git says: " in refused(tmp_path, f"file://{tmp_path}/nowhere.git", "a" * 40)


def test_a_password_in_a_url_is_refused_and_not_repeated(tmp_path: Path) -> None:
    message = refused(tmp_path, "https://bob:hunter2@git.example/shop.git", "a" * 40)
    assert "holds a password or token" in message
    assert "hunter2" not in message


@pytest.mark.parametrize(
    "location",
    [
        "elsewhere/shop.bundle",
        "data/../shop.bundle",
        "../data/x",
        "ext::sh -c touch% x",
        "--upload-pack=x",
        "",
    ],
)
def test_a_relative_location_lies_below_data(tmp_path: Path, location: str) -> None:
    assert "expected a path below data/" in refused(tmp_path, location, "a" * 40)


def test_a_location_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "not found, expected a bundle or repository" in refused(tmp_path, "data/none.bundle", "a" * 40)
    assert "not found, expected a bundle or repository" in refused(tmp_path, tmp_path / "none", "a" * 40)


def test_a_licence_is_read_whatever_is_included(repository: Path, tmp_path: Path) -> None:
    head = commit(repository, FILES | {b"LICENSE": b"terms", b"lib/LICENSE.txt": b"other terms"})
    chosen = source(repository, head, include=["**/*.java"], exclude=["lib/**"])
    reading = read_git("shop", chosen, params(tmp_path))
    assert sorted(texts(reading)) == ["LICENSE", "copy.java", "src/App.java"]
