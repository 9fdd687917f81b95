"""Sources are registered, pinned and removed as edits of conf/."""

from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec import to_builtins

from apps.adaptrail import execute
from apps.sources import pin, registry
from apps.sources.declared import declared
from apps.sources.lock import write_lock
from stages.core.errors import PipelineError
from stages.core.params import PARAMS
from stages.crawl.contract import LOCK
from stages.crawl.lock import Locked, read_lock
from stages.crawl.params import Declared
from stages.crawl.places import refuse_credentials
from stages.crawl.read import read
from tests.crawl.repositories import bare, git, params, source
from tests.crawl.repositories import commit as committed
from tests.crawl.repositories import declared as as_declared

CONFIG = """# The choices of a run.
defaults:
  - crawl: default
  - source:
      - shop
      - till
  - screen: default

seed: 13   # of every shuffle
"""
SHOP = """# @package crawl.sources.shop
kind: git
location: data/shop.bundle
ref: release/4   # what runs in the branches
listing: null
source_class: own
owner: team-shop
licence: MIT
legal_basis: contracts
include: ["**"]
exclude: []
commits: 0
tags: [java, till]
"""
OLD, NEW = "0" * 40, "1" * 40


@pytest.fixture(autouse=True)
def _conf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("conf/source").mkdir(parents=True)
    registry.DEFAULTS.write_text(CONFIG)
    for name in ("shop", "till", "attic"):
        registry.path(name).write_text(SHOP.replace("shop", name))
    PARAMS.write_text("crawl: {cache: .cache/crawl}\nstore: {folder: .store, keep: 1}\n")


