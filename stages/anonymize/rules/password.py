"""Find passwords by the name of their key, in URLs, SQL, commands and HTTP, and in calls that take one.

Known limits: one in a positional argument of any other call, or in a table without names of columns.
"""

import re
from collections.abc import Iterator

from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.key_names import PASSWORD_CUE, passwords
from stages.anonymize.key_scalars import is_password, named_scalars
from stages.anonymize.key_values import is_literal, is_name, values
from stages.anonymize.randomness import is_pair
from stages.anonymize.sql_columns import cells

CUE = (
    PASSWORD_CUE,
    r":[^\s/@\"'<>]+@[\w\[$%{]",
    r"(?i)jdbc:oracle:|identified\s|getconnection",
    r"Basic[ \t]",
    r"mysql[^\n]* -p|sshpass",
    r"(?i)insert\s",
    r"(?i)basic_?auth|basic_?credentials|auth[\"']?[ \t]*[=:][ \t]*[(\[]",
)
ENTITY = "secret.password"
FIRST = r"""(?:[urbfURBF]{0,2}["'][^"'\n]{0,80}["']|[\w.]{1,60})[ \t]*,\s*"""
"""The user that goes before a password."""
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
    "call": re.compile(
        r"(?:UsernamePassword\w{0,30}|PasswordAuthentication|(?:HTTP)?[bB]asic_?(?:Auth\w{0,20}|auth|Credentials)"
        r"|setBasicAuth)\(\s*" + FIRST + r"""[urbfURBF]{0,2}["'](?P<value>[^"'\n]{1,100})["']"""
    ),
    "connection": re.compile(
        r"""getConnection\([^,\n]{1,300},\s*["'][^"'\n]{0,80}["'],\s*["'](?P<value>[^"'\n]{1,100})["']"""
    ),
    "pair": re.compile(
        r"""\b_?auth["']?[ \t]*[=:][ \t]*[(\[]\s*"""
        + FIRST
        + r"""["'](?P<value>[^"'\n]{1,100})["']\s*[)\]]"""
    ),
    "sshpass": re.compile(r"""\bsshpass[ \t]+-p[ \t]*["']?(?P<value>[^\s"'$]{1,100})"""),
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
    for cell in cells(subject.text, passwords):
        if is_literal(subject.text[cell.start : cell.end]):
            yield Finding(cell.start, cell.end, ENTITY, "sql-column", LIKELY)
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
