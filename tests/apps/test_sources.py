"""Sources are registered, pinned and removed as edits of conf/."""

from importlib.metadata import version
from pathlib import Path

import pytest
import yaml

from apps.adaptrail import execute
from apps.sources import pin, registry
from apps.sources.declared import declared
from stages.core.errors import PipelineError
from stages.crawl.places import refuse_credentials
from stages.crawl.read import read
from tests.crawl.repositories import bare, git, params, source
from tests.crawl.repositories import commit as committed

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
rev: {old}   # release 4
owner: team-shop
"""
OLD, NEW = "0" * 40, "1" * 40


@pytest.fixture(autouse=True)
def _conf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("conf/source").mkdir(parents=True)
    registry.DEFAULTS.write_text(CONFIG)
    for name in ("shop", "till", "attic"):
        registry.path(name).write_text(SHOP.replace("shop", name).format(old=OLD))


def test_the_list_says_which_sources_a_run_reads() -> None:
    assert [(entry.name, entry.active) for entry in registry.entries()] == [
        ("attic", False),
        ("shop", True),
        ("till", True),
    ]


def test_a_moved_pin_changes_one_line() -> None:
    registry.move("shop", NEW)
    assert registry.path("shop").read_text() == SHOP.format(old=NEW)


def test_an_added_source_is_registered_and_read() -> None:
    registry.add("depot", {"kind": "git", "location": "data/depot.bundle", "rev": NEW, "owner": "仓储组"})
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
    ],
)
def test_a_bad_name_is_refused_and_nothing_is_written(name: str, said: str) -> None:
    with pytest.raises(PipelineError, match=said):
        registry.add(name, {"kind": "git"})
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
    settings = {"kind": "git", "rev": NEW, "source_class": "open-source", "owner": "team-depot"}
    for name in ("shop", "attic"):
        registry.remove(name)
    registry.path("till").write_text(yaml.safe_dump(settings | {"licence": "LicenseRef-Warehouse-Depot"}))
    with pytest.raises(SystemExit):
        execute(["sources", "list"])
    printed = capsys.readouterr().out
    assert all(cell in printed for cell in ("LicenseRef-Warehouse-Depot", "team-depot", NEW[:12]))


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
    till = {"kind": "files", "location": "data/depot", "rev": OLD, "include": ["**"], "exclude": []}
    registry.path("till").write_text(yaml.safe_dump(till))
    registry.DEFAULTS.write_text(CONFIG.replace("screen: default\n", "screen: none\n  - _self_\n"))
    before = {file: file.read_bytes() for file in Path("conf").rglob("*.yaml")}
    for _ in range(2):
        with pytest.raises(PipelineError, match="^conf/: "):
            execute(["sources", *command])
        assert {file: file.read_bytes() for file in Path("conf").rglob("*.yaml")} == before


def test_an_unknown_source_is_one_line() -> None:
    with pytest.raises(PipelineError, match="not found, expected a registered source"):
        registry.remove("ghost")


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
    settings = {"kind": "python-distribution", "location": location, "include": ["**"], "exclude": []}
    with pytest.raises(PipelineError, match=said):
        pin.pin("tests", settings, "")


@pytest.mark.parametrize(
    ("include", "exclude"),
    [(["**"], []), (["*.md"], []), (["**"], ["deep/**"])],
    ids=["all", "some", "all but some"],
)
def test_the_pin_of_a_folder_is_the_one_that_crawl_reads(include: list[str], exclude: list[str]) -> None:
    Path("data/notes/deep").mkdir(parents=True)
    for name in ("a.md", "deep/b.md", "deep/c.yaml"):
        Path("data/notes", name).write_text(name, encoding="utf-8")
    settings = {"kind": "files", "location": "data/notes", "include": include, "exclude": exclude}
    found = read("notes", source(rev=pin.pin("notes", settings, ""), **settings), params(Path(".")))
    assert {entry.path for entry in found.entries} <= {"a.md", "deep/b.md", "deep/c.yaml"}


@pytest.mark.parametrize("include", ["**", "pluggy/**", "**/METADATA"])
def test_the_pin_of_a_distribution_is_the_one_that_crawl_reads(include: str) -> None:
    location = f"pluggy=={version('pluggy')}"
    settings = {
        "kind": "python-distribution",
        "location": location,
        "include": [include],
        "exclude": [],
    }
    pinned = source(rev=pin.pin("plugs", settings, ""), licence="MIT", **settings)
    paths = [entry.path for entry in read("plugs", pinned, params(Path("."))).entries]
    assert not [path for path in paths if path.endswith(("/RECORD", "/INSTALLER"))]


@pytest.mark.parametrize("location", ["notes", "data/../notes", "data/none"])
def test_a_folder_that_crawl_would_not_read_gets_no_pin(location: str) -> None:
    Path("notes").mkdir()
    settings = {"kind": "files", "location": location, "include": ["**"], "exclude": []}
    with pytest.raises(PipelineError, match="source 'notes': .*expected"):
        pin.pin("notes", settings, "")
