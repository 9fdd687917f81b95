"""An INSERT names no columns: a new column of the table breaks it. Rule id insert-without-field, as in
ArchGuard.

`INSERT ... SET a = 1` and `DEFAULT VALUES` are none. Threshold: none.
"""

from sqlglot import exp

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.sql import Statement, faulty


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each such statement."""
    return [Finding(one.unit, "INSERT without columns", one.line) for one in faulty(answer, _is_bare)]


def _is_bare(statement: Statement) -> bool:
    insert = statement.tree
    return (
        isinstance(insert, exp.Insert)
        and isinstance(insert.this, exp.Table)
        and insert.expression is not None
    )
