"""Read the SQL and JPQL in an answer: what the rules of SQL look at.

Statements are the strings of code that begin like one, what is joined by `+` as one, and answers that are
SQL as a whole. A statement that sqlglot cannot read has no tree, and only rules that read text see it.
"""

import logging
import re
from functools import lru_cache
from typing import NamedTuple

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from stages.core.records.sample import Sample
from stages.gate.source import source


class Statement(NamedTuple):
    """One statement of an answer."""

    unit: str
    """The method that holds it, or the statement itself."""
    text: str
    tree: exp.Expr | None


_BEGINS = re.compile(
    r"\s*(?:select|insert\s+into|update\s+\S+(?:\s+\w+)?\s+set|delete\s+from|with\s+\w+(?:\s*\([^()]*\))?\s+as"
    r"|create\s+(?:temporary\s+|temp\s+)?table)\b",
    re.IGNORECASE,
)
_REWRITTEN = (
    (re.compile(r"[#$]\{[^{}]*\}"), ":given"),  # MyBatis
    (re.compile(r":#\{[^{}]*\}"), ":given"),  # SpEL
    (re.compile(r"\?\d+"), ":given"),  # JPQL
    (re.compile(r"\blike\s+(%?)\s*:(\w+)\s*(%?)", re.IGNORECASE), r"like \1:\2\3"),
    (re.compile(r"\blike\s+(%?:\w+%|%:\w+)", re.IGNORECASE), r"like '\1'"),  # Spring Data
    (re.compile(r"\bjoin\s+fetch\b", re.IGNORECASE), "join"),
    (re.compile(r"\bnew\s+(?:\w+\.)*(\w+)\s*\(", re.IGNORECASE), r"\1("),
    (re.compile(r"\b(?:not\s+)?member\s+of\b", re.IGNORECASE), "="),
    (re.compile(r"\bis\s+(?:not\s+)?empty\b", re.IGNORECASE), "is null"),
)
"""What JPQL, MyBatis and Spring Data say that is no SQL."""


_PIECE = re.compile(r"(?:[^;'\"`]|'(?:[^'\\]|\\.)*'|\"[^\"]*\"|`[^`]*`)+")
_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_KEY_LATER = re.compile(
    r"alter\s+table\s+(?:only\s+)?[`\"]?([\w.]+)[`\"]?\s+add\b[^;]*?primary\s+key", re.IGNORECASE
)
logging.getLogger("sqlglot").setLevel(logging.ERROR)  # it warns of what it reads as a mere command


def _begins(text: str) -> bool:
    return bool(_BEGINS.match(_COMMENT.sub(" ", text)))


def statements(sample: Sample) -> list[Statement]:
    """Return the statements of an answer, in the order of the text."""
    if sample.format == "sql":
        pieces = [piece for piece in _PIECE.findall(sample.output) if _begins(piece)]
        return [Statement(piece, piece, tree(piece)) for piece in pieces]
    return [
        Statement(method.text, text, tree(text))
        for method in source(sample).methods
        for text in method.strings
        if _BEGINS.match(text)
    ]


@lru_cache(maxsize=4096)
def tree(text: str) -> exp.Expr | None:
    """Return a statement as sqlglot reads it, or None."""
    for pattern, instead in _REWRITTEN:
        text = pattern.sub(instead, text)
    for dialect in ("mysql", "postgres"):
        try:
            parsed = sqlglot.parse_one(text, dialect=dialect)
        except (SqlglotError, RecursionError):
            continue
        if not isinstance(parsed, exp.Command):
            return parsed
    return None


class Table(NamedTuple):
    """A table that a statement creates."""

    unit: str
    name: str
    columns: tuple[str, ...]
    has_key: bool
    """Whether a column or the table names a primary key."""


def tables(sample: Sample) -> list[Table]:
    """Return the tables that an answer creates; one that is temporary or made of a query is none.

    A key that the answer adds later counts.
    """
    later = {name.lower() for name in _KEY_LATER.findall(sample.output)}
    created = ((one.unit, one.tree) for one in statements(sample) if isinstance(one.tree, exp.Create))
    return [
        _table(unit, made.this, later)
        for unit, made in created
        if isinstance(made.this, exp.Schema) and _stays(made)
    ]


def _stays(created: exp.Create) -> bool:
    return created.kind == "TABLE" and not list(created.find_all(exp.TemporaryProperty))


def _table(unit: str, schema: exp.Schema, later: set[str]) -> Table:
    columns = tuple(column.name for column in schema.expressions if isinstance(column, exp.ColumnDef))
    key = schema.find(exp.PrimaryKey, exp.PrimaryKeyColumnConstraint)
    name = schema.this.name
    return Table(unit, name, columns, key is not None or name.lower() in later)
