"""Find the private members of JSON Web Keys, in JSON, code, settings and strings (RFC 7517, 7518, 8037).

Whatever stands in the object that says `kty` is a member of the key. Known limit: a key that is put together
in several functions.
"""

import re
from collections.abc import Iterator

from stages.anonymize.finding import CERTAIN, Finding, Subject

CUE = (r"\b[kK]ty\b",)
ENTITY = "secret.jwk"
KIND = re.compile(
    r"""\b[kK]ty\b\\{0,7}["'`]?\]?\s{0,40}(?P<sign>=>|=|:|,)\s{0,40}\\{0,7}["'`]?(?:RSA|EC|OKP|oct|AKP)\b"""
)
BRACKET = re.compile(r"[{}()]")
REACH = 12_000
"""Characters on each side of `kty` in which its object begins and ends: a key of 16,384 bits has as many."""
MEMBER = re.compile(
    r"""(?<![\w$/+=-])(?P<member>[dD]|[pP]|[qQ]|[dD][pPqQ]|[qQ][iI]|[kK]|[rR]|[tT]|priv)\\{0,7}["'`]?\]?"""
    r"""\s{0,40}(?:=>|=|:|,)\s{0,40}(?:(?P<quote>\\{0,7}["'`])(?P<value>[A-Za-z0-9_+/=-]{10,4000})(?P=quote)"""
    r"""|(?P<bare>[A-Za-z0-9_-]{20,4000})(?=[ \t]*[,}]?[ \t]*\r?(?:\n|\Z)))"""
)
"""A private member and its value; `r` and `t` are those of further primes, below `oth`."""
FURTHER = re.compile(
    r"""\s{0,80}(?:[+.\\]\s{0,80})?(?P<quote>["'`])(?P<value>[A-Za-z0-9_+/=-]{1,4000})(?P=quote)(?!\s{0,40}[:=])"""
)
"""What goes on in a string beside the one before it."""
PRIMES = frozenset("rt")


def find(subject: Subject) -> Iterator[Finding]:
    """Yield the value of each private member; `n`, `e`, `x` and `y` are public."""
    text, end = subject.text, 0
    for kind in KIND.finditer(text):
        first, last = _object(text, kind)
        oth = "oth" in text[first:last]
        for member in MEMBER.finditer(text, max(first, end), last):
            if oth or member["member"].lower() not in PRIMES:
                yield from (Finding(*span, ENTITY, "jwk", CERTAIN) for span in _spans(member))
        end = max(end, last)


def _spans(member: re.Match[str]) -> Iterator[tuple[int, int]]:
    if member["bare"] is not None:
        yield member.span("bare")
        return
    yield member.span("value")
    further = FURTHER.match(member.string, member.end())
    while further:
        yield further.span("value")
        further = FURTHER.match(member.string, further.end())


def _object(text: str, kind: re.Match[str]) -> tuple[int, int]:
    """Return where the object of a key begins and ends: its brackets, or the lines without a blank one."""
    least, most = max(0, kind.start() - REACH), kind.end() + REACH
    if kind["sign"] != ",":
        first = _outwards(reversed(list(BRACKET.finditer(text, least, kind.start()))), "{(")
        last = _outwards(BRACKET.finditer(text, kind.end(), most), "})")
        if first and last:
            return first.start(), last.end()
    first_line, last_line = text.rfind("\n\n", least, kind.start()), text.find("\n\n", kind.end(), most)
    return max(first_line, least), last_line if last_line >= 0 else min(most, len(text))


def _outwards(brackets: Iterator[re.Match[str]], wanted: str) -> re.Match[str] | None:
    """Return the first bracket that the ones between it and the place do not close."""
    depth = 0
    for bracket in brackets:
        if bracket[0] not in wanted:
            depth += 1
        elif not depth:
            return bracket
        else:
            depth -= 1
    return None
