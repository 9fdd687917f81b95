"""Which class an operation is about, by its path and by what is read there."""

import pytest

from stages.build.resources import class_name, resource, things
from stages.core.records.api_asset import Operation, Payload


def operation(asked: str, gives: str = "") -> Operation:
    """Return an operation that gives a payload of this type."""
    method, path = asked.split(" ")
    given = [Payload("200", gives)]
    return Operation(path, method, "", "", parameters=[], request="", responses=given, errors=[])


@pytest.mark.parametrize(
    ("asked", "gives", "expected"),
    [
        ("GET /stores/{store}/waste", "{kilograms: number, items: [{wasteId: integer}]}", "Waste"),
        ("GET /buildings/{code}/waste", "[{kind: string}]", "Waste"),
        (
            "GET /accounts/{id}/leave-balance",
            "{code: integer, msg: string, data: {days: number}}",
            "LeaveBalance",
        ),
        ("PUT /waste/{wasteId}/signature", "{wasteId: integer}", "Waste"),
        ("POST /waste", "", "Waste"),
        ("GET /seats/{no}/state", "{no: string, state: string}", "Seat"),
        ("GET /products/{productId}/availability", "{id: string, left: integer}", "Product"),
        ("PUT /cases/{caseId}/closure", "{closed: boolean}", "Case"),
        ("GET /tours/{tourId}/getRoute", "{points: [{lat: number}]}", "Tour"),
        ("GET /categories/tree", "{id: string}", "Category"),
        ("GET /orders/{id}/items", "[{sku: string}]", "Item"),
        ("GET /api/v1/skus/{sku}", "{sku: string}", "Sku"),
        ("POST /rooms/{room}/goods", "{sku: string}", "Goods"),
        ("POST /invoice/createTitle", "{id: string}", "Invoice"),
        ("POST /coupon/update/{id}", "", "Coupon"),
        ("POST /_auth/{client}/v1/account/password", "", "Account"),
        ("GET /apis/policy.acme.io/v1alpha1/policies/{name}", "", "Policy"),
        ("GET /shops/{id}/v2", "", "Shop"),
        ("GET /vans/{id}/v8-engines", "", "V8Engine"),
        ("GET /", "{up: boolean}", "Resource"),
    ],
)
def test_the_class_of_an_operation(asked: str, gives: str, expected: str) -> None:
    one = operation(asked, gives)
    assert resource(one, things([one])) == expected


def test_what_is_read_as_a_thing_is_one_for_all_methods_of_its_path() -> None:
    read, written = (
        operation("GET /stores/{store}/waste", "[{kind: string}]"),
        operation("POST /stores/{store}/waste"),
    )
    assert resource(written, things([read, written])) == "Waste"
    assert resource(written, things([written])) == "Store"


@pytest.mark.parametrize(
    ("word", "name"),
    [("order-items", "OrderItem"), ("statuses", "Status"), ("people", "Person"), ("status", "Status"),
     ("categories", "Category"), ("boxes", "Box"), ("news", "News"), ("", "Item")],
)  # fmt: skip
def test_the_name_of_a_class(word: str, name: str) -> None:
    assert class_name(word) == name
