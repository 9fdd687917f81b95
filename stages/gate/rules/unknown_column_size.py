"""`SELECT *` or `SELECT t.*` in a query: who reads it does not know what comes back.

Rule id as in ArchGuard, whose version lets `t.*` pass. `count(*)` is no finding. Known problem: a list of
columns that a variable holds. Threshold: none.
"""

import re

from sqlglot import exp

from stages.gate.finding import Finding, Measured
from stages.gate.sql import Statement, statements

_LIST = re.compile(r"\bselect\b(?:\s+(?:distinct|all)\b)?(.*?)(?:\bfrom\b|\Z)", re.IGNORECASE | re.DOTALL)
_PARENTHESES = re.compile(r"\([^()]*\)")
_STAR = re.compile(r"\s*(?:[\w`$]+\.)*\*\s*")


def find(sample: Measured, threshold: float) -> list[Finding]:
    """Return a finding for each method with such a query."""
    faulty = dict.fromkeys(one.unit for one in statements(sample.sample) if _selects_all(one))
    return [Finding(unit, "SELECT *") for unit in faulty]


def _selects_all(statement: Statement) -> bool:
    if statement.tree is None:
        return any(
            _STAR.fullmatch(item)
            for found in _LIST.finditer(statement.text)
            for item in _PARENTHESES.sub("", found[1]).split(",")
        )
    return any(
        item.is_star
        for select in statement.tree.find_all(exp.Select)
        for item in select.expressions
        if _plain(item)
    )


def _plain(item: exp.Expression) -> bool:
    return isinstance(item, exp.Star | exp.Column)
