"""Find passwords by the name of their key, in URLs, SQL, commands and HTTP, and in calls that take one.

Known limits: one in a positional argument of any other call; of several words in code; behind a command that
answers a prompt (`expect`); a plain word beside its label in a table without a heading for values.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stages.anonymize.cues import compiled
from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.key_names import ESCAPED_CUE, PASSWORD_CUE, passwords
from stages.anonymize.key_scalars import is_password, named_scalars
from stages.anonymize.key_values import is_literal, is_name, values
from stages.anonymize.randomness import is_pair
from stages.anonymize.sql_columns import cells
from stages.anonymize.tables import below, beside

ENTITY = "secret.password"
FIRST = r"""(?:[urbfURBF]{0,2}["'][^"'\n]{0,80}["']|[\w.]{1,60})[ \t]*,\s*"""
"""The user that goes before a password."""


CONNECTS = r"(?:getConnection|\bconnect|mysqli(?:_connect)?|\bPDO)"
"""Calls that take a user and a password behind a place."""


CONNECTS = r"(?:getConnection|\bconnect|mysqli(?:_connect)?|\bPDO)"
"""Calls that take a user and a password behind a place."""
OPTIONS = (
    r"\b(?:mysql(?:dump|admin)?\b[^\n|;]{0,80}? -p"
    r"|ldap(?:search|add|modify|passwd|whoami)\b[^\n|;]{0,80}? -w[ \t]+|(?:un)?zip\b[^\n|;]{0,80}? -P[ \t]*)"
)
"""Commands with an option for a password that has no name."""


class Way(NamedTuple):
    """A way to write a password without the name of a key."""

    rule: str
    cue: str
    """Pattern of RE2 without which it cannot stand in a text."""
    pattern: re.Pattern[str]
    is_behind: bool
    """The pattern stands behind the cue."""


def _way(rule: str, cue: str, pattern: str) -> Way:
    return Way(rule, cue, re.compile(pattern), is_behind=False)


def _behind(rule: str, cue: str, pattern: str) -> Way:
    return Way(rule, cue, re.compile(pattern), is_behind=True)


WAYS = (
    _way(
        "url-userinfo",
        r"://[^\s/@\"'<>]*:[^\s/@\"'<>]+@",
        r"[a-zA-Z][a-zA-Z0-9+.-]{1,20}://[^\s/:@\"'<>]{0,80}:(?P<value>[^\s/@\"'<>]{1,200})@(?=[\w\[$%{])",
    ),
    _way(
        "oracle-url",
        "jdbc:oracle:",
        r"jdbc:oracle:\w+:[\w$]{1,60}/(?P<value>[^\s@\"'<>]{1,100})@",
    ),
    _way(
        "sql-identified-by",
        r"(?i)identified\s+(?:with|by)",
        r"(?i)\bidentified\s+(?:with\s+\S+\s+)?by\s+['\"](?P<value>[^'\"\n]{1,100})['\"]",
    ),
    _way(
        "sql-identified-by",
        r"(?i)identified\s+by",
        r"(?i)\b(?:(?:create|alter)\s+user|connect\s+to)\s+[\w$.\"]{1,60}\s+identified\s+by\s+(?P<value>[a-z_][\w$#]{2,60})",
    ),
    _way(
        "encoder",
        r"(?i)password_?encoder(?:\(\))?\.",
        r"(?i)password_?encoder(?:\(\))?\.(?:encode|matches)\(\s*\"(?P<value>[^\"\\\n]{1,100})\"",
    ),
    _way(
        "call",
        r"UsernamePassword|PasswordAuthentication|NetworkCredential|[bB]asic\w*(?:[aA]uth\w*|Credentials(?:\.create)?)\(",
        r"(?:UsernamePassword\w{0,30}|PasswordAuthentication|NetworkCredential|[bB]asic\w{0,10}(?:[aA]uth\w{0,20}|Credentials(?:\.create)?))\(\s*"
        + FIRST
        + r"""[urbfURBF]{0,2}["'](?P<value>[^"'\n]{1,100})["']""",
    ),
    _behind(
        "connection",
        CONNECTS + r"\(",
        r"""[^,\n]{1,300},\s*(?:\d{1,5},\s*)?["'][^"'\n]{0,80}["'],\s*"""
        + r"""["'](?P<value>[^"'\n]{1,100})["']""",
    ),
    _behind(
        "login",
        r"(?i:smtp|imap|pop3?|ftp|mail|client|server|session|conn)\w*\.login\(",
        FIRST + r"""["'](?P<value>[^"'\n]{1,100})["']""",
    ),
    _way(
        "key-store",
        r"\"\.toCharArray\(\)",
        r"\b(?:load|store|init|getKey|setKeyEntry|PasswordProtection)\([^;\n\"]{0,120}"
        r"\"(?P<value>[^\"\n]{1,100})\"\.toCharArray\(\)",
    ),
    _way(
        "pair",
        r"auth[\"']?[ \t]*[=:][ \t]*[(\[]",
        r"""\b_?auth["']?[ \t]*[=:][ \t]*[(\[]\s*"""
        + FIRST
        + r"""["'](?P<value>[^"'\n]{1,100})["']\s*[)\]]""",
    ),
    _way(
        "equals",
        r"\.equals(?:IgnoreCase)?\([\w.]*(?i:pass|pwd)",
        r"\"(?P<value>[^\"\\\n]{1,100})\"\.equals(?:IgnoreCase)?\([\w.]{0,60}(?i:passw(?:or)?d|passwd|pwd|getPass)\w{0,20}",
    ),
    _way("go-dsn", r"@(?:tcp|unix)\(", r"[\"'`][\w.-]{1,60}:(?P<value>[^\s@\"'`/]{1,100})@(?:tcp|unix)\("),
    _way("sqlplus", "sqlplus", r"\bsqlplus[ \t]+(?:-\w+[ \t]+)*[\w$]{1,60}/(?P<value>[^\s@\"'/]{1,100})"),
    _way("sshpass", "sshpass", r"""\bsshpass[ \t]+-p[ \t]*["']?(?P<value>[^\s"'$]{1,100})"""),
    _way(
        "command-option", r"(?:mysql|ldap|zip)[^\n]* -[pwP]", OPTIONS + r"[\"']?(?P<value>[^\s\"'`$]{3,100})"
    ),
    _way(
        "htpasswd",
        r"htpasswd[ \t]+-\w*b",
        r"\bhtpasswd[ \t]+-\w{0,5}b\w{0,5}[ \t]+(?:\S{1,200}[ \t]+){1,2}[\"']?(?P<value>[^\s\"'$]{3,100})",
    ),
)
INSERT_CUE, BASIC_CUE = r"(?i)insert\s[^(]*\([^)]*(?:pass|pwd|psw)", r"Basic[ \t]"
CUE = (*(way.cue for way in WAYS), PASSWORD_CUE, ESCAPED_CUE, INSERT_CUE, BASIC_CUE)
BASIC = re.compile(r"\bBasic[ \t]+(?P<value>[A-Za-z0-9+/]{8,400}={0,2})(?![A-Za-z0-9+/=])")


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each value that is a password."""
    cues = subject.cues
    if cues & {PASSWORD_CUE, ESCAPED_CUE}:
        yield from _named(subject)
    if INSERT_CUE in cues:
        for cell in cells(subject.text, passwords):
            if is_literal(subject.text[cell.start : cell.end]):
                yield Finding(cell.start, cell.end, ENTITY, "sql-column", LIKELY)
    for way in WAYS:
        yield from _written(subject.text, way) if way.cue in cues else ()
    yield from _basic(subject.text) if BASIC_CUE in cues else ()


def _named(subject: Subject) -> Iterator[Finding]:
    named = list(passwords(subject.text))
    for value in values(subject.text, subject.language, named):
        yield Finding(value.start, value.end, ENTITY, f"key-{value.form}", value.confidence)
    for scalar in named_scalars(subject, passwords):
        if is_password(subject.text, scalar):
            yield Finding(scalar.start, scalar.end, ENTITY, "key-scalar", LIKELY)
    for cell in below(subject.text, subject.language, passwords):
        if is_literal(subject.text[cell.start : cell.end]):
            yield Finding(cell.start, cell.end, ENTITY, "table-column", LIKELY)
    for cell in beside(subject.text, subject.language, passwords, (name.end for name in named)):
        if is_literal(subject.text[cell.start : cell.end]):
            yield Finding(cell.start, cell.end, ENTITY, "table-row", LIKELY)


def _written(text: str, way: Way) -> Iterator[Finding]:
    for match in _matches(text, way):
        if is_literal(match["value"]) and not is_name(match["value"], ""):
            yield Finding(*match.span("value"), ENTITY, way.rule, LIKELY)


def _matches(text: str, way: Way) -> Iterator[re.Match[str]]:
    if way.is_behind:
        found = (way.pattern.match(text, cue.end()) for cue in compiled(way.cue).finditer(text))
        return (match for match in found if match)
    return way.pattern.finditer(text)


def _basic(text: str) -> Iterator[Finding]:
    for match in BASIC.finditer(text):
        if is_pair(match["value"]):
            yield Finding(*match.span("value"), ENTITY, "basic-credentials", LIKELY)
