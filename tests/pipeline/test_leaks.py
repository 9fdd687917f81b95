"""No raw value comes out of the raw zone: not in what is printed, written, committed or left behind."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from stages.anonymize.keys import derive
from stages.anonymize.listed import digest
from tests.pipeline.clone import Clone
from tests.pipeline.leaks import Scanner, objects_of
from tests.pipeline.planted import CATASTROPHIC, KEY, TERMS, Organisation, organisation

pytestmark = pytest.mark.slow

RAW_STAGES = ("crawl", "screen", "dedupe")
RAW_ZONE = ("data", ".store", ".cache/crawl", *(f"out/{stage}" for stage in RAW_STAGES))
"""Folders that hold raw text, as docs/usage.md says; DVC's cache has copies of what is in them."""
LAST = "build"
"""Stage up to which the pipeline runs: those behind it read records, and no text besides."""
PACK = "governance/house.toml"
ADAPTRAIL = ("python", "-m", "apps.adaptrail")


class Done(NamedTuple):
    """A clone after a run on an organisation."""

    clone: Clone
    planted: Organisation
    scanner: Scanner
    """Looks for what was planted, and for the key."""
    printed: str


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """Run the pipeline, as loud as it can be, and commit its results."""
    folder = tmp_path_factory.mktemp("leaks")
    planted = organisation(folder / "sources")
    clone = Clone(folder / "adaptrail", "test")
    (folder / "temporary").mkdir()
    clone.environment |= {
        "ADAPTRAIL_KEY": KEY,
        "ADAPTRAIL_LEXICON": "\n".join(TERMS),
        "TMPDIR": str(folder / "temporary"),
    }
    declare(clone, planted)
    (clone.path / PACK).write_text(CATASTROPHIC, encoding="utf-8")
    compose(clone)
    printed = clone.run("dvc", "repro", "--verbose", LAST)
    clone.run("git", "add", "--all")
    clone.run(
        "git", "-c", "user.name=ann", "-c", "user.email=ann@example.com", "commit", "-qm", "run: results"
    )
    return Done(clone, planted, Scanner([*planted.values, KEY]), printed)


def declare(clone: Clone, planted: Organisation) -> None:
    """Put the sources of the organisation in the place of the embedded ones."""
    config = clone.path / "conf/config.yaml"
    one = re.sub(
        r"(  - source:\n      - .*\n)(      - .*\n)+", r"\1", config.read_text(encoding="utf-8"), count=1
    )
    config.write_text(one, encoding="utf-8")
    imported = {"deps": [{"path": str(planted.files)}], "outs": [{"path": "data", "push": False}]}
    (clone.path / "data.dvc").write_text(yaml.safe_dump(imported), encoding="utf-8")
    clone.run("dvc", "repro", "data.dvc")
    said = (
        "--class",
        "own",
        "--owner",
        "platform",
        "--licence",
        "LicenseRef-Own",
        "--legal-basis",
        "contract",
    )
    sources = (*ADAPTRAIL, "sources")
    clone.run(*sources, "add", "shop", "--kind", "git", "--location", str(planted.repository), *said)
    clone.run(*sources, "add", "desk", "--kind", "files", "--location", "data/desk", *said)
    clone.run(*sources, "remove", "order-center")


def compose(clone: Clone) -> None:
    """Compose settings with the key, the lexicon and the rules of the organisation."""
    keys = derive(KEY.encode())
    own = {
        "key_id": "own",
        "key_check": f"'{keys.check}'",
        "lexicon_check": f"'{digest(keys, TERMS)}'",
        "packs": f"[default,{PACK}]",
        "canaries": "50",
    }
    clone.run("python", "-m", "stages.compose", *(f"anonymize.{name}={value}" for name, value in own.items()))


def test_every_value_is_found_where_it_was_planted(done: Done) -> None:
    objects = objects_of(done.planted.repository)
    files = b"\n".join(path.read_bytes() for path in done.planted.files.rglob("*") if path.is_file())
    assert {value for _, value in done.scanner.found(objects + files)} == done.planted.values


def test_the_run_read_what_was_planted(done: Done) -> None:
    raw = b"".join(path.read_bytes() for path in (done.clone.path / "out/crawl").rglob("*.jsonl"))
    assert len({value for _, value in done.scanner.found(raw)}) > 0.95 * len(done.planted.values)
    documents = (done.clone.path / "out/anonymize/documents.jsonl").read_bytes()
    assert documents.count(b"\n") > 200
    assert (done.clone.path / f"out/{LAST}/candidates.jsonl").stat().st_size > 1000


def test_nothing_is_printed_however_loud_a_run_is(done: Done) -> None:
    assert "DEBUG" in done.printed
    assert done.scanner.found(done.printed.encode()) == []


def test_no_file_outside_the_raw_zone_holds_a_value_or_is_named_by_one(done: Done) -> None:
    files = list(outside_the_raw_zone(done.clone.path))
    looked = {path.parts[0] for path in files}
    assert {".dvc", ".git", "governance", "out", "reports", "dvc.lock", "params.yaml"} <= looked
    leaks = {
        str(path): found
        for path in files
        if (found := done.scanner.found(str(path).encode() + b"\0" + (done.clone.path / path).read_bytes()))
    }
    assert leaks == {}


def test_no_object_of_git_holds_a_value(done: Done) -> None:
    objects = objects_of(done.clone.path)
    assert b"run: results" in objects
    assert b'"documents_changed"' in objects
    assert done.scanner.found(objects) == []