def known(location: str, **changes: object) -> Declared:
    return as_declared(location, **({"kind": "files"} | changes))


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run `adaptrail sources` and return what it printed."""
    with pytest.raises(SystemExit) as done:
        execute(["sources", *words])
    assert done.value.code == 0
    return capsys.readouterr().out


def refusal(*words: str) -> str:
    """Run `adaptrail sources` and return its error, one line."""
    with pytest.raises(PipelineError) as error:
        execute(["sources", *words])
    assert "\n" not in str(error.value)
    return str(error.value)


def test_the_list_says_which_sources_a_run_reads() -> None:
    assert [(entry.name, entry.active) for entry in registry.entries()] == [
        ("attic", False),
        ("shop", True),
        ("till", True),
    ]


def test_a_moved_pin_changes_one_line() -> None:
    lock = {name: Locked(kind="git", location=f"data/{name}", pin=OLD) for name in ("till", "shop", "attic")}
    write_lock(lock)
    before = LOCK.read_text().splitlines()
    write_lock(lock | {"shop": Locked(kind="git", location="data/shop", pin=NEW)})
    after = LOCK.read_text().splitlines()
    assert [(was, now) for was, now in zip(before, after, strict=True) if was != now] == [
        (f"  pin: '{OLD}'", f"  pin: '{NEW}'")
    ]
    assert [line for line in after if not line.startswith((" ", "#"))] == ["attic:", "shop:", "till:"]
    assert read_lock()["shop"].pin == NEW


def test_an_added_source_is_registered_and_read() -> None:
    registry.add("depot", {"kind": "git", "location": "data/depot.bundle", "owner": "仓储组"})
    text = registry.path("depot").read_text(encoding="utf-8")
    assert text.startswith("# @package crawl.sources.depot\n")
    assert yaml.safe_load(text)["owner"] == "仓储组"
    assert registry.DEFAULTS.read_text() == CONFIG.replace("      - till\n", "      - till\n      - depot\n")


def test_a_removed_source_is_gone_from_both_places() -> None:
    registry.remove("shop")
    assert not registry.path("shop").exists()
    assert registry.DEFAULTS.read_text() == CONFIG.replace("      - shop\n", "")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("shop", "exists, expected a new name"),
        ("My Shop", "expected a name of a-z"),
        ("../x", "expected a name of a-z"),
        ("null", "of YAML such as"),
        ("on", "of YAML such as"),
        ("1e5", "starts with a letter"),
    ],
)
def test_a_bad_name_is_refused_and_nothing_is_written(name: str, said: str) -> None:
    with pytest.raises(PipelineError, match=said):
        registry.refuse_taken(name, known("data/depot"))
    assert registry.DEFAULTS.read_text() == CONFIG


def test_the_last_source_stays() -> None:
    registry.remove("till")
    with pytest.raises(PipelineError, match="source 'shop': the last one of a run"):
        registry.remove("shop")
    assert registry.path("shop").exists()
    registry.remove("attic")
    assert [entry.name for entry in registry.entries() if entry.active] == ["shop"]


def test_a_narrow_terminal_cuts_nothing_of_the_list(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    for name in ("shop", "attic"):
        registry.remove(name)
    registry.path("till").write_text(SHOP.replace(": MIT", ": LicenseRef-Warehouse-Depot"))
    write_lock({"till": Locked(kind="git", location="data/shop.bundle", ref="release/4", pin=NEW)})
    printed = said(capsys, "list")
    cells = ("LicenseRef-Warehouse-Depot", "team-shop", "java till", "release/4", NEW[:12])
    assert all(cell in printed for cell in cells)


DEPOT = [
    *("--kind", "files", "--location", "data/depot", "--class", "own"),
    *("--owner", "team-depot", "--licence", "MIT", "--legal-basis", "contracts"),
]


@pytest.mark.parametrize(
    "command",
    [["add", "depot", *DEPOT], ["update", "till", "--apply"], ["remove", "till"]],
    ids=["add", "update", "remove"],
)
def test_what_gives_no_composition_leaves_conf_as_it_was(command: list[str]) -> None:
    Path("data/depot").mkdir(parents=True)
    Path("data/depot/a.md").write_text("a")
    settings = yaml.safe_dump(to_builtins(known("data/depot", exclude=["b.md"])))
    registry.path("till").write_text(f"# @package crawl.sources.till\n{settings}")
    write_lock({"till": Locked(kind="files", location="data/depot", pin=OLD)})
    registry.DEFAULTS.write_text(CONFIG.replace("screen: default\n", "screen: none\n  - _self_\n"))
    before = {file: file.read_bytes() for file in Path().rglob("*.yaml")}
    for _ in range(2):
        with pytest.raises(PipelineError, match="^conf/: "):
            execute(["sources", *command])
        assert {file: file.read_bytes() for file in Path().rglob("*.yaml")} == before


def test_an_unknown_source_is_one_line() -> None:
    for name in ("ghost", "../config", "no/such", ""):
        with pytest.raises(PipelineError, match=f"no source '{name}', expected a registered one"):
            registry.entry(name)


SAID = {"owner": "team-depot", "legal_basis": "contracts", "licence": "MIT", "kind": "git"}


@pytest.mark.parametrize(
    ("licence", "kept"),
    [
        ("MIT", "MIT"),
        (" mit ", "MIT"),
        ("apache-2.0 or MIT", "Apache-2.0 OR MIT"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"),
        ("(MIT OR Apache-2.0) AND BSD-3-Clause", "(MIT OR Apache-2.0) AND BSD-3-Clause"),
        ("LicenseRef-Lanhai", "LicenseRef-Lanhai"),
    ],
)
def test_a_licence_is_registered_as_spdx_spells_it(licence: str, kept: str) -> None:
    assert declared("depot", SAID | {"licence": licence}) == SAID | {"licence": kept}


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--owner", "", "--owner is empty, expected a team or person"),
        ("--owner", " \t", "--owner is empty"),
        ("--legal-basis", "", "--legal-basis is empty, expected the reason why it may be used"),
        ("--licence", "", "--licence '' is no SPDX expression, expected one such as"),
        ("--licence", "Apache", "--licence 'Apache' is no SPDX expression"),
        ("--licence", "MIT AND", "--licence 'MIT AND' is no SPDX expression"),
        ("--licence", "MIT, Apache-2.0", "is no SPDX expression"),
        ("--licence", "LicenseRef-My_Own", "is no SPDX expression"),
        ("--licence", "NOASSERTION", "is no SPDX expression"),
        ("--commits", "-3", "Expected `int` >= 0 - at `\\$.commits`.* Give other options"),
        ("--licence", "MIT\nMIT", r"--licence 'MIT\\nMIT' is no SPDX expression"),
    ],
)
def test_a_source_that_says_too_little_is_refused_and_nothing_is_written(
    option: str, value: str, said: str
) -> None:
    options = {
        "--kind": "git",
        "--location": "data/depot.bundle",
        "--class": "own",
        "--owner": "team-depot",
        "--licence": "LicenseRef-Own",
        "--legal-basis": "contracts",
    } | {option: value}
    with pytest.raises(PipelineError, match=f"source 'depot': .*{said}") as error:
        execute(["sources", "add", "depot", *(word for pair in options.items() for word in pair)])
    assert "\n" not in str(error.value)
    assert not registry.path("depot").exists()
    assert registry.DEFAULTS.read_text() == CONFIG


def test_a_folder_without_conf_is_one_line() -> None:
    registry.DEFAULTS.unlink()
    with pytest.raises(PipelineError, match=r"conf/config.yaml: not found, expected the choices of a run."):
        execute(["sources", "list"])


@pytest.mark.parametrize(
    "location",
    [
        "https://user:pass@git.example/x.git",
        "http://token@git.example/x.git",
        "ssh://git:pass@git.example/x.git",
    ],
)
def test_a_url_with_credentials_is_refused_without_repeating_them(location: str) -> None:
    with pytest.raises(PipelineError, match="its URL holds a password or token") as error:
        pin.commit("shop", location, "HEAD")
    assert "pass@" not in str(error.value)
    assert "token@" not in str(error.value)


@pytest.mark.parametrize(
    "location",
    [
        "https://git.example/x.git",
        "https://git.example/@scope/x.git",
        "https://git.example:8443/x@2.git",
        "ssh://git@git.example/x.git",
        "git@git.example:team/x.git",
        "data/shop@home.bundle",
    ],
)
def test_a_location_without_credentials_is_not(location: str) -> None:
    refuse_credentials("shop", location)


def test_what_is_no_repository_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="expected a complete repository") as error:
        pin.commit("shop", str(tmp_path / "nowhere"), "HEAD")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "ref", ["HEAD", "main", "heads/main", "refs/heads/main", "v1", "tags/v1", "refs/tags/v1", "light"]
)
def test_a_ref_is_the_commit_that_git_means_by_it(ref: str, tmp_path: Path) -> None:
    repository = bare(tmp_path / "shop.git")
    git(repository, "branch", "feature/main", committed(repository, {b"a": b"1"}))
    head = committed(repository, {b"a": b"2"})
    git(repository, "-c", "user.name=a", "-c", "user.email=a@example.com", "tag", "-a", "-m", "t", "v1", head)
    git(repository, "tag", "light", head)
    assert pin.commit("shop", str(repository), ref) == head
    assert pin.commit("shop", str(repository), "feature/main") != head
    with pytest.raises(PipelineError, match="no ref 'feature' at"):
        pin.commit("shop", str(repository), "feature")


@pytest.mark.parametrize("location", ["shop.git", "../shop.git", "data/../shop.git"])
def test_a_repository_that_crawl_would_not_read_gets_no_pin(location: str) -> None:
    committed(bare(Path("shop.git")), {b"a": b"1"})
    with pytest.raises(PipelineError, match="source 'shop': location .* expected a path below data/"):
        pin.commit("shop", location, "HEAD")


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("pytest==0.0.1", "is installed, expected 0.0.1"),
        ("no-such-distribution==1", "not installed"),
        ("pytest", "expected name==version"),
    ],
)
def test_another_distribution_than_the_installed_one_is_one_line(location: str, said: str) -> None:
    with pytest.raises(PipelineError, match=said):
        pin.pin("tests", known(location, kind="python-distribution"))


@pytest.mark.parametrize(
    ("include", "exclude"),
    [(["**"], []), (["*.md"], []), (["**"], ["deep/**"])],
    ids=["all", "some", "all but some"],
)
def test_the_pin_of_a_folder_is_the_one_that_crawl_reads(include: list[str], exclude: list[str]) -> None:
    Path("data/notes/deep").mkdir(parents=True)
    for name in ("a.md", "deep/b.md", "deep/c.yaml"):
        Path("data/notes", name).write_text(name, encoding="utf-8")
    pinned = pin.pin("notes", known("data/notes", include=include, exclude=exclude))
    settings: dict[str, Any] = {"kind": "files", "include": include, "exclude": exclude}
    found = read("notes", source("data/notes", pinned, **settings), params(Path(".")))
    assert {entry.path for entry in found.entries} <= {"a.md", "deep/b.md", "deep/c.yaml"}


@pytest.mark.parametrize("include", ["**", "pluggy/**", "**/METADATA"])
def test_the_pin_of_a_distribution_is_the_one_that_crawl_reads(include: str) -> None:
    location = f"pluggy=={version('pluggy')}"
    settings: dict[str, Any] = {"kind": "python-distribution", "include": [include]}
    pinned = source(location, pin.pin("plugs", known(location, **settings)), licence="MIT", **settings)
    paths = [entry.path for entry in read("plugs", pinned, params(Path("."))).entries]
    assert not [path for path in paths if path.endswith(("/RECORD", "/INSTALLER"))]


@pytest.mark.parametrize("location", ["notes", "data/../notes", "data/none"])
def test_a_folder_that_crawl_would_not_read_gets_no_pin(location: str) -> None:
    Path("notes").mkdir()
    with pytest.raises(PipelineError, match="source 'notes': .*expected"):
        pin.pin("notes", known(location))
