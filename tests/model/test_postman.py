import json
import time

import pytest

from stages.core.formats import api_table
from stages.core.formats.api_table import ApiTable
from stages.core.records.api_asset import ApiAsset
from stages.model.model import read_document
from stages.model.passed_over import PassedOver
from stages.model.refused import Refused
from tests.model.documents import PARAMS, document

SECRET = "sk-live-4242"  # noqa: S105  the value that must never come out


def request(name: str, method: str, url: object, **more: object) -> dict[str, object]:
    responses = more.pop("response", [])
    return {"name": name, "request": {"method": method, "url": url, **more}, "response": responses}


COLLECTION = {
    "info": {
        "name": "结算",
        "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
    },
    "item": [
        {
            "name": "账单",
            "description": {"content": "渠道账单"},
            "item": [
                request(
                    "登记账单",
                    "POST",
                    {
                        "raw": "{{host}}/bills/:channel/12345?page=2&token=" + SECRET,
                        "path": ["bills", ":channel", "12345"],
                        "query": [
                            {"key": "page", "value": "2"},
                            {"key": "who", "value": SECRET, "disabled": True},
                        ],
                    },
                    header=[{"key": "Authorization", "value": SECRET}, {"key": "X-Trace", "value": SECRET}],
                    body={
                        "mode": "raw",
                        "raw": '{"amount": 12.5, "paid": true, "lines": [{"sku": "'
                        + SECRET
                        + '"}], "n": {{n}}}',
                    },
                    response=[
                        {"name": "ok", "code": 201, "body": '{"id": 7, "mail": "a@b.c"}'},
                        {"name": "bad", "code": 400, "body": "<html>" + SECRET},
                        {"name": "bad again", "code": 400, "body": "{}"},
                    ],
                ),
                request(
                    "再登记",
                    "POST",
                    {"raw": "", "path": ["bills", "{{channel}}", "999"]},
                    response=[{"code": 409, "body": ""}],
                ),
            ],
        },
        request("根", "GET", "https://pay.example.com:8443/ping?deep=1&x=" + SECRET),
        request(
            "上传",
            "PUT",
            "/files/3f2504e0-4f89-11d3-9a0c-0305e82c3301",
            body={
                "mode": "formdata",
                "formdata": [{"key": "file", "type": "file"}, {"key": "note", "value": SECRET}],
            },
        ),
    ],
}


def apis(collection: object) -> list[ApiAsset]:
    found = read_document(
        document("pay.json", json.dumps(collection, ensure_ascii=False, indent=1), language="json"), PARAMS
    )
    return [asset for asset in found if isinstance(asset, ApiAsset)]


def rows(asset: ApiAsset) -> list[str]:
    return [api_table.render_row(operation) for operation in asset.operations]


def test_a_folder_is_an_asset_and_requests_at_the_root_belong_to_the_collection() -> None:
    assert [(asset.tag, asset.title, asset.description) for asset in apis(COLLECTION)] == [
        ("账单", "结算", "渠道账单"),
        ("结算", "结算", ""),
    ]


def test_examples_give_types_and_several_examples_one_operation() -> None:
    assert rows(apis(COLLECTION)[0]) == [
        "| /bills/{channel}/{id} | POST | 登记账单 "
        "| channel: string, id: string, page: integer, who?: string, "
        "header X-Trace?: string, ({amount: number, paid: boolean, lines: [{sku: string}], n: any}) "
        "| 201: {id: integer, mail: string} | 400: any, 409 |"
    ]


def test_urls_and_forms_are_read_in_their_short_forms() -> None:
    assert rows(apis(COLLECTION)[1]) == [
        "| /ping | GET | 根 | deep: integer, x: string |  |  |",
        "| /files/{id} | PUT | 上传 | id: string, ({file: file, note: string}) |  |  |",
    ]


@pytest.mark.parametrize(
    "url",
    [
        {"raw": "{{host}}/orders/42?limit=10&state=" + SECRET},
        {"path": "/orders/42", "query": [{"key": "limit", "value": "10"}, {"key": "state"}]},
        "https://shop.example/orders/42?limit=10&state=" + SECRET + "#top",
    ],
)
def test_a_url_is_read_however_it_is_written(url: object) -> None:
    (found,) = apis({"info": COLLECTION["info"], "item": [request("x", "GET", url)]})
    (operation,) = found.operations
    assert operation.path == "/orders/{id}"
    assert [(one.name, one.type) for one in operation.parameters[1:]] == [
        ("limit", "integer"),
        ("state", "string"),
    ]


