"""Every place that a source may have is registered, pinned, read, updated and removed."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from stages.core.params import PARAMS
from stages.crawl.contract import LOCK
from stages.crawl.lock import read_lock
from tests.apps.workplace import WHOSE, failed, furnish, refused, run, texts
from tests.crawl.repositories import bare, commit, git

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    furnish(tmp_path)


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    repository = bare(tmp_path / "origin.git")
    commit(repository, {b"src/App.java": b"class App {}\n"})
    return repository


def mirrored(origin: Path) -> str:
    git(origin.parent, "clone", "--quiet", "--mirror", str(origin), "mirror.git")
    return str(origin.parent / "mirror.git")


def bundled(origin: Path) -> str:
    Path("data").mkdir()
    git(origin, "bundle", "create", "--quiet", str(Path("data/app.bundle").resolve()), "HEAD", "main")
    return "data/app.bundle"


def checked_out(origin: Path) -> str:
    git(origin.parent, "clone", "--quiet", str(origin), "data/tree")
    return "data/tree"


def cloned() -> list[Path]:
    return [path for path in Path(".cache/crawl").iterdir() if path.is_dir()]


PLACES: dict[str, Callable[[Path], str]] = {
    "a file URL": lambda origin: f"file://{origin}",
    "a bare repository": str,
    "a bare mirror": mirrored,
    "a bundle below data/": bundled,
    "a work tree below data/": checked_out,
}


@pytest.mark.parametrize("place", PLACES)
def test_a_git_location_is_registered_pinned_and_read(place: str, origin: Path, capsys: Captured) -> None:
    location = PLACES[place](origin)
    printed = run(capsys, "add", "app", "--kind", "git", "--location", location, "--tags", "java", *WHOSE)
    head = git(origin, "rev-parse", "main")
    assert f"app: new -> {head[:12]}" in printed
    assert read_lock()["app"].pin == head
    assert texts("app") == {"src/App.java": "class App {}\n"}
    assert "app" in yaml.safe_load(PARAMS.read_text())["crawl"]["sources"]
    assert "rev" not in yaml.safe_load(Path("conf/source/app.yaml").read_text())


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("ssh://git@localhost:1/team/app.git", "source 'app': Git says: "),
        ("git@localhost:no/such/app.git", "source 'app': Git says: "),
        ("https://localhost:1/team/app.git", "source 'app': Git says: .*localhost"),
        ("file:///no/such/app.git", "source 'app': Git says: "),
        ("https://bob:hunter2@localhost:1/app.git", "its URL holds a password or token"),
        ("elsewhere/app.git", "expected a path below data/"),
    ],
)
def test_a_git_location_that_gives_nothing_is_one_line(
    location: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_SSH_COMMAND", "ssh -o BatchMode=yes -p 1")
    message = refused("add", "app", "--kind", "git", "--location", location, *WHOSE)
    assert re.search(said, message)
    assert "hunter2" not in message


def test_the_ref_that_is_declared_is_pinned_and_a_wrong_one_is_one_line(
    origin: Path, capsys: Captured
) -> None:
    old = git(origin, "rev-parse", "main")
    git(origin, "branch", "release/4", old)
    commit(origin, {b"new.md": b"# new"})
    place = ["--kind", "git", "--location", str(origin), *WHOSE]
    assert "no ref 'release/5' at" in refused("add", "app", *place, "--ref", "release/5")
    run(capsys, "add", "app", *place, "--ref", "release/4")
    assert read_lock()["app"].pin == old
    assert "0 of 1 sources would move" in run(capsys, "update", "app")


@pytest.mark.parametrize("name", ["openapi.yaml", "shop.postman_collection.json", "stories.csv", "a b 中.md"])
def test_one_file_below_data_is_a_source(name: str, capsys: Captured) -> None:
    Path("data").mkdir()
    Path("data", name).write_text(json.dumps({"name": name}), encoding="utf-8")
    run(capsys, "add", "spec", "--kind", "files", "--location", f"data/{name}", *WHOSE)
    assert texts("spec") == {name: json.dumps({"name": name})}


def test_an_update_shows_what_would_move_and_writes_with_apply_only(origin: Path, capsys: Captured) -> None:
    run(capsys, "add", "app", "--kind", "git", "--location", str(origin), *WHOSE)
    old, before = read_lock()["app"].pin, LOCK.read_bytes()
    commit(origin, {b"a.md": b"# a"})
    new = commit(origin, {b"b.md": b"# b"})
    line = f"app: {old[:12]} -> {new[:12]} (commits: 2 more, 0 gone)\n"
    assert run(capsys, "update", "app") == f"{line}1 of 1 sources would move; --apply moves them\n"
    assert LOCK.read_bytes() == before
    assert line in run(capsys, "update", "app", "--apply")
    assert LOCK.read_bytes() == before.replace(old.encode(), new.encode())
    git(origin, "update-ref", "refs/heads/main", old)
    assert f"app: {new[:12]} -> {old[:12]} (commits: 0 more, 2 gone)\n" in run(capsys, "update", "app")


def test_the_commits_of_a_url_are_counted_where_its_clone_has_them(origin: Path, capsys: Captured) -> None:
    run(capsys, "add", "app", "--kind", "git", "--location", f"file://{origin}", *WHOSE)
    texts("app")
    commit(origin, {b"a.md": b"# a"})
    assert "commits" not in run(capsys, "update", "app")
    [clone] = cloned()
    git(clone, "fetch", "--quiet", "origin")
    assert "(commits: 1 more, 0 gone)" in run(capsys, "update", "app")


def test_an_update_shows_that_a_source_is_declared_otherwise(origin: Path, capsys: Captured) -> None:
    run(capsys, "add", "app", "--kind", "git", "--location", str(origin), "--tags", "x", *WHOSE)
    file = Path("conf/source/app.yaml")
    file.write_text(file.read_text().replace("ref: ''", "ref: main"))
    assert "of another declaration" in run(capsys, "list", "--tag", "x")
    assert "app: ref '' -> 'main'\n" in run(capsys, "update", "app", "--apply")
    assert read_lock()["app"].ref == "main"


def test_a_source_that_is_gone_keeps_its_pin_and_the_others_move(origin: Path, capsys: Captured) -> None:
    gone = bare(origin.parent / "gone.git")
    commit(gone, {b"a": b"1"})
    run(capsys, "add", "app", "--kind", "git", "--location", str(origin), "--tags", "x", *WHOSE)
    run(capsys, "add", "gone", "--kind", "git", "--location", str(gone), "--tags", "x", *WHOSE)
    kept, new = read_lock()["gone"].pin, commit(origin, {b"a.md": b"# a"})
    shutil.rmtree(gone)
    said = failed(capsys, "update", "--tag", "x", "--apply")
    assert said.startswith("error: source 'gone': Git says: ")
    assert said.count("\n") == 1
    assert (read_lock()["app"].pin, read_lock()["gone"].pin) == (new, kept)


def test_an_update_by_tag_leaves_other_sources_alone(origin: Path, capsys: Captured) -> None:
    run(capsys, "add", "app", "--kind", "git", "--location", str(origin), "--tags", "java", "x", *WHOSE)
    assert "0 of 1 sources would move" in run(capsys, "update", "--tag", "java")
    listed = run(capsys, "list", "--tag", "x")
    assert "app" in listed
    assert "order-center" not in listed


def test_a_changed_folder_moves_with_the_number_of_its_files(capsys: Captured) -> None:
    Path("data/notes").mkdir(parents=True)
    Path("data/notes/a.md").write_text("# a")
    run(capsys, "add", "notes", "--kind", "files", "--location", "data/notes", *WHOSE)
    Path("data/notes/b.md").write_text("# b")
    assert "(now 2 files)" in run(capsys, "update", "notes")


def test_a_source_is_registered_once(origin: Path, capsys: Captured) -> None:
    place = ["--kind", "git", "--location", str(origin), *WHOSE]
    run(capsys, "add", "app", *place)
    assert "conf/source/app.yaml: exists, expected a new name" in refused("add", "app", *place)
    assert "is registered as 'app', expected each file to be read once" in refused("add", "other", *place)
    run(capsys, "add", "other", *place, "--include", "docs/**")
    assert read_lock()["other"].pin == read_lock()["app"].pin


def test_a_removed_source_is_gone_and_the_caches_that_hold_it_are_named(
    origin: Path, capsys: Captured
) -> None:
    lock = LOCK.read_bytes()
    run(capsys, "add", "app", "--kind", "git", "--location", f"file://{origin}", *WHOSE)
    texts("app")
    [clone] = cloned()
    printed = run(capsys, "remove", "app")
    assert f"{clone}: still holds its content; --purge removes it" in printed
    assert ".store/ and DVC's cache still hold contents" in printed
    assert LOCK.read_bytes() == lock
    assert not Path("conf/source/app.yaml").exists()
    assert clone.is_dir()


def test_a_purge_removes_the_clones_that_no_other_source_reads(origin: Path, capsys: Captured) -> None:
    place = ["--kind", "git", "--location", f"file://{origin}", *WHOSE]
    run(capsys, "add", "app", *place)
    run(capsys, "add", "docs", *place, "--include", "docs/**")
    texts("app")
    [clone] = cloned()
    run(capsys, "remove", "app", "--purge")
    assert clone.is_dir()
    assert f"{clone}: removed" in run(capsys, "remove", "docs", "--purge")
    assert not clone.exists()


@pytest.mark.parametrize("action", [["update", "ghost"], ["remove", "ghost"], ["update", "backlog", "ghost"]])
def test_an_unknown_source_is_one_line(action: list[str]) -> None:
    assert refused(*action).startswith("conf/source: no source 'ghost', expected a registered one.")


@pytest.mark.parametrize("action", [["list"], ["update", "backlog"], ["remove", "handbook"]])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind: [", "conf/source/broken.yaml:1: no YAML, expected it."),
        ("- kind\n", "conf/source/broken.yaml: a list, expected a mapping"),
        ("", "conf/source/broken.yaml: Object missing required field"),
        ("kind: git\nrev: abc\n", "conf/source/broken.yaml: Object "),
        ("kind: svn\n", "conf/source/broken.yaml: Invalid enum value 'svn'"),
        ("kind: 2026-13-45\n", "conf/source/broken.yaml: no YAML"),
        ("\x00", "conf/source/broken.yaml: no YAML"),
    ],
)
def test_a_broken_file_of_a_source_is_one_line(action: list[str], text: str, said: str) -> None:
    Path("conf/source/broken.yaml").write_text(text)
    message = refused(*action) if action[0] != "remove" else refused("remove", "broken")
    assert message.startswith(said)


def test_a_file_of_a_source_in_bytes_that_are_no_text_is_one_line() -> None:
    Path("conf/source/broken.yaml").write_bytes(b"kind: caf\xe9\n")
    assert refused("list").startswith("conf/source/broken.yaml: no YAML")


@pytest.mark.parametrize("action", [["list"], ["update", "backlog"], ["remove", "backlog"], ["add"]])
def test_a_broken_lock_is_one_line_for_every_action(action: list[str], origin: Path) -> None:
    LOCK.write_text("shop: [")
    place = ["app", "--kind", "git", "--location", str(origin), *WHOSE] if action == ["add"] else []
    assert refused(*action, *place).startswith("sources.lock.yaml:1: no YAML, expected it.")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ["--kind", "files", "--location", "data/notes", "--ref", "main"],
            "ref is 'main', kind files has none",
        ),
        (
            ["--kind", "git", "--location", "data/x", "--query", "spring"],
            "listing is given, kind git has none",
        ),
        (["--kind", "git", "--location", "data/x", "--forks"], "listing is given, kind git has none"),
        (["--kind", "svn", "--location", "data/x"], "invalid choice: 'svn'"),
    ],
)
def test_options_that_its_kind_has_no_use_for_are_refused(options: list[str], said: str) -> None:
    assert said in refused("add", "app", *options, *WHOSE)


def test_a_lock_that_is_gone_is_written_again(capsys: Captured) -> None:
    Path("data").mkdir()
    shutil.copytree(Path(__file__).parents[2] / "samples/backlog", "data/backlog")
    locked = read_lock()["backlog"]
    LOCK.unlink()
    run(capsys, "update", "backlog", "--apply")
    assert read_lock() == {"backlog": locked}
