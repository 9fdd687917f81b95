"""Find passwords by the name of their key, in JDBC and other URLs, and in SQL and HTTP credentials.

Known limit: a password in a positional argument or a table cell, without a key name, is not found.
"""

import re
from base64 import b64decode
from collections.abc import Iterator

from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.key_values import is_literal, values

KEY = re.compile(
    r"(?i)(?:passw(?:or)?d|passwd|passphrase|passcode|pwd|(?<![a-z])pass|(?-i:(?<=[a-z0-9])Pass)|密码|口令)"
    r"(?:[_.-]?(?:plain|value|default))?"
)
PREFILTER = ("pass", "pwd", "密码", "口令")
ELSEWHERE = {
    "url-userinfo": re.compile(
        r"[a-zA-Z][a-zA-Z0-9+.-]{1,20}://[^\s/:@\"'<>]{0,80}:(?P<value>[^\s/@\"'<>]{1,200})@(?=[\w\[$%{])"
    ),
    "oracle-url": re.compile(r"jdbc:oracle:\w+:[\w$]{1,60}/(?P<value>[^\s@\"'<>]{1,100})@"),
    "sql-identified-by": re.compile(
        r"(?i)\bidentified\s+(?:with\s+\S+\s+)?by\s+['\"](?P<value>[^'\"\n]{1,100})['\"]"
    ),
    "encoder": re.compile(
        r"(?i)password_?encoder(?:\(\))?\.(?:encode|matches)\(\s*\"(?P<value>[^\"\\\n]{1,100})\""
    ),
    "mysql-option": re.compile(r"\bmysql(?:dump|admin)?\b[^\n|;]{0,80}? -p(?P<value>[^\s\"'$]{3,100})"),
}
BASIC = re.compile(r"\bBasic[ \t]+(?P<value>[A-Za-z0-9+/]{8,400}={0,2})(?![A-Za-z0-9+/=])")
CUE = (
    r"(?i)pass|pwd|密码|口令|identified\s|jdbc:oracle|mysql",
    r":[^\s/@\"'<>]+@[\w\[$%{]",
    r"Basic[ \t]",
)


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each value that is a password."""
    lower = subject.text.lower()
    if any(word in lower for word in PREFILTER):
        for value in values(subject.text, subject.language, KEY):
            yield Finding(value.start, value.end, "secret.password", f"key-{value.form}", LIKELY)
    for rule, pattern in ELSEWHERE.items():
        yield from (
            Finding(*match.span("value"), "secret.password", rule, LIKELY)
            for match in pattern.finditer(subject.text)
            if is_literal(match["value"])
        )
    yield from _basic(subject.text)


def _basic(text: str) -> Iterator[Finding]:
    if "Basic" in text:
        for match in BASIC.finditer(text):
            if _is_pair(match["value"]):
                yield Finding(*match.span("value"), "secret.password", "basic-credentials", LIKELY)


def _is_pair(encoded: str) -> bool:
    """Say whether Base64 text is `user:password` (RFC 7617)."""
    if len(encoded.rstrip("=")) % 4 == 1:
        return False
    decoded = b64decode(encoded + "=" * (-len(encoded) % 4))
    return b":" in decoded and decoded.isascii() and decoded.decode().isprintable()
