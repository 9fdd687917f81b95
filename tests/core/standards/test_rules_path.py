"""CRUD verbs in paths: the three rules of ArchGuard, with the near misses that its own versions report."""

import pytest

from stages.core.contract import Figures
from stages.core.standards.asked import FAMILIES, findings, rules
from stages.core.standards.finding import Rule
from stages.core.standards.paths import tokens
from stages.core.standards.rules import (
    error_response,
    kebab_case,
    min_feature,
    multiple_parameters,
    no_crud_end,
    no_http_method_in_url,
    normalized_path,
    not_uppercase,
    plural_names,
    splice_naming,
    start_without_crud,
)
from tests.gate.given import HEADER, answer, gated, params, sample, table

LOOKING = rules(params())
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
    assert rule.find(answer(table(path), "api-table"), 0) == []


@pytest.mark.parametrize(
    "verb", ["create", "update", "refresh", "delete", "get", "put", "set", "post", "patch"]
)
def test_a_segment_that_is_a_verb(verb: str) -> None:
    for path in (f"/orders/{verb}", f"/{verb}/orders", f"/orders/{verb.upper()}/{{id}}"):
        (found,) = no_http_method_in_url.find(answer(table(path), "api-table"), 0)
        assert found.value.lower() == verb
        assert found.unit == f"GET {path}"


@pytest.mark.parametrize("path", ["/post/{postId}", "/blog/post/{post_id}/comments", "/set/{setNo}"])
def test_what_a_parameter_picks_one_of_is_a_noun(path: str) -> None:
    assert no_http_method_in_url.find(answer(table(path), "api-table"), 0) == []


@pytest.mark.parametrize("path", ["/post/{id}", "/post/{userId}", "/delete/{deleteId}", "/post/postId"])
def test_what_a_parameter_does_not_pick_is_none(path: str) -> None:
    assert len(no_http_method_in_url.find(answer(table(path), "api-table"), 0)) == 1


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ('@RequestMapping("/system/post")\npublic class SysPostController', 0),
        ('@RequestMapping("/system/post")\npublic class SysUserController', 1),
        ('@RequestMapping("/orders/create")\npublic class OrderCreateController', 1),
    ],
)
def test_a_controller_may_be_named_for_a_noun(head: str, found: int) -> None:
    assert len(no_http_method_in_url.find(answer(f"{head} {{ }}", "java-type"), 0)) == found


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
    assert [found.value for found in start_without_crud.find(answer(table(path), "api-table"), 0)] == [
        segment
    ]


@pytest.mark.parametrize("verb", ["create", "update", "refresh", "delete", "get", "put", "set"])
@pytest.mark.parametrize("path", ["/orders/{0}", "/{0}/orders", "/orders/{0}Order", "/{0}-orders/{{id}}"])
def test_every_verb_of_crud_is_found_once(verb: str, path: str) -> None:
    found = findings(answer(table(path.format(verb)), "api-table"), LOOKING, params().standards)
    assert [rule for rule, _ in found if rule in FAMILIES[0]] == [
        "no-http-method-in-url" if "{0}/" in path or path.endswith("{0}") else "start-without-crud"
    ]


@pytest.mark.parametrize(
    "path",
    ["/settings", "/getaways", "/sets/{id}", "/updates", "/put-options", "/setup-tokens", "/refund-records"],
)
@pytest.mark.parametrize("form", ["api-table", "api-lines", "java-member"])
def test_no_rule_finds_anything_in_a_path_that_only_looks_like_a_verb(form: str, path: str) -> None:
    text = {
        "api-table": table(path),
        "api-lines": f"GET list(): [200] {path} List them",
        "java-member": f'@GetMapping("{path}")\npublic List<Row> list() {{ return rows.all(); }}',
    }[form]
    assert findings(answer(text, form), LOOKING, params().standards) == []


@pytest.mark.parametrize("path", ["/order-delete", "/orders/orderCreate", "/orders/{id}/item_refresh"])
def test_a_path_that_ends_with_a_verb(path: str) -> None:
    assert len(no_crud_end.find(answer(table(path), "api-table"), 0)) == 1


@pytest.mark.parametrize(("path", "found"), [("/orders/create", 1), ("/orders/{id}", 0), ("/settings", 0)])
def test_api_lines_are_read_as_tables_are(path: str, found: int) -> None:
    line = f"POST addOrders(): [201] {path} Add an order"
    assert len(no_crud_end.find(answer(line, "api-lines"), 0)) == found


