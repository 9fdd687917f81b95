from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.convert.forms import FORMS
from stages.core.errors import PipelineError
from stages.core.formats.check import FORMATS, format_of, violations

METHOD = '@Query("select o from Order o")\nList<Order> open();'

VALID = [
    ("java-type", "public class A { }"),
    (
        "java-type",
        "package a;\n\nimport b.C;\n\n/** Doc. */\n@RestController\nclass A<T> extends B { int x; }",
    ),
    ("java-type", "record Point(int x, int y) { Point { check(x); } }"),
    ("java-type", "sealed interface Shape permits Circle {}"),
    ("java-type", "enum State { OPEN, 已关闭; boolean isOpen() { return this == OPEN; } }"),
    ("java-member", METHOD),
    ("java-member", "// reason\npublic A(int x) { this.x = x; }"),
    (
        "java-member",
        "default <T> T f(Supplier<T> s) { return switch (s.get()) { case null -> null; default -> s; }; }",
    ),
    ("java-member", '@Test\nvoid f() { String s = """\n  }\n  """; }'),
    ("java-member", "void f() { Runnable r = new Runnable() { public void run() { } }; }"),
    ("python-function", "def f(x):\n    return x"),
    ("python-function", "    @cache\n    async def f(self) -> int:\n        return 1\n"),
    ("python-function", "@property\n    def f(self):\n        return 1"),
    ("python-function", "def f(self):\n        return 1"),
    ("python-module", "import os\n\nX = 1\n"),
    ("python-module", '"""Doc."""\n\n\nclass A:\n    """Doc."""\n'),
    ("typescript-function", "export function f(x: number): number {\n  return x;\n}"),
    ("typescript-function", "export const f = async (x: string) => g(x);"),
    ("typescript-function", "async f(x: string): Promise<void> {\n    await this.g(x);\n  }"),
    ("typescript-function", 'it("adds", () => {\n    expect(add(1, 2)).toBe(3);\n  });'),
    (
        "typescript-function",
        'export function Price({ cents }: Props) {\n  return <b className="p">{cents / 100}</b>;\n}',
    ),
    ("typescript-function", "render(): ReactNode {\n    return <></>;\n  }"),
    ("typescript-function", "exports.add = function (a) {\n  return a;\n};"),
    ("typescript-function", "exports = module.exports = async (a) => {\n  return a;\n};"),
    ("typescript-function", "Cart.prototype.add = function add(item) {\n  this.items.push(item);\n};"),
    ("typescript-function", "onLoad: function (options) {\n    this.load(options);\n  }"),
    ("typescript-function", "'on-load': async (options) => {\n    await load(options);\n  }"),
    ("typescript-function", "var once = function (run) { return run; };"),
    ("typescript-function", "export default (a) => { return a; };"),
    ("typescript-module", "module.exports = class extends Base {\n  f() {}\n};"),
    ("typescript-function", "function f(x: unknown) {\n  return <string>x;\n}"),
    ("typescript-module", "export const Price = () => <b>1</b>;"),
    ("typescript-module", "export interface A { x: number }"),
    ("typescript-module", "const f = async (x: string): Promise<void> => { await g(x) }"),
    ("kotlin-type", "package a\n\nimport b.C\n\n/** Doc. */\nopen class A<T>(val x: Int) : B()"),
    ("kotlin-type", "@RestController\nclass A {\n    fun f() = 1\n}"),
    ("kotlin-type", '@file:JvmName("A")\npackage a\n\nobject A'),
    ("kotlin-type", "enum class State {\n    OPEN,\n    `已关闭`\n}"),
    ("kotlin-member", "fun f(x: Int): Int = x"),
    ("kotlin-member", "// reason\n@Test\nfun `adds two`() {\n    assertEquals(2, add(1, 1))\n}"),
    ("kotlin-member", "constructor(x: Int) : this()"),
    ("kotlin-member", "suspend fun <T> String.f(): T? {\n    return null\n}"),
    ("kotlin-member", '@Query("select o from Order o")\nfun open(): List<Order>'),
    ("go-type", 'type A struct {\n\tX int `json:"x"`\n}'),
    (
        "go-type",
        'package a\n\nimport "b"\n\ntype A struct{}\n\nfunc (a *A) F() {}\n\nfunc NewA() *A { return nil }',
    ),
    ("go-type", "type Store[T any] interface {\n\tFind(id int) (*T, error)\n}"),
    ("go-member", "// F does.\nfunc F(x int) (int, error) {\n\treturn x, nil\n}"),
    ("go-member", "func (l *List[K]) Get(k K) { go func() { 已关闭() }() }"),
    ("sql", "-- one\nSELECT a, ';' FROM b WHERE c = #{c} AND d IN (?, :e, %s);"),
    ("sql", "select new com.acme.Row(o.id) from Order o join fetch o.lines where o.x like %:x%"),
    ("sql", "INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a = 2"),
    ("sql", "create table t (id serial primary key, a text)"),
]

