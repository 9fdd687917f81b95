import pytest
from hypothesis import given

from stages.core.formats.class_info import (
    ClassInfo,
    Field,
    Method,
    of_type,
    parse,
    render,
    split,
    validate,
)
from stages.core.records.span import Span
from stages.core.records.type_asset import Member, Parameter, TypeAsset
from tests.core.formats.class_infos import INFOS


@given(INFOS)
def test_what_is_rendered_is_read_again(info: ClassInfo) -> None:
    assert validate(render(info)) == []
    assert parse(render(info)) == info


def test_two_constructors_are_two_lines_and_overloads_stay_apart() -> None:
    info = ClassInfo(
        "class",
        "com.example.order",
        "OrderService.Line",
        "<T>",
        ("Base<T>", "Closeable"),
        ("@Service",),
        ((), ("OrderRepository", "Clock")),
        (Field("orders", "Map<Long, Order>"),),
        (Method("find", ("Long",), "Order"), Method("find", ("Long", "String"), "List<Order>")),
    )
    assert render(info) == (
        "class com.example.order.OrderService$Line<T> : Base<T>, Closeable\n"
        "- annotations: @Service\n"
        "- constructor: ()\n"
        "- constructor: (OrderRepository, Clock)\n"
        "- fields: orders: Map<Long, Order>\n"
        "- methods: find(Long): Order, find(Long, String): List<Order>"
    )


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("", "header", 1),
        ("OrderService", "header", 1),
        ("klass a.B", "header", 1),
        ("class a.B extends C", "header", 1),
        ("class a.B : ", "header", 1),
        ("class a.B<T", "header", 1),
        ("class a.B : List<C", "header", 1),
        ("class a.B\nfields: x: int", "line", 2),
        ("class a.B\n- fields: x int", "line", 2),
        ("class a.B\n- fields:", "line", 2),
        ("class a.B\n- fields: x: List<int", "line", 2),
        ("class a.B\n- methods: f", "line", 2),
        ("class a.B\n- methods: f(int, )", "line", 2),
        ("class a.B\n- methods: f() int", "line", 2),
        ("class a.B\n- constructor: A, B", "line", 2),
        ("class a.B\n- constructor: (A) (B)", "line", 2),
        ("class a.B\n- annotations: Service", "line", 2),
        ("class a.B\n- methods: f()\n- fields: x: int", "order", 3),
        ("class a.B\n- fields: x: int\n- fields: y: int", "order", 3),
    ],
)
def test_what_is_no_class_info_is_refused_with_rule_and_line(text: str, rule: str, line: int) -> None:
    assert [(violation.rule, violation.line) for violation in validate(text)] == [(rule, line)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("a, b", ["a", "b"]),
        ("Map<K, V>, int", ["Map<K, V>", "int"]),
        ("(a, b) => void, c", ["(a, b) => void", "c"]),
        ('@A("x, y"), @B', ['@A("x, y")', "@B"]),
        ("a)", None),
        ("<a", None),
    ],
)
def test_commas_count_outside_of_brackets_and_quotes(text: str, pieces: list[str] | None) -> None:
    assert split(text) == pieces


def test_the_info_of_an_asset_has_its_types_as_written_on_one_line() -> None:
    span = Span(document="s:A.java", blob="b", start=0, end=1, safe="")
    empty = {
        "modifiers": [],
        "annotations": [],
        "doc": "",
        "doc_span": None,
        "signature": "",
        "body": "",
        "text": "",
        "calls": [],
    }

    def member(kind: str, name: str, type_: str, *parameters: str) -> Member:
        typed = [Parameter(name="p", type=parameter, annotations=[]) for parameter in parameters]
        return Member(kind=kind, name=name, type=type_, parameters=typed, span=span, **empty)

    asset = TypeAsset(
        id="s:A.java#A",
        document="s:A.java",
        source="s",
        source_class="own",
        licence="MIT",
        language="java",
        package="a.b",
        name="A",
        kind="class",
        role="other",
        modifiers=["public"],
        annotations=["@X"],
        type_parameters="<T>",
        supertypes=["Base<T>"],
        doc="",
        doc_span=None,
        imports=[],
        members=[
            member("field", "names", "Map<String,\n    T>"),
            member("constructor", "A", ""),
            member("constructor", "A", "", "int"),
            member("method", "f", "void", "int", "T"),
        ],
        subject="",
        text="",
        span=span,
    )
    assert render(of_type(asset)) == (
        "class a.b.A<T> : Base<T>\n- annotations: @X\n- constructor: ()\n- constructor: (int)\n"
        "- fields: names: Map<String, T>\n- methods: f(int, T): void"
    )
