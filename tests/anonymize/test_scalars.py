"""Readers of settings files: every value with its key and its exact place, in linear time."""

import time

import pytest

from stages.anonymize.scalars import trees
from stages.anonymize.scalars.depth import DEEPEST, is_deep
from stages.anonymize.scalars.settings import of_kubernetes_secrets, scalars

LIMIT = 3.0
"""CPU seconds that no text of this size may take; quadratic work takes minutes."""
MANY = 20_000


def read(text: str, language: str) -> list[tuple[str, str, str]]:
    """Return owner, key and value of every scalar."""
    return [(s.owner, s.key, text[s.start : s.end]) for s in scalars(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "properties",
            'a.b=c d \nexport X="y z" # c\n# q=1\nk: v',
            [("", "a.b", "c d"), ("", "X", "y z"), ("", "k", "v")],
        ),
        ("properties", "a=b\r\nc = 密码1\r\n", [("", "a", "b"), ("", "c", "密码1")]),
        ("properties", "a=it#1 # no part", [("", "a", "it#1")]),
        ("ini", "[db]\nuser = u ; c\n\n[x]\ny=1", [("db", "user", "u"), ("x", "y", "1")]),
        ("properties", "a=b\\\n  c\\\r\n d\ne=f", [("", "a", "b\\\n  c\\\r\n d"), ("", "e", "f")]),
        ("properties", "a=\\\n  b\\\\\nc=d\\", [("", "a", "b\\\\"), ("", "c", "d\\")]),
        ("properties", "# a=b\\\nc=d", [("", "c", "d")]),
        ("ini", "a=b\\\nc=d", [("", "a", "b\\"), ("", "c", "d")]),
        ("ini", "no value here\n= x\n", []),
        (
            "properties",
            "a b c\nd\\\n =e\nf[0]=g\n[h]\n",
            [("", "a", "b c"), ("", "d", "e"), ("", "f[0]", "g")],
        ),
        (
            "json",
            '{"a": {"b": ["x", 1]}, "é": "y\\n"}',
            [("a", "b", "x"), ("a", "b", "1"), ("", "é", "y\\n")],
        ),
        (
            "json",
            '[{"key": "k", "type": "t", "value": "v"}]',
            [("", "key", "k"), ("", "type", "t"), ("", "value", "v"), ("", "k", "v")],
        ),
        (
            "json",
            '[{"value": "v", "key": "k"}, {"value": "w"}]',
            [("", "value", "v"), ("", "k", "v"), ("", "key", "k"), ("", "value", "w")],
        ),
        ("json", '{"key": "k", "a": {"value": "v"}}', [("", "key", "k"), ("a", "value", "v")]),
        ("json", '{"a": ', []),
        ("yaml", "a:\n  b: x # c\n  'd': \"y\"\n", [("a", "b", "x"), ("a", "d", "y")]),
        ("yaml", "é: ü\nl:\n - u\n - {p: q}\n", [("", "é", "ü"), ("", "l", "u"), ("l", "p", "q")]),
        ("yaml", "a: |\n  one\n  two\nb: 1\n", [("", "a", "one\n  two"), ("", "b", "1")]),
        ("yaml", "a: &x !!str v\nb: *x\n", [("", "a", "v")]),
        (
            "yaml",
            "env:\n- name: N\n  value: v\n",
            [("env", "name", "N"), ("env", "value", "v"), ("env", "N", "v")],
        ),
        ("yaml", "a: b: c: [", []),
        (
            "toml",
            'a.b = "x"\n[s]\nc = 5\nd = """q"""\n',
            [("", "a.b", "x"), ("s", "c", "5"), ("s", "d", "q")],
        ),
        ("xml", "<a b='c'><d>t</d></a>", [("a", "b", "c"), ("a", "d", "t")]),
        ("xml", '<p name="n" value="v"/>', [("p", "name", "n"), ("p", "value", "v"), ("p", "n", "v")]),
        (
            "xml",
            '<p name="n"><value>v</value></p>',
            [("p", "name", "n"), ("p", "value", "v"), ("p", "n", "v")],
        ),
        ("xml", '<a><prop key="n">v</prop></a>', [("prop", "key", "n"), ("a", "prop", "v"), ("a", "n", "v")]),
        ("xml", '<p val="v" key="n"/>', [("p", "val", "v"), ("p", "n", "v"), ("p", "key", "n")]),
        (
            "xml",
            "<a><p><value>v</value><name>n</name></p><p><value>w</value></p></a>",
            [("p", "value", "v"), ("p", "n", "v"), ("p", "name", "n"), ("p", "value", "w")],
        ),
        ("xml", "<a><b><![CDATA[c]]></b></a>", [("a", "b", "c")]),
        ("java", 'String a = "b";', []),
    ],
)
def test_a_value_is_found_with_its_key_and_place(
    language: str, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert read(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("json", '{"a":' * MANY + "1" + "}" * MANY),
        ("json", "[" * MANY),
        ("json", "[" + ",".join('{"password": "x1"}' for _ in range(MANY)) + "]"),
        ("yaml", "{a: " * MANY + "1" + "}" * MANY),
        ("yaml", "- " * MANY + "x"),
        ("yaml", "? " * MANY + "x"),
        ("yaml", "".join(" " * depth + "k:\n" for depth in range(700))),
        ("yaml", "a: &a [x]\n" + "".join(f"b{n}: [*a, *a]\n" for n in range(MANY))),
        ("toml", "a = " + "[" * MANY + "]" * MANY),
        ("xml", "<a>" * MANY + "x" + "</a>" * MANY),
        ("xml", "<a " * MANY),
        ("properties", "=" * MANY * 10 + "\n" + "a" * MANY * 10),
        ("properties", "a=" + "\\\n" * MANY * 10 + "\\" * MANY * 10),
        ("ini", 'a="' + "\\" * MANY * 10),
    ],
)
def test_a_hostile_file_costs_linear_time(language: str, text: str) -> None:
    start = time.process_time()
    list(scalars(text, language))
    assert time.process_time() - start < LIMIT


@pytest.mark.parametrize(
    ("language", "text", "deep"),
    [
        ("json", "[" * (DEEPEST + 1), True),
        ("json", "[]" * (DEEPEST + 1), False),
        ("xml", "<a>" * (DEEPEST + 1), True),
        ("xml", "<a/>" * (DEEPEST + 1), False),
        ("yaml", "- " * (DEEPEST + 1) + "x", True),
        ("yaml", "- x\n" * (DEEPEST + 1), False),
        ("yaml", "a:\n" + " " * DEEPEST + "b: c", True),
    ],
)
def test_a_text_is_deep_when_it_nests_and_not_when_it_is_long(language: str, text: str, deep: bool) -> None:
    assert is_deep(text, language) is deep


def test_a_text_above_the_limit_is_not_parsed() -> None:
    assert trees.scalars("[" + "1," * trees.LARGEST + "1]", "json") is None


def test_the_values_of_a_kubernetes_secret_are_those_of_its_own_document() -> None:
    text = "kind: Secret\ndata:\n  a: b\nmetadata:\n  c: d\n---\nkind: ConfigMap\ndata:\n  e: f\n"
    found = of_kubernetes_secrets(text, "yaml")
    assert [text[scalar.start : scalar.end] for scalar in found] == ["b"]
