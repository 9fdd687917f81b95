"""Read SQL and JPQL by sqlglot, with what frameworks write into it put aside.

`#{...}`, `${...}` and tags of MyBatis, `:#{...}` of Spring Data, `?1` of JPQL, `%s` of Python and of
formatted strings stand for a value. A statement that sqlglot cannot read has no tree.
"""

import logging
import re
from collections.abc import Iterator
from typing import NamedTuple

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError


class Place(NamedTuple):
    """Where a statement of a script stands, in characters: without the semicolon and the blanks around it."""

    start: int
    end: int


class Remark(NamedTuple):
    """What `COMMENT ON` says of a table or of one of its columns."""

    path: tuple[str, ...]
    """Of the table: its schemas, then its name."""
    column: str
    """Empty when it is of the table."""
    text: str


_BEGINS = re.compile(
    r"\s*(?:select|insert\s+(?:ignore\s+)?into|replace\s+into|update\s+\S+(?:\s+\w+)?\s+set|delete\s+from"
    r"|with\s+(?:recursive\s+)?\w+(?:\s*\([^()]*\))?\s+as|create\s+(?:global\s+)?(?:temporary\s+|temp\s+)?table)\b",
    re.IGNORECASE,
)
_REWRITTEN = (
    (re.compile(r"[#$]\{[^{}]*\}"), ":given"),  # MyBatis
    (re.compile(r":#\{[^{}]*\}"), ":given"),  # SpEL
    (re.compile(r"\?\d+"), ":given"),  # JPQL
    (re.compile(r"(?<!['\w%])%(?:\(\w+\)s|[sdv])(?!['\w%])"), ":given"),  # Python, String.format, Sprintf
    (re.compile(r"\blike\s++(%?)\s*:(\w+)\s*(%?)", re.IGNORECASE), r"like \1:\2\3"),
    (re.compile(r"\blike\s+(%:\w+%?|:\w+%)", re.IGNORECASE), r"like '\1'"),  # Spring Data
    (re.compile(r"\bjoin\s+fetch\b", re.IGNORECASE), "join"),
    (re.compile(r"\bnew\s+(?:\w+\.)*(\w+)\s*\(", re.IGNORECASE), r"\1("),
    (re.compile(r"\b(?:not\s+)?member\s+of\b", re.IGNORECASE), "="),
    (re.compile(r"\bis\s+(?:not\s+)?empty\b", re.IGNORECASE), "is null"),
    (re.compile(r"(?<=\])\s*\[(\w+)\](?=\s*[(\w])"), r" \1"),  # a type as SQL Server scripts it
    (
        re.compile(
            r"\bwith\s*\((?=[^()]*\b(?:pad_index|ignore_dup_key|statistics_norecompute)\b)[^()]*\)"
            r"|\b(?:textimage_)?on\s*\[\w+\](?=\s*(?:[,)]|\Z|textimage_on))|\b(?:non)?clustered\b"
            r"|(?<=\bnull)\s+enable\b|(?<=\d)\s+(?:byte|char)(?=\s*\))|\bpartition\s+by\s+(?:linear\s+)?(?:hash|key)\s*\([^()]*\)\s*partitions\s+\d+",
            re.IGNORECASE,
        ),
        "",
    ),
)
"""What JPQL, MyBatis, Spring Data and drivers say that is no SQL, and what scripts of SQL Server, Oracle and
MySQL say of how a table is stored."""

_MYSQL = re.compile(
    r"`|\b(?:engine\s*=|auto_increment|on\s+duplicate\s+key|replace\s+into|comment(?:\s+|\s*=\s*)')",
    re.IGNORECASE,
)
_POSTGRES = re.compile(r"::\s*\w|\breturning\b|\bon\s+conflict\b|\b(?:big)?serial\b|\bilike\b", re.IGNORECASE)
_SQLSERVER = re.compile(
    r"\[\w+\]\s*(?:\.\s*)?\[\w+\]|\bidentity\s*\(\s*\d|\b(?:nvarchar|getdate)\s*\(|\b(?:datetime2|uniqueidentifier)\b"
    r"|\bselect\s+top\s*[(\d]|\bwith\s*\(\s*nolock\s*\)|\b(?:non)?clustered\b",
    re.IGNORECASE,
)
_ORACLE = re.compile(
    r"\bn?varchar2\b|\bnumber\s*\(\s*\d|\bsysdate\b(?!\s*\()|\b(?:systimestamp|rownum)\b|\bnvl\s*\(|\(\s*\+\s*\)"
    r"|\w\.nextval\b|\bconnect\s+by\b",
    re.IGNORECASE,
)
_READ_AS = {
    "sqlserver": ("tsql",),
    "oracle": ("oracle",),
    "mysql": ("mysql", "postgres"),
    "postgres": ("postgres", "mysql"),
    "sql": ("mysql", "postgres"),
}
"""Dialects of sqlglot to try, by what a statement says of its own."""
_REMARK = re.compile(r"\s*comment\s+on\b", re.IGNORECASE)
"""No statement of MySQL, in which quotes make names."""
_COMMENT = re.compile(r"--[^\n]*|/\*.*?(?:\*/|\Z)|^[ \t]*#(?!\{)[^\n]*", re.DOTALL | re.MULTILINE)
_MARKS = ("--", "/*", "#")
"""What every comment begins with, which is sought faster than an expression."""
_TOKEN = re.compile(
    r"(?P<comment>--[^\n]*|/\*.*?(?:\*/|\Z)|^[ \t]*#(?!\{)[^\n]*)"
    r"|'(?:[^'\\]|\\.|'')*+(?:'|\Z)|\"[^\"]*(?:\"|\Z)|`[^`]*(?:`|\Z)|\$(?P<tag>\w*)\$.*?(?:\$(?P=tag)\$|\Z)"
    r"|(?P<end>;|^[ \t]*(?:[Gg][Oo]|/)[ \t]*\r?$)|(?P<blank>[^\S\n]+|\n)|[^\s;'\"`$#/-]+|.",
    re.DOTALL | re.MULTILINE,
)
"""What is opened and never closed runs to the end of the text, so that each character is read once."""

