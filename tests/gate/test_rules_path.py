"""CRUD verbs in paths: the three rules of ArchGuard, with the near misses that its own versions report."""

import pytest

from stages.core.contract import Figures
from stages.gate.paths import tokens
from stages.gate.rules import no_crud_end, no_http_method_in_url, start_without_crud
from stages.gate.standards import FAMILIES
from tests.gate.given import gated, measured, params, sample, table

GOOD = [
    "/settings",
    "/getaways",
    "/getaways/{id}",
    "/sets/{id}",
    "/updates",
    "/setup-tokens",
    "/refund-records",
    "/put-options",
    "/putOptions",
    "/refresh-tokens",
    "/post-offices/{id}",
    "/posts/{id}",
    "/patches",
    "/creators",
    "/created-orders",
    "/orders/{createdAt}",
    "/orders/{id}/cancellations",
    "/data-set",
    "/asset/targets",
    "/deletions",
    "/",
]


@pytest.mark.parametrize("path", GOOD)
@pytest.mark.parametrize("rule", [no_http_method_in_url, start_without_crud, no_crud_end])
def test_a_noun_is_no_verb(rule, path: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  a module
    assert rule.find(measured(table(path), "api-table"), 0) == []


@pytest.mark.parametrize(
    "verb", ["create", "update", "refresh", "delete", "get", "put", "set", "post", "patch"]
)
def test_a_segment_that_is_a_verb(verb: str) -> None:
    for path in (f"/orders/{verb}", f"/{verb}/orders", f"/orders/{verb.upper()}/{{id}}"):
        (found,) = no_http_method_in_url.find(measured(table(path), "api-table"), 0)
        assert found.value.lower() == verb
        assert found.unit == f"GET {path}"


@pytest.mark.parametrize(
    ("path", "segment"),
    [
        ("/orders/createOrder", "createOrder"),
        ("/orders/get-detail", "get-detail"),
        ("/update-batch", "update-batch"),
        ("/update_batch/{id}", "update_batch"),
        ("/GetOrderList", "GetOrderList"),
        ("/routes/{id}/getRoute", "getRoute"),
        ("/set-status", "set-status"),
        ("/deleteById2", "deleteById2"),
    ],
)
def test_a_segment_that_starts_with_a_verb(path: str, segment: str) -> None:
    assert [found.value for found in start_without_crud.find(measured(table(path), "api-table"), 0)] == [
        segment
    ]


@pytest.mark.parametrize("path", ["/order-delete", "/orders/orderCreate", "/orders/{id}/item_refresh"])
def test_a_path_that_ends_with_a_verb(path: str) -> None:
    assert len(no_crud_end.find(measured(table(path), "api-table"), 0)) == 1


def test_every_faulty_row_is_named() -> None:
    found = no_http_method_in_url.find(measured(table("/a/get", "/b", "/c/set"), "api-table"), 0)
    assert [finding.unit for finding in found] == ["GET /a/get", "GET /c/set"]


@pytest.mark.parametrize(
    ("format", "output"),
    [
        ("java-member", '@PostMapping("/create")\n    public void add() {\n    }'),
        (
            "java-member",
            '@RequestMapping(value = {"/{id}/delete"}, method = RequestMethod.POST)\n    void x() {\n    }',
        ),
        ("java-type", '@RestController\nclass A {\n    @GetMapping(path = "/get")\n    void a() {\n    }\n}'),
        (
            "java-type",
            '@RequestMapping("/orders/update")\nclass A {\n    @GetMapping\n    void a() {\n    }\n}',
        ),
    ],
)
def test_mappings_of_java_are_paths_too(format: str, output: str) -> None:
    assert len(no_http_method_in_url.find(measured(output, format), 0)) == 1


@pytest.mark.parametrize(
    "output",
    [
        "@PostMapping\n    public void create() {\n    }",
        '@GetMapping("/{id}")\n    public Order get() {\n        return client.call("/create");\n    }',
        '@Table(name = "/create")\n    void a() {\n    }',
    ],
)
def test_names_and_other_strings_of_java_are_no_paths(output: str) -> None:
    assert no_http_method_in_url.find(measured(output), 0) == []


def test_the_same_handler_is_one_fault_in_member_and_type() -> None:
    handler = '@PostMapping("/create")\n    void add() {\n    }'
    controller = f"@RestController\nclass A {{\n    {handler}\n}}"
    result = gated([sample(handler), sample(controller, "java-type", "b")], params())
    assert [drop.rule for drop in result.drops] == ["no-http-method-in-url"] * 2
    assert result.figures["findings"] == {"shop/no-http-method-in-url": 1}


def crud_findings(figures: Figures) -> dict[str, object]:
    found = figures["findings"]
    assert isinstance(found, dict)
    return {name: count for name, count in found.items() if name.partition("/")[2] in FAMILIES[0]}


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("/orders/getDetail/delete", "no-http-method-in-url"),
        ("/createOrder/order-delete", "start-without-crud"),
        ("/orders/order-delete", "no-crud-end"),
    ],
)
def test_of_several_rules_on_one_path_the_first_speaks(path: str, rule: str) -> None:
    result = gated([sample(table(path), "api-table")], params())
    assert [drop.rule for drop in result.drops] == [rule]
    assert crud_findings(result.figures) == {f"shop/{rule}": 1}


def test_two_faulty_rows_are_two_findings_and_one_drop() -> None:
    result = gated([sample(table("/a/getDetail", "/b/set"), "api-table")], params())
    assert [drop.rule for drop in result.drops] == ["no-http-method-in-url"]
    assert crud_findings(result.figures) == {"shop/no-http-method-in-url": 1, "shop/start-without-crud": 1}


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        ("getOrder-list", ["get", "order", "list"]),
        ("SETUp", ["set", "up"]),
        ("settings", ["settings"]),
        ("v2", ["v", "2"]),
        ("订单-set", ["订单", "set"]),
    ],
)
def test_words_of_a_segment(segment: str, expected: list[str]) -> None:
    assert tokens(segment) == expected
