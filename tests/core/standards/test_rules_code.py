"""Smells of code, names and layers: each with code that looks like one."""

import pytest

from stages.core.standards.asked import RULES
from stages.core.standards.finding import Finding
from stages.core.standards.rules import layer, naming
from tests.gate.given import answer, params

SETTINGS = params()


def found(rule: str, kind: str, text: str) -> list[Finding]:
    return RULES[rule](answer(text, kind), SETTINGS.standards[rule].threshold)


def lines(count: int, line: str = "run();") -> str:
    return "void a() {\n" + f"    {line}\n" * count + "}"


def methods(count: int, text: str = "void m{0}() {{ run(); }}") -> str:
    return "\n".join(text.format(number) for number in range(count))


def branches(count: int, text: str = "if (a == {0}) {{ run({0}); }}") -> str:
    return "void a() {\n" + "\n".join(text.format(number) for number in range(count)) + "\n}"


GETTER = "private int a;\n public int getA() { return a; }\n public void setA(int a) { this.a = a; }"
REFUSED = 'throw new UnsupportedOperationException("no");'
DIAGRAM = "@startuml\nclass A\nclass B\nclass C\nA --> B\nA --> C\n{0}\n@enduml"


@pytest.mark.parametrize(
    ("rule", "kind", "text"),
    [
        ("SMELL_LAZY_ELEMENT", "java-type", "class A {\n}"),
        ("SMELL_LAZY_ELEMENT", "typescript-module", "export class A {}"),
        ("SMELL_LAZY_ELEMENT", "kotlin-file", "class A"),
        ("SMELL_LAZY_ELEMENT", "python-module", "class A:\n    pass\n"),
        ("SMELL_LONG_METHOD", "java-member", lines(29)),
        ("SMELL_LONG_METHOD", "python-function", "def a():\n" + "    run()\n" * 30),
        ("SMELL_LONG_METHOD", "kotlin-file", "fun a() {\n" + "    run()\n" * 29 + "}"),
        ("SMELL_LARGE_CLASS", "java-type", f"class A {{\n{methods(20)}\n}}"),
        (
            "SMELL_LARGE_CLASS",
            "python-module",
            "class A:\n" + methods(20, "    def m{0}(self):\n        run()"),
        ),
        ("SMELL_DATA_CLASS", "java-type", f"public class Price {{\n{GETTER}\n}}"),
        ("SMELL_DATA_CLASS", "java-type", "class Price { int a; int a() { return this.a; } }"),
        ("SMELL_LONG_PARAMETER_LIST", "java-member", "void a(int a, int b, int c, int d, int e, int f) {}"),
        ("SMELL_LONG_PARAMETER_LIST", "python-function", "def a(a, b, c, d, e=1, f: int = 2):\n    pass"),
        ("SMELL_LONG_PARAMETER_LIST", "python-function", "@commanded\ndef a(a, b, c, d, e, f):\n    pass"),
        ("SMELL_LONG_PARAMETER_LIST", "kotlin-file", "fun a(a: A, b: A, c: A, d: A, e: A, f: A) {}"),
        ("SMELL_LONG_PARAMETER_LIST", "typescript-function", "const a = (a, b, c, d, e, f) => 1;"),
        ("SMELL_REFUSED_BEQUEST", "java-member", f"@Override\n public void add() {{\n {REFUSED}\n}}"),
        ("SMELL_REFUSED_BEQUEST", "kotlin-file", 'class A : B() {\n override fun a() {\n TODO("no")\n }\n}'),
        ("SMELL_COMPLEX_CONDITION", "java-member", "void a() { if (a\n && b\n || !c) { run(); } }"),
        (
            "SMELL_COMPLEX_CONDITION",
            "python-function",
            "def a():\n    if (\n  a\n  and b\n  and c\n ):\n        b()\n",
        ),
        ("SMELL_REPEATED_SWITCHES", "java-member", branches(8)),
        ("SMELL_REPEATED_SWITCHES", "java-member", branches(8, "switch (a) {{ case {0}: run(); }}")),
        ("SMELL_REPEATED_SWITCHES", "typescript-function", "function a() {" + "if (b) { c(); }" * 8 + "}"),
        ("SMELL_GARPH_CONNECTED_CALL", "plantuml-class", DIAGRAM.format("B --> C")),
        (
            "SMELL_GARPH_CONNECTED_CALL",
            "java-type",
            "class A { B b; C c; class B { C c; } class C { int i; } }",
        ),
        (
            "too-many-repository-dependencies",
            "java-type",
            "@Service\nclass A {\n" + "".join(f"private final {n}Repository {n};\n" for n in "BCDEFG") + "}",
        ),
        (
            "too-many-repository-dependencies",
            "kotlin-file",
            "class OrderService(" + ", ".join(f"private val a{n}: A{n}Mapper" for n in range(6)) + ")",
        ),
        (
            "missing-parameter-desc",
            "java-type",
            "class A {\n/** Sets.\n * @param a one */\nvoid f(int a, int b) {}\n}",
        ),
        ("missing-parameter-desc", "java-member", "/** Sets.\n * @param b one */\nvoid f(int a) {}"),
        (
            "missing-parameter-desc",
            "python-function",
            'def f(a, b):\n    """Set.\n\n    Args:\n        a: one\n    """\n',
        ),
        (
            "missing-parameter-desc",
            "python-function",
            'def f(a, b):\n    """Set.\n\n    :param a: one\n    """\n    g()\n',
        ),
        (
            "missing-parameter-desc",
            "typescript-function",
            "/**\n * Sets.\n * @param a one\n */\nfunction f(a, b) {}",
        ),
    ],
)
def test_a_smell_is_found(rule: str, kind: str, text: str) -> None:
    assert len(found(rule, kind, text)) == 1


