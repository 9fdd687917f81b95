"""The inventory counts every file once, and names a recipe only where its unit can be found."""

import json
from pathlib import Path

import msgspec
import pytest

from apps.sources.inventory import FEEDS, Holding, fed, holdings
from stages.build.params import Recipe
from stages.core.contract import Counts, canonical, finish
from stages.core.params import PARAMS
from stages.core.records.annotation import Annotation
from stages.crawl import contract as crawl
from stages.crawl.params import AssetKind
from stages.model.model import _READERS
from stages.screen import contract as screen
from tests import records
from tests.apps.workplace import furnish, run
from tests.layout import section_of

RECIPES = msgspec.convert(section_of("build")["recipes"], dict[str, Recipe])
FILES = [
    records.file("A.java", "1", size=10),
    records.file("B.java", "1", size=10),
    records.file("Old.java", "2", size=5),
    records.file("ATest.java", "3", asset="test"),
    records.file("手册.pdf", "4", asset="document"),
    records.file("a.puml", "5", asset="model"),
    records.file("issues.csv", "6", "desk", asset="story"),
    records.file("x.py", "7", "dist", source_class="open-source"),
]
LANGUAGES = {"A.java": "java", "B.java": "java", "Old.java": "java", "ATest.java": "java",
             "手册.pdf": "markdown",
             "a.puml": "plantuml", "issues.csv": "csv", "x.py": "python"}  # fmt: skip
KEPT = [
    records.screened_file(file.path, file.blob, file.source, language=LANGUAGES[file.path])
    for file in FILES
    if file.path not in ("Old.java", "a.puml")
]


def annotation(path: str, blob: str) -> Annotation:
    return Annotation(
        blob=blob, path=path, language=LANGUAGES[path], encoding="utf-8", generated="", vendored="",
        minified=False, pointer=False, lines=1, mean_line=1.0, longest_line=1, letters=1.0, header="",
        licence_text="",
    )  # fmt: skip


HELD = holdings(FILES, [annotation(file.path, file.blob) for file in FILES], KEPT)


def test_every_file_is_counted_once() -> None:
    assert sum(one.files for one in HELD) == len(FILES)
    assert sum(one.read for one in HELD) == len(KEPT)
    assert Holding("shop", "own", "code", "java", files=3, read=2, size=25) in HELD
    assert [one.source for one in HELD] == sorted(one.source for one in HELD)


@pytest.mark.parametrize(
    ("recipe", "sources"),
    [
        ("implement_method", {"shop": 2}),
        ("implement_python", {}),
        ("implement_typescript", {}),
        ("write_test", {"shop": 1}),
        ("write_python_test", {}),
        ("write_guideline", {"shop": 1}),
        ("name_term", {"shop": 1}),
        ("user_story_detail", {"desk": 1}),
        ("design_restful_api", {}),
        ("accepted_method", {}),
    ],
)
def test_a_recipe_is_fed_by_what_was_let_through_in_its_language(
    recipe: str, sources: dict[str, int]
) -> None:
    assert {one.recipe: one.sources for one in fed(HELD, RECIPES, ["own"])}[recipe] == sources


def test_what_no_adapter_may_learn_feeds_nothing() -> None:
    by_class = {one.recipe: one.sources for one in fed(HELD, RECIPES, ["own", "open-source"])}
    assert by_class["implement_python"] == {"dist": 1}


def test_the_table_of_feeds_names_what_exists() -> None:
    assert set(FEEDS) <= set(AssetKind.__args__)  # type: ignore[attr-defined]
    assert {language for feed in FEEDS.values() for language in feed.languages} <= set(_READERS)
    units = set(Recipe.__annotations__["unit"].__args__)
    assert {unit for feed in FEEDS.values() for unit in feed.units} == units


@pytest.fixture
def _ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    furnish(tmp_path)
    counts = Counts(read=1, written=1, dropped={})
    finish("crawl", counts, {}, crawl.FILES.write(FILES))
    rows = sorted((annotation(file.path, file.blob) for file in FILES), key=lambda row: (row.blob, row.path))
    written = screen.ANNOTATIONS.write(lambda digit: (canonical(row) for row in rows if row.blob[0] == digit))
    finish("screen", counts, {}, screen.KEPT.write(KEPT) | written)


@pytest.mark.usefixtures("_ran")
@pytest.mark.parametrize("width", [80, 160])
def test_the_table_fits_and_cuts_no_name(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = run(capsys, "inventory")
    assert max(map(len, shown.splitlines())) <= width
    assert "…" not in shown
    assert all(name in shown for name in ("issues", *RECIPES) if name != "issues")


@pytest.mark.usefixtures("_ran")
def test_json_and_markdown_say_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(run(capsys, "inventory", "--json"))
    assert told["holdings"] == [one._asdict() for one in HELD]
    assert PARAMS.is_file()
    markdown = run(capsys, "inventory", "--markdown")
    assert "| shop | code | java 3 | 3 | 2 |" in markdown
    assert "| user_story_detail | story | desk 1 |" in markdown
    assert {row["recipe"] for row in told["recipes"]} == set(RECIPES)
