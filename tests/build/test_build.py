"""Laws of `build` that hold for every recipe, on a small shop of literal files."""

import json
import random
import re
from collections import Counter

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.build.build import Built, build
from stages.build.params import BuildParams, Recipe
from stages.build.unit import Assets, units
from stages.build.words import named_share
from stages.core.errors import PipelineError
from stages.core.formats.check import violations
from stages.core.records.drop import Drop
from stages.core.records.sample import Sample
from stages.core.spans import safe_digest
from tests.build.depot import DEPOT
from tests.build.made import FILES, RECIPES, assets, document, params

SHOP = assets()
VERBATIM = {
    name for name, recipe in RECIPES.items() if recipe.output in ("story", "member", "implementation", "type")
}


def samples(*names: str) -> list[Sample]:
    return build(SHOP, params(*names)).candidates


def only(*names: str) -> Sample:
    (found,) = samples(*names)
    return found


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_every_offer_is_a_sample_or_a_drop(name: str) -> None:
    built = build(DEPOT, params(name))
    assert built.offers == len(built.candidates) + len(built.drops)
    assert built.candidates


@pytest.mark.parametrize(
    "sample", build(DEPOT, params()).candidates, ids=lambda sample: f"{sample.recipe}-{sample.id[:6]}"
)
def test_an_output_meets_its_own_format(sample: Sample) -> None:
    assert not violations(sample.format, sample.output)


@pytest.mark.parametrize("sample", samples(*VERBATIM), ids=lambda sample: f"{sample.recipe}-{sample.id[:6]}")
def test_verbatim_output_is_the_text_of_its_span(sample: Sample) -> None:
    (span,) = sample.outputs
    path = span.document.removeprefix("shop:")
    assert span.safe == safe_digest(sample.output.encode())
    assert document(path, FILES[path]).text.encode()[span.start : span.end].decode() == sample.output


def test_every_sample_says_where_it_comes_from() -> None:
    for sample in samples():
        assert sample.outputs
        assert {span.document for span in sample.outputs} <= {f"shop:{path}" for path in FILES}
        assert sample.inputs or sample.recipe == "user_story_detail"


def test_the_answer_is_not_in_the_question() -> None:
    assert not [sample.recipe for sample in samples() if sample.output in sample.input]


def test_placeholders_are_filled() -> None:
    assert not [s.instruction for s in samples() if "{name}" in s.instruction or "{type}" in s.instruction]


@settings(max_examples=10)
@given(st.integers())
def test_the_order_of_assets_changes_nothing(seed: int) -> None:
    shuffled = SHOP._replace(
        types=random.Random(seed).sample(SHOP.types, len(SHOP.types)),  # noqa: S311
        stories=list(reversed(SHOP.stories)),
    )
    assert build(shuffled, params()) == build(SHOP, params())


def test_ids_are_distinct_and_outlive_masking_and_rewording() -> None:
    before = {sample.id for sample in samples()}
    assert len(before) == len(samples())
    assert {sample.id for sample in build(SHOP, params(seed=99)).candidates} == before
    masked = [
        msgspec.structs.replace(story, text=story.text.replace("customer", "person"))
        for story in SHOP.stories
    ]
    assert {sample.id for sample in build(SHOP._replace(stories=masked), params()).candidates} == before


def test_a_new_version_of_a_recipe_gives_new_ids() -> None:
    settings = params("implement_method")
    newer = msgspec.structs.replace(settings.recipes["implement_method"], version=99)
    built = build(SHOP, msgspec.structs.replace(settings, recipes={"implement_method": newer}))
    assert {sample.id for sample in built.candidates}.isdisjoint(s.id for s in samples("implement_method"))
    assert {sample.generator for sample in built.candidates} == {"implement_method@99"}


def test_the_seed_draws_language_and_wording() -> None:
    drawn = [build(SHOP, params("implement_method", seed=seed)).candidates for seed in range(20)]
    languages = Counter(sample.natural_language for found in drawn for sample in found)
    wordings = {sample.instruction for found in drawn for sample in found}
    assert min(languages["zh"], languages["en"]) > 0.25 * languages.total()
    assert len(wordings) > len(drawn[0])


