"""What an expression may be: ⟦ and ⟧ stand around the literals that are its value."""

import time

import pytest

from stages.anonymize.expressions import literals, place_of
from tests.anonymize.cases import plain


def read(text: str, adjacent: frozenset[str] = frozenset({"group"})) -> list[str]:
    """Return the literals that the expression may be."""
    return [text[start:end] for start, end in literals(text, 0, adjacent)]


@pytest.mark.parametrize(
    "text",
    [
        '"⟦a1⟧"; "b2"',
        "'⟦a1⟧', 'b2'",
        '"⟦a1⟧"\n"b2"',
        '"⟦a1⟧" // "b2"\n',
        '/* "b2" */ "⟦a1⟧"',
        '\\"⟦a1⟧\\", \\"b2\\"',
        '"⟦a1⟧" + x + "b2"',
        '"⟦a1⟧"\n  + "⟦b2⟧"',
        'x + "b2"',
        '("⟦a1⟧"\n  "⟦b2⟧")',
        '"⟦a1⟧" "b2"',
        'x ? "⟦a1⟧" : "⟦b2⟧"',
        'x\n  ? f("a1")\n  : "⟦b2⟧";',
        'x == "a1" ? y : "⟦b2⟧"',
        '"a1" == x ? y : "⟦b2⟧"',
        '"a1".equals(x) ? y : "⟦b2⟧"',
        'x.equals("a1") ? y : z',
        'x ? y ? "⟦a1⟧" : "⟦b2⟧" : "⟦c3⟧"',
        'x != "" ? x : "⟦a1⟧"',
        '"⟦a1⟧" if x == "b2" else "⟦c3⟧"',
        'f("a1") if x in ("b2", "c3") else y',
        '"a1" in x',
        'if (x == "a1") "⟦b2⟧" else "⟦c3⟧"',
        'if x == "a1" { "⟦b2⟧" } else { "⟦c3⟧" }',
        'when (x) {\n  "a1" -> "⟦b2⟧"\n  else -> "⟦c3⟧"\n}',
        'match x { "a1" => "⟦b2⟧", _ => "⟦c3⟧" }',
        'x ?: "⟦a1⟧"',
        'x || "⟦a1⟧"',
        'x?.y ?? "⟦a1⟧"',
        'f("a1") or "⟦b2⟧"',
        'getenv("a1", "⟦b2⟧")',
        'f("a1", "⟦b2⟧", "c3")',
        'f(x, "a1")',
        'f("a1")',
        'f(x || "a1")',
        'x.f("a1").g()',
        'decode("⟦a1⟧", "b2")',
        'x.decode("⟦a1⟧".y("b2"))',
        '[]byte("⟦a1⟧")',
        'new String("⟦a1⟧")',
        'Secret::new("⟦a1⟧")',
        'Field(default="⟦a1⟧", alias="b2")',
        'x.unwrap_or("⟦a1⟧".to_string())',
        'x.orElseGet(() -> "⟦a1⟧")',
        'x.unwrap_or_else(|_| "⟦a1⟧".into())',
        'x.ifEmpty { "⟦a1⟧" }',
        '{"a1": "b2"}',
        '["a1", "b2"]',
        'x["a1"]',
        '$("a1")',
        'x < "a1"',
        '@"⟦a1⟧"',
        ")",
        "",
    ],
)
def test_a_literal_counts_where_a_value_stands(text: str) -> None:
    raw = plain(text)
    assert read(raw) == [part.partition("⟧")[0] for part in text.split("⟦")[1:]]


def test_literals_beside_each_other_are_one_where_the_language_has_it_so() -> None:
    assert read('"a1" "b2"', frozenset({"group", "base"})) == ["a1", "b2"]
    assert read('"a1" \\\n "b2"', frozenset({"group", "base"})) == ["a1", "b2"]


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("a, b", 0, "a, b"),
        ('f(x, "y"), "b"; c', 1, ' "b"; c'),
        ("[a, b], {c, d}, e", 2, " e"),
        ("a; b, c", 1, ""),
        ("a\nb, c", 1, ""),
        ("a), b", 1, ""),
    ],
)
def test_a_value_of_several_has_a_place(text: str, number: int, rest: str) -> None:
    place = place_of(text, 0, number)
    assert (text[place:] if place >= 0 else "") == rest


@pytest.mark.parametrize(
    "text", ["(" * 100_000, '"a' * 100_000, "/*" * 100_000, "x ? " * 100_000, "f(a," * 100_000]
)
def test_a_hostile_expression_costs_no_more_than_its_reach(text: str) -> None:
    start = time.process_time()
    for _ in range(100):
        read(text)
    assert time.process_time() - start < 3
