"""Every rule finds its bad fixture and not its good one: precision and recall of 1.0."""

import pytest

from stages.core.standards.asked import FAMILIES, RULES, WITH_SETTINGS, findings, rules
from tests.gate.given import HEADER, answer, method, params, table

SETTINGS = params()
LOOKING = rules(SETTINGS)
MEMBER, TYPE, API, SQL = "java-member", "java-type", "api-table", "sql"
ASSERTED = "assertEquals(1, sum());"
STORY = "User story: Merge\nAs a customer\nI want one cart\nSo that it is easy\n"
CASE = "\nAC {0}: Case {0}\nGiven a\nWhen b\nThen c\n"
FAILING = "| /a | GET | it |  | 200 | 404 |\n| /b | GET | it |  | 200 | {0} |"
LONG = "void a() {\n" + "    run();\n" * 31 + "}"
MANY = "class A {\n" + "\n".join(f"void m{n}() {{ run({n}); }}" for n in range(21)) + "\n}"
DATA = "class Point {\n int x;\n public int getX() { return x; }\n"
DOC = "/** Adds.\n * @param a one\n */\nint add(int {0}) {{ return run({0}); }}"
BRANCHES = "void a() {\n" + "\n".join(f"if (a == {n}) {{ run({n}); }}" for n in range(8)) + "\n}"
DIAGRAM = "@startuml\nclass A\nclass B\nclass C\nA --> B\n{0}B --> C\n@enduml"
HELD = "@Service\nclass OrderService {\n" + "\n".join(f"A{n}Repository a{n};" for n in range(6)) + "\n}"
REFUSED = "@Override\npublic void add(int a) {{ {0} }}"
FIXTURES = {
    "format": (MEMBER, "void a() {", "void a() { }"),
    "no-http-method-in-url": (API, table("/orders/create"), table("/orders")),
    "start-without-crud": (API, table("/orders/getDetail"), table("/getaways")),
    "no-crud-end": (API, table("/order-delete"), table("/deletions")),
    "unknown-column-size": (SQL, "SELECT * FROM a", "SELECT count(*) FROM a"),
    "insert-without-field": (SQL, "INSERT INTO a VALUES (1)", "INSERT INTO a (b) VALUES (1)"),
    "limit-joins": (
        SQL,
        f"SELECT a.x FROM a{''.join(f' JOIN b{n} ON b{n}.x = a.x' for n in range(5))}",  # noqa: S608  literals
        "SELECT a.x FROM a JOIN b ON b.x = a.x",
    ),
    "single-ac": ("story", STORY + CASE.format(1), STORY + CASE.format(1) + CASE.format(2)),
    "IgnoreTest": (
        MEMBER,
        method(ASSERTED, "@Test\n@Disabled"),
        method(ASSERTED, "@Test\n@DisabledOnOs(MAC)"),
    ),
    "EmptyTest": (MEMBER, method(""), method(ASSERTED)),
    "SleepyTest": (MEMBER, method(f"Thread.sleep(1); {ASSERTED}"), method(f"bed.sleep(); {ASSERTED}")),
    "RedundantPrintTest": (
        MEMBER,
        method(f"System.out.println(1); {ASSERTED}"),
        method(f"report.print(1); {ASSERTED}"),
    ),
    "UnknownTest": (MEMBER, method("list.isEmpty();"), method("mvc.perform(a).andExpect(b);")),
    "RedundantAssertionTest": (
        MEMBER,
        method("assertEquals(a, a);"),
        method("assertEquals(next(), next());"),
    ),
    "DuplicateAssertTest": (
        MEMBER,
        method(ASSERTED * 5),
        method("".join(f"assertEquals({n}, sum());" for n in range(5))),
    ),
    "licence-text": (MEMBER, "// Copyright 2020 Acme\nvoid a() { }", "// the right to copy\nvoid a() { }"),
    "template-text": (MEMBER, "// a\n### Response:\nvoid a() { }", "// Response:\nvoid a() { }"),
    "placeholder": (
        MEMBER,
        'String key() { return "REDACTED_JWT"; }',
        'String key() { return redacted("JWT"); }',
    ),
    "not-uppercase": (API, table("/orderItems"), table("/orders/{orderId2}")),
    "splice-naming": (API, table("/inventorymanagementhistory"), table("/inventory-management-history")),
    "kebab-case": (API, table("/order_items"), table("/order-items")),
    "plural-names": (API, table("/order/{id}"), table("/orders/{id}")),
    "normalized-path": (API, table("/orders/"), table("/")),
    "min-feature": (API, table("/save-and-send"), table("/brand-ambassadors")),
    "multiple-parameters": (API, table("/a/{b}/c/{d}/e/{f}/g/{h}"), table("/a/{b}/c/{d}/e/{f}")),
    "error-response": (API, f"{HEADER}\n{FAILING.format('')}", f"{HEADER}\n{FAILING.format('404')}"),
    "at-least-one-primary-key": (SQL, "CREATE TABLE a (b INT)", "CREATE TABLE a (b INT, PRIMARY KEY (b))"),
    "like-start-without-percent": (
        SQL,
        "SELECT a FROM b WHERE a LIKE '%x'",
        "SELECT a FROM b WHERE a LIKE 'x%'",
    ),
    "limit-table-name-length": (
        SQL,
        f"CREATE TABLE {'a' * 32} (b INT)",
        f"CREATE TABLE {'a' * 31} (b INT PRIMARY KEY)",
    ),
    "limit-column-size": (
        SQL,
        f"CREATE TABLE a ({', '.join(f'c{n} INT' for n in range(20))})",
        f"CREATE TABLE a ({', '.join(f'c{n} INT' for n in range(18))}, b INT PRIMARY KEY)",
    ),
    "snake-case-naming": (
        SQL,
        "CREATE TABLE orderItem (b INT)",
        "CREATE TABLE order_item (b INT PRIMARY KEY)",
    ),
    "SMELL_LAZY_ELEMENT": (TYPE, "class A {\n}", "class A extends RuntimeException {\n}"),
    "SMELL_LONG_METHOD": (MEMBER, LONG, LONG.replace("    run();\n", "\n    // why\n")),
    "SMELL_LARGE_CLASS": (TYPE, MANY, MANY.replace("class A", "class ABuilder")),
    "SMELL_DATA_CLASS": (TYPE, DATA + "}", DATA + " int far() { return x * scale(); }\n}"),
    "SMELL_LONG_PARAMETER_LIST": (
        MEMBER,
        "void a(int a, int b, int c, int d, int e, int f) { run(); }",
        "@Override\nvoid a(int a, int b, int c, int d, int e, int f) { run(); }",
    ),
    "SMELL_REFUSED_BEQUEST": (
        MEMBER,
        REFUSED.format("throw new UnsupportedOperationException();"),
        REFUSED.format("super.add(a);"),
    ),
    "SMELL_COMPLEX_CONDITION": (
        MEMBER,
        "void a() { if (a\n && b\n && c) { run(); } }",
        "void a() { if (has(a,\n b,\n c)) { run(); } }",
    ),
    "SMELL_REPEATED_SWITCHES": (MEMBER, BRANCHES, BRANCHES.replace("run(", "return (")),
    "SMELL_GARPH_CONNECTED_CALL": ("plantuml-class", DIAGRAM.format("A --> C\n"), DIAGRAM.format("")),
    "too-many-repository-dependencies": (TYPE, HELD, HELD.replace("Service", "Report")),
    "missing-parameter-desc": (MEMBER, DOC.format("b"), DOC.format("a")),
    "naming": (MEMBER, "void Do_it() { run(); }", "void doIt() { run(); }"),
    "layer": (
        TYPE,
        "class OrderController {\n OrderRepository orders;\n}",
        "class OrderController {\n OrderService orders;\n}",
    ),
}