def test_a_method_with_and_without_its_body_is_one_finding() -> None:
    head = '@GetMapping("/orders/get")\npublic Order get(String id)'
    (whole,) = no_http_method_in_url.find(answer(f"{head} {{ return one(id); }}", "java-member"), 0)
    (bare,) = no_http_method_in_url.find(answer(f"class X {{ {head} {{ }} }}", "java-type"), 0)
    assert whole.unit == bare.unit
    other = head.replace("String", "Long")
    (overloaded,) = no_http_method_in_url.find(answer(f"{other} {{ }}", "java-member"), 0)
    assert overloaded.unit != whole.unit


def test_every_faulty_row_is_named() -> None:
    found = no_http_method_in_url.find(answer(table("/a/get", "/b", "/c/set"), "api-table"), 0)
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
        ("kotlin-file", '@RestController\n@RequestMapping("/orders/update")\nclass A {\n    fun a() {}\n}'),
        (
            "java-type",
            '@RequestMapping("/orders/update")\nclass A {\n    @GetMapping\n    void a() {\n    }\n}',
        ),
    ],
)
def test_mappings_of_java_are_paths_too(format: str, output: str) -> None:
    assert len(no_http_method_in_url.find(answer(output, format), 0)) == 1


@pytest.mark.parametrize(
    "output",
    [
        "@PostMapping\n    public void create() {\n    }",
        '@GetMapping("/{id}")\n    public Order get() {\n        return client.call("/create");\n    }',
        '@Table(name = "/create")\n    void a() {\n    }',
    ],
)
def test_names_and_other_strings_of_java_are_no_paths(output: str) -> None:
    assert no_http_method_in_url.find(answer(output), 0) == []


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


def style_of(rule: Rule, path: str, threshold: float = 0) -> list[str]:
    return [finding.value for finding in rule(answer(table(path), "api-table"), threshold)]


@pytest.mark.parametrize(
    ("rule", "threshold", "path"),
    [
        (not_uppercase.find, 0, "/orderItems"),
        (not_uppercase.find, 0, "/v1/Orders/{userId2}"),
        (splice_naming.find, 20, "/inventorymanagementhistory"),
        (kebab_case.find, 0, "/order_items"),
        (min_feature.find, 0, "/orders-with-items"),
        (min_feature.find, 0, "/saveAndSend"),
        (multiple_parameters.find, 3, "/a/{b}/c/{d}/e/{f}/g/{h}"),
        (plural_names.find, 0, "/order/{id}"),
        (plural_names.find, 0, "/users/{id}/address/{addressId}"),
        (plural_names.find, 0, "/order-item/{itemId}"),
        (plural_names.find, 0, "/orderItem/{order_item_id}"),
        (plural_names.find, 0, "/user/{username}"),
        (normalized_path.find, 0, "/orders/"),
        (normalized_path.find, 0, "/orders//items"),
    ],
)
def test_a_fault_of_style(rule: Rule, threshold: float, path: str) -> None:
    assert len(style_of(rule, path, threshold)) == 1


@pytest.mark.parametrize(
    "path",
    [
        *GOOD[:15],
        "/orders/{userId2}",
        "/orders/{orderId}/items",
        "/order-items/{id}",
        "/internationalization",
        "/brand-ambassadors",
        "/withdrawals",
        "/terms-and-conditions",
        "/as/{b}/cs/{d}/es/{f}",
        "/people/{id}",
        "/waste/{wasteId}",
        "/orders/detail/{id}",
        "/users/name/{name}",
        "/tables/download/{tableName}",
        "/column/{tableId}",
        "/users/unlock/{userName}",
        "/clear-cache/{cacheKey}",
        "/avatar/{size}",
        "/age/{from}/{to}",
        "/orders/sort/{id}",
        "/订单/{id}",
        "/orders/{id:[A-Z]+}",
    ],
)
def test_a_path_of_good_style(path: str) -> None:
    rules = {
        not_uppercase.find: 0.0,
        splice_naming.find: 20.0,
        kebab_case.find: 0.0,
        min_feature.find: 0.0,
        multiple_parameters.find: 3.0,
        plural_names.find: 0.0,
        normalized_path.find: 0.0,
    }
    faults = [style_of(rule, path, threshold) for rule, threshold in rules.items()]
    assert faults == [["putOptions"] if path == "/putOptions" else [], *[[]] * 6]


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ([("/a", "404"), ("/b", "")], ["GET /b"]),
        ([("/a", "404"), ("/b", "404, 409")], []),
        ([("/a", ""), ("/b", "")], []),
    ],
)
def test_an_operation_says_how_it_fails(rows: list[tuple[str, str]], faults: list[str]) -> None:
    text = "\n".join([HEADER, *(f"| {path} | GET | does it |  | 200 | {errors} |" for path, errors in rows)])
    assert [finding.unit for finding in error_response.find(answer(text, "api-table"), 0)] == faults
