import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.core.formats.plantuml_class import (
    Attribute,
    Class,
    Diagram,
    Operation,
    Relation,
    parse,
    render,
    validate,
)

NAMES = st.from_regex(r"(?!__)[A-Za-z_中][A-Za-z0-9_中.$]{0,5}", fullmatch=True)
"""Two underscores at the beginning of a line separate members."""
VISIBILITY = st.sampled_from(["", "+", "-", "#", "~"])
TYPES = st.sampled_from(["String", "List<Order>", "Map<String, List<Long>>", "int[]", "订单"])
ATTRIBUTES = st.builds(Attribute, VISIBILITY, NAMES, st.one_of(st.just(""), TYPES))
PARAMETERS = st.sampled_from(["", "id: Long", "Long id, List<String> tags"])
OPERATIONS = st.builds(Operation, VISIBILITY, NAMES, PARAMETERS, st.one_of(st.just(""), TYPES))
LABELS = st.sampled_from(["", "1", "0..*", "一"])
ARROWS = st.sampled_from(
    ["+--", "x..#", "--", "-->", "..>", "*--", "o--", "<|--", "<--", "..|>", "--|>", "--*", "*-->"]
)
KINDS = st.sampled_from(["class", "abstract class", "interface", "enum"])


@st.composite
def diagrams(draw: st.DrawFn) -> Diagram:
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    members = st.lists(st.one_of(ATTRIBUTES, OPERATIONS), max_size=3).map(tuple)
    ends = st.sampled_from(names)
    relations = st.builds(
        Relation, ends, LABELS, ARROWS, LABELS, ends, st.sampled_from(["", "has : many", "属于"])
    )
    return Diagram(
        tuple(Class(draw(KINDS), name, draw(members)) for name in names),
        tuple(draw(st.lists(relations, max_size=3))),
    )


@given(diagrams())
def test_what_is_rendered_is_read_again(diagram: Diagram) -> None:
    assert validate(render(diagram)) == []
    assert parse(render(diagram)) == diagram


def test_the_dialects_are_read() -> None:
    text = """```plantuml
@startuml
' Consent（同意书）
title Consents
left to right direction
class Consent <<entity>> {
  -token: string
  --
  {static} +int count
  List<Payment> payments
  +getPayment(x: string): Payment
  +void close(Reason reason)
}
abstract Base<T extends Id>
class Payment extends Base implements Auditable, Closeable {}
interface Auditable
interface Closeable
enum State {
  OPEN
  CLOSED
}
Consent "1" *-down-> "0..*" Payment : has
Payment -> State
@enduml
```"""
    diagram = parse(text)
    assert diagram is not None
    consent = diagram.classes[0]
    assert consent.members == (
        Attribute("-", "token", "string"),
        Attribute("+", "count", "int"),
        Attribute("", "payments", "List<Payment>"),
        Operation("+", "getPayment", "x: string", "Payment"),
        Operation("+", "close", "Reason reason", "void"),
    )
    assert [class_.kind for class_ in diagram.classes[1:]] == [
        "abstract class",
        "class",
        "interface",
        "interface",
        "enum",
    ]
    assert [f"{found.left} {found.arrow} {found.right}" for found in diagram.relations] == [
        "Payment --|> Base",
        "Payment ..|> Auditable",
        "Payment ..|> Closeable",
        "Consent *--> Payment",
        "Payment --> State",
    ]
    assert validate(render(diagram)) == []


DRAWN = """@startuml "Shop"
/' drawn by hand,
for the wall '/
skinparam class {
  BackgroundColor white
}
legend right
  v2
end legend
package "shop.order" as order <<module>> #eee {
  class "Order line" as Line #fff {
    private String sku;
    public static final int MOST = 99;
    + void add(int pieces);
    title
  }
  note left of Line : one for each SKU
  record Order <<entity>> ##[bold]red
}
Order : id: long
Order : total(): Money
note as N1
  class Nobody
end note
note "kept for 10 years" as N2
N1 .. Order
Order -[#red,dashed]-> Line : has
Order ||-down-o{ Line
Line }|..|| Order
@enduml"""


def test_what_people_draw_is_read_by_its_classes() -> None:
    diagram = parse(DRAWN)
    assert diagram is not None
    assert render(diagram).split("\n")[1:-1] == [
        "class Line {",
        "  -sku: String",
        "  +MOST: int",
        "  +add(int pieces): void",
        "  title",
        "}",
        "class Order {",
        "  id: long",
        "  total(): Money",
        "}",
        "Order --> Line : has",
        'Order "1" -- "0..*" Line',
        'Line "1..*" .. "1" Order',
    ]


WRITTEN = """@startuml
!theme plain
!pragma layout smetana
package com.acme.order-book{
  ~class Book<T extends Order> implements Store<T, Map<Long, T>>, Closeable {
    - LOGGER : Logger {static}
    + Book<T>(first : T)
    + get(id : Long) : List<? super T> {abstract}
    - lock : Lock {volatile}
    <K> Map<K, T> by(key : K)
  }
  static class Line
}
+protocol Store<K, V>
dataclass Closeable
Line +-- Book
Line ..+ Book
Book ^-- Line
Book x--# Line
@enduml"""