def found(rule: str, kind: str, text: str) -> int:
    return len(LOOKING[rule](answer(text, kind), SETTINGS.standards[rule].threshold))


def test_every_rule_has_its_fixtures() -> None:
    assert FIXTURES.keys() == {*RULES, *WITH_SETTINGS}


@pytest.mark.parametrize("rule", FIXTURES)
def test_a_rule_finds_the_bad_fixture_and_not_the_good_one(rule: str) -> None:
    kind, bad, good = FIXTURES[rule]
    assert (found(rule, kind, bad), found(rule, kind, good)) == (1, 0)


@pytest.mark.parametrize("rule", FIXTURES)
def test_a_rule_is_asked_where_it_finds_something(rule: str) -> None:
    kind, bad, _ = FIXTURES[rule]
    family = next((family for family in FAMILIES if rule in family), (rule,))
    said = [name for name, _ in findings(answer(bad, kind), LOOKING, SETTINGS.standards)]
    assert not set(said).isdisjoint(family)


@pytest.mark.parametrize("rule", FIXTURES)
def test_a_rule_finds_nothing_in_the_good_fixtures_of_others(rule: str) -> None:
    others = {name: fixture for name, fixture in FIXTURES.items() if name != rule}
    wrong = [name for name, (kind, _, good) in others.items() if found(rule, kind, good)]
    assert wrong == []
