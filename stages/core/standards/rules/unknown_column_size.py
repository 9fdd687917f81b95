"""`SELECT *` or `SELECT t.*` in a query: who reads it does not know what comes back.

Rule id as in ArchGuard, whose version lets `t.*` pass. `count(*)` is no finding, nor is `EXISTS (SELECT *
...)`. Known problem: a list of columns that a variable holds. Threshold: none.
"""

import re

from sqlglot import exp

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.sql import Statement, faulty

_LIST = re.compile(r"\bselect\b(?:\s+(?:distinct|all)\b)?(.*?)(?:\bfrom\b|\Z)", re.IGNORECASE | re.DOTALL)
_PARENTHESES = re.compile(r"\([^()]*\)")
_STAR = re.compile(r"\s*(?:[\w`$]+\.)*\*\s*")


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each method with such a query."""
    return [Finding(one.unit, "SELECT *", one.line) for one in faulty(answer, _selects_all)]


def _selects_all(statement: Statement) -> bool:
    if statement.tree is None:
        return any(
            _STAR.fullmatch(item)
            for found in _LIST.finditer(statement.text)
            for item in _PARENTHESES.sub("", found[1]).split(",")
        )
    lists = (select.expressions for select in statement.tree.find_all(exp.Select) if not _only_asks(select))
    return any(item.is_star for items in lists for item in items if isinstance(item, exp.Star | exp.Column))


def _only_asks(select: exp.Select) -> bool:
    """Say whether a query only asks if there is a row."""
    return isinstance(select.parent, exp.Exists)
