"""Find passwords by the name of their key, in JDBC and other URLs, and in SQL and HTTP credentials.

Known limit: a password in a positional argument or a table cell, without a key name, is not found.
"""

import re
from collections.abc import Iterator

from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.key_names import PASSWORD_CUE, passwords
from stages.anonymize.key_scalars import is_password, named_scalars
from stages.anonymize.key_values import is_literal, is_name, values
from stages.anonymize.randomness import is_pair

CUE = (
    PASSWORD_CUE,
    r":[^\s/@\"'<>]+@[\w\[$%{]",
    r"(?i)jdbc:oracle:|identified\s",
    r"Basic[ \t]",
    r"mysql[^\n]* -p",
)
ENTITY = "secret.password"
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


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each value that is a password."""
    for value in values(subject.text, subject.language, passwords(subject.text)):
        yield Finding(value.start, value.end, ENTITY, f"key-{value.form}", value.confidence)
    for scalar in named_scalars(subject, passwords):
        if is_password(subject.text[scalar.start : scalar.end], scalar.key):
            yield Finding(scalar.start, scalar.end, ENTITY, "key-scalar", LIKELY)
    for rule, pattern in ELSEWHERE.items():
        yield from (
            Finding(*match.span("value"), ENTITY, rule, LIKELY)
            for match in pattern.finditer(subject.text)
            if is_literal(match["value"]) and not is_name(match["value"], "")
        )
    yield from _basic(subject.text)


def _basic(text: str) -> Iterator[Finding]:
    if "Basic" in text:
        for match in BASIC.finditer(text):
            if is_pair(match["value"]):
                yield Finding(*match.span("value"), ENTITY, "basic-credentials", LIKELY)