logging.getLogger("sqlglot").setLevel(logging.ERROR)  # it warns of what it reads as a mere command


_UNREAD = (SqlglotError, RecursionError, AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What sqlglot raises on a text that it cannot read: the last five are slips of its parser."""


def begins(text: str) -> bool:
    """Say whether a text begins like a query, a change of rows or a new table; comments come before it."""
    bare = _COMMENT.sub(" ", text) if any(map(text.__contains__, _MARKS)) else text
    return bool(_BEGINS.match(bare))


def statements(script: str) -> Iterator[Place]:
    """Yield the statements of a script; a semicolon in a string or comment ends none. A line `GO` (SQL
    Server) or `/` (Oracle) ends one, too.

    Comments before a statement are no part of it. `DELIMITER` is not known: the body of a procedure falls
    into its statements.
    """
    start = end = -1
    for token in _TOKEN.finditer(script):
        if token["end"]:
            if start >= 0:
                yield Place(start, end)
            start = -1
        elif not (token["comment"] or token["blank"]):
            start = token.start() if start < 0 else start
            end = token.end()
    if start >= 0:
        yield Place(start, end)


def tree(text: str) -> exp.Expr | None:
    """Return a statement as sqlglot reads it, or None."""
    known = ("postgres",) if _REMARK.match(text) else _READ_AS[dialect(text)]
    for pattern, instead in _REWRITTEN:
        text = pattern.sub(instead, text)
    for one in known:
        try:
            parsed = sqlglot.parse_one(text, dialect=one)
        except _UNREAD:
            continue
        if not isinstance(parsed, exp.Command):
            return parsed
    return None


def dialect(text: str) -> str:
    """Return `mysql`, `postgres`, `sqlserver` or `oracle` when a statement says so, else `sql`."""
    known = (("mysql", _MYSQL), ("postgres", _POSTGRES), ("sqlserver", _SQLSERVER), ("oracle", _ORACLE))
    return next((name for name, pattern in known if pattern.search(text)), "sql")


def remark(text: str) -> Remark | None:
    """Return what a statement says of a table or column by `COMMENT ON`, or None when it does not."""
    found = tree(text)
    kind = found.args["kind"].lower() if isinstance(found, exp.Comment) else ""
    if found is None or kind not in ("table", "column"):
        return None
    path = tuple(part.name for part in found.this.parts)
    column = path[-1] if kind == "column" else ""
    table = path[:-1] if column else path
    return Remark(table, column, found.expression.name.strip()) if table else None


def schema(created: str) -> tuple[str, ...]:
    """Return where the table stands that a statement creates, outermost first; empty when it does not say."""
    found = tree(created)
    table = found.find(exp.Table) if found else None
    return tuple(part.name for part in table.parts[:-1]) if table else ()


def kind(statement: exp.Expr) -> str:
    """Return what a statement does: `select`, `insert`, `update`, `delete`, `create`, `alter` or its like."""
    return "select" if isinstance(statement, exp.Query) else statement.key


def tables(statement: exp.Expr, *, jpql: bool = False) -> list[str]:
    """Return the tables that a statement names, in order, without those that it makes itself.

    In JPQL what stands behind a dot is a path of an entity.
    """
    own = {cte.alias_or_name for cte in statement.find_all(exp.CTE)}
    names = (table.name for table in statement.find_all(exp.Table, bfs=False) if not (jpql and table.db))
    return [name for name in dict.fromkeys(names) if name and name not in own]
