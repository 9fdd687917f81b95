"""What an erasure is of: by author, folder and copy; what stays is told."""

from pathlib import Path

import pytest

from apps.audit.erasure.chosen import _refuse_licences
from apps.audit.erasure.histories import contents_of, copies_of, place_of, steps, touched
from stages.core.errors import PipelineError
from stages.crawl.git_source import read_git
from tests import records
from tests.audit.erasable import fill
from tests.audit.project import ask
from tests.crawl.repositories import bare, commit, git, params, source

ANN = "Ann Ng <ann@example.com>"
BEN = "Ben Ode <ben@example.com>"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    made = bare(tmp_path / "origin.git")
    commit(made, {b"a.py": b"first", b"b.py": b"by ben"}, author=BEN)
    commit(made, {b"a.py": b"second", b"c d.py": b"by ann"}, author=ANN)
    commit(made, {b"moved.py": b"by ann", b"c d.py": None}, author=BEN, committer=BEN)
    commit(made, {b"b.py": b"both"}, author=BEN, message="x\n\nCo-authored-by: Cat Li <cat@example.com>")
    return made


def history(repository: Path) -> list[object]:
    return list(steps(repository, "shop", git(repository, "rev-parse", "main")))


@pytest.mark.parametrize(
    ("author", "paths"),
    [
        ("Ann Ng", {"a.py", "c d.py"}),
        ("ANN@example.com", {"a.py", "c d.py"}),
        (ANN, {"a.py", "c d.py"}),
        ("cat@example.com", {"b.py"}),
        ("Ann", set()),
        ("example.com", set()),
    ],
)
def test_an_author_is_found_by_whole_name_or_address(author: str, paths: set[str], repository: Path) -> None:
    found = touched(history(repository), author)  # type: ignore[arg-type]
    assert found[0] == paths


def test_what_moved_to_another_path_is_found_by_its_content(repository: Path) -> None:
    blobs = touched(history(repository), "Ann Ng")[1]  # type: ignore[arg-type]
    assert git(repository, "rev-parse", "main:moved.py") in blobs


def test_older_contents_of_a_path_are_known(repository: Path) -> None:
    found = contents_of(history(repository), {"a.py"})  # type: ignore[arg-type]
    assert found == {git(repository, "rev-parse", f"main~{back}:a.py") for back in (3, 2)}


def test_clones_of_a_url_are_found_and_a_repository_in_place_is_none(
    repository: Path, tmp_path: Path
) -> None:
    head = git(repository, "rev-parse", "main")
    there = source(f"file://{repository}", head)
    cache = tmp_path / "cache"
    assert (place_of(there, cache), copies_of(there, cache)) == (None, [])
    read_git("shop", there, params(tmp_path))
    assert copies_of(there, cache) == [place_of(there, cache)]
    here = source(repository, head)
    assert (place_of(here, cache), copies_of(here, cache)) == (repository, [])
    assert place_of(source("data/notes", head, kind="files"), cache) is None


@pytest.mark.parametrize(
    ("gone", "refused"),
    [(["lib/LICENSE"], True), (["lib/LICENSE", "lib/a.py"], False), (["lib/a.py"], False)],
)
def test_a_licence_goes_only_with_its_folder(gone: list[str], refused: bool) -> None:  # noqa: FBT001
    every = [records.file(path, "b" * 40) for path in ("lib/LICENSE", "lib/a.py", "main.py")]
    chosen = [file for file in every if file.path in gone]
    if refused:
        with pytest.raises(PipelineError, match="states a licence is among them and files beside it are not"):
            _refuse_licences(chosen, every)
    else:
        _refuse_licences(chosen, every)


def test_a_folder_is_all_below_it_and_near_copies_are_named(project: Path, capsys: Captured) -> None:
    fill(project)
    for asked, documents in (("shop:Key.java", ["shop:Key.java"]), ("shop:O/", None)):
        words = ["erase", "--path", asked, "--plan", "plan.json"]
        if documents:
            assert ask(capsys, *words)[1]["documents"] == documents
            Path("plan.json").unlink()
        else:
            with pytest.raises(PipelineError, match="no crawled file is of it"):
                ask(capsys, *words)