def test_comments_of_a_body_are_no_part_of_it() -> None:
    body = '// who\n{"url": "http://a//b", /* how many */ "n": {{n}}, "s": "/* no comment */"}'
    one = request("x", "POST", "/a", body={"mode": "raw", "raw": body})
    (found,) = apis({"info": COLLECTION["info"], "item": [one]})
    assert found.operations[0].request == "{url: string, n: any, s: string}"


@pytest.mark.parametrize("body", ["/*" * 40_000, '"\\' * 20_000, "//" * 40_000, '{"a' * 20_000])
def test_a_body_of_what_nobody_closes_is_read_in_linear_time(body: str) -> None:
    one = request("x", "POST", "/a", body={"mode": "raw", "raw": body})
    start = time.process_time()
    (found,) = apis({"info": COLLECTION["info"], "item": [one]})
    assert (found.operations[0].request, time.process_time() - start < 2) == ("any", True)


def test_no_value_ever_leaves_a_collection() -> None:
    text = "\n".join(repr(asset) for asset in apis(COLLECTION))
    assert SECRET not in text
    assert "a@b.c" not in text
    assert "12345" not in text
    assert "pay.example.com" not in text


KEYS = [SECRET, "a@b.c", "12345", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "eyJhbGciOiJIUzI1NiJ9x"]


@pytest.mark.parametrize("value", KEYS)
@pytest.mark.parametrize(
    "place", ["body", "response", "query", "raw", "header", "form", "name", "auth", "variable"]
)
def test_a_value_in_the_place_of_a_name_does_not_leave_either(place: str, value: str) -> None:
    body, pair = json.dumps({"by": {value: {"total": 1}}}), [{"key": value, "value": value}, {"key": "kept"}]
    made: dict[str, dict[str, object]] = {
        "body": {"body": {"mode": "raw", "raw": body}},
        "response": {"response": [{"code": 200, "body": body}]},
        "query": {"url": {"path": ["a"], "query": pair}},
        "raw": {"url": f"/a?{value}&kept=1"},
        "header": {"header": pair},
        "form": {"body": {"mode": "urlencoded", "urlencoded": pair}},
        "name": {"name": f"https://pay.example.com/a?key={value}"},
        "auth": {"auth": {"type": "bearer", "bearer": [{"key": "token", "value": value}]}},
        "variable": {"url": {"path": [":no"], "variable": [{"key": "no", "value": value}]}},
    }
    told = {"name": "x", "method": "POST", "url": "/a"} | made[place]
    item = request(str(told.pop("name")), str(told.pop("method")), told.pop("url"), **told)
    (asset,) = apis({"info": COLLECTION["info"], "item": [item], "variable": [{"key": "k", "value": value}]})
    assert value not in repr(asset.operations)
    kept = {"body": "map<string, {total: integer}>", "response": "map<string, {total: integer}>"}
    wanted = kept.get(place, "kept" if place in ("query", "raw", "header", "form") else "/")
    assert wanted in repr(asset.operations)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Find a/b orders", True),
        ("查询订单?", True),
        ("GET /orders", False),
        ("https://x.example.com/a", False),
        ("{{host}}/a", False),
        ("orders?page=1", False),
    ],
)
def test_a_name_that_is_the_url_is_no_summary(name: str, kept: bool) -> None:
    (asset,) = apis({"info": COLLECTION["info"], "item": [request(name, "GET", "/a")]})
    assert asset.operations[0].summary == (name if kept else "")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["sha256", "address2", "订单号"], "{sha256: integer, address2: integer, 订单号: integer}"),
        (["x-rate-limit", "oauth2ClientKey"], "{x-rate-limit: integer, oauth2ClientKey: integer}"),
        (["id", "ORD-20240301"], "map<string, integer>"),
    ],
)
def test_keys_that_name_something_stay_names(keys: list[str], expected: str) -> None:
    item = request("x", "GET", "/a", response=[{"code": 200, "body": json.dumps(dict.fromkeys(keys, 1))}])
    (asset,) = apis({"info": COLLECTION["info"], "item": [item]})
    assert asset.operations[0].responses[0].type == expected


