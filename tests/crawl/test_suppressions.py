"""What was erased is listed under a digest, and nothing of it is read, fetched or kept."""

from pathlib import Path

import pytest

from stages.core.contract import canonical, publish
from stages.core.errors import PipelineError
from stages.core.records.suppression import Suppression
from stages.core.store import Store
from stages.core.suppressed import FOLDER, NO_CONTENT, is_suppressed
from stages.crawl import contract
from stages.crawl.__main__ import main
from stages.crawl.git_source import read_git
from stages.crawl.params import Changes
from stages.crawl.read import read
from stages.crawl.reading import with_changes
from stages.crawl.suppressions import ERASING, Key, Suppressions, read_key, read_suppressions
from tests.crawl.repositories import bare, commit, git, outs, params, source, write_params

KEY = read_key("")
SECRET = b"class Leaver { /* what she wrote */ }"


def hide(kind: str, *names: str, key: Key = KEY) -> None:
    digest = key.digest(kind, *names)  # type: ignore[arg-type]
    row = Suppression(schema=1, kind=kind, digest=digest, key=key.check, receipt="r")  # type: ignore[arg-type]
    before = contract.SUPPRESSIONS.read_bytes() if contract.SUPPRESSIONS.exists() else b""
    publish(contract.SUPPRESSIONS, before + canonical(row) + b"\n")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one source, in which the test stands."""
    monkeypatch.chdir(tmp_path)
    repository = bare(tmp_path / "origin.git")
    commit(repository, {b"Leaver.java": SECRET, b"copy/Again.java": SECRET, b"Stays.java": b"class Stays {}"})
    write_params(tmp_path, {"shop": source(repository, git(repository, "rev-parse", "main"))})
    return repository


def listed() -> dict[str, str]:
    return {file.path: file.blob for file in contract.FILES.read()}


def test_a_path_that_was_erased_gives_way_to_a_digest(run: Path, tmp_path: Path) -> None:
    hide("path", "shop", "Leaver.java")
    hide("path", "shop", "copy/Again.java")
    main()
    found = listed()
    hidden = [path for path in found if is_suppressed(path)]
    assert (len(hidden), [path for path in found if path not in hidden]) == (2, ["Stays.java"])
    assert {found[path] for path in hidden} == {NO_CONTENT}
    kept = [*outs(tmp_path).values(), *(path.read_bytes() for path in Path(".store").rglob("*.part"))]
    assert not [content for content in kept if b"she wrote" in content or b"Leaver" in content]


def test_a_content_that_was_erased_is_not_read_at_another_path(run: Path) -> None:
    hide("blob", git(run, "rev-parse", "main:Leaver.java"))
    main()
    assert [path for path in listed() if not is_suppressed(path)] == ["Stays.java"]


def test_the_same_run_gives_the_same_bytes(run: Path, tmp_path: Path) -> None:
    hide("path", "shop", "Leaver.java")
    main()
    first = outs(tmp_path)
    main()
    assert outs(tmp_path) == first


def test_a_source_that_was_erased_is_refused_while_it_is_declared(run: Path, capsys: object) -> None:
    hide("source", "shop")
    with pytest.raises(PipelineError, match="1 of 1 sources cannot be read"):
        main()
    err = capsys.readouterr().err  # type: ignore[attr-defined]
    assert err == (
        "error: source 'shop': it was erased, expected it to be declared no longer. Run "
        "`adaptrail sources remove shop`.\n"
    )


def test_the_path_of_another_source_is_no_other_ones(run: Path) -> None:
    hide("path", "other", "Leaver.java")
    main()
    assert FOLDER not in "".join(listed())


def test_changes_of_an_erased_file_are_not_read(tmp_path: Path) -> None:
    repository = bare(tmp_path / "origin.git")
    commit(repository, {b"Leaver.java": SECRET, b"Stays.java": b"class Stays {}\n"})
    commit(repository, {b"Leaver.java": SECRET + b"\n// more"}, message="more")
    commit(repository, {b"Stays.java": b"class Stays { int one; }\n"}, message="one")
    settings = params(tmp_path, changes=Changes(max_files=2, max_lines=50))
    erased = Suppressions(KEY, frozenset((KEY.digest("path", "shop", "Leaver.java"),)))
    at = source(repository, git(repository, "rev-parse", "main"), commits=9)
    kept = Store(tmp_path / "store")
    assert with_changes(read("shop", at, settings), kept).changes == 2
    found = with_changes(read("shop", at._replace(erased=erased), settings), kept)
    assert (found.changes, found.changes_left_out["not-chosen"]) == (1, 1)


def test_a_clone_does_not_fetch_what_was_erased(tmp_path: Path) -> None:
    host = bare(tmp_path / "host.git")
    git(host, "config", "uploadpack.allowFilter", "true")
    commit(host, {b"Leaver.java": SECRET, b"Stays.java": b"class Stays {}"})
    head, blob = git(host, "rev-parse", "main"), git(host, "rev-parse", "main:Leaver.java")
    erased = Suppressions(KEY, frozenset((KEY.digest("path", "shop", "Leaver.java"),)))
    read_git("shop", source(f"file://{host}", head, erased=erased), params(tmp_path))
    clone = next(path for path in (tmp_path / "cache").iterdir() if path.is_dir())
    held = git(clone, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)").split()
    assert blob not in held
    assert git(host, "rev-parse", "main:Stays.java") in held


def test_rows_by_another_key_stop_the_run(run: Path, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("0" * 64, encoding="ascii")
    other = read_key(str(tmp_path / "key"))
    hide("path", "shop", "Leaver.java", key=other)
    with pytest.raises(PipelineError, match=f"by the key {other.check}, expected demo"):
        main()
    assert read_suppressions(str(tmp_path / "key")).hidden("shop", "Leaver.java", "b")


@pytest.mark.parametrize(
    ("content", "said"), [(None, "No such file"), ("short", "5 bytes, expected at least")]
)
def test_a_key_that_is_not_there_stops_the_run(content: str | None, said: str, tmp_path: Path) -> None:
    if content:
        (tmp_path / "key").write_text(content, encoding="ascii")
    with pytest.raises(PipelineError, match=said):
        read_key(str(tmp_path / "key"))


def test_a_broken_row_stops_the_run(run: Path) -> None:
    publish(contract.SUPPRESSIONS, b'{"schema":1}\n')
    with pytest.raises(PipelineError, match=r"governance/suppressions.jsonl:1: another shape"):
        main()


def test_nothing_is_read_while_an_erasure_is_half_applied(run: Path) -> None:
    publish(ERASING, b"{}")
    with pytest.raises(PipelineError, match="an erasure is half applied, expected it done"):
        main()