def test_a_story_is_asked_for_in_its_own_language() -> None:
    found = {sample.natural_language: sample for sample in samples("user_story_detail")}
    assert found["zh"].input == "Cart\n失效商品\n老顾客想把下架的商品放到底部，以便于结算时不被干扰\n1. 下架"
    assert found["en"].input.endswith("so that I need not search again\n1. Both carts (2)")
    assert "故事" in found["zh"].instruction
    assert "story" in found["en"].instruction


def test_open_source_text_feeds_no_adapter() -> None:
    built = build(assets(source_class="open-source"), params())
    assert not built.candidates
    assert {drop.rule for drop in built.drops} == {"source-class"}
    assert {drop.threshold for drop in built.drops} == {"own"}
    assert len({(drop.item, drop.value, str(drop.spans)) for drop in built.drops}) == built.offers


@pytest.mark.parametrize(
    ("final", "format"),
    [
        ("@GetMapping\nint x() { return 1; }", "java-member"),
        ("@RestController\nclass X {\n    @GetMapping\n    int x() { return 1; }\n}", "java-type"),
    ],
)
def test_a_handler_and_a_whole_controller_that_were_taken_are_valid(final: str, format: str) -> None:
    event = {"step": "implementation_spring_controller", "language": "java", "action": "accepted"}
    line = json.dumps({**event, "prompt": "GET /x", "final": final})
    (sample,) = build(assets({"feedback/a.jsonl": line}), params("accepted_handler")).candidates
    assert (sample.format, violations(sample.format, sample.output)) == (format, [])


def test_no_asset_at_all_is_refused_in_one_line() -> None:
    with pytest.raises(PipelineError, match="^out/model: no asset in any file, expected at least one"):
        build(Assets(*([] for _ in Assets._fields)), params())


def refusals(found: Assets, settings: BuildParams) -> list[Drop]:
    return [drop for drop in build(found, settings).drops if drop.rule != "no-recipe"]


def refused(recipe: str) -> dict[str, str]:
    drops = refusals(SHOP, params(recipe))
    return {drop.item.rpartition("#")[2]: drop.rule for drop in drops}


@pytest.mark.parametrize(
    ("recipe", "expected"),
    [
        ("implement_method", {"Coupon.getCode": "trivial-accessor", "Coupon.setCode": "trivial-accessor"}),
        (
            "write_test",
            {
                "CouponControllerTest.bestIsFound": "over-http",
                "CouponServiceTest.outside": "no-code-under-test",
            },
        ),
        (
            "write_controller_test",
            {
                "CouponServiceTest.usesOnce": "no-endpoint",
                "CouponServiceTest.nothing": "no-endpoint",
                "CouponServiceTest.outside": "no-endpoint",
            },
        ),
    ],
)
def test_what_gives_no_record_says_why(recipe: str, expected: dict[str, str]) -> None:
    assert refused(recipe) == expected


def without(path: str) -> Assets:
    return assets({name: text for name, text in FILES.items() if not name.endswith(path)})


def test_a_test_without_its_subject_gives_no_record() -> None:
    drops = refusals(without("CouponService.java"), params("write_test"))
    assert [drop.rule for drop in drops if "CouponServiceTest" in drop.item] == ["no-subject"] * 3


def changed(name: str, **limits: int) -> Recipe:
    recipe = RECIPES[name]
    return msgspec.structs.replace(recipe, limits=msgspec.structs.replace(recipe.limits, **limits))


@pytest.mark.parametrize(
    ("limit", "rule"),
    [
        ({"min_lines": 1, "max_lines": 3}, "too-many-lines"),
        ({"min_lines": 20}, "too-few-lines"),
        ({"max_characters": 20}, "too-many-characters"),
    ],
)
def test_records_that_are_no_small_step_are_refused(limit: dict[str, int], rule: str) -> None:
    settings = msgspec.structs.replace(
        params(), recipes={"user_story_detail": changed("user_story_detail", **limit)}
    )
    built = build(SHOP, settings)
    assert not built.candidates
    drops = refusals(SHOP, settings)
    assert {drop.rule for drop in drops} == {rule}
    assert all(drop.value.startswith("user_story_detail: ") and drop.threshold for drop in drops)


