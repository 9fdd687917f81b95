"""Mermaid: every kind of diagram with its blocks, and what a viewer must never be given."""

import time

import pytest

from stages.core.formats.mermaid import Diagram, parse, render, validate

DIAGRAMS = [
    """flowchart LR
    buyer[Buyer] -->|pays| shop("Shop (web)")
    subgraph 后台 [Back office]
        shop --> stock[(Stock)] & mail{{Mail}}
        stock -. late .-> buyer
    end
    classDef hot fill:#f00
    a ==> b --- c""",
    """sequenceDiagram
    autonumber
    actor 顾客
    participant API as Order API
    顾客->>+API: POST /orders
    alt in stock
        API-->>顾客: 201
        Note over API: a note: with a colon
    else sold out
        loop every hour
            API-x顾客: 409
        end
    end""",
    """classDiagram
    class Order {
        +id: string
        +String name
        -total(int x) Money
        <<entity>>
    }
    class Line~T~
    Order "1" *-- "many" Line : has
    Base <|-- Order
    Order : +cancel()""",
    """erDiagram
    CUSTOMER ||--o{ ORDER : places
    ORDER {
        string id PK
        varchar(20) no FK, UK "a comment"
    }
    style ORDER fill:#4CA497,stroke-width:2px""",
    """stateDiagram-v2
    [*] --> 待支付
    state 待支付 {
        a --> b : timeout
    }
    待支付 --> [*]""",
    """journey
    title 下单
    section Pay
    Choose a card: 5: Buyer, Shop
    Wait: 1""",
]


@pytest.mark.parametrize("text", DIAGRAMS, ids=lambda text: text.split()[0])
def test_a_canonical_diagram_comes_back(text: str) -> None:
    assert [found.told("en") for found in validate(text)] == []
    diagram = parse(text)
    assert diagram is not None
    assert render(diagram) == text
    assert parse(f"```mermaid\n%% a comment\n{text}\n```") == diagram


def test_a_graph_is_a_flowchart() -> None:
    assert parse("graph  TD\n  a-->b") == Diagram("graph TD", ("a-->b",))
    assert parse("graph TD;\n  a-->b;") == Diagram("graph TD", ("a-->b;",))


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("", "kind", 0),
        ("flowchart\n a --> b", "kind", 1),
        ("pie\n a", "kind", 1),
        ("flowchart LR", "empty", 1),
        ('%%{init: {"theme": "dark"}}%%\nflowchart LR\n  a --> b', "directive", 1),
        ('flowchart LR\n  a --> b\n  click a href "https://example.com"', "directive", 3),
        ("flowchart LR\n  a[<script>x</script>] --> b", "directive", 2),
        ("flowchart LR\n  a[b --> c", "brackets", 2),
        ("flowchart LR\n  a --> b\nThat is the flow.", "statement", 3),
        ("flowchart LR\n  subgraph x\n  a --> b", "block", 2),
        ("flowchart LR\n  a --> b\n  end", "block", 3),
        ("sequenceDiagram\n  a->>b", "statement", 2),
        ("sequenceDiagram\n  alt x\n  a->>b: c", "block", 2),
        ("classDiagram\n  class A {\n  +x: int", "block", 2),
        ("classDiagram\n  A <|-- ", "statement", 2),
        ("erDiagram\n  A ||--o B : has", "statement", 2),
        ("erDiagram\n  A ||--o{ B", "statement", 2),
        ("stateDiagram-v2\n  a -> b", "statement", 2),
        ("journey\n  Pay: 7: Buyer", "statement", 2),
        ("flowchart LR\n  " + "a" * 2_001, "line", 2),
    ],
)
def test_what_is_no_diagram_is_refused_with_rule_and_line(text: str, rule: str, line: int) -> None:
    found = validate(text)
    assert [(one.rule, one.line) for one in found] == [(rule, line)]
    assert parse(text) is None


def test_a_hostile_line_is_read_in_linear_time() -> None:
    start = time.process_time()
    for line in ("a" + "--" * 900, "a-->" * 450, "[({" * 600, "a & " * 450, "A: " * 600):
        for kind in ("flowchart LR", "sequenceDiagram", "classDiagram", "erDiagram", "journey"):
            validate(f"{kind}\n{line}")
    assert time.process_time() - start < 2


def test_nothing_is_said_on_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    lines = (f"节点{n}[{'甲乙' * 90}] -->|去 {n}| B{n}{{很长 {n}}}" for n in range(40))
    assert validate("\n".join(["flowchart TD", *lines])) == []
    assert (
        validate("classDiagram\n    class 订单 {\n        +String 编号\n    }\n    订单 --> 商品 : 含") == []
    )
    assert capfd.readouterr().err == ""
