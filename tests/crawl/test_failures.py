"""A source that cannot be read is told with its kind; the others are read, and nothing of it is used."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from stages.core.errors import PipelineError
from stages.core.records.failure import FailureKind
from stages.crawl import contract
from stages.crawl.__main__ import main
from stages.crawl.faults import SourceFault, of_the_system
from stages.crawl.git_command import refusal
from stages.crawl.source import Source
from tests.crawl.repositories import bare, commit, git, loose, outs, source, write_params

GOOD = {b"A.java": b"class A {}\n", b"README.md": b"# shop\n"}
BAD = {b"B.java": b"class B {}\n", b"C.java": b"class C {}\n", b"copy.java": b"class A {}\n"}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def good() -> Source:
    return source("data/good.git", commit(bare(Path("data/good.git").resolve()), GOOD))


def damaged() -> Source:
    """A repository whose last blob does not give its id."""
    place = Path("data/bad.git").resolve()
    head = commit(bare(place), BAD)
    blobs = sorted(git(place, "rev-parse", f"main:{name}") for name in ("B.java", "C.java"))
    file = loose(place, blobs[-1])
    file.chmod(0o644)
    file.write_bytes(b"x")
    return source("data/bad.git", head)


def gone() -> Source:
    return source("data/gone.bundle", "a" * 40)


def unreachable() -> Source:
    return source("https://host.invalid/shop.git", "a" * 40)


def missing_pin() -> Source:
    commit(bare(Path("data/pin.git").resolve()), GOOD)
    return source("data/pin.git", "a" * 40)


def missing_pin_at_a_url() -> Source:
    place = Path("data/pin.git").resolve()
    commit(bare(place), GOOD)
    return source(f"file://{place}", "a" * 40)


def a_branch() -> Source:
    return source("data/pin.git", "main")


def empty() -> Source:
    return source("data/empty.git", commit(bare(Path("data/empty.git").resolve()), {}))


def no_repository_at_a_url() -> Source:
    return source(f"file://{Path('data/nowhere.git').resolve()}", "a" * 40)


def no_bundle() -> Source:
    Path("data").mkdir(exist_ok=True)
    Path("data/x.bundle").write_bytes(b"hello")
    return source("data/x.bundle", "a" * 40)


def twins() -> Source:
    place = bare(Path("data/twins.git").resolve())
    return source("data/twins.git", commit(place, {b"caf\xe9": b"1", b"caf\\xe9": b"2"}))


def other_tree() -> Source:
    Path("data/notes").mkdir(parents=True)
    Path("data/notes/a.md").write_text("# a")
    return source("data/notes", "a" * 40, kind="files")


def password() -> Source:
    return source("https://bob:hunter2@host.invalid/shop.git", "a" * 40)


class Case(NamedTuple):
    """A source that cannot be read, and the kind of its failure."""

    make: Callable[[], Source]
    kind: FailureKind


CASES = (
    Case(damaged, "corrupt"),
    Case(gone, "not-found"),
    Case(unreachable, "unreachable"),
    Case(missing_pin, "missing-pin"),
    Case(missing_pin_at_a_url, "missing-pin"),
    Case(a_branch, "missing-pin"),
    Case(empty, "empty"),
    Case(no_repository_at_a_url, "not-found"),
    Case(no_bundle, "corrupt"),
    Case(twins, "unfit"),
    Case(other_tree, "changed"),
    Case(password, "settings"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.make.__name__)
def test_with_skip_the_rest_goes_on_as_if_the_source_were_not_there(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_params(tmp_path, {"good": good()}, on_failure="skip")
    main()
    alone = outs(tmp_path)
    assert contract.FAILURES.read() == []
    write_params(tmp_path, {"bad": case.make(), "good": source_of_good(tmp_path)}, on_failure="skip")
    capsys.readouterr()
    main()
    (failure,) = contract.FAILURES.read()
    assert (failure.source, failure.kind) == ("bad", case.kind)
    assert re.search(r"expected .*[^.]$", failure.reason)
    assert failure.remedy.endswith(".")
    assert capsys.readouterr().err == f"skipped: source 'bad': {failure.reason}. {failure.remedy}\n"
    for path in alone.keys() - {"out/crawl/failures.jsonl", "out/crawl/manifest.json"}:
        assert outs(tmp_path)[path] == alone[path]
    figures = json.loads(Path("reports/crawl.json").read_text())["figures"]
    assert (figures["failed"], figures["files"]) == ({"bad": case.kind}, {"good": 2})


def source_of_good(tmp_path: Path) -> Source:
    return source("data/good.git", git(tmp_path / "data/good.git", "rev-parse", "main"))


def test_with_stop_every_source_is_tried_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_params(tmp_path, {"a": gone(), "b": good(), "c": empty()})
    with pytest.raises(PipelineError, match="crawl: 2 of 3 sources cannot be read, expected none"):
        main()
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[1] for line in lines] == [" source 'a'", " source 'c'"]
    assert not Path("out").exists()


def test_nothing_to_read_stops_the_run_whatever_the_setting(tmp_path: Path) -> None:
    write_params(tmp_path, {"a": gone(), "c": empty()}, on_failure="skip")
    with pytest.raises(PipelineError, match=r"crawl: 2 of 2 sources cannot be read, .* above\.$"):
        main()


def test_a_missing_blob_has_files_and_no_row_whatever_the_store_knows(tmp_path: Path) -> None:
    place = Path("data/good.git").resolve()
    write_params(tmp_path, {"good": good()})
    main()
    lost = git(place, "rev-parse", "main:A.java")
    loose(place, lost).unlink()
    main()
    warm = outs(tmp_path)
    assert {file.path: file.size for file in contract.FILES.read()} == {"A.java": 0, "README.md": 7}
    assert [row.text for row in contract.BLOBS.read()] == ["# shop\n"]
    assert json.loads(Path("reports/crawl.json").read_text())["figures"]["missing"] == {"good": 1}
    for part in Path(".store").rglob("*.part"):
        part.unlink()
    main()
    assert outs(tmp_path) == warm


def test_a_blob_that_one_source_lacks_is_read_from_another(tmp_path: Path) -> None:
    other = bare(Path("data/bad.git").resolve())
    head = commit(other, BAD)
    loose(other, git(other, "rev-parse", "main:copy.java")).unlink()
    write_params(tmp_path, {"a": source("data/bad.git", head), "good": good()})
    main()
    assert {file.size for file in contract.FILES.read()} == {7, 11}


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to give a folder to somebody else")
def test_a_repository_of_somebody_else_is_a_failure_of_ownership(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    own, given = Path("data/bad.git").resolve(), good()
    head = commit(bare(own), BAD)
    for path in [own, *own.rglob("*")]:
        os.chown(path, 12345, 12345)
    write_params(tmp_path, {"bad": source("data/bad.git", head), "good": given}, on_failure="skip")
    main()
    assert [failure.kind for failure in contract.FAILURES.read()] == ["ownership"]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("fatal: detected dubious ownership in repository at '/x'", "ownership"),
        ("fatal: write error: No space left on device\nfatal: index-pack failed", "disk-full"),
        ("error: index-pack died of signal 25\nfatal: index-pack failed", "disk-full"),
        ("error: index-pack died of signal 9\nfatal: index-pack failed", "corrupt"),
        ("fatal: Authentication failed for 'https://h/x'", "no-access"),
        ("fatal: could not read Username for 'https://h': terminal prompts disabled", "no-access"),
        ("git@h: Permission denied (publickey).\nfatal: Could not read from remote repository.", "no-access"),
        ("fatal: unable to access 'https://h/': The requested URL returned error: 403", "no-access"),
        ("fatal: unable to access 'https://h/': Could not resolve host: h", "unreachable"),
        (
            "ssh: connect to host h port 22: Connection refused\nfatal: Could not read",
            "unreachable",
        ),
        ("remote: Repository not found.\nfatal: repository 'https://h/x' not found", "not-found"),
        (
            "fatal: '/x' does not appear to be a git repository\nfatal: Could not read",
            "not-found",
        ),
        ("fatal: remote error: upload-pack: not our ref aaaa", "missing-pin"),
        ("fatal: could not fetch aaaa from promisor remote", "incomplete"),
        ("fatal: early EOF\nfatal: fetch-pack: invalid index-pack output", "corrupt"),
        ("error: pack is corrupted (SHA1 mismatch)", "corrupt"),
        ("fatal: something new", "refused"),
        ("", "refused"),
    ],
)
def test_the_words_of_git_tell_the_kind(said: str, kind: str) -> None:
    fault = refusal("shop", said.encode())
    assert fault.failure.kind == kind
    assert "\n" not in str(fault)


@pytest.mark.parametrize(
    ("number", "kind"), [(28, "disk-full"), (27, "disk-full"), (13, "no-access"), (5, "refused")]
)
def test_the_system_tells_the_kind(number: int, kind: str) -> None:
    error = of_the_system("shop", OSError(number, os.strerror(number), "a\nb"))
    assert isinstance(error, SourceFault)
    assert (error.failure.kind, "\n" in str(error)) == (kind, False)
