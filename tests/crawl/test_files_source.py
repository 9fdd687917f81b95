"""A folder of files is read when it is the tree that was pinned."""

import os
from pathlib import Path

import pytest

from stages.core.errors import PipelineError
from stages.crawl.files_source import read_files
from stages.crawl.read import read
from stages.crawl.reading import Reading
from tests.crawl.repositories import blobs_of, git, params, source

FILES = {
    "b.md": "# B\n",
    "a/x.yaml": "openapi: 3.0.0\n",
    "a.txt": "sorts before a/\n",
    "a/deep/中文.md": "好\n",
}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        path = tmp_path / "data/notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def pin() -> str:
    """The tree of the folder as Git says it."""
    git(Path("."), "init", "--quiet")
    git(Path("."), "-c", "core.fileMode=false", "add", "--all", "data")
    tree = git(Path("."), "write-tree", "--prefix=data/notes/")
    (Path(".git")).rename(Path("git-was-here"))
    return tree


def reading(rev: str, **changes: object) -> Reading:
    return read_files("notes", source("data/notes", rev, kind="files", **changes), params(Path(".")))


def refused(rev: str, **changes: object) -> str:
    settings = {"location": "data/notes", "kind": "files", "registered": "notes"} | changes
    with pytest.raises(PipelineError) as error:
        read("notes", source(rev=rev, **settings), params(Path(".")))  # type: ignore[arg-type]
    assert "\n" not in str(error.value)
    return str(error.value)


def test_the_pin_is_the_tree_that_git_writes() -> None:
    tree = pin()
    found = reading(tree)
    assert found.commit == tree
    assert {entry.path: blobs_of(found)[entry.blob].text for entry in found.entries} == FILES
    assert {entry.mode for entry in found.entries} == {"100644"}


def test_another_tree_is_refused_with_both_ids_and_the_command() -> None:
    tree = pin()
    Path("data/notes/b.md").write_text("# changed\n")
    message = refused(tree)
    assert f"the pin is {tree}" in message
    assert "`adaptrail sources update notes --apply`" in message
    other = message.split("files are tree ")[1].split(",")[0]
    assert reading(other).commit == other


@pytest.mark.parametrize("change", ["a file more", "a file less", "a file renamed"])
def test_every_change_of_the_folder_moves_its_tree(change: str) -> None:
    tree = pin()
    {
        "a file more": lambda: Path("data/notes/new.md").write_text("new"),
        "a file less": Path("data/notes/b.md").unlink,
        "a file renamed": lambda: Path("data/notes/b.md").rename("data/notes/c.md"),
    }[change]()
    assert "expected the same" in refused(tree)


def test_globs_do_not_move_the_pin() -> None:
    found = reading(pin(), include=["**/*.md"], exclude=["b.md"])
    assert [entry.path for entry in found.entries] == ["a/deep/中文.md"]
    assert found.left_out == 3


def test_a_file_that_dvc_links_to_its_cache_is_a_file() -> None:
    tree = pin()
    path = Path("data/notes/b.md")
    path.rename("cached")
    path.symlink_to(Path("cached").resolve())
    assert reading(tree).commit == tree


@pytest.mark.parametrize("target", ["nowhere", "../.."])
def test_a_link_to_nowhere_or_to_a_folder_is_refused(target: str) -> None:
    Path("data/notes/a/link").symlink_to(target)
    assert "a/link is neither a file nor a folder" in refused("a" * 40)


@pytest.mark.skipif(os.name != "posix", reason="needs file names that are bytes")
def test_a_name_that_is_not_utf_8_is_refused() -> None:
    Path(os.fsdecode(b"data/notes/caf\xe9.md")).write_text("x")
    assert "a file name in notes/ is not UTF-8" in refused("a" * 40)


@pytest.mark.parametrize("location", ["notes", "/etc", "data/../notes", "data/none", "data/notes/b.md/"])
def test_a_place_that_is_no_folder_below_data_is_refused(location: str) -> None:
    assert "expected" in refused("a" * 40, location=location)


def test_one_file_is_a_source_as_well() -> None:
    blob = git(Path("."), "hash-object", "data/notes/a/x.yaml")
    git(Path("."), "init", "--quiet")
    git(Path("."), "hash-object", "-w", "data/notes/a/x.yaml")
    tree = git(Path("."), "mktree", stream=f"100644 blob {blob}\tx.yaml\n".encode())
    found = read_files("spec", source("data/notes/a/x.yaml", tree, kind="files"), params(Path(".")))
    assert [entry.path for entry in found.entries] == ["x.yaml"]
    assert blobs_of(found)[blob].text == FILES["a/x.yaml"]


def test_globs_that_match_nothing_are_refused() -> None:
    assert "no file at its pin" in refused(pin(), include=["*.java"])
