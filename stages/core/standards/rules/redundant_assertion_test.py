"""An assertion that cannot fail: it compares a thing with itself. Rule id RedundantAssertionTest, as in
ArchGuard.

`assertTrue(true)`, `assertEquals(a, a)`, `assertThat(a).isEqualTo(a)`, `expect(1).toBe(1)`, `assert x ==
x`. Only assertions are looked at, not any call with two equal arguments; of values that a call makes only
literals count, since `assertEquals(next(), next())` may fail. Threshold: none.
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
_CONSTANT = {"assertTrue": ("true", "True"), "assertFalse": ("false", "False")}
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
    given = call.arguments
    if call.name in _CONSTANT:
        return bool(given) and given[0] in _CONSTANT[call.name]
    if call.name in _EQUAL:
        return len(given) >= 2 and _same(given[0], given[1])
    held = _HELD.fullmatch(call.target) if call.name in _CHAINED else None
    return held is not None and len(given) == 1 and _same(held[1], given[0])


def _same(left: str, right: str) -> bool:
    return left == right and "(" not in left


def _states_nothing(text: str) -> bool:
    found = _STATEMENT.fullmatch(text)
    return bool(_TRUE.fullmatch(text)) or (found is not None and found[1] == found[2])
