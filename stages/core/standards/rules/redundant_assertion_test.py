"""An assertion that cannot fail: it compares a thing with itself. Rule id RedundantAssertionTest, as in
ArchGuard.

`assertTrue(true)`, `assertEquals(a, a)`, `assertThat(a).isEqualTo(a)`, `assertThat(true).isTrue()`,
`expect(1).toBe(1)`, `assert x == x`, `assert.equal(1, 1)` of chai, `assert.Equal(t, 1, 1)` of testify. Only
assertions are looked at, not any call with two equal arguments; of values that a call makes only literals
count, since `assertEquals(next(), next())` may fail. Threshold: none.
"""

import re

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.source import Call, Method
from stages.core.standards.testing import tests

_EQUAL = frozenset(
    ("assertEquals", "assertSame", "assertEqual", "assertIs", "assertArrayEquals", "assertIterableEquals")
)
_CHAINED = frozenset(("isEqualTo", "isSameAs", "toBe", "toEqual", "toStrictEqual", "shouldBe"))
_HELD = re.compile(r"(?:\w+\.)?(?:assertThat|expect|then)\((.*)\)", re.DOTALL)
_STATEMENT = re.compile(r"assert\s+\(?\s*([^=!<>(),]+?)\s*==\s*([^=!<>(),]+?)\s*\)?(?:,.*)?;?", re.DOTALL)
_CONSTANT = {
    "assertTrue": ("true", "True"), "isTrue": ("true",), "toBeTruthy": ("true",), "True": ("true",),
    "assertFalse": ("false", "False"), "isFalse": ("false",), "toBeFalsy": ("false",), "False": ("false",),
}  # fmt: skip
_OF_ASSERT = frozenset(
    ("equal", "strictEqual", "deepEqual", "deepStrictEqual", "Equal", "EqualValues", "Exactly", "Same")
)
"""Of chai and node:assert, and of testify, which takes `t` first."""
_TRUE = re.compile(r"assert\s+(?:true|True|1)\s*;?")


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each test with an assertion that holds whatever happens."""
    return [
        Finding(test.text, f"{test.name}: {redundant[0]}", test.line_of(redundant[0]))
        for test in tests(answer)
        if (redundant := _redundant(test))
    ]


def _redundant(test: Method) -> list[str]:
    calls = [call.text for call in test.calls if _of_itself(call)]
    return calls + [text for text in test.asserts if _states_nothing(text)]


def _of_itself(call: Call) -> bool:
    given = call.arguments[1:] if call.arguments[:1] == ("t",) else call.arguments
    held = _HELD.fullmatch(call.target)
    if call.name in _CONSTANT:
        return (held[1] if held else "".join(given[:1])) in _CONSTANT[call.name]
    if call.name in _EQUAL or (call.target in ("assert", "require") and call.name in _OF_ASSERT):
        return len(given) >= 2 and _same(given[0], given[1])
    return held is not None and call.name in _CHAINED and len(given) == 1 and _same(held[1], given[0])


def _same(left: str, right: str) -> bool:
    return left == right and "(" not in left


def _states_nothing(text: str) -> bool:
    found = _STATEMENT.fullmatch(text)
    return bool(_TRUE.fullmatch(text)) or (found is not None and found[1] == found[2])