@pytest.mark.parametrize(
    ("rule", "kind", "text"),
    [
        ("SMELL_LAZY_ELEMENT", "java-type", "record A(int a) {\n}"),
        ("SMELL_LAZY_ELEMENT", "java-type", "enum A { B }"),
        ("SMELL_LAZY_ELEMENT", "java-type", "interface A {\n}"),
        ("SMELL_LAZY_ELEMENT", "java-type", "class A extends RuntimeException {\n}"),
        ("SMELL_LAZY_ELEMENT", "java-type", "@Configuration\nclass A {\n}"),
        ("SMELL_LAZY_ELEMENT", "java-type", "class A {\n static final int B = 1;\n}"),
        ("SMELL_LAZY_ELEMENT", "kotlin-file", "data class A(val a: Int)"),
        ("SMELL_LAZY_ELEMENT", "python-module", "class A(Exception):\n    pass\n"),
        ("SMELL_LONG_METHOD", "java-member", lines(28)),
        ("SMELL_LONG_METHOD", "java-member", lines(60, "// told")),
        ("SMELL_LONG_METHOD", "java-member", lines(60, "")),
        ("SMELL_LONG_METHOD", "java-member", "@Test\n" + lines(60)),
        (
            "SMELL_LONG_METHOD",
            "python-function",
            'def a():\n    """Told.\n' + "    more\n" * 60 + '    """\n    run()\n',
        ),
        ("SMELL_LARGE_CLASS", "java-type", f"class A {{\n{methods(19)}\n}}"),
        ("SMELL_LARGE_CLASS", "java-type", f"interface ARepository {{\n{methods(40, 'void m{0}();')}\n}}"),
        ("SMELL_LARGE_CLASS", "java-type", f"class A {{\n{methods(40, 'int m{0}() {{ return a{0}; }}')}\n}}"),
        (
            "SMELL_LARGE_CLASS",
            "java-type",
            f"class A {{\n{methods(40, '@Test void m{0}() {{ run(); }}')}\n}}",
        ),
        ("SMELL_LARGE_CLASS", "java-type", f"class ABuilder {{\n{methods(40)}\n}}"),
        ("SMELL_DATA_CLASS", "java-type", f"@Entity\nclass Price {{\n{GETTER}\n}}"),
        ("SMELL_DATA_CLASS", "java-type", f"class PriceDto {{\n{GETTER}\n}}"),
        ("SMELL_DATA_CLASS", "java-type", f"class Price implements Serializable {{\n{GETTER}\n}}"),
        ("SMELL_DATA_CLASS", "java-type", f"class Price {{\n{GETTER}\nint twice() {{ return a * 2; }}\n}}"),
        ("SMELL_DATA_CLASS", "java-type", "record Price(int a) {}"),
        ("SMELL_LONG_PARAMETER_LIST", "java-member", "void a(int a, int b, int c, int d, int e) {}"),
        ("SMELL_LONG_PARAMETER_LIST", "java-member", "Frame(int a, int b, int c, int d, int e, int f) {}"),
        (
            "SMELL_LONG_PARAMETER_LIST",
            "java-member",
            "@Override\nvoid a(int a, int b, int c, int d, int e, int f) {}",
        ),
        (
            "SMELL_LONG_PARAMETER_LIST",
            "java-member",
            "@GetMapping\nvoid a(@RequestParam int a, int b, int c, int d, int e, int f) {}",
        ),
        ("SMELL_LONG_PARAMETER_LIST", "python-function", "def a(self, a, b, c, d, e, *, f, g, h):\n    pass"),
        ("SMELL_LONG_PARAMETER_LIST", "python-function", "def a(a, b, *args, **kwargs):\n    pass"),
        *(
            ("SMELL_LONG_PARAMETER_LIST", "python-function", f"{mark}\ndef a(a, b, c, d, e, f, g):\n    pass")
            for mark in ("@click.command()\n@click.option('-a')", "@app.command()", "@cli.group(name='x')")
        ),
        ("SMELL_REFUSED_BEQUEST", "java-member", "@Override\n public void add() {\n super.add();\n}"),
        ("SMELL_REFUSED_BEQUEST", "java-member", f"public void add() {{\n {REFUSED}\n}}"),
        (
            "SMELL_REFUSED_BEQUEST",
            "java-member",
            f"@Override\n void add() {{\n if (a) {{ {REFUSED} }}\n b();\n}}",
        ),
        ("SMELL_REFUSED_BEQUEST", "java-member", "@Override\n void add() {\n throw new LimitException();\n}"),
        ("SMELL_COMPLEX_CONDITION", "java-member", "void a() { if (a && b || c) { run(); } }"),
        ("SMELL_COMPLEX_CONDITION", "java-member", "void a() { if (a\n && b) { run(); } }"),
        (
            "SMELL_COMPLEX_CONDITION",
            "java-member",
            "void a() { if (list.stream()\n.map(a)\n.anyMatch(b)) { c(); } }",
        ),
        (
            "SMELL_COMPLEX_CONDITION",
            "python-function",
            "def a():\n    if a and isinstance(\n  b,\n  c,\n ):\n        d()\n",
        ),
        ("SMELL_REPEATED_SWITCHES", "java-member", branches(7)),
        ("SMELL_REPEATED_SWITCHES", "java-member", branches(20, "if (a == {0}) {{ return {0}; }}")),
        ("SMELL_REPEATED_SWITCHES", "java-member", branches(20, "if (a == {0}) throw new X();")),
        ("SMELL_REPEATED_SWITCHES", "java-member", branches(20, "for (int i : a) {{ run(); }}")),
        ("SMELL_GARPH_CONNECTED_CALL", "plantuml-class", DIAGRAM.format("C <|-- B")),
        ("SMELL_GARPH_CONNECTED_CALL", "plantuml-class", DIAGRAM.format("")),
        (
            "SMELL_GARPH_CONNECTED_CALL",
            "java-type",
            "class A { B b; C c; class B { int i; } class C { int i; } }",
        ),
        (
            "too-many-repository-dependencies",
            "java-type",
            "@Service\nclass A {\n" + "".join(f"private List<{n}Repository> {n};\n" for n in "BCDEFG") + "}",
        ),
        (
            "too-many-repository-dependencies",
            "java-type",
            "@Component\nclass A {\n" + "".join(f"private {n}Repository {n};\n" for n in "BCDEFG") + "}",
        ),
        (
            "too-many-repository-dependencies",
            "java-type",
            "@Service\nclass A {\n" + "".join(f"private {n}Repository {n};\n" for n in "BCDEF") + "}",
        ),
        (
            "too-many-repository-dependencies",
            "java-type",
            "@Service\nclass A {\nprivate ObjectMapper m;\nprivate a.b.JsonMapper j;\n"
            + "".join(f"private {n}Mapper {n};\n" for n in "BCDEF")
            + "}",
        ),
        ("missing-parameter-desc", "java-member", "/** Sets. */\nvoid f(int a) {}"),
        ("missing-parameter-desc", "java-member", "void f(int a) {}"),
        (
            "missing-parameter-desc",
            "java-member",
            "/** Sets.\n * @param a one\n * @param <T> kind */\n<T> void f(T a) {}",
        ),
        ("missing-parameter-desc", "java-member", "// @param b\nvoid f(int a) {}"),
        (
            "missing-parameter-desc",
            "python-function",
            'def f(a):\n    """Sets.\n\n    Args:\n\n    Text.\n    """\n    g()\n',
        ),
        (
            "missing-parameter-desc",
            "python-function",
            'def f(a, **kwargs):\n    """:param a: x\n    :param b: y"""\n    g()\n',
        ),
        (
            "missing-parameter-desc",
            "python-function",
            'def f(a, *, b=1):\n    """Set.\n\n    Args:\n        a: one\n        b (int): two\n'
            '            goes on: here\n    """\n    g()\n',
        ),
        ("SMELL_LONG_METHOD", "story", lines(60)),
        ("SMELL_LONG_METHOD", "java-member", "void a() {" + "\n{" * 40),
    ],
)
def test_what_looks_like_a_smell_is_none(rule: str, kind: str, text: str) -> None:
    assert found(rule, kind, text) == []


