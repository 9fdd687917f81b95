"""A test asserts nothing. Rule id UnknownTest, as in ArchGuard.

Calls whose names start with a word of ASSERTIONS count, so do MockMvc's `andExpect`, Kotest's `shouldBe`,
REST-assured's `then()`, what Awaitility waits for, an `assert` statement, an error that the test throws, an
expected exception, a helper of the answer that asserts, and one whose name says so: `testRestart`,
`common_test`, `_check_total`; `isEmpty()` does not. Known problems: a helper elsewhere that asserts
under another name, a callback that Mocha waits for. Threshold: none.
"""

import re

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.source import Call, Method, source
from stages.core.standards.testing import asserts, tests, throws

_HELPER = re.compile(r"test\w*|\w*_test|\w*_(?:assert|check|verify|expect)(?![a-z])\w*")
_EXPECTED = re.compile(r"@Test\s*\(.*\bexpected\s*=", re.DOTALL)


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each test without an assertion."""
    asserting = {method.name for method in source(answer).methods if _asserts(method)}
    return [
        Finding(test.text, test.name, test.line)
        for test in tests(answer)
        if not _asserts(test) and not any(_is_helper(call, asserting) for call in test.calls)
    ]


def _is_helper(call: Call, asserting: set[str]) -> bool:
    own = call.target in ("", "this", "self")
    return own and (call.name in asserting or _HELPER.fullmatch(call.name) is not None)


def _asserts(test: Method) -> bool:
    return (
        bool(test.asserts)
        or throws(test)
        or any(map(_EXPECTED.match, test.annotations))
        or any(map(asserts, test.calls))
    )
