"""Smells of tests, each with tests that look like one."""

import pytest

from stages.core.standards.finding import Rule
from stages.core.standards.rules import (
    duplicate_assert_test,
    empty_test,
    ignore_test,
    redundant_assertion_test,
    redundant_print_test,
    sleepy_test,
    unknown_test,
)
from tests.gate.given import answer, gated, method, params, sample

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
        ("SleepyTest", method(f"ThreadUtil.sleep(10); {ASSERTED}")),
        ("SleepyTest", method(f"Uninterruptibles.sleepUninterruptibly(1, SECONDS); {ASSERTED}")),
        ("SleepyTest", method(f"sleep(10); {ASSERTED}")),
        ("SleepyTest", method(f"when(a.b()).thenAnswer(i -> {{ Thread.sleep(9); return 1; }}); {ASSERTED}")),
        ("SleepyTest", method("run(() -> java.lang.Thread.sleep(1)); verify(a).b();")),
        ("RedundantPrintTest", method("System.out.println(sum());")),
        ("RedundantPrintTest", method(f"System.err.printf(a); {ASSERTED}")),
        ("RedundantPrintTest", method("try { a(); } catch (X e) { e.printStackTrace(); }")),
        ("UnknownTest", method("service.run();")),
        ("UnknownTest", method("when(a.b()).then(c); list.isEmpty();")),
        ("UnknownTest", method("Order order = new Order();")),
        ("UnknownTest", method("shoulder.touch(); thenable.run();")),
        ("UnknownTest", method("s.isEmpty(); b.equals(c); a.until(d); x.then(y);")),
        ("UnknownTest", method("throw new IllegalStateException();")),
    ],
)
def test_a_smell_is_found(rule: str, output: str) -> None:
    assert len(MODULES[rule].find(answer(output), 0)) == 1


@pytest.mark.parametrize(
    ("rule", "output"),
    [
        ("IgnoreTest", method(ASSERTED)),
        ("IgnoreTest", "@Disabled\n    void assistant() {\n        sum();\n    }"),
        ("EmptyTest", method("new Order();")),
        ("EmptyTest", method("assert true;")),
        ("EmptyTest", "void setUp() {\n    }"),
        ("SleepyTest", method(f"cat.sleep(); {ASSERTED}")),
        ("SleepyTest", method(f"cat.sleep(3); {ASSERTED}")),
        ("SleepyTest", method(f"retry.delay(3); {ASSERTED}")),
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
        ("UnknownTest", method('given().when().get("/x").then().statusCode(200);')),
        ("UnknownTest", method("await().atMost(1, SECONDS).until(() -> a.isDone());")),
        ("UnknownTest", method("if (sum() != 1) { throw new AssertionError(); }")),
    ],
)
def test_what_looks_like_a_smell_is_none(rule: str, output: str) -> None:
    assert MODULES[rule].find(answer(output), 0) == []


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


def go(body: str) -> str:
    return f"func TestIt(t *testing.T) {{\n\t{body}\n}}"


def python(body: str, mark: str = "") -> str:
    return f"{mark}def test_it():\n    {body}\n"


