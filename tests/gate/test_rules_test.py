"""Smells of tests, each with tests that look like one."""

import pytest

from stages.gate.rules import empty_test, ignore_test, redundant_print_test, sleepy_test, unknown_test
from tests.gate.given import gated, measured, method, params, sample

MODULES = {
    "IgnoreTest": ignore_test,
    "EmptyTest": empty_test,
    "SleepyTest": sleepy_test,
    "RedundantPrintTest": redundant_print_test,
    "UnknownTest": unknown_test,
}
ASSERTED = "assertEquals(1, sum());"


@pytest.mark.parametrize(
    ("rule", "output"),
    [
        ("IgnoreTest", method(ASSERTED, "@Test\n    @Disabled")),
        ("IgnoreTest", method(ASSERTED, '@Disabled("flaky")\n    @ParameterizedTest')),
        ("IgnoreTest", method(ASSERTED, "@Ignore\n    @Test")),
        ("EmptyTest", method("")),
        ("EmptyTest", method("// later")),
        ("EmptyTest", method("int a = 1;")),
        ("SleepyTest", method(f"Thread.sleep(500); {ASSERTED}")),
        ("SleepyTest", method(f"TimeUnit.SECONDS.sleep(1); {ASSERTED}")),
        ("SleepyTest", method(f"SECONDS.sleep(1); {ASSERTED}")),
        ("SleepyTest", method("run(() -> java.lang.Thread.sleep(1)); verify(a).b();")),
        ("RedundantPrintTest", method("System.out.println(sum());")),
        ("RedundantPrintTest", method(f"System.err.printf(a); {ASSERTED}")),
        ("RedundantPrintTest", method("try { a(); } catch (X e) { e.printStackTrace(); }")),
        ("UnknownTest", method("service.run();")),
        ("UnknownTest", method("when(a.b()).then(c); list.isEmpty();")),
        ("UnknownTest", method("Order order = new Order();")),
        ("UnknownTest", method("shoulder.touch(); thenable.run();")),
    ],
)
def test_a_smell_is_found(rule: str, output: str) -> None:
    assert len(MODULES[rule].find(measured(output), 0)) == 1


@pytest.mark.parametrize(
    ("rule", "output"),
    [
        ("IgnoreTest", method(ASSERTED)),
        ("IgnoreTest", "@Disabled\n    void assistant() {\n        sum();\n    }"),
        ("EmptyTest", method("new Order();")),
        ("EmptyTest", method("assert true;")),
        ("EmptyTest", "void setUp() {\n    }"),
        ("SleepyTest", method(f"cat.sleep(); {ASSERTED}")),
        ("SleepyTest", method('String a = "Thread.sleep(1)"; // Thread.sleep(1)')),
        ("SleepyTest", "void pause() {\n        Thread.sleep(1);\n    }"),
        ("RedundantPrintTest", method(f"out.println(1); {ASSERTED}")),
        ("RedundantPrintTest", method(f"System.setOut(stream); {ASSERTED}")),
        ("UnknownTest", method(ASSERTED)),
        ("UnknownTest", method("Assertions.assertThat(a).isEmpty();")),
        ("UnknownTest", method("assertThatThrownBy(() -> a()).hasMessage(b);")),
        ("UnknownTest", method("verifyNoInteractions(a);")),
        ("UnknownTest", method("then(a).should().b();")),
        ("UnknownTest", method("mvc.perform(get(a)).andExpect(status().isOk());")),
        ("UnknownTest", method("fail();")),
        ("UnknownTest", method("checkTotals(a);")),
        ("UnknownTest", method("assert sum() == 1;")),
        ("UnknownTest", method("sum();", "@Test(expected = X.class)")),
        ("UnknownTest", "void assistant() {\n        sum();\n    }"),
    ],
)
def test_what_looks_like_a_smell_is_none(rule: str, output: str) -> None:
    assert MODULES[rule].find(measured(output), 0) == []


@pytest.mark.parametrize(
    ("output", "rule"),
    [
        (method("", "@Test\n    @Disabled"), "IgnoreTest"),
        (method(""), "EmptyTest"),
        (method("Thread.sleep(1);"), "SleepyTest"),
        (method("System.out.println(1);"), "RedundantPrintTest"),
        (method("a();"), "UnknownTest"),
    ],
)
def test_of_several_smells_of_one_test_the_first_speaks(output: str, rule: str) -> None:
    result = gated([sample(output)], params())
    assert [drop.rule for drop in result.drops] == [rule]
    assert result.figures["findings"] == {f"shop/{rule}": 1}
