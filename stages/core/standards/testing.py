"""What the rules of tests share: the tests of an answer, and which calls assert."""

import re

from stages.core.standards.finding import Answer
from stages.core.standards.source import Call, Method, source

ASSERTIONS = (
    "assert", "verify", "coVerify", "confirmVerified", "should", "expect", "andExpect", "check", "fail",
    "then", "must", "raises", "warns",
)  # fmt: skip
"""First words of calls that assert."""

_HOLDERS = frozenset(("assert", "require", "should"))
"""Of testify, chai and sinon: `require.Len(t, ...)`, `assert.equal(...)`, `should.not.exist(...)`."""
_SUITES = frozenset(("s", "suite"))
"""Of testify, which asserts by names in capitals: `s.Equal(...)`."""
_OF_GO = ("t", "b", "tb")
_GIVEN = tuple((name,) for name in _OF_GO)
"""First argument of a helper that fails the test: `fatalf(t, ...)`."""
_GO_FAILS = re.compile(r"(?:Error|Fatal|Fail)(?:f|Now)?")
_OF_T = frozenset(
    (
        "deepEqual", "equal", "false", "falsy", "is", "like", "not", "notDeepEqual", "notOk", "notRegex",
        "notThrows", "notThrowsAsync", "ok", "pass", "regex", "same", "throws", "throwsAsync", "true",
        "truthy",
    )
)  # fmt: skip
"""What ava and tape have of `t`."""
_CYPRESS = re.compile(r"cy\b")
"""Cypress fails where what a command seeks is not there."""
_CAPITAL = re.compile(r"(?:Assert|Require|Verify|Expect|EXPECT)(?![a-z])|So\Z|(?:Eventually|Consistently)\Z")
"""Names that Go exports: helpers that assert, gomock, gomega and goconvey."""
_THROWN = re.compile(
    r"\b(?:throw(?:\s+new)?|raise)\s+(?:\w+\.)*Assertion\w*|\bpanic\(|[\w)\]]\s*\.should\.\w"
)
_WORD = re.compile(rf"(?:{'|'.join(ASSERTIONS)})(?![a-z])|assert[a-z]*|expect[a-z]*|verif[a-z]*")


_TEST, _SAYS_IT = "est", "typescript"
"""What the name or an annotation of each test has, and the language that calls it."""


def tests(answer: Answer) -> list[Method]:
    """Return the tests of an answer: but in TypeScript each has the word in its name or an annotation."""
    if _TEST not in answer.text and not answer.format.startswith(_SAYS_IT):
        return []
    return [method for method in source(answer).methods if method.is_test]


def throws(test: Method) -> bool:
    """Say whether a test itself throws what an assertion throws, or reads a property of chai that does:
    `a.should.be.ok`."""
    return _THROWN.search(test.text) is not None


def asserts(call: Call) -> bool:
    """Say whether a call asserts by its name, or by what it is made on.

    `then` opens an assertion of BDDMockito, and of REST-assured without arguments, but stubs as `.then(...)`.
    """
    suite = call.target in _SUITES and call.name[:1].isupper() and call.name not in ("Run", "T")
    awaited = call.name.startswith("until") and "await" in call.target.lower()
    stubs = call.name.startswith("then") and bool(call.target) and bool(call.arguments)
    return (
        suite
        or awaited
        or (call.target in _OF_GO and _GO_FAILS.fullmatch(call.name) is not None)
        or (call.arguments[:1] in _GIVEN and _GO_FAILS.fullmatch(call.name.capitalize()) is not None)
        or (call.target == "t" and call.name in _OF_T)
        or (call.name == "contains" and _CYPRESS.match(call.target) is not None)
        or not _HOLDERS.isdisjoint((call.target.partition(".")[0], call.target.rpartition(".")[2]))
        or _CAPITAL.match(call.name) is not None
        or (_WORD.match(call.name) is not None and not stubs)
    )
