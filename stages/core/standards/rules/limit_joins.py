"""A query joins many tables. Rule id limit-joins, as in ArchGuard.

Joins of one SELECT count, commas between tables too; those of a subquery are its own. Threshold: joins from
which on it is one.
"""

from sqlglot import exp

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.sql import statements


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each query with as many joins."""
    found = [
        (one, len(select.args.get("joins") or ()))
        for one in statements(answer)
        for select in (one.tree.find_all(exp.Select) if one.tree else ())
    ]
    return [Finding(one.unit, f"{joins} joins", one.line) for one, joins in found if joins >= threshold]