@pytest.mark.parametrize(
    ("kind", "text", "names"),
    [
        ("java-type", "class order_item { int Count; static final int limit = 1; void Do() {} }", 4),
        ("java-member", "void Do_it() {}", 1),
        ("kotlin-file", "class order { val Count = 1 }", 2),
        ("python-module", "class order_item:\n    Count = 1\n    def doIt(self):\n        pass\n", 3),
        ("typescript-module", "class order { Count: number = 1; do_it() {} }", 3),
        (
            "java-type",
            "class OrderItem { static final Logger log = a(); static final int LIMIT = 1; void doIt() {} }",
            0,
        ),
        ("java-type", "enum Tier { GOLD, SILVER_PLUS; int rate; }", 0),
        ("java-member", "@Test void shouldReturn_When_Empty() {}", 0),
        ("java-member", "void 计算() {}", 0),
        (
            "python-module",
            "class _Order:\n    LIMIT = 1\n    def __init__(self): pass\n    def _do(self): pass\n",
            0,
        ),
        ("python-function", "def setUp2(self):\n    pass", 1),
        ("typescript-module", "class Order { #count = 1; $patch() {} 'a-b'() {} }", 0),
        ("kotlin-file", "class Order { private val _state = 1; fun `a b`() {} }", 0),
        ("story", "class order_item", 0),
    ],
)
def test_names_are_those_of_the_language(kind: str, text: str, names: int) -> None:
    assert len(naming.find(answer(text, kind), 0, SETTINGS.naming)) == names