INVALID = [
    ("java-type", "", "java-type", 0),
    ("java-type", "public class A {", "syntax", 1),
    ("java-type", "class A { } class B { }", "java-type", 0),
    ("java-type", "class A { int x }", "syntax", 1),
    ("java-type", "void f() { }", "java-type", 1),
    ("java-type", "Here is the class:\nclass A { }", "syntax", 1),
    ("java-type", "class A {\n  void f() {\n    return 1\n  }\n}", "syntax", 3),
    ("java-member", "", "java-member", 0),
    ("java-member", "int x = 1;", "java-member", 0),
    ("java-member", "class B { }", "java-member", 0),
    ("java-member", "void f() { } void g() { }", "java-member", 0),
    ("java-member", "void f() { }\n}\nclass B {", "java-member", 0),
    ("java-member", "void f() { } }", "syntax", 1),
    ("java-member", "void f() {\n  call();\n}\n}", "syntax", 4),
    ("java-member", "public void f() {\n  call(;\n}", "syntax", 2),
    ("java-member", "public int int public ( ) return", "syntax", 1),
    ("java-member", "return x;", "java-member", 0),
    ("python-function", "def f():", "syntax", 1),
    ("python-function", "x = 1", "python-function", 0),
    ("python-function", "def f():\n    return 1\nf()", "python-function", 0),
    ("python-function", "def f(:\n    pass", "syntax", 1),
    ("python-module", "hello", "python-module", 0),
    ("python-module", "print 'x'", "python-module", 1),
    ("python-module", "", "python-module", 0),
    ("python-module", "if x:\n", "syntax", 1),
    ("typescript-function", "function f() { }\nfunction g() { }", "typescript-function", 0),
    ("typescript-function", "interface A { x: number }", "typescript-function", 0),
    ("typescript-function", "x = 1;", "typescript-function", 0),
    ("typescript-function", "module.exports = { a: 1 };", "typescript-function", 0),
    ("typescript-function", "a: 1", "typescript-function", 0),
    ("typescript-function", "a: () => 1, b: () => 2", "syntax", 1),
    ("typescript-function", "a: () => 1}; const b = {c: () => 2", "syntax", 1),
    ("typescript-function", "export default 1;", "typescript-function", 0),
    ("typescript-function", "", "typescript-function", 0),
    ("typescript-function", "function f( {", "syntax", 1),
    ("typescript-function", 'function f() {\n  return <b id="x">1;\n}', "syntax", 2),
    ("typescript-module", "hello\nworld", "typescript-module", 0),
    ("typescript-module", "if (x) { y() }", "typescript-module", 0),
    ("typescript-module", "export function f( {", "syntax", 1),
    ("sql", "-- none", "sql", 0),
    ("sql", "select a from b; select c from d", "sql", 1),
    ("sql", "\n  Here is the query: select a from b", "sql", 2),
    ("sql", "select a from b where (c = 1", "sql", 1),
    ("sql", "insert into t (a) values (1", "sql", 1),
    ("kotlin-type", "", "kotlin-type", 0),
    ("kotlin-type", "class A\nclass B", "kotlin-type", 0),
    ("kotlin-type", "fun f() = 1", "kotlin-type", 1),
    ("kotlin-type", "@A\nclass B\nval x = 1", "kotlin-type", 3),
    ("kotlin-type", "class A {", "syntax", 1),
    ("kotlin-type", "@A\nclass B(\n", "syntax", 2),
    ("kotlin-member", "", "kotlin-member", 0),
    ("kotlin-member", "val x = 1", "kotlin-member", 0),
    ("kotlin-member", "fun f() {}\nfun g() {}", "kotlin-member", 0),
    ("kotlin-member", "fun f() {}\n}\nclass B {", "kotlin-member", 0),
    ("kotlin-member", "fun f() {\n    call(\n}", "syntax", 2),
    ("go-type", "", "go-type", 0),
    ("go-type", "type A int\n\ntype B int", "go-type", 0),
    ("go-type", "type A int\n\nfunc (b B) F() {}", "go-type", 3),
    ("go-type", "func F() {}", "go-type", 1),
    ("go-type", "type A struct {", "syntax", 1),
    ("go-member", "", "go-member", 0),
    ("go-member", "x := 1", "go-member", 0),
    ("go-member", "func F()", "go-member", 0),
    ("go-member", "func F() {}\nfunc G() {}", "go-member", 0),
    ("go-member", "package a\n\nfunc F() {}", "go-member", 0),
    ("go-member", "func F() {\n\tcall(\n}", "syntax", 2),
    ("go-member", "func F() {\n\tcall()\n", "syntax", 3),
    ("go-statements", "if x {\n  call()", "syntax", 2),
    ("kotlin-statements", "if (x) {", "syntax", 1),
    ("typescript-statements", "if (x) {", "syntax", 1),
]