@pytest.mark.parametrize(("pack", "groups"), [(0, 2), (5000, 1)])
def test_a_tag_is_packed_into_records(pack: int, groups: int) -> None:
    settings = msgspec.structs.replace(
        params(), recipes={"design_restful_api": changed("design_restful_api", pack=pack, named=0)}
    )
    found = build(SHOP, settings).candidates
    assert len(found) == groups
    assert sum(len(sample.outputs) for sample in found) == 4  # each operation and its path
    assert {sample.group for sample in found} == {"shop:api/orders.yaml#orders"}


def test_a_test_stays_with_what_it_tests() -> None:
    tests = samples("write_test")
    assert {sample.group for sample in tests} == {"shop:src/main/java/com/acme/coupon/CouponService.java"}


def test_a_record_of_the_same_origin_is_kept_once() -> None:
    twice = SHOP._replace(
        apis=[*SHOP.apis, msgspec.structs.replace(SHOP.apis[0], id="shop:api/orders.yaml#other")]
    )
    built = build(twice, params("design_restful_api"))
    (drop,) = refusals(twice, params("design_restful_api"))
    assert drop.rule == "same-origin"
    assert drop.duplicate_of == built.candidates[0].id


METHODS = "\n".join(
    f"    int total{name}(int first, int second) {{\n        int sum{name} = first + second;\n"
    f"        return sum{name};\n    }}"
    for name in ("Net", "Gross", "Open", "Paid", "Due")
)
SUMS = assets({"src/main/java/com/acme/Sums.java": f"package com.acme;\nclass Sums {{\n{METHODS}\n}}\n"})


def of_type(most: int, seed: int = 13) -> Built:
    return build(SUMS, msgspec.structs.replace(params("implement_method", seed=seed), most_of_type=most))


def test_of_one_type_a_recipe_makes_as_many_records_as_may_be_drawn() -> None:
    built = of_type(2)
    beyond = [drop for drop in built.drops if drop.rule == "not-drawn"]
    assert (len(built.candidates), len(beyond)) == (2, 3)
    assert {(drop.recipe, drop.threshold) for drop in beyond} == {("implement_method", "2")}
    assert built.offers == len(built.candidates) + len(built.drops)
    assert list(built.candidates) == list(of_type(2).candidates)
    assert len({tuple(one.id for one in of_type(2, seed).candidates) for seed in range(9)}) > 1


@pytest.mark.parametrize("most", [0, 5, 99])
def test_of_one_type_all_members_are_taken_where_that_is_allowed(most: int) -> None:
    assert len(of_type(most).candidates) == 5


def with_recipe(**changes: object) -> Recipe:
    return msgspec.structs.replace(RECIPES["user_story_detail"], **changes)


@pytest.mark.parametrize(
    ("recipe", "found"),
    [
        (with_recipe(input="{topik}"), "no piece 'topik'"),
        (with_recipe(input="{topic:x}"), "no piece '{topic:x}'"),
        (with_recipe(output="poem"), "no piece 'poem'"),
        (with_recipe(instructions={"zh": ["{name}"], "en": ["{nmae}"]}), "instruction with {nmae}"),
        (with_recipe(format="haiku"), "no format 'haiku'"),
        (with_recipe(instructions={"fr": ["Racontez"]}), "instructions in \\['fr'\\]"),
        (with_recipe(instructions={"zh": []}), "instructions in \\[\\]"),
    ],
)
def test_a_recipe_that_cannot_work_is_one_line(recipe: Recipe, found: str) -> None:
    settings = msgspec.structs.replace(params(), recipes={"mine": recipe})
    with pytest.raises(PipelineError, match=rf"^conf/recipes/mine.yaml: {found}.*Mend the file\.$"):
        build(SHOP, settings)