@pytest.mark.parametrize(
    ("rule", "kind", "text"),
    [
        (ignore_test.find, "python-function", python("assert a()", "@pytest.mark.skip\n")),
        (ignore_test.find, "python-function", python("assert a()", "@unittest.skip('later')\n")),
        (ignore_test.find, "typescript-function", 'it.skip("works", () => { expect(a()).toBe(1); });'),
        (ignore_test.find, "typescript-function", 'xit("works", () => { expect(a()).toBe(1); });'),
        (ignore_test.find, "typescript-function", 'it.todo("works");'),
        (empty_test.find, "python-function", python("pass")),
        (empty_test.find, "typescript-function", 'it("works", () => {});'),
        (sleepy_test.find, "python-function", python("time.sleep(1)")),
        (sleepy_test.find, "python-function", python("sleep(1)")),
        (sleepy_test.find, "python-function", python("await trio.sleep(delay)")),
        (sleepy_test.find, "kotlin-file", "@Test fun works() = runBlocking { delay(100) }"),
        (
            sleepy_test.find,
            "typescript-function",
            'it("works", async () => { await new Promise((done) => setTimeout(done, 100)); });',
        ),
        (redundant_print_test.find, "python-function", python("print(a())")),
        (redundant_print_test.find, "typescript-function", 'test("works", () => { console.log(a()); });'),
        (redundant_print_test.find, "kotlin-file", "@Test fun works() { println(a()) }"),
        (unknown_test.find, "python-function", python("a()")),
        (unknown_test.find, "python-function", python("create_test_user(app)")),
        (unknown_test.find, "typescript-function", 'it("works", () => { list.contains("Deleted"); });'),
        (unknown_test.find, "python-function", python("app.set_expected(1)")),
        (unknown_test.find, "typescript-function", 'it("works", () => { a(); });'),
        (unknown_test.find, "kotlin-file", "@Test fun works() { a() }"),
        (unknown_test.find, "kotlin-file", "@Test fun works() { run<Shop> { a() } }"),
        (unknown_test.find, "go-member", go("sum(1)")),
        (ignore_test.find, "go-member", go('t.Skip("later")')),
        (ignore_test.find, "python-function", python("pytest.skip('later')\n    assert a()")),
        (ignore_test.find, "python-function", python("self.skipTest('later')\n    assert a()")),
        (ignore_test.find, "java-type", f"@Disabled\nclass ATest {{ {method(ASSERTED)} }}"),
        (ignore_test.find, "kotlin-type", "@Ignore\nclass ATest {\n@Test fun works() { check(a()) }\n}"),
        (
            ignore_test.find,
            "python-module",
            "@pytest.mark.skip\nclass TestA:\n    def test_it(self):\n        assert a()\n",
        ),
        (sleepy_test.find, "go-member", go("time.Sleep(1)\n\tassert.Equal(t, 1, a())")),
        (redundant_print_test.find, "go-member", go("fmt.Println(a())")),
        (redundant_assertion_test.find, "java-member", method("assertTrue(true);")),
        (redundant_assertion_test.find, "java-member", method("assertThat(true).isTrue();")),
        (redundant_assertion_test.find, "typescript-function", "it('x', () => { assert.equal(1, 1); });"),
        (redundant_assertion_test.find, "go-member", go("assert.Equal(t, 1, 1)")),
        (redundant_assertion_test.find, "go-member", go("require.True(t, true)")),
        (redundant_assertion_test.find, "java-member", method("assertEquals(total, total);")),
        (redundant_assertion_test.find, "java-member", method("assertThat(total).isEqualTo(total);")),
        (redundant_assertion_test.find, "python-function", python("assert total == total")),
        (redundant_assertion_test.find, "python-function", python("assert True")),
        (redundant_assertion_test.find, "typescript-function", 'it("works", () => { expect(1).toBe(1); });'),
        (duplicate_assert_test.find, "java-member", method("assertEquals(1, a());\n" * 5)),
        (duplicate_assert_test.find, "python-function", python("assert a() == 1\n    " * 5)),
    ],
)
def test_a_smell_is_found_in_each_language(rule: Rule, kind: str, text: str) -> None:
    assert len(rule(answer(text, kind), 5)) == 1