@pytest.mark.parametrize(("format_", "text"), VALID)
def test_whole_text_of_a_language_is_valid(format_: str, text: str) -> None:
    assert violations(format_, text) == []


@pytest.mark.parametrize(("format_", "text", "rule", "line"), INVALID)
def test_half_or_other_text_is_refused_with_rule_and_line(
    format_: str, text: str, rule: str, line: int
) -> None:
    (found,) = violations(format_, text)
    assert (found.rule, found.line) == (rule, line)
    assert found.message
    assert found.hint


NAMES = st.from_regex(r"[a-z]{1,6}[A-Z][a-z]{1,6}", fullmatch=True)
FRAMES = {
    "kotlin-member": "fun {name}(x: Int): Int {{\n    return {name}(x)\n}}",
    "kotlin-type": "class {name} {{\n    fun {name}() = 1\n}}",
    "go-member": "func {name}(x int) int {{\n\treturn {name}(x)\n}}",
    "go-type": "type {name} struct {{\n\tx int\n}}",
}


@pytest.mark.parametrize("format_", FRAMES)
@settings(max_examples=20)
@given(name=NAMES, data=st.data())
def test_one_declaration_is_valid_two_are_not_and_a_cut_one_says_where(
    format_: str, name: str, data: st.DataObject
) -> None:
    text = FRAMES[format_].format(name=name)
    assert violations(format_, text) == []
    assert violations(format_, f"{text}\n{text}")
    cut = text[: data.draw(st.integers(text.index("{") + 1, len(text) - 1))]
    (found,) = violations(format_, cut)
    assert found.rule == "syntax"
    assert 1 <= found.line <= cut.count("\n") + 1


@pytest.mark.parametrize("format_", sorted(FORMATS.keys() - {"commit-message", "prose"}))
@pytest.mark.parametrize("text", ["的的的的 的的", "public public public"])
def test_words_alone_are_valid_in_prose_only(format_: str, text: str) -> None:
    assert violations(format_, text)


@pytest.mark.parametrize("format_", sorted(FORMATS))
@pytest.mark.parametrize("text", ["", "\n", "))))", "{{{{", "\x00", "| | |", "}" * 50_000])
def test_garbage_is_valid_in_no_format(format_: str, text: str) -> None:
    assert violations(format_, text)


@pytest.mark.parametrize(
    ("named", "text", "expected"),
    [
        ("java-code", METHOD, "java-member"),
        ("java-code", "@RestController\nclass A { }", "java-type"),
        ("java-code", "Here it is.", "java-member"),
        ("java-member", "class A { }", "java-member"),
    ],
)
def test_an_answer_has_the_alternative_that_it_meets(named: str, text: str, expected: str) -> None:
    assert format_of(named, text, "java") == expected


def test_an_unknown_format_is_a_users_fault() -> None:
    with pytest.raises(PipelineError, match="expected one of api-lines, api-table, c4,"):
        violations("java", "class A { }")


def test_every_format_is_documented() -> None:
    text = (Path(__file__).parents[3] / "docs/usage.md").read_text(encoding="utf-8")
    assert [name for name in (*FORMATS, *FORMS) if f"`{name}`" not in text] == []