@pytest.mark.parametrize(
    ("name", "wrong", "found"),
    [
        (
            "write_test",
            {"roles": ["tset"]},
            "'tset' in filter.roles of unit test, expected one of config, contr",
        ),
        ("write_test", {"languages": ["Java"]}, "'Java' in filter.languages of unit test, expected one of"),
        ("use_library", {"kinds": ["methods"]}, "'methods' in filter.kinds of unit member, expected one o"),
        ("document_type", {"kinds": ["method"]}, "'method' in filter.kinds of unit type, expected one of "),
        ("define_table", {"roles": ["service"]}, "'service' in filter.roles of unit sql, expected one of "),
        ("fix_python", {"kinds": ["bug"]}, "'bug' in filter.kinds of unit change, expected one of documen"),
        ("accepted_test", {"languages": ["jaav"]}, "'jaav' in filter.languages of unit suggestion, expect"),
        (
            "accepted_test",
            {"kinds": ["write_tset"]},
            "'write_tset' in filter.kinds of unit suggestion, expected 'write_test'",
        ),
        ("split_epic", {"languages": ["cn"]}, "'cn' in filter.languages of unit epic, expected one of en,"),
        ("split_epic", {"roles": ["other"]}, "'other' in filter.roles of unit epic, expected none"),
        ("review_api", {"annotations": ["Get"]}, "'Get' in filter.annotations of unit api, expected none"),
    ],
)
def test_a_filter_that_nothing_passes_is_one_line(name: str, wrong: dict[str, list[str]], found: str) -> None:
    recipe = RECIPES[name]
    wrongly = msgspec.structs.replace(recipe, filter=msgspec.structs.replace(recipe.filter, **wrong))
    settings = msgspec.structs.replace(params(), recipes={name: wrongly})
    with pytest.raises(PipelineError, match=rf"^conf/recipes/{name}.yaml: {found}.*Mend the file\.$"):
        build(SHOP, settings)


def test_what_an_ide_suggests_is_a_step_of_a_recipe() -> None:
    steps = {recipe.step for recipe in RECIPES.values() if recipe.unit != "suggestion"}
    named = [recipe.filter.kinds for recipe in RECIPES.values() if recipe.unit == "suggestion"]
    assert steps >= set().union(*named)


def test_a_recipe_in_one_language_asks_in_it() -> None:
    recipe = with_recipe(instructions={"en": ["Write a story."]})
    found = build(SHOP, msgspec.structs.replace(params(), recipes={"mine": recipe})).candidates
    assert {sample.natural_language for sample in found} == {"en"}


def test_a_new_recipe_of_known_pieces_needs_no_python() -> None:
    recipe = msgspec.structs.replace(
        changed("implement_method", named=0),
        input="{signature}",
        unit="member",
        output="member",
        natural_language="drawn",
    )
    found = build(SHOP, msgspec.structs.replace(params(), recipes={"bare": recipe})).candidates
    assert "public void use(LocalDateTime now)" in {sample.input for sample in found}


def test_figures_count_offers_samples_and_refusals() -> None:
    figures = build(SHOP, params("implement_method")).figures
    assert figures["offers"] == {"implement_method": 5}
    assert figures["named"] == {"implement_method": pytest.approx(0.7, abs=0.2)}
    assert figures["samples"] == {"implement_method": 3}
    assert figures["refused"] == {"implement_method/trivial-accessor": 2}


def test_a_question_with_two_answers_is_kept_once() -> None:
    bare = msgspec.structs.replace(changed("implement_method", named=0), input="{class_info:20}")
    settings = msgspec.structs.replace(params(), recipes={"bare": bare})
    built = build(SHOP, settings)
    drops = [drop for drop in built.drops if drop.rule == "ambiguous-input"]
    assert len({sample.input for sample in built.candidates}) == len(built.candidates)
    assert {drop.duplicate_of for drop in drops} <= {sample.id for sample in built.candidates}
    assert len(drops) == 1
    assert built.offers == len(built.candidates) + len(built.drops)


def test_a_record_says_how_much_of_its_answer_its_question_names() -> None:
    settings = msgspec.structs.replace(
        params(), recipes={"implement_method": changed("implement_method", named=0.99)}
    )
    for made in build(SHOP, settings).candidates:
        assert made.least_named == 0.99
        assert made.named == round(named_share(made.output, f"{made.instruction} {made.input}"), 4)


