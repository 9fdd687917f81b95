"""A table or column is not named in snake case. Rule id snake-case-naming, as in ArchGuard.

Looks at what is created: names in queries may be those of JPQL, which are classes and fields. All upper case
is one case too. Threshold: none.
"""

import re

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.sql import tables

_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each table with such a name."""
    named = [(table, [table.name, *table.columns]) for table in tables(answer)]
    return [
        Finding(table.unit, wrong[0], table.line)
        for table, names in named
        if (wrong := [name for name in names if name.isascii() and not _SNAKE.fullmatch(name)])
    ]
