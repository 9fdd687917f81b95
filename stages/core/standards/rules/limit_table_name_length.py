"""A table has a long name. Rule id limit-table-name-length, as in ArchGuard. Threshold: letters from
which on it is long."""

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.sql import tables


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each table with such a name."""
    long = [table for table in tables(answer) if len(table.name) >= threshold]
    return [Finding(table.unit, table.name, table.line) for table in long]