def test_a_unit_that_no_recipe_lets_in_says_so_once() -> None:
    built = build(SHOP, params())
    unused = [(drop.item.rpartition("#")[2], drop.value) for drop in built.drops if drop.rule == "no-recipe"]
    assert ("summarise", "suggestion") not in unused
    assert ("CouponServiceTest", "type") in unused
    assert len(set(unused)) == len(unused)
    offered = {"CouponService.best", "CouponServiceTest.usesOnce", "Coupon", "CouponController"}
    assert offered.isdisjoint(name for name, _ in unused)


@pytest.mark.parametrize("name", [n for n, r in RECIPES.items() if r.output in ("implementation", "member")])
def test_no_line_of_a_body_is_in_its_question(name: str) -> None:
    """Signatures, documentation and names are given; what is asked for is not."""
    for made in samples(name):
        lines = [line.strip() for line in made.output.splitlines()]
        inside = [line for line in lines[1:] if re.search(r"[;(]", line) and not line.startswith("@")]
        declared = "".join(made.input.split())
        assert not [
            line
            for line in inside
            if "".join(line.removesuffix(" {").split()) in declared and line.endswith(";")
        ]


def test_only_what_a_developer_took_is_learnt() -> None:
    assert [made.output for made in samples("accepted_method")] == ["int twice(int x) { return 2 * x; }"]
    assert [drop.rule for drop in refusals(SHOP, params("accepted_method"))] == ["rejected"]
    unused = [drop for drop in build(SHOP, params()).drops if drop.value == "suggestion"]
    assert [drop.rule for drop in unused] == ["no-recipe"]


def test_each_row_of_a_glossary_is_a_record_of_its_own() -> None:
    assert {made.output.split(" | ")[1] for made in samples("name_term")} == {"cart", "order"}


OVERLOADED = """package com.acme.coupon;

public class Tills {
    public int open(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("below zero");
        }
        return number;
    }

    public int open(String name);

    public int open(int number, String name) {
        return number + name.length();
    }
}
"""


def test_overloaded_methods_have_ids_of_their_own_and_keep_them_over_recipes() -> None:
    path = "src/main/java/com/acme/coupon/Tills.java"
    found = assets({path: OVERLOADED})
    offered = [unit.id for unit in units(RECIPES["implement_method"], found)]
    assert offered == [f"shop:{path}#Tills.open{again}" for again in ("", "~2", "~3")]


def test_a_refused_unit_says_by_which_recipe_and_where_it_stands() -> None:
    for name in RECIPES:
        for drop in refusals(SHOP, params(name)):
            path = drop.spans[0].document.removeprefix("shop:")
            assert drop.recipe == name
            assert drop.path == path
            assert all(0 <= span.start < span.end <= len(FILES[path].encode()) for span in drop.spans)


def test_a_refused_member_stands_in_its_own_bytes() -> None:
    path = "src/main/java/com/acme/coupon/Coupon.java"
    drops = [drop for name in RECIPES for drop in build(SHOP, params(name)).drops]
    texts = {
        drop.item.partition("#")[2]: FILES[path].encode()[drop.spans[0].start : drop.spans[0].end].decode()
        for drop in drops
        if drop.path == path
    }
    assert "return code;" in texts["Coupon.getCode"]
    assert "this.code = code;" in texts["Coupon.setCode"]


def test_no_two_refusals_are_of_one_unit_by_one_recipe() -> None:
    drops = build(SHOP, params()).drops
    assert len({(drop.item, drop.recipe) for drop in drops}) == len(drops)


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        (["skill", "vet_skill"], ["skill"]),
        (["vet_skill"], ["vet_skill"]),
    ],
)
def test_a_table_beside_one_of_its_rest_is_another_one(tables: list[str], expected: list[str]) -> None:
    created = [f"CREATE TABLE {table} (\n  id BIGINT AUTO_INCREMENT,\n  name TEXT\n);\n" for table in tables]
    entity = 'package a;\n@Entity @Table(name = "skill")\nclass Skill {\n  long id;\n  String name;\n}\n'
    built = build(assets({"a.sql": "".join(created), "Skill.java": entity}), params("define_table"))
    assert [sample.output.split()[2] for sample in built.candidates] == expected
    assert all("MySQL" in sample.instruction for sample in built.candidates)
