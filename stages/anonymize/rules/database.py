"""Find the company's databases: hosts and names in connection URLs, names in CREATE DATABASE and USE.

Only in the company's own texts: the database of an example is nobody's. Known limit: a name that only stands
before a table, `orders.t_user`, is not found.
"""

import re
from collections.abc import Iterator

from stages.anonymize.cues import within
from stages.anonymize.finding import LIKELY, POSSIBLE, Finding, Subject

URL_CUE = r"(?i)jdbc:[a-z]|(?:mysql|postgres(?:ql)?|mongodb|mariadb|clickhouse)(?:\+\w+)?:?//"
CUE = [URL_CUE, r"(?i)\b(?:create|drop|alter)\s+(?:database|schema)\b", r"(?im)^\s*use\s+[`\w]"]  # fmt: skip
HOST = r"(?P<host>[A-Za-z0-9][A-Za-z0-9.-]*)"
NAME = r"(?P<name>[A-Za-z_][\w-]+)"
URL = re.compile(
    rf"(?i:jdbc:[a-z0-9:]{{1,40}}?:|mysql|postgres(?:ql)?|mongodb|mariadb|clickhouse)(?:\+\w+)?:?//"
    rf"(?:[^\s/@\"'<>]*@)?{HOST}?"
    rf"(?::\w+)?(?:,[\w.:-]+)*"
    rf"(?:/{NAME}|;(?i:databaseName)={NAME.replace('name', 'other')})?(?![\w.-]*[{{}}$@:])",
    re.ASCII,
)
ORACLE = re.compile(rf"(?i:jdbc:oracle:\w+:@)(?://)?{HOST}:\d+[:/]{NAME}", re.ASCII)
STATEMENT = re.compile(
    rf"(?i:\b(?:create|drop|alter)\s+(?:database|schema)(?:\s+if\s+(?:not\s+)?exists)?)\s+[`\"\[]?{NAME}"
    r"(?=[`\"'\]]|[ \t]*(?:;|(?i:default|char|collate|with|owner|authorization|cascade)))",
    re.ASCII | re.MULTILINE,
)
USE = re.compile(rf"^[ \t]*(?i:use)[ \t]+`?{NAME}`?[ \t]*;", re.ASCII | re.MULTILINE)
PUBLIC = frozenset(
    {
        "admin", "app", "database", "databasename", "db", "db_name", "dbname", "default", "demo", "example",
        "if", "information_schema", "localhost", "master", "mydb", "mydatabase", "mysql",
        "orcl", "performance_schema", "postgres", "public", "root", "sample", "sys", "test", "testdb", "xe",
    }
)  # fmt: skip
"""Names that everybody has."""
HOSTS = re.compile(
    r"localhost|[\d.]+|mysql|postgres(?:ql)?|mongo(?:db)?|db|redis|mariadb|database|host(?:name)?"
    r"|(?:[\w-]+\.)*example(?:\.\w+)?|.*\.local(?:host|domain)",
    re.I,
)
"""Hosts that are everybody's, or found by another rule."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each host and name."""
    if not subject.lexicon.own:
        return
    for pattern in (URL, ORACLE):
        for match in within(subject.text, URL_CUE, pattern):
            if match["host"] and not HOSTS.fullmatch(match["host"]):
                yield Finding(*match.span("host"), "net.host", "connection-url", LIKELY)
            for group in {"name", "other"} & set(pattern.groupindex):
                yield from _named(match, group, "connection-url", LIKELY)
    for match in STATEMENT.finditer(subject.text):
        yield from _named(match, "name", "statement", POSSIBLE)
    if subject.language == "sql":
        for match in USE.finditer(subject.text):
            yield from _named(match, "name", "statement", POSSIBLE)


def _named(match: re.Match[str], group: str, rule: str, confidence: float) -> Iterator[Finding]:
    name = (match[group] or "").lower()
    if name and name not in PUBLIC and not name.startswith("example_"):
        yield Finding(*match.span(group), "net.database", rule, confidence)