def test_what_the_language_guide_calls_a_class_is_read() -> None:
    diagram = parse(WRITTEN)
    assert diagram is not None
    assert render(diagram).split("\n")[1:-1] == [
        "class Book {",
        "  -LOGGER: Logger",
        "  +Book(first : T)",
        "  +get(id : Long): List<? super T>",
        "  -lock: Lock",
        "  by(key : K): <K> Map<K, T>",
        "}",
        "class Line",
        "interface Store",
        "class Closeable",
        "Book ..|> Store",
        "Book ..|> Closeable",
        "Line +-- Book",
        "Line ..+ Book",
        "Book <|-- Line",
        "Book x--# Line",
    ]
    assert parse(render(diagram)) == diagram


@pytest.mark.parametrize(
    ("body", "rule", "line"),
    [
        ("", "no-class", 1),
        ("!include /etc/passwd\nclass A", "preprocessor", 2),
        ("class A {\n!includeurl http://x\n}", "preprocessor", 3),
        ("title %getenv('HOME')\nclass A", "preprocessor", 2),
        ('class A\nA --> A : %file_exists("/etc/passwd")', "preprocessor", 3),
        ("title <img:/etc/passwd>\nclass A", "preprocessor", 2),
        ("class A {\n  a: int", "braces", 2),
        ("class A {\n  a: int\n}\n}", "line", 5),
        ("class A\nclass A", "duplicate-class", 3),
        ("class A\nA --> B", "undeclared-class", 3),
        ("class A extends B", "undeclared-class", 2),
        ("class A\nThe class A is an order.", "line", 3),
        ("class A {-x: int}", "inline-body", 2),
        ("~enum A { ON OFF }", "inline-body", 2),
        ("class A {}}", "line", 2),
        ("class A\nobject o", "object-diagram", 3),
        ("object o {\n  a = { 1 }\n}\nclass A", "object-diagram", 2),
        ("map Capitals {\n  CN => Beijing\n}\nclass A", "object-diagram", 2),
        ('json J {\n  "a": {\n    "b": 1\n  }\n}\nclass A', "object-diagram", 2),
        ("class A\nobject: int", "line", 3),
        ("class A\n!theme plain from http://x", "preprocessor", 3),
        ("class A\n!define B class", "preprocessor", 3),
        ("class A implements Map<B, C, D>", "undeclared-class", 2),
        ("class A {\n  it holds the, price\n}", "member", 3),
        ("class A\nA ->> A", "line", 3),
        ("class", "line", 2),
        ("class A " + "x" * 3000, "line", 2),
        ("class A\nnote left of A\n  for ever", "block", 3),
        ("/' for ever\nclass A", "block", 2),
        ("package shop {\nclass A", "braces", 2),
        ("class A\nB : id", "line", 3),
    ],
)
def test_what_is_no_diagram_is_refused_with_rule_and_line(body: str, rule: str, line: int) -> None:
    found = validate(f"@startuml\n{body}\n@enduml")
    assert [(violation.rule, violation.line) for violation in found] == [(rule, line)]
    assert parse(f"@startuml\n{body}\n@enduml") is None


def test_a_fault_is_told_by_line_and_column() -> None:
    text = "```plantuml\n@startuml Shop\nclass A {\n   a: %date() int\n}\n@enduml\n```"
    assert [found.told("en").partition(". ")[0] for found in validate(text)] == [
        "4:7: preprocessor: a call of the preprocessor, or a picture"
    ]
    assert [(found.line, found.column) for found in validate("@startuml\n  class\n@enduml")] == [(2, 3)]


@pytest.mark.parametrize("member", ["share: 5 % (of all)", "image: List<Img>", "due: int"])
def test_a_member_that_calls_nothing_is_no_call(member: str) -> None:
    assert "preprocessor" not in [
        found.rule for found in validate(f"@startuml\nclass A {{\n{member}\n}}\n@enduml")
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("class A", "start"),
        ("@startuml ../../out\nclass A\n@enduml", "start"),
        ("Here it is:\n@startuml\nclass A\n@enduml", "start"),
        ("@startuml\nclass A", "end"),
        ("@startuml\nclass A\n@enduml\nDone.", "end"),
    ],
)
def test_a_diagram_has_its_frame_and_nothing_around_it(text: str, rule: str) -> None:
    assert [violation.rule for violation in validate(text)] == [rule]


@pytest.mark.parametrize(
    "line",
    [
        "f" + "<a>" * 600,
        "class A {" + " x" * 900,
        "class A implements " + "B<C>, " * 300,
        "class A<" + "<" * 1900,
        "A " + "-" * 1900,
        "class A implements " + "b , " * 400,
        "--" + "-" * 1900,
    ],
)
def test_a_hostile_line_is_read_in_bounded_time(line: str) -> None:
    start = time.process_time()
    validate("@startuml\nclass B {\n" + line + "\n}\n" + line + "\n@enduml")
    assert time.process_time() - start < 0.5
