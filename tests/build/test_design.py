"""Stories, epics, use cases and short languages: what each piece shows, as literal text."""

import msgspec
import pytest

from stages.build.build import build
from stages.build.words import terms, weight
from stages.core.errors import PipelineError
from tests.build.depot import DEPOT, refused, shown
from tests.build.made import RECIPES, params, recipe

SECTION = """Every error has the same body. It names a code.

- `code` is stable. Clients decide by it.
- 5xx answers carry no detail: traces stay in the log."""


@pytest.mark.parametrize(
    ("piece", "recipe", "name", "expected"),
    [
        ("topics", "split_epic", "Orders", "cancel, list"),
        (
            "epic",
            "split_epic",
            "Orders",
            "1. Cancel an order: As a customer, I want to cancel an order, so that I pay for nothing\n"
            "2. See my orders: As a customer, I want a list of orders, so that I find an old one",
        ),
        (
            "story_use_case",
            "use_case_from_story",
            "Cancel an order",
            "| Use case | Preconditions | Postconditions | Main success scenario | Extensions |\n"
            "| --- | --- | --- | --- | --- |\n"
            "| Cancel an order | the order is packed | I get my money back | "
            "1. I cancel it<br>2. I get my money back | "
            "1a. Sent: the order is on its way; I cancel it; I am told to return it |",
        ),
        (
            "api_use_cases",
            "use_case_from_api",
            "orders",
            "| Use case | Preconditions | Postconditions | Main success scenario | Extensions |\n"
            "| --- | --- | --- | --- | --- |\n"
            "| List orders |  | 200 [{id: string, lines: [{sku: string, quantity: integer}]}] is given | "
            "1. Send GET /orders |  |\n"
            "| Cancel an order | id is known | 204 is given | 1. Send PUT /orders/{id}/cancellation |  |",
        ),
        (
            "goals",
            "use_case_from_model",
            "orders",
            "- List orders (GET /orders); gives list of (id, lines)\n"
            "- Cancel an order (PUT /orders/{id}/cancellation)",
        ),
        (
            "model_use_cases",
            "use_case_from_model",
            "orders",
            "| Use case | Preconditions | Postconditions | Main success scenario | Extensions |\n"
            "| --- | --- | --- | --- | --- |\n"
            "| List orders |  | List<Order> is given | 1. Send GET /orders |  |\n"
            "| Cancel an order | id is known |  | 1. Send PUT /orders/{id}/cancellation |  |",
        ),
        (
            "api_lines",
            "design_api_lines",
            "orders",
            "GET getOrders(): [{id: string, lines: [{sku: string, quantity: integer}]}] /orders "
            "List orders\n"
            "PUT putOrdersByIdCancellation(id: string): [204] /orders/{id}/cancellation Cancel an order",
        ),
        (
            "feature",
            "gherkin_from_story",
            "失效商品单独归拢",
            "# language: zh-CN\n功能: 失效商品单独归拢\n  作为老顾客\n"
            "  我想把下架的商品放到底部\n  以便于结算时不被干扰\n\n"
            "  场景: 下架\n    假设 外套今天下架\n    当 我打开购物车\n    那么 外套在底部",
        ),
        (
            "canonical_story",
            "story_from_gherkin",
            "失效商品单独归拢",
            "用户故事：失效商品单独归拢\n作为老顾客\n我想把下架的商品放到底部\n以便于结算时不被干扰\n\n"
            "AC 1：下架\n假设 外套今天下架\n当 我打开购物车\n那么 外套在底部",
        ),
        ("question", "answer_question", "Errors", "guide: Handbook > Errors"),
        ("answer", "answer_question", "Errors", SECTION),
    ],
)  # fmt: skip
def test_a_piece_shows(piece: str, recipe: str, name: str, expected: str) -> None:
    assert shown(piece, recipe, name) == expected


def test_names_of_operations_are_given_where_the_document_has_them() -> None:
    (api,) = (one for one in DEPOT.apis if one.tag == "orders")
    first, second = api.operations
    named = msgspec.structs.replace(first, operation_id="orders.findAll")
    changed = msgspec.structs.replace(api, operations=[named, second])
    (sample,) = build(DEPOT._replace(apis=[changed]), params("design_api_lines")).candidates
    assert sample.input.endswith("\nnames: orders.findAll")
    assert sample.output.startswith("GET orders.findAll(): ")
    assert refused("api_names", "design_api_lines", "orders") == "no-name"


