"""Readers of settings files: every value with its key and its exact place, in linear time."""

import time
import tracemalloc

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
        ("yaml", "a: &x !!str v\nb: *x\n", [("", "a", "v"), ("", "b", "v")]),
        (
            "yaml",
            "env:\n- name: N\n  value: v\n",
            [("env", "name", "N"), ("env", "value", "v"), ("env", "N", "v")],
        ),
        ("yaml", "a: b: c: [", [("", "a", "b")]),
        ("yaml", "  a: b\n  c: d\ne: f\n", [("", "a", "b"), ("", "c", "d"), ("", "e", "f")]),
        ("yaml", "a:\n  {{- if x }}\n  b: c\n  {{- end }}\n", [("a", "b", "c")]),
        ("yaml", 'a: \'{"b": "c"}\'', [("", "a", '{"b": "c"}'), ("", "b", "c")]),
        (
            "yaml",
            'a: "{\\"b\\": {\\"é\\": \\"c\\\\\\"d\\"}}\\n"',
            [("", "a", '{\\"b\\": {\\"é\\": \\"c\\\\\\"d\\"}}\\n'), ("b", "é", 'c\\\\\\"d')],
        ),
        (
            "yaml",
            "d:\n  a.yml: |\n    b:\n      c: d e\n",
            [("d", "a.yml", "b:\n      c: d e"), ("b", "c", "d e")],
        ),
        ("yaml", "run: |\n  A='b c' d\n  e\n", [("", "run", "A='b c' d\n  e"), ("", "A", "b c")]),
        ("json", '"a": "b c",\n"d": {"e": 1', [("", "a", "b c"), ("d", "e", "1")]),
        ("json", '{"a": ["b", {c: \'d\'}], // it\'s\n}', [("", "a", "b"), ("a", "c", "d")]),
        ("jsonl", '{"a": "b"}\n{"c": {"d": "e"}}\n', [("", "a", "b"), ("c", "d", "e")]),
        (
            "shell",
            "A=b export C='d e' F=\"g h\" # I=j\n",
            [("", "A", "b"), ("", "C", "d e"), ("", "F", "g h")],
        ),
        ("shell", "A=$1 B=`x` C=\"a $b\" D='$b' E=$(x y)", [("", "D", "$b")]),
        ("shell", "A=${B:-c} D=e\\ f G=$'h'", [("", "A", "${B:-c}"), ("", "D", "e\\ f"), ("", "G", "h")]),
        ("shell", "x -e 'A=b c' --d=e -eF=g", [("", "A", "b c"), ("", "d", "e"), ("", "F", "g")]),
        ("shell", "x --a 'b c' --d --e f; g", [("", "a", "b c"), ("", "e", "f")]),
        ("shell", "cat <<-'E'\n\ta = it's\n\tE\nB=c", [("", "B", "c"), ("", "a", "it's")]),
        ("shell", "cat <<E > a.yml\na:\n  b: c\nE\nB=c", [("", "B", "c"), ("a", "b", "c")]),
        ("shell", "A=$(cat <<E\n b c\nE\n)\nD=e", [("", "A", "b c"), ("", "D", "e")]),
        ("makefile", "a:\n\tA=$$(cat <<E\n\tb\n\tE\n\t)\n", [("", "A", "b")]),
        ("groovy", "a = 'A=b'\nsh '''\nC=d cat <<E\ne: f\nE\n'''", [("", "C", "d"), ("", "e", "f")]),
        ("groovy", "a = 1 << b\nc = '''\nD=e\n'''", []),
        (
            "yaml",
            "a:\n  - |\n    b <<E\n    c: d\n    E\n    F=g\n",
            [("", "a", "b <<E\n    c: d\n    E\n    F=g"), ("", "F", "g"), ("", "c", "d")],
        ),
        ("dockerfile", "ENV A=b \\\n  C=d", [("", "A", "b"), ("", "C", "d")]),
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
        ("json", '{"a": ' * MANY + '"'),
        ("json", "/*" * MANY + "a: {" * MANY),
        ("json", '{"a": "' + '\\"' * MANY * 10),
        ("json", '{"a": ' + "/* " * MANY * 10),
        ("yaml", "a: b\n" * MANY + "  c\n d: [\n"),
        ("yaml", "".join(f"{' ' * (depth % 90)}k: v\n" for depth in range(MANY, 0, -1))),
        ("yaml", "a: '" + '{"b": "' * MANY + "}'"),
        ("shell", "A=" + "$(" * MANY + '"' * (MANY + 1) + "`'" * MANY),
        ("shell", "<<E\n" * MANY),
        ("shell", "A=" * MANY),
        ("makefile", "<<E " * MANY * 10),
        ("groovy", "'''<<E\nE\n" * MANY + '"""' + "<<E " * MANY * 10),
        ("yaml", "a: |\n" + "  <<E\n" * MANY + " " * MANY),
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


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "yaml",
            "kind: Secret\ndata:\n  a: b\nmetadata:\n  c: d\n---\nkind: ConfigMap\ndata:\n  e: f\n",
            ["b"],
        ),
        ("yaml", "{kind: Secret, data: {a: b}}", ["b"]),
        (
            "yaml",
            "items: [{'kind': 'Secret', stringData: {a: b c}}, {kind: ConfigMap, data: {e: f}}]",
            ["b c"],
        ),
        ("yaml", "data:\n  a: c2VjcmV0MTIz\n  b: dGlnZXI=\n", ["c2VjcmV0MTIz", "dGlnZXI="]),
        ("yaml", "data:\n  a: c2VjcmV0MTIz\n  b: production\n", []),
        ("yaml", "data:\n  a: info\n", []),
        ("yaml", "data:\n  a: b\ntype: Opaque\n", ["b"]),
        ("yaml", "  a: dGlnZXI=\ntype: Opaque\n", ["dGlnZXI="]),
        ("yaml", "  a: dGlnZXI=\n", []),
        ("yaml", "kind: ConfigMap\ndata:\n  a: dGlnZXI=\n", []),
        ("yaml", "stringData:\n  a: the tiger\n", ["the tiger"]),
        ("yaml", "secretGenerator:\n- name: x\n  literals:\n  - a=b=c\n", ["b=c"]),
        ("yaml", "configMapGenerator:\n- name: x\n  literals:\n  - a=b=c\n", []),
        ("yaml", 'a: \'{"kind": "Secret", "data": {"b": "c"}}\'\nkind: ConfigMap\ndata: {d: e}', ["c"]),
        ("yaml", 'a: "{\\"data\\": {\\"b\\": \\"c\\"}, \\"kind\\": \\"Secret\\"}\\n"', ["c"]),
        ("json", '"data": {"a": "dGlnZXI="},\n"kind": "Secret"', ["dGlnZXI="]),
        ("json", '{"data": {"name": "John"}}', []),
    ],
)
def test_a_secret_of_kubernetes_is_known_by_what_stands_beside_its_values_or_by_them(
    language: str, text: str, expected: list[str]
) -> None:
    found = of_kubernetes_secrets(text, language)
    assert [text[scalar.start : scalar.end] for scalar in found] == expected


