"""A pattern of LIKE begins with a wildcard: no index serves it. Rule id like-start-without-percent, as in
ArchGuard.

Any LIKE of a statement is looked at, also `concat('%', :name)` and `%:name%` of Spring Data. Known problem:
a table so small that nobody minds. Threshold: none.
"""

from sqlglot import exp

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.sql import Statement, faulty


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each method with such a pattern."""
    return [Finding(one.unit, "LIKE %", one.line) for one in faulty(answer, _is_open)]


def _is_open(statement: Statement) -> bool:
    found = statement.tree.find_all(exp.Like, exp.ILike) if statement.tree else ()
    return any(_begin(like.expression).startswith("%") for like in found)


def _begin(pattern: exp.Expression) -> str:
    """Return the literal that a pattern begins with, or nothing."""
    first = next(
        (
            node
            for node in pattern.walk(bfs=False)
            if isinstance(node, exp.Literal | exp.Column | exp.Placeholder)
        ),
        None,
    )
    return first.name if isinstance(first, exp.Literal) else ""
