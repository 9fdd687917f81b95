"""What is an envelope, and what only looks like one."""

import pytest

from stages.build.diagram import domain_diagram
from stages.build.envelope import opened
from stages.build.piece import Refusal
from stages.build.unit import units
from stages.build.world import World
from stages.core.formats.type_expression import parse, render
from tests.build.made import STANDARDS, assets, recipe


@pytest.mark.parametrize(
    ("written", "within"),
    [
        ("{code: integer, msg: string, data: {id: string, price: number}}", "{id: string, price: number}"),
        ("{code: integer, message: string, data: [{id: string}]}", "[{id: string}]"),
        ("{success: boolean, result: {list: [{id: string}], total: integer}}", "[{id: string}]"),
        ("{content: [{id: string}], totalElements: integer, page_size: integer}", "[{id: string}]"),
        ("{items: [{id: string}], nextCursor: string}", "[{id: string}]"),
        ("{data: {id: string}}", "{id: string}"),
        ("{code: string, data: Coupon, traceId: string}", "Coupon"),
        ("{orderNo: string, data: {id: string}}", "{orderNo: string, data: {id: string}}"),
        ("{total: number, items: [{sku: string}]}", "{total: number, items: [{sku: string}]}"),
        ("{content: string, status: string}", "{content: string, status: string}"),
        ("{code: string}", "{code: string}"),
        ("{status: string}", "{status: string}"),
        ("[{code: integer, data: {id: string}}]", "[{code: integer, data: {id: string}}]"),
        ("{path: string, value: string}", "{path: string, value: string}"),
        ("{op: string, path: string, owner: string}", "{op: string, path: string, owner: string}"),
        ("string", "string"),
    ],
)
def test_an_envelope_is_opened(written: str, within: str) -> None:
    found = opened(parse(written))
    assert found is not None
    assert render(found) == within


@pytest.mark.parametrize(
    "written",
    [
        "{code: integer, data: object, msg: string}",
        "{code: integer, msg: string, data: null}",
        "{err_code: integer, err_msg: string}",
        "{message: string}",
        "{op: string, path?: string, value?: any, from?: string}",
        "{success: boolean, data: {code: integer, msg: string}}",
    ],
)
def test_an_envelope_of_nothing_says_nothing(written: str) -> None:
    assert opened(parse(written)) is None


RESULT = """package com.acme;

public class Result<T> {
    private int code;
    private String msg;
    private T data;
}
"""


def test_an_envelope_of_the_code_is_no_domain() -> None:
    found = assets({"src/main/java/com/acme/dto/Result.java": RESULT})
    (unit,) = units(recipe("design_plantuml_java_datastructure"), found)
    assert domain_diagram(unit, World(found, STANDARDS), 400) == Refusal("envelope", "Result")
