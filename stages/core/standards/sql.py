"""Read the SQL and JPQL in an answer: what the rules of SQL look at.

Statements are the strings of code that begin like one, what is joined by `+` as one, and answers that are
SQL as a whole. A statement that sqlglot cannot read has no tree, and only rules that read text see it.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from sqlglot import exp

from stages.core import sql
from stages.core.standards.finding import Answer
from stages.core.standards.source import source_of


class Statement(NamedTuple):
    """One statement of an answer."""

    unit: str
    """The statement in one line: the same one in a method and alone is one to mend."""
    text: str
    tree: exp.Expr | None
    line: int
    """Where it begins in the answer, 1-based."""


_KEY_LATER = re.compile(
    r"alter\s+table\s+(?:only\s+)?(?:[`\"\[]?\w+[`\"\]]?\.)*[`\"\[]?(\w+)[`\"\]]?\s+"
    r"(?:with\s+(?:no)?check\s+)?add\b[^;]*?primary\s+key",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"[\"'`]")
"""What every string of code has."""
_WORDS = (
    ("select", "select"), ("insert", "into"), ("replace", "into"), ("update", "set"), ("delete", "from"),
    ("with", "as"), ("create", "table"),
)  # fmt: skip
"""First words of statements, each with one that follows; code does not join them of parts."""
_tree = lru_cache(maxsize=4096)(sql.tree)


def statements(answer: Answer) -> list[Statement]:
    """Return the statements of an answer, in the order of the text."""
    return _statements(answer.format, answer.text)


@lru_cache(maxsize=8)
def _statements(format: str, text: str) -> list[Statement]:
    if format == "sql":
        pieces = [(text[start:end], start) for start, end in sql.statements(text)]
        found = [(piece, text.count("\n", 0, start) + 1) for piece, start in pieces]
    elif _QUOTE.search(text) is None or not _may_hold(text.lower()):
        found = []
    else:
        found = [(one.text, one.line) for method in source_of(format, text).methods for one in method.strings]
    return [
        Statement(" ".join(text.split()), text, _tree(text), line) for text, line in found if sql.begins(text)
    ]


def _may_hold(text: str) -> bool:
    """Say whether a text in lower case has the words of a statement, which are sought faster than strings."""
    return any(first in text and second in text for first, second in _WORDS)


def faulty(answer: Answer, is_so: Callable[[Statement], bool]) -> list[Statement]:
    """Return the statements that are so, the first of those with one unit."""
    found: dict[str, Statement] = {}
    for one in filter(is_so, statements(answer)):
        found.setdefault(one.unit, one)
    return list(found.values())


class Table(NamedTuple):
    """A table that a statement creates."""

    unit: str
    name: str
    columns: tuple[str, ...]
    has_key: bool
    """Whether a column or the table names a primary key."""
    line: int
    """Where its statement begins in the answer."""


def tables(answer: Answer) -> list[Table]:
    """Return the tables that an answer creates; one that is temporary or made of a query is none.

    A key that the answer adds later counts.
    """
    created = [(one, one.tree) for one in statements(answer) if isinstance(one.tree, exp.Create)]
    later = {name.lower() for name in _KEY_LATER.findall(answer.text)} if created else set()
    return [
        _table(one, made.this, later)
        for one, made in created
        if isinstance(made.this, exp.Schema) and _stays(made)
    ]


def _stays(created: exp.Create) -> bool:
    return created.kind == "TABLE" and not list(created.find_all(exp.TemporaryProperty))


def _table(statement: Statement, schema: exp.Schema, later: set[str]) -> Table:
    columns = tuple(column.name for column in schema.expressions if isinstance(column, exp.ColumnDef))
    key = schema.find(exp.PrimaryKey, exp.PrimaryKeyColumnConstraint)
    name = schema.this.name
    has_key = key is not None or name.lower() in later
    return Table(statement.unit, name, columns, has_key, statement.line)