def test_a_long_answer_ends_with_a_paragraph() -> None:
    assert shown("answer", "answer_question", "Errors", most=60) == (
        "Every error has the same body. It names a code."
    )
    assert refused("answer", "answer_question", "Errors", most=20) == "no-text"


@pytest.mark.parametrize(
    ("title", "then", "refused"),
    [
        ("", "it is refused", True),
        ("Trying to cancel twice", "I am told so", True),
        ("", "I should be notified that a code is required", True),
        ("", "提示“不在范围内”", True),
        ("Sent", "no refusal is needed", False),
        ("Removing the image", "the order should not have any image", False),
    ],
)
def test_a_story_that_begins_with_a_refusal_is_no_use_case(title: str, then: str, refused: bool) -> None:  # noqa: FBT001
    (story,) = (one for one in DEPOT.stories if one.title == "Cancel an order")
    refusal = msgspec.structs.replace(story.criteria[1], title=title, then=[then])
    changed = msgspec.structs.replace(story, criteria=[refusal, story.criteria[0]])
    built = build(DEPOT._replace(stories=[changed]), params("use_case_from_story"))
    rules = [drop.rule for drop in built.drops if drop.recipe == "use_case_from_story"]
    assert rules == ["no-success"] * refused


def test_all_that_holds_in_the_end_is_a_postcondition() -> None:
    (story,) = (one for one in DEPOT.stories if one.title == "Cancel an order")
    paid = msgspec.structs.replace(story.criteria[0], then=["it is gone", "I get my money back"])
    changed = msgspec.structs.replace(story, criteria=[paid, story.criteria[1]])
    (sample,) = build(DEPOT._replace(stories=[changed]), params("use_case_from_story")).candidates
    assert sample.output.split(" | ")[-3] == "it is gone<br>I get my money back"


def test_a_story_with_half_a_criterion_is_no_answer() -> None:
    (story,) = (one for one in DEPOT.stories if one.title == "Cancel an order")
    half = msgspec.structs.replace(story.criteria[0], when=[])
    changed = msgspec.structs.replace(story, criteria=[half, story.criteria[1]])
    built = build(DEPOT._replace(stories=[changed]), params("user_story_detail"))
    assert [drop.rule for drop in built.drops if drop.recipe == "user_story_detail"] == [
        "incomplete-criterion"
    ]


def test_a_story_without_a_criterion_is_no_feature() -> None:
    (story,) = (one for one in DEPOT.stories if one.title == "Cancel an order")
    changed = msgspec.structs.replace(story, criteria=[])
    built = build(DEPOT._replace(stories=[changed]), params("gherkin_from_story"))
    assert [drop.rule for drop in built.drops if drop.recipe == "gherkin_from_story"] == ["no-criterion"]


@pytest.mark.parametrize(
    ("recipe", "said"),
    [
        ("use_case_from_api", "1a. any other status {code: string}"),
        ("use_case_from_model", "1a. It fails with any other status"),
    ],
)
def test_a_failure_without_a_status_is_any_other(recipe: str, said: str) -> None:
    (api,) = (one for one in DEPOT.apis if one.tag == "orders")
    error = msgspec.structs.replace(api.operations[0].responses[0], status="default", type="{code: string}")
    failing = msgspec.structs.replace(api.operations[0], errors=[error])
    changed = msgspec.structs.replace(api, operations=[failing], spans=api.spans[:1])
    (sample,) = build(DEPOT._replace(apis=[changed]), params(recipe)).candidates
    assert sample.output.endswith(f"{said} |")


@pytest.mark.parametrize("null", ["", " | null"])
def test_what_may_be_absent_or_one_of_several_is_a_class_too(null: str) -> None:
    (api,) = (one for one in DEPOT.apis if one.tag == "orders")
    given = f"{{id: string, payer: {{name: string}}{null}}} | {{id: string, code: integer | string{null}}}"
    answer = msgspec.structs.replace(api.operations[0].responses[0], type=given)
    changed = msgspec.structs.replace(
        api,
        operations=[msgspec.structs.replace(api.operations[0], responses=[answer])],
        spans=api.spans[:1],
    )
    (sample,) = build(DEPOT._replace(apis=[changed]), params("design_plantuml_from_api")).candidates
    assert sample.output.split("\n")[1:-1] == [
        "class Order {",
        "  id: string",
        "  code: integer | string",
        "}",
        "class Payer {",
        "  name: string",
        "}",
        'Order *-- "1" Payer : payer',
    ]