def test_the_tables_are_valid_and_spans_are_the_requests() -> None:
    content = json.dumps(COLLECTION, ensure_ascii=False, indent=1).encode()
    for asset in apis(COLLECTION):
        assert api_table.validate(api_table.render(ApiTable(asset.tag, tuple(asset.operations)))) == []
        for operation, (span, *_) in zip(asset.operations, asset.spans, strict=True):
            assert json.loads(content[span.start : span.end])["name"] == operation.summary


def test_an_operation_of_several_examples_stands_where_all_of_them_stand() -> None:
    content = json.dumps(COLLECTION, ensure_ascii=False, indent=1).encode()
    (spans,) = apis(COLLECTION)[0].spans
    assert [json.loads(content[span.start : span.end])["name"] for span in spans] == ["登记账单", "再登记"]


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        ("orders", "orders"),
        (":id", "{id}"),
        ("{{orderId}}", "{orderId}"),
        ("{no}", "{no}"),
        ("42", "{id}"),
        ("ORD-20240301", "{id}"),
        ("a@b.com", "{id}"),
        ("张三", "{id}"),
        ("v2", "v2"),
        ("top10", "top10"),
        ("deadbeefcafe", "{id}"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "{id}"),
        ("dGhpc2lzYXNlY3JldA1", "{id}"),
        ("oauth2ClientCredentials", "oauth2ClientCredentials"),
        ("2fa", "2fa"),
        ("partner-referrals-v2-status", "partner-referrals-v2-status"),
        ("oauth2-callbacks", "oauth2-callbacks"),
    ],
)
def test_segments_that_look_like_values_become_parameters(segment: str, expected: str) -> None:
    collection = {"info": COLLECTION["info"], "item": [request("x", "GET", {"path": ["a", segment]})]}
    assert apis(collection)[0].operations[0].path == f"/a/{expected}"


@pytest.mark.parametrize(
    "collection",
    [
        {
            "info": {"name": "x", "schema": "https://schema.getpostman.com/json/collection/v1.0.0/"},
            "item": [],
        },
        {"info": COLLECTION["info"], "item": []},
        {"info": COLLECTION["info"], "item": [request("x", "LINK", "/a")]},
        {"item": [1]},
    ],
)
def test_a_document_without_requests_holds_no_asset(collection: object) -> None:
    with pytest.raises(Refused) as raised:
        apis(collection)
    assert raised.value.rule == "no-asset"


@pytest.mark.parametrize(
    ("item", "rule"),
    [
        ("a word", "no-request"),
        (7, "no-request"),
        (None, "no-request"),
        ([], "no-request"),
        ({}, "no-request"),
        ({"name": "x"}, "no-request"),
        ({"name": "x", "request": None}, "no-request"),
        ({"name": "x", "request": []}, "no-request"),
        ({"name": "x", "request": {"header": []}}, "no-request"),
        ({"name": "x", "item": None}, "no-request"),
        ({"name": "x", "item": {"name": "y"}}, "no-request"),
        ({"name": "x", "request": {"method": "TEAPOT", "url": "/a"}}, "no-method"),
        ({"name": "x", "item": []}, None),
        ({"name": "x", "request": "/a"}, None),
        ({"name": "x", "request": {"url": "/a"}}, None),
    ],
)
def test_a_broken_item_has_a_row_and_costs_no_other(item: object, rule: str | None) -> None:
    collection = {"info": COLLECTION["info"], "item": [item, request("ok", "GET", "/ok")]}
    text = json.dumps(collection, ensure_ascii=False)
    found = read_document(document("pay.json", text, language="json"), PARAMS)
    rows = [part for part in found if isinstance(part, PassedOver)]
    assert [part.rule for part in rows] == ([rule] if rule else [])
    assert "/ok" in [operation.path for asset in apis(collection) for operation in asset.operations]
    inner = item["item"] if rule and isinstance(item, dict) and "item" in item else item
    assert [json.loads(text.encode()[part.span.start : part.span.end]) for part in rows] == [inner] * len(
        rows
    )