def test_nothing_is_left_in_the_folder_of_temporary_files(done: Done) -> None:
    assert list(Path(done.clone.environment["TMPDIR"]).iterdir()) == []


def outside_the_raw_zone(project: Path) -> Iterator[Path]:
    """Yield the files of a project that are not in the raw zone, as DVC's cache has them neither."""
    raw = set(raw_objects(project))
    for path in sorted(project.rglob("*")):
        relative = path.relative_to(project)
        in_raw_zone = any(relative.is_relative_to(folder) for folder in RAW_ZONE)
        if path.is_file() and not in_raw_zone and "".join(path.parts[-2:]) not in raw:
            yield relative


def raw_objects(project: Path) -> Iterator[str]:
    """Yield the names of what DVC's cache has of the raw zone: MD5 of files, and of lists of files."""
    stages = yaml.safe_load((project / "dvc.lock").read_text(encoding="utf-8"))["stages"]
    imported = yaml.safe_load((project / "data.dvc").read_text(encoding="utf-8"))
    for entry in [*imported["outs"], *(out for stage in RAW_STAGES for out in stages[stage]["outs"])]:
        yield entry["md5"]
        if entry["md5"].endswith(".dir"):
            listed = project / ".dvc/cache/files/md5" / entry["md5"][:2] / entry["md5"][2:]
            yield from (file["md5"] for file in yaml.safe_load(listed.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("audit replay", 0),
        ("audit verify", 1),
        ("audit where shop:conf/cut.json", 1),
        ("review anonymize --reviewer ann", 0),
        ("review lexicon --reviewer ann", 0),
        ("review stats", 0),
        ("sources list", 0),
        ("sources inventory", 0),
    ],
)
def test_no_command_prints_a_value_into_a_pipe(done: Done, words: str, code: int) -> None:
    printed = done.clone.run(*ADAPTRAIL, *words.split(), code=code)
    assert printed
    assert done.scanner.found(printed.encode()) == []


WITHOUT_SOCKETS = """
import runpy, sys

def refuse(event, _):
    if event.startswith("socket."):
        raise AssertionError(event)

sys.addaudithook(refuse)
runpy.run_module("stages.anonymize", run_name="__main__")
"""


def test_the_stage_opens_no_socket_from_its_first_import_on(done: Done) -> None:
    assert done.clone.run("python", "-c", WITHOUT_SOCKETS).startswith("anonymize: read ")


SECRET = "ghp_" + "Zq7Lw2Xv9Tb4" * 3
RULE = "[[rules]]\nid = 'house'\n"
LABEL = (
    '{"schema":1,"fingerprint":"f","entity":"e","rule":"r","rule_version":"v","label":"T","reviewer":"ann"}'
)
REVIEWS, NAMES = "governance/reviews/anonymize.jsonl", "governance/lexicon.jsonl"


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (PACK, f"{RULE}regex = '(?={SECRET})'\n"),
        (PACK, f"{RULE}regex = '({SECRET}'\n"),
        (PACK, f"{RULE}regex = '[{SECRET}'\n"),
        (PACK, f"{RULE}regex = '{SECRET})'\n"),
        (PACK, f"{RULE}regex = '{SECRET}{{5000}}'\n"),
        (PACK, f"{RULE}regex = 'a'\nentropy = '{SECRET}'\n"),
        (PACK, f"{RULE}regex = '{SECRET}\n"),
        (PACK, f"{RULE}regex = 'a'\nkeywords = ['{SECRET}', 2024-13-45]\n"),
        (REVIEWS, f'{{"fingerprint":"{SECRET}"'),
        (REVIEWS, LABEL.replace('"T"', f'"{SECRET}"')),
        (REVIEWS, LABEL.replace("}", f',"{SECRET}":1}}')),
        (NAMES, f'{{"fingerprint":"{SECRET}","kind":"{SECRET}","decision":"{SECRET}"}}'),
        (NAMES, SECRET),
    ],
)
def test_a_broken_file_is_one_line_without_what_stands_in_it(done: Done, path: str, content: str) -> None:
    file = done.clone.path / path
    before = file.read_bytes() if file.exists() else None
    file.parent.mkdir(exist_ok=True)
    file.write_text(content, encoding="utf-8")
    try:
        assert_one_line(done.clone.run("python", "-m", "stages.anonymize", code=1))
    finally:
        file.unlink() if before is None else file.write_bytes(before)


@pytest.mark.parametrize(
    "environment",
    [{"ADAPTRAIL_KEY": SECRET}, {"ADAPTRAIL_KEY": SECRET[:9]}, {"ADAPTRAIL_LEXICON": SECRET}],
    ids=["another key", "short key", "another lexicon"],
)
def test_a_wrong_key_or_lexicon_is_one_line_without_it(done: Done, environment: Mapping[str, str]) -> None:
    before = dict(done.clone.environment)
    done.clone.environment |= environment
    try:
        assert_one_line(done.clone.run("python", "-m", "stages.anonymize", code=1))
    finally:
        done.clone.environment = before


def assert_one_line(printed: str) -> None:
    """Require one error, and no form of the secret in it."""
    assert printed.startswith("error: ")
    assert printed.count("\n") == 1
    assert Scanner([SECRET, SECRET[:9]]).found(printed.encode()) == []
