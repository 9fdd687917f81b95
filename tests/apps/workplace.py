"""A folder with this repository's own settings, in which `adaptrail sources` can be run."""

import re
import shutil
from pathlib import Path

import pytest

from apps.adaptrail import execute
from stages.core.errors import PipelineError
from stages.core.params import PARAMS, load_params
from stages.crawl.contract import LOCK
from stages.crawl.lock import read_lock, sources
from stages.crawl.params import CrawlParams
from stages.crawl.read import read
from tests.crawl.repositories import blobs_of
from tests.layout import ROOT

WHOSE = ["--class", "own", "--owner", "team", "--licence", "MIT", "--legal-basis", "contract"]

RECIPES = re.compile(r"(  - recipes:\n)(?:      - .*\n)+")
ADAPTERS = re.compile(r"(  - adapter: )\[.*\]\n")


def furnish(folder: Path) -> None:
    """Copy settings and lock into `folder`, with one adapter and its recipe: commands compose them all."""
    shutil.copytree(ROOT / "conf", folder / "conf")
    config = folder / "conf" / "config.yaml"
    choices = config.read_text(encoding="utf-8")
    for chosen, kept in ((RECIPES, r"\1      - implement_method\n"), (ADAPTERS, r"\1[implement-method]\n")):
        choices, found = chosen.subn(kept, choices)
        assert found == 1
    config.write_text(choices, encoding="utf-8")
    for file in (LOCK, PARAMS):
        shutil.copy(ROOT / file, folder / file)


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run `adaptrail sources` and return what it printed."""
    with pytest.raises(SystemExit) as done:
        execute(["sources", *words])
    assert done.value.code == 0
    return capsys.readouterr().out


def failed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run `adaptrail sources` and return its faults, one a line, where it goes on after one."""
    with pytest.raises(SystemExit) as done:
        execute(["sources", *words])
    assert done.value.code == 1
    return capsys.readouterr().err


def refused(*words: str) -> str:
    """Run `adaptrail sources` and return its error, one line; nothing is written."""
    before = {file: file.read_bytes() for file in written()}
    with pytest.raises(PipelineError) as error:
        execute(["sources", *words])
    assert "\n" not in str(error.value)
    assert {file: file.read_bytes() for file in written()} == before
    return str(error.value)


def written() -> list[Path]:
    """Return the files that the command may write."""
    return [*Path("conf").rglob("*.yaml"), LOCK, PARAMS]


def texts(name: str) -> dict[str, str | None]:
    """Return the texts by path that a run reads of a source, or of a repository of an organisation."""
    params = load_params("crawl", CrawlParams)
    reading = read(name, sources(params.sources, read_lock())[name], params)
    blobs = blobs_of(reading)
    return {entry.path: blobs[entry.blob].text for entry in reading.entries}
