"""What systems before this one got wrong in their builders, D8 to D10, D12 and D13 of their audit, is not so
here."""

import itertools

import msgspec
import pytest

from stages.build.build import build
from stages.build.params import Recipe
from stages.build.piece import Piece
from stages.build.pieces import PIECES
from stages.build.unit import units
from stages.core.formats.check import FORMATS
from stages.core.records.sample import Sample
from tests.build.depot import DEPOT, WORLD
from tests.build.made import RECIPES, ROOT, assets, params
from tests.layout import section_of

CAPPED = (
    "class_info", "class_short", "class_comment", "related", "similar", "subject", "code_under_test",
    "handler_under_test", "tested_endpoints", "constants", "used_by_code", "fixtures", "skeleton_around",
    "skeleton_under_test", "undocumented", "entity",
)  # fmt: skip
SHARED = """package com.acme.mail;

public class {} {{
    public void send(String to) {{
        go();
    }}
}}
"""
DIRECTED = ("api-lines", "api-table", "gherkin", "plantuml-class", "story-list", "use-case-table")
"""Formats that nothing else meets by chance."""


def samples(*names: str) -> list[Sample]:
    return list(build(DEPOT, params(*names)).candidates)


def languages(recipe: Recipe) -> set[str]:
    """Return the languages of the code that a recipe makes records of."""
    known = {asset.document: asset.language for asset in DEPOT.types}
    found = build(DEPOT, msgspec.structs.replace(params(), recipes={"mine": recipe})).candidates
    return {known[span.document] for sample in found for span in sample.outputs if span.document in known}


@pytest.mark.parametrize("name", CAPPED)
def test_d8_a_limit_of_characters_is_one(name: str) -> None:
    """UnitGen worked out how much of related and similar code fits, and printed all of it."""
    offered = {unit.id: unit for recipe in RECIPES.values() for unit in units(recipe, DEPOT)}
    long = [
        (unit.id, most, len(piece.text))
        for unit, most in itertools.product(offered.values(), (90, 200, 500))
        if isinstance(piece := PIECES[name](unit, WORLD, most), Piece) and len(piece.text) > most
    ]
    assert not long


def test_d8_of_two_that_are_equally_near_none_is_lost() -> None:
    """UnitGen kept candidates by their score: of two with the same one the first was gone."""
    user = SHARED.format("Desk").replace("(String to)", "(Fax fax, Post post)")
    files = {"Desk.java": user, "Fax.java": SHARED.format("Fax"), "Post.java": SHARED.format("Post")}
    found = assets({f"src/main/java/com/acme/mail/{name}": text for name, text in files.items()})
    (sample,) = [one for one in build(found, params("implement_method")).candidates if "Desk" in one.group]
    assert "Fax: send(String)\nPost: send(String)" in sample.input


@pytest.mark.parametrize("name", ["complete_line", "complete_member", "document_code", "fill_in_the_middle"])
def test_d8_what_works_for_one_language_works_for_all(name: str) -> None:
    """UnitGen had no similar code and no documentation for TypeScript, and never reached Python."""
    assert languages(RECIPES[name]) >= {"java", "kotlin", "python", "typescript"}


def test_d9_two_builds_are_the_same_bytes_and_say_where_each_row_is_from() -> None:
    """UnitGen shuffled without a seed, appended to the file of the run before, and kept neither commit nor
    licence."""
    first, second = (build(DEPOT, params()) for _ in range(2))
    assert [*map(msgspec.json.encode, first.candidates)] == [*map(msgspec.json.encode, second.candidates)]
    assert [*map(msgspec.json.encode, first.drops)] == [*map(msgspec.json.encode, second.drops)]
    for sample in first.candidates:
        assert sample.licence
        assert sample.source
        assert all(span.blob and span.start < span.end for span in (*sample.inputs, *sample.outputs))


@pytest.mark.parametrize(
    "name", sorted(name for name, one in RECIPES.items() if one.unit in ("member", "test"))
)
def test_d10_a_recipe_of_one_language_makes_nothing_of_another(name: str) -> None:
    """UnitGen's Kotlin service ran on Java: `and` was read before `or`."""
    assert languages(RECIPES[name]) <= set(RECIPES[name].filter.languages)


def test_d10_a_test_is_about_the_type_of_its_package_not_of_any_with_its_name() -> None:
    """UnitGen found the type under test by its simple name alone."""
    made = "package com.acme.{0};\n\npublic class Rate {{\n    int of() {{\n        return {1};\n    }}\n}}\n"
    test = (
        "package com.acme.sale;\n\nclass RateTest {\n    @Test\n    void two() {\n"
        "        assertEquals(2, new Rate().of());\n    }\n}\n"
    )
    found = assets(
        {
            "src/main/java/com/acme/buy/Rate.java": made.format("buy", 1),
            "src/main/java/com/acme/sale/Rate.java": made.format("sale", 2),
            "src/test/java/com/acme/sale/RateTest.java": test,
        }
    )
    (asset,) = [one for one in found.types if one.role == "test"]
    assert asset.subject == "shop:src/main/java/com/acme/sale/Rate.java#Rate"
    (sample,) = build(found, params("write_test")).candidates
    assert "return 2;" in sample.input


@pytest.mark.parametrize("name", [name for name, one in RECIPES.items() if one.format in DIRECTED])
def test_d12_no_pair_is_the_wrong_way_round(name: str) -> None:
    """Bundling asked for a table and gave it, and answered with the names that it should have given."""
    found = samples(name)
    assert found
    for sample in found:
        assert not FORMATS[sample.format](sample.output)
        assert FORMATS[sample.format](sample.input), sample.input


def test_d13_all_that_a_recipe_does_is_set_in_conf_and_all_of_conf_is_used() -> None:
    """UnitGen's command line always ran one strategy and no rule; the others needed Java."""
    named = {path.stem for path in (ROOT / "conf/recipes").glob("*.yaml")}
    assert section_of("build")["recipes"].keys() == named
    assert section_of("gate")["standards"]