@pytest.mark.parametrize(
    ("rule", "kind", "text"),
    [
        (ignore_test.find, "python-function", python("assert a()", "@pytest.mark.skipif(old, reason='x')\n")),
        (ignore_test.find, "java-member", method("a();", "@Test\n    @DisabledOnOs(OS.MAC)")),
        (ignore_test.find, "typescript-function", 'it("may skip", () => { expect(a()).toBe(1); });'),
        (ignore_test.find, "python-function", python("if old:\n        pytest.skip('x')\n    assert a()")),
        (ignore_test.find, "java-type", f"@DisabledOnOs(OS.MAC)\nclass ATest {{ {method(ASSERTED)} }}"),
        (
            unknown_test.find,
            "typescript-function",
            "it('works', () => { run(token).should.be.an.instanceOf(Promise); });",
        ),
        (unknown_test.find, "typescript-function", "it('works', () => { run(token).should.be.ok; });"),
        (unknown_test.find, "typescript-function", "it('works', () => { should.not.exist(run(token)); });"),
        (ignore_test.find, "typescript-function", "test.skip(old, 'of old browsers');"),
        (empty_test.find, "typescript-function", "test.skip(old, 'of old browsers');"),
        (redundant_assertion_test.find, "java-member", method("assertThat(a.done()).isTrue();")),
        (redundant_assertion_test.find, "java-member", method("check.isTrue(a.done());")),
        (redundant_assertion_test.find, "typescript-function", "it('x', () => { assert.equal(a(), a()); });"),
        (redundant_assertion_test.find, "go-member", go("assert.Equal(t, 1, sum(1))")),
        (redundant_assertion_test.find, "go-member", go("assert.True(t, ok)")),
        (empty_test.find, "python-function", "def helper():\n    pass\n"),
        (empty_test.find, "python-function", python("assert total")),
        (sleepy_test.find, "python-function", python("clock.sleep(1)")),
        (sleepy_test.find, "python-function", python("await asyncio.sleep(0)")),
        (sleepy_test.find, "python-function", python("task.delay(1)")),
        (sleepy_test.find, "kotlin-file", "@Test fun works() = runTest { delay(100) }"),
        (sleepy_test.find, "typescript-function", 'it("works", () => { setTimeout(done, 0); });'),
        (redundant_print_test.find, "python-function", python("printer.run()")),
        (unknown_test.find, "python-function", python("with pytest.raises(X):\n        a()")),
        (unknown_test.find, "python-function", python("mock.assert_called_once()")),
        (unknown_test.find, "typescript-function", 'it("works", () => { expect(a()).toBe(1); });'),
        (unknown_test.find, "kotlin-file", "@Test fun works() { assertEquals(1, a()) }"),
        (unknown_test.find, "kotlin-file", "@Test fun works() { assertThrows<Refused> { a() } }"),
        (
            unknown_test.find,
            "kotlin-file",
            "@Test fun works() { val e = test.assertFailsWith<Refused> { a() } }",
        ),
        (unknown_test.find, "go-member", go('if sum(1) != 1 {\n\t\tt.Fatalf("no")\n\t}')),
        (unknown_test.find, "go-member", go("require.NoError(t, run())")),
        (ignore_test.find, "go-member", go("if testing.Short() {\n\t\tt.Skip()\n\t}")),
        (redundant_print_test.find, "go-member", go("fmt.Sprintf(a)")),
        (
            unknown_test.find,
            "java-type",
            "class A { @Test void a() { holds(); } void holds() { assertTrue(b); } }",
        ),
        (unknown_test.find, "java-member", method("testRestart(5);")),
        (unknown_test.find, "python-function", python("common_object_test(app)")),
        (
            unknown_test.find,
            "typescript-function",
            'it("works", () => { cy.get("li").contains("Deleted"); });',
        ),
        (unknown_test.find, "python-function", python("self._check_total(app)")),
        (redundant_assertion_test.find, "java-member", method("assertEquals(next(), next());")),
        (redundant_assertion_test.find, "java-member", method("assertEquals(1, total);")),
        (redundant_assertion_test.find, "java-member", method("assertTrue(isOpen);")),
        (redundant_assertion_test.find, "java-member", method("range(1, 1); verify(a).b(1, 1);")),
        (redundant_assertion_test.find, "typescript-function", 'it("works", () => { expect(a).toBe(b); });'),
        (redundant_assertion_test.find, "python-function", python("assert total == other")),
        (duplicate_assert_test.find, "java-member", method("assertEquals(1, a());\n" * 4)),
        (duplicate_assert_test.find, "java-member", method("b.step();\nassertEquals(1, a());\n" * 9)),
        (
            duplicate_assert_test.find,
            "java-member",
            method("".join(f"assertEquals({n}, a({n}));\n" for n in range(9))),
        ),
    ],
)
def test_what_looks_like_a_smell_in_each_language_is_none(rule: Rule, kind: str, text: str) -> None:
    assert rule(answer(text, kind), 5) == []


@pytest.mark.parametrize(
    ("format", "output"),
    [
        ("kotlin-member", "@Test\nfun a() { sum() shouldBe 1 }"),
        ("kotlin-member", "@Test\nfun a() = runTest { sum() /* of all */ shouldBe 1 }"),
        ("kotlin-member", "@Test\nfun a() { coVerify { b.sum() } }"),
        ("go-member", "func TestA(t *testing.T) { if sum() != 1 { panic(sum()) } }"),
        ("go-member", "func TestA(t *testing.T) { So(sum(), ShouldEqual, 1) }"),
        ("go-member", "func TestA(t *testing.T) { Expect(sum()).To(Equal(1)) }"),
        ("go-member", "func (s *ShopSuite) TestA() { s.mock.AssertStatus(s.T(), 401) }"),
        ("go-member", "func TestA(t *testing.T) { m.EXPECT().Sum().Return(1); run(m) }"),
        ("typescript-function", 'test("a", () => { assert.equal(sum(), 1); });'),
        ("typescript-function", 'test("a", (t) => { t.is(sum(), 1); });'),
        ("typescript-function", 'test("a", () => { sum().should.equal(1); });'),
        ("typescript-function", 'test("a", () => { sinon.assert.calledOnce(sum); });'),
        ("python-function", "def test_a():\n    with pytest.warns(UserWarning):\n        f()"),
        ("python-function", "def test_a():\n    if f():\n        raise AssertionError"),
    ],
)
def test_libraries_of_assertions_are_known(format: str, output: str) -> None:
    assert unknown_test.find(answer(output, format), 0) == []


@pytest.mark.parametrize(
    ("format", "output"),
    [
        ("kotlin-member", "@Test\nfun a() { sum() to 1 }"),
        ("go-member", "func TestA(t *testing.T) { s.run(sum()) }"),
        ("go-member", "func TestA(t *testing.T) { Assertive(Sort(), Expectation{}) }"),
        ("typescript-function", 'test("a", (t) => { t.run(sum()); });'),
    ],
)
def test_calls_of_other_names_assert_nothing(format: str, output: str) -> None:
    assert len(unknown_test.find(answer(output, format), 0)) == 1
