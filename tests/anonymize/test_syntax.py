"""Regions that may change, and the skeleton that must not."""

import pytest

from stages.anonymize.lexers import CODE, lexed
from stages.anonymize.syntax import grammar_of, outline, region_of, texts_within


def regions(source: str, grammar: str) -> list[tuple[str, bool]]:
    raw = source.encode()
    found = (r for r in outline(raw, grammar).regions if r.kind != "number")
    return [(raw[r.start : r.end].decode(), r.is_text) for r in found]


@pytest.mark.parametrize(
    ("grammar", "source", "expected"),
    [
        (
            "java",
            'class A { String s = "x\\ny"; }',
            [("A", False), ("String", False), ("s", False), ("x\\ny", True)],
        ),
        (
            "java",
            "// a 蓝海\nclass A { /* b */ int n = 7; }",
            [(" a 蓝海", True), ("A", False), (" b ", True), ("n", False)],
        ),
        (
            "java",
            'class A { char c = \'c\'; String t = """\n u"""; }',
            [("A", False), ("c", False), ("c", True), ("String", False), ("t", False), ("\n u", True)],
        ),
        ("python", 'x = f"a{y}b"  # c', [("x", False), ("a", True), ("y", False), ("b", True), (" c", True)]),
        ("go", 'import "a/b"\nvar s = `r`', [("a/b", True), ("s", False), ("r", True)]),
        (
            "kotlin",
            'val s = "a${b}c" /* d */',
            [("s", False), ("a", True), ("b", False), ("c", True), (" d ", True)],
        ),
        ("python", "from a.b import c", [("a", False), ("b", False), ("c", False)]),
        (
            "typescript",
            "const s = `a${b}c` + 'd'",
            [("s", False), ("a", True), ("b", False), ("c", True), ("d", True)],
        ),
        (
            "typescript",
            "type T = `a${U}b`",
            [("T", False), ("a", True), ("U", False), ("b", True)],
        ),
        (
            "javascript",
            "const { a, b: c, d = 1 } = e",
            [("a", False), ("b", False), ("c", False), ("d", False), ("e", False)],
        ),
        ("javascript", "#!/usr/bin/node\na", [("/usr/bin/node", True), ("a", False)]),
        ("kotlin", "#!/usr/bin/kt\nval a = 1", [("/usr/bin/kt", True), ("a", False)]),
        (
            "kotlin",
            "fun f() { a@ for (i in x) break@a }",
            [("f", False), ("a@", False), ("i", False), ("x", False), ("break@", False), ("a", False)],
        ),
        (
            "kotlin",
            'class 订单(val 数量: Int) // 注\nfun 取() = "${数量}件"',
            [
                ("订单", False),
                ("数量", False),
                ("Int", False),
                (" 注", True),
                ("取", False),
                ("数量", False),
                ("件", True),
            ],
        ),
        (
            "go",
            "func f() { goto a\na: }",
            [("f", False), ("a", False), ("a", False)],
        ),
        ("typescript", r"const r = /a\.b[cd]e/g", [("r", False), ("a", False), ("b", False), ("e", False)]),
        (
            "tsx",
            "const e = <b t='u'>v</b>",
            [("e", False), ("b", False), ("t", False), ("u", True), ("v", True), ("b", False)],
        ),
    ],
)
def test_only_identifiers_strings_and_comments_may_change(
    grammar: str, source: str, expected: list[tuple[str, bool]]
) -> None:
    assert regions(source, grammar) == expected


@pytest.mark.parametrize(
    ("before", "after", "equal"),
    [
        ("class A { int b; }", "class Xy { int z; }", True),
        ('class A { String s = "a"; }', 'class A { String s = "b\\n"; }', True),
        ("class A { } // x", "class A { } // y z", True),
        ("class A { } // x", "class A { } ", False),
        ("class A { int b; }", "class A { int b, c; }", False),
        ("class A { int b = c; }", "class A { int b = null; }", False),
        ("class A { int b = 1 + 2; }", "class A { int b = 1 - 2; }", False),
        ("class A { int b; }", "class A { int [REDACTED]; }", False),
    ],
)
def test_the_skeleton_is_all_syntax_but_names_and_texts(before: str, after: str, equal: bool) -> None:
    skeletons = [outline(source.encode(), "java").skeleton for source in (before, after)]
    assert (skeletons[0] == skeletons[1]) is equal


def test_an_expression_inside_a_string_belongs_to_the_skeleton() -> None:
    one, other = (outline(source, "python").skeleton for source in (b'f"{a.b}"', b'f"{a}"'))
    assert one != other


def test_a_range_across_two_regions_lies_in_none() -> None:
    source = b'class A { String s = "ab" + "cd"; }'
    found = outline(source, "java").regions
    start, end = source.index(b"b"), source.index(b"d")
    assert region_of(found, start, end) is None
    assert [source[a:b] for a, b in texts_within(found, start, end)] == [b"b", b"c"]


def test_typescript_with_markup_has_its_own_grammar() -> None:
    assert grammar_of("typescript", "a/B.tsx") == "tsx"
    assert grammar_of("typescript", "a/b.ts") == "typescript"
    assert grammar_of("yaml", "a.yml") == ""


@pytest.mark.parametrize("language", sorted(CODE))
def test_a_name_in_any_script_is_one_identifier_to_a_lexer(language: str) -> None:
    source = ("<?php " if language == "php" else "") + "数量 = été + ñ1 + 수량 ;"
    seen = lexed(source, language)
    assert seen
    raw = source.encode()
    regions = [region for region in seen.regions if region.kind == "identifier"]
    names = {raw[region.start : region.end].decode().strip() for region in regions}
    assert {"数量", "été", "ñ1", "수량"} <= names
