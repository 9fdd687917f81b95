"""A table is created without primary key. Rule id at-least-one-primary-key, as in ArchGuard.

A key of a column counts and one of the table, which ArchGuard's version misses; temporary tables and those
made of a query are not looked at. Threshold: none.
"""

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.sql import tables


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each such table."""
    return [Finding(table.unit, table.name, table.line) for table in tables(answer) if not table.has_key]