HOLDER = "class OrderController\n- methods: find(): Order"


@pytest.mark.parametrize(
    ("kind", "asked", "text", "said"),
    [
        ("java-type", "", "class OrderController { OrderRepository r; }", ["controller uses repository"]),
        (
            "java-type",
            "",
            "class OrderController { OrderController(OrderMapper m) {} }",
            ["controller uses repository"],
        ),
        (
            "java-member",
            HOLDER,
            "Order find() { return orderRepository.find(); }",
            ["controller uses repository"],
        ),
        (
            "java-member",
            HOLDER,
            "Order find() { return this.orderDao.find(); }",
            ["controller uses repository"],
        ),
        ("java-type", "", "class OrderService { OrderController c; }", ["service uses controller"]),
        ("java-type", "", "class OrderRepository { OrderService s; }", ["repository uses service"]),
        (
            "java-type",
            "",
            "package a.b.c.service;\nimport a.b.c.controller.dto.Form;\nclass OrderService { }",
            ["service uses controller"],
        ),
        (
            "kotlin-file",
            "",
            "class OrderController(private val r: OrderRepository)",
            ["controller uses repository"],
        ),
        ("java-type", "", "class OrderController { OrderService s; ObjectMapper m; }", []),
        ("java-type", "", "class OrderService { OrderRepository r; ExecutorService e; }", []),
        ("java-type", "", "class OrderJob { OrderRepository r; }", []),
        ("java-member", HOLDER, "Order find() { return mapper.readValue(a); }", []),
        ("java-member", HOLDER, "Order find() { return service.find(); }", []),
        ("java-member", "", "Order find() { return orderRepository.find(); }", []),
        (
            "java-type",
            "",
            "package a.b.c.service;\nimport org.springframework.web.client.Rest;\nclass OrderService { }",
            [],
        ),
    ],
)
def test_a_layer_uses_what_it_may(kind: str, asked: str, text: str, said: list[str]) -> None:
    one = answer(text, kind, asked)
    assert [finding.value for finding in layer.find(one, 0, SETTINGS.layers)] == said