def test_an_alias_is_the_single_value_that_has_its_name() -> None:
    text = "a: &p x1\nb: &q [y]\nc: &r 'z1'\ndb:\n  k: *p\n  l: *q\n  m: *r\n  n: *none\n"
    found = [(s.key, text[s.start : s.end]) for s in scalars(text, "yaml")]
    assert sorted(found) == [("a", "x1"), ("b", "y"), ("c", "z1"), ("k", "x1"), ("m", "z1")]


def test_many_aliases_cost_linear_time() -> None:
    start = time.process_time()
    assert len(list(scalars("p: &a x\n" + "k: *a\n" * MANY, "yaml"))) == MANY + 1
    scalars("&a " * MANY, "yaml")
    assert time.process_time() - start < LIMIT


@pytest.mark.parametrize(
    ("language", "begin", "end"),
    [
        ("json", '{"k": "', '" // no whole JSON'),
        ("properties", "k=", "\n"),
        ("ini", "k=", "\n"),
        ("shell", "k='", "'\n"),
        ("shell", 'k="', '"\n'),
    ],
)
def test_a_long_value_costs_its_length_in_memory(language: str, begin: str, end: str) -> None:
    text = begin + "x y " * (1 << 17) + "z" + end
    tracemalloc.start()
    found = [(s.key, s.end - s.start) for s in scalars(text, language)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [("k", (1 << 19) + 1)]
    assert peak < 20 * len(text)
