"""C4 models come back; what is not declared, not closed or not C4 is refused at its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.core.formats.c4 import (
    BOUNDARIES,
    KINDS,
    LEVELS,
    Element,
    Model,
    Relation,
    parse,
    render,
    validate,
)

TEXT = """@startuml
!include <C4/C4_Container>
Person(buyer, "Buyer", "Orders \\"online\\"")
System_Boundary(shop, "Shop") {
  Container(api, "API", "Java", "Takes orders")
  ContainerDb(db, "Orders", "PostgreSQL")
}
System_Ext(pay, "支付")
Rel(buyer, api, "orders", "HTTPS")
BiRel(api, pay, "pays")
@enduml"""
LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])
TEXTS = st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=3).map(tuple)
ALIASES = st.lists(st.from_regex(r"[a-z]\w{0,4}", fullmatch=True), min_size=2, max_size=6, unique=True)


@st.composite
def models(draw: st.DrawFn) -> Model:
    aliases = draw(ALIASES)
    kinds = st.sampled_from([*KINDS, *(f"{kind}_Ext" for kind in KINDS)])
    inner, outer = (
        [Element(draw(kinds), one, draw(TEXTS)) for one in part] for part in (aliases[1:3], aliases[3:])
    )
    boundary = Element(draw(st.sampled_from(BOUNDARIES)), aliases[0], draw(TEXTS), tuple(inner))
    ends = st.sampled_from(aliases)
    relation = st.builds(Relation, st.sampled_from(["Rel", "BiRel"]), ends, ends, TEXTS)
    return Model(
        draw(st.sampled_from(["", *LEVELS])), (boundary, *outer), tuple(draw(st.lists(relation, max_size=3)))
    )


@given(models())
def test_what_is_rendered_is_read_again(model: Model) -> None:
    assert [found.told("en") for found in validate(render(model))] == []
    assert parse(render(model)) == model


def test_the_canonical_text_comes_back_from_how_people_write_it() -> None:
    model = parse(TEXT)
    assert model is not None
    assert render(model) == TEXT
    written = TEXT.replace("Rel(buyer", "Rel_D(buyer").replace("C4_Container>", "C4_Container.puml>")
    written = written.replace("Person(", "' who\ntitle Shop\nLAYOUT_LEFT_RIGHT()\nPerson(").replace(
        ", ", ",  "
    )
    assert parse(f"```plantuml\n{written}\n```") == model


def test_looks_and_named_arguments_are_read() -> None:
    model = parse(
        """@startuml Shop (as of today)
!include <C4/C4_Deployment>
skinparam linetype ortho
AddElementTag("old", $bgColor="grey", $shape=EightSidedShape())
SET_SKETCH_STYLE($bgColor="grey")
Deployment_Node_L(cloud, 'Cloud', Kubernetes) {
  Container(api, "API", $techn="Java", $descr="Orders", $tags="old", $link="https://shop.example")
}
Rel_Back_Neighbor(api, api, "calls", $techn="HTTPS")
Lay_D(api, api)
UpdateRelStyle(api, api, $offsetY="-40")
@enduml"""
    )
    assert model is not None
    assert render(model).split("\n")[1:-1] == [
        "!include <C4/C4_Deployment>",
        'Deployment_Node(cloud, "Cloud", "Kubernetes") {',
        '  Container(api, "API", "Java", "Orders")',
        "}",
        'Rel(api, api, "calls", "HTTPS")',
    ]


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("@startuml\n", "", "start", 1),
        ("\n@enduml", "", "end", 10),
        ("!include <C4/C4_Container>", "!include https://example.com/C4.puml", "preprocessor", 2),
        ("!include <C4/C4_Container>", "!define x y", "preprocessor", 2),
        ('"Buyer"', '"%getenv(HOME)"', "preprocessor", 3),
        ('"支付"', '"<img:https://example.com/x.png>"', "preprocessor", 8),
        ('Rel(buyer, api, "orders", "HTTPS")', 'Rel(buyer, nobody, "orders")', "undeclared-alias", 9),
        ('Rel(buyer, api, "orders", "HTTPS")', "Rel(buyer, api)", "line", 9),
        ('Rel(buyer, api, "orders", "HTTPS")', "The buyer orders.", "line", 9),
        ("ContainerDb(db", "ContainerDb(api", "duplicate-alias", 6),
        ("\n}\n", "\n", "boundary", 4),
        ("\n}\n", "\n}\n}\n", "boundary", 8),
        ('Person(buyer, "Buyer"', "Person(buyer, Big Buyer", "line", 3),
        ('Person(buyer, "Buyer"', "Person(buyer, 'Buyer", "line", 3),
        ("!include <C4/C4_Container>", "!include <C4/C4_Sequence>", "preprocessor", 2),
        ("@startuml", "@startuml ../shop", "start", 1),
        ("Rel(buyer", "Rel_Sideways(buyer", "line", 9),
        ('System_Ext(pay, "支付")', 'Database(pay, "支付")', "line", 8),
        ('System_Ext(pay, "支付")', 'System_Ext(pay, "支付") {', "line", 8),
    ],
)
def test_what_is_no_model_is_refused_with_rule_and_line(old: str, new: str, rule: str, line: int) -> None:
    assert old in TEXT
    assert (rule, line) in [(found.rule, found.line) for found in validate(TEXT.replace(old, new))]
    assert parse(TEXT.replace(old, new)) is None


@pytest.mark.parametrize("text", ["", "@startuml\n@enduml", "digraph { a -> b }"])
def test_nothing_is_no_model(text: str) -> None:
    assert validate(text)
