"""A table has many columns. Rule id limit-column-size, as in ArchGuard. Threshold: columns from which on
they are many."""

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.sql import tables


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each table with as many columns."""
    found = [table for table in tables(answer) if len(table.columns) >= threshold]
    return [Finding(table.unit, f"{table.name}: {len(table.columns)} columns", table.line) for table in found]