@pytest.mark.parametrize(
    ("given", "model", "goal"),
    [
        (
            "{orders: [{id: string}], total: integer}",
            ["class Order {", "  id: string", "}"],
            "List<Order> is given",
        ),
        (
            "{data: {orders: [{id: string}]}, code: integer}",
            ["class Order {", "  id: string", "}"],
            "List<Order>",
        ),
        (
            "{lines: [{id: string}], total: integer}",
            ["class Order {", "  total: integer", "}", "class Line {", "  id: string", "}"],
            "| Order is given",
        ),
        (
            "{id: string, links: [{href: string, rel: string, method: string}]}",
            ["class Order {", "  id: string", "}"],
            "| Order is given",
        ),
        (
            "{id: string, links: [{href: string}]}",
            ["class Order {", "  id: string", "}", "class Link {", "  href: string", "}"],
            "| Order is given",
        ),
        (
            "{orders: [{id: string}], state: string}",
            ["class Order {", "  state: string", "}", "class OrderPart {", "  id: string", "}"],
            "| Order is given",
        ),
    ],
)
def test_an_object_that_lists_things_is_none_of_them(given: str, model: list[str], goal: str) -> None:
    (api,) = (one for one in DEPOT.apis if one.tag == "orders")
    answer = msgspec.structs.replace(api.operations[0].responses[0], type=given)
    listing = msgspec.structs.replace(api.operations[0], responses=[answer])
    changed = msgspec.structs.replace(api, operations=[listing], spans=api.spans[:1])
    depot = DEPOT._replace(apis=[changed])
    (diagram,) = build(depot, params("design_plantuml_from_api")).candidates
    assert [line for line in diagram.output.split("\n")[1:-1] if "*--" not in line] == model
    (case,) = build(depot, params("use_case_from_model")).candidates
    assert goal in case.output


def test_an_object_of_two_names_is_no_model() -> None:
    (api,) = (one for one in DEPOT.apis if one.tag == "orders")
    first, second = api.operations
    answer = msgspec.structs.replace(first.responses[0], type="{id: string, state: string}")
    retried = msgspec.structs.replace(second, path="/orders/{id}/retries", responses=[answer])
    changed = msgspec.structs.replace(
        api, operations=[msgspec.structs.replace(first, responses=[answer]), retried]
    )
    built = build(DEPOT._replace(apis=[changed]), params("design_plantuml_from_api"))
    assert [drop.rule for drop in built.drops if drop.recipe == "design_plantuml_from_api"] == ["same-class"]


def test_nothing_is_invented_for_a_story() -> None:
    assert refused("story_use_case", "use_case_from_story", "Merge the guest cart") == "no-scenario"
    assert refused("epic", "split_epic", "Orders", most=20) == "no-epic"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cancel orders of the shop", ["cancel", "order", "shop"]),
        ("订单取消 VIP", ["vip", "订单", "单取", "取消"]),
        ("单", []),
    ],
)
def test_terms(text: str, found: list[str]) -> None:
    assert terms(text) == found


def test_pieces_with_a_star_give_way_the_last_one_first() -> None:
    whole = params("complete_line")
    inputs = {
        budget: {
            one.id[:0] + one.output: one.input
            for one in build(DEPOT, msgspec.structs.replace(whole, budget=budget)).candidates
        }
        for budget in (1, 700, 5000)
    }
    for output, text in inputs[5000].items():
        assert weight(inputs[1][output]) <= weight(inputs[700][output]) <= weight(text)
    assert any("Compare" in text for text in inputs[5000].values())
    assert not any("Compare" in text for text in inputs[1].values())
    assert inputs[1].keys() == inputs[5000].keys()


@pytest.mark.parametrize(
    ("languages", "refused"),
    [(["java"], False), (["java", "kotlin"], False), ([], True)],
)
def test_a_format_of_the_language_needs_languages_that_have_it(languages: list[str], refused: bool) -> None:  # noqa: FBT001
    changed = recipe("complete_line")
    changed = msgspec.structs.replace(
        changed, filter=msgspec.structs.replace(changed.filter, languages=languages)
    )
    settings = msgspec.structs.replace(params("complete_line"), recipes={"complete_line": changed})
    if not refused:
        assert build(DEPOT, settings).candidates
        return
    with pytest.raises(PipelineError, match="format 'statements' for languages"):
        build(DEPOT, settings)


def test_the_language_of_code_is_named() -> None:
    found = {one.instruction for one in build(DEPOT, params("complete_line")).candidates}
    assert any("Python" in one for one in found)
    assert any("TypeScript" in one for one in found)
    assert not any("{language}" in one for one in found)
    assert "{language}" in RECIPES["complete_line"].instructions["en"][0]
