"""What the rules of tests share: the tests of an answer, and which calls assert."""

import re

from stages.core.standards.finding import Answer
from stages.core.standards.source import Call, Method, source

ASSERTIONS = ("assert", "verify", "should", "expect", "andExpect", "check", "fail", "then", "must", "raises")
"""First words of calls that assert."""

_TESTIFY = frozenset(("assert", "require", "s", "suite"))
_GO_FAILS = re.compile(r"(?:Error|Fatal|Fail)(?:f|Now)?")
_WORD = re.compile(rf"(?:{'|'.join(ASSERTIONS)})(?![a-z])|assert[a-z]*|expect[a-z]*|verif[a-z]*")


def tests(answer: Answer) -> list[Method]:
    """Return the tests of an answer."""
    return [method for method in source(answer).methods if method.is_test]


def asserts(call: Call) -> bool:
    """Say whether a call asserts by its name; `then` opens an assertion of BDDMockito, but stubs as
    `.then(...)`. In Go `t.Errorf` and its like assert, and all that testify's `assert` and `require` have."""
    if _GO_FAILS.fullmatch(call.name) and call.target in ("t", "b", "tb"):
        return True
    if call.target in _TESTIFY and call.name[:1].isupper() and call.name not in ("Run", "T"):
        return True
    return bool(_WORD.match(call.name)) and not (call.name.startswith("then") and call.target)
