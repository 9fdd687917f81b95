"""Each finding says in which line of the answer it is, and a review says it in both languages."""

import pytest

from stages.core.formats.check import violations
from stages.core.standards.asked import RULES, WITH_SETTINGS, findings, rules
from stages.core.standards.says import SAYS, review
from tests.gate.given import HEADER, answer, params, row

SETTINGS = params()
LOOKING = rules(SETTINGS)
OR = "if (a > 1\n    && b > 2\n    && c > 3) { go(); }"
TESTED = "@Test\nvoid works() {\n    run();\n    {0}\n    assertEquals(1, sum());\n}"
JPA = '@Query(\n    "SELECT * FROM orders")\nList<Order> all();'
TABLE = "-- later\n\nCREATE TABLE b (x INT)"


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("java-member", TESTED.replace("{0}", "Thread.sleep(5);"), [("SleepyTest", 4)]),
        (
            "java-member",
            TESTED.replace("{0}", "System.out\n        .println(1);"),
            [("RedundantPrintTest", 5)],
        ),
        ("java-member", TESTED.replace("{0}", "assertTrue(true);"), [("RedundantAssertionTest", 4)]),
        ("java-member", "@Test\n@Disabled\nvoid works() { assertEquals(1, sum()); }", [("IgnoreTest", 2)]),
        ("go-member", 'func TestA(t *testing.T) {\n\tt.Errorf("a")\n\tt.Skip()\n}', [("IgnoreTest", 3)]),
        (
            "typescript-function",
            "it.skip('works', () => {\n  expect(1).toBe(a);\n});",
            [("IgnoreTest", 1)],
        ),
        ("java-member", f"void a() {{\n    run();\n    {OR}\n}}", [("SMELL_COMPLEX_CONDITION", 3)]),
        ("java-member", JPA, [("unknown-column-size", 2)]),
        (
            "java-member",
            '@Override\n@GetMapping("/orders/create")\nvoid a() { go(); }',
            [("no-http-method-in-url", 2)],
        ),
        ("java-member", "/** It. */\nvoid Do_it() {\n    go();\n}", [("naming", 2)]),
        ("java-type", "class A {\n    int a;\n\n    int b_c;\n    void go() { run(); }\n}", [("naming", 4)]),
        ("java-type", "class OrderController {\n    int a;\n    OrderRepository it;\n}", [("layer", 3)]),
        (
            "kotlin-member",
            "@Test\nfun works() {\n    Thread.sleep(5)\n    assertEquals(1, sum())\n}",
            [("SleepyTest", 3)],
        ),
        ("kotlin-type", "@Service\nclass A {\n    fun a_b() { run() }\n}", [("naming", 3)]),
        (
            "typescript-function",
            "it('works', () => {\n  console.log(1);\n  expect(1).toBe(a);\n});",
            [("RedundantPrintTest", 2)],
        ),
        (
            "python-function",
            "    @mark.a\n    def test_a(self):\n        time.sleep(1)\n        assert a == 1\n",
            [("SleepyTest", 3)],
        ),
        ("go-member", 'func TestA(t *testing.T) {\n\ttime.Sleep(1)\n\tt.Errorf("a")\n}', [("SleepyTest", 2)]),
        (
            "api-table",
            "\n".join([HEADER, row("/orders"), row("/orders/create")]),
            [("no-http-method-in-url", 4)],
        ),
        ("sql", TABLE, [("at-least-one-primary-key", 3)]),
        (
            "story",
            "User story: Merge\nAs a customer\nI want one cart\nSo that it is easy\n",
            [("single-ac", 0)],
        ),
    ],
)
def test_a_finding_says_its_line(kind: str, text: str, expected: list[tuple[str, int]]) -> None:
    found = findings(answer(text, kind), LOOKING, SETTINGS.standards)
    assert [(rule, finding.line) for rule, finding in found] == expected


def test_every_rule_has_its_sentences_in_both_languages() -> None:
    assert SAYS.keys() == {*RULES, *WITH_SETTINGS}
    for said in SAYS.values():
        for words in (said.message, said.hint):
            assert words.en
            assert words.zh
            assert not any(stop in f"{words.en}{words.zh}" for stop in (" -> ", "。", ". "))


def test_a_review_says_nothing_of_what_was_masked() -> None:
    code = 'String key() {\n    return "REDACTED_JWT";\n}'
    assert [rule for rule, _ in findings(answer(code), LOOKING, SETTINGS.standards)] == ["placeholder"]
    assert review(answer(code), LOOKING, SETTINGS.standards, "en") == []


def test_a_review_is_sorted_by_line_and_names_the_severity_of_the_standard() -> None:
    tested = TESTED.replace("{0}", "Thread.sleep(5); assertTrue(true);")
    many = "void a(int a, int b, int c, int d, int e, int f) { run(); }"
    said = review(answer(f"class A {{\n{many}\n{tested}\n}}", "java-type"), LOOKING, SETTINGS.standards, "en")
    assert [(one.line, one.severity, one.rule) for one in said] == [
        (2, "warning", "SMELL_LONG_PARAMETER_LIST"),
        (6, "warning", "SleepyTest"),
    ]


@pytest.mark.parametrize(
    ("language", "message", "hint"),
    [
        (
            "en",
            "layer controller uses layer repository",
            "let layer controller use controller, service alone",
        ),
        ("zh", "controller 层使用了 repository 层", "controller 层只可使用 controller, service"),
    ],
)
def test_a_review_of_layers_names_them(language: str, message: str, hint: str) -> None:
    code = "class OrderController {\n    int a;\n    OrderRepository it;\n    ItemMapper that;\n}"
    said = review(answer(code, "java-type"), LOOKING, SETTINGS.standards, language)
    assert [(one.line, one.rule, one.message, one.hint) for one in said] == [
        (3, "layer", message, hint),
        (4, "layer", message, hint),
    ]


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x85", "\u2028"])
@pytest.mark.parametrize(
    ("kind", "head", "rest", "line"),
    [
        ("java-member", "/* {} */", TESTED.replace("{0}", "Thread.sleep(5);"), 5),
        ("python-function", "# {}", "def test_a():\n    time.sleep(1)\n    assert a == 1\n", 3),
        ("sql", "-- {}", "CREATE TABLE b (x INT)", 2),
    ],
)
def test_only_the_ends_of_lines_that_editors_know_count(
    kind: str, head: str, rest: str, line: int, sign: str
) -> None:
    found = findings(answer(f"{head.format(f'a{sign}b')}\n{rest}", kind), LOOKING, SETTINGS.standards)
    assert line in {finding.line for _, finding in found}, found


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x85", "\u2028"])
def test_a_fault_of_a_format_is_in_the_line_that_editors_count(sign: str) -> None:
    for format, text in {
        "story": f"As a buyer{sign}now\nI want to pay\n???",
        "mermaid": f"flowchart TD\n%% a{sign}b\n???",
        "class-info": f"class A{sign}\n- fields: a\n???",
    }.items():
        assert 3 in {one.line for one in violations(format, text)}, format
