"""An operation says what it returns, but not how it fails. Zalando 151.

Looks at tables that name errors of another operation: where none has any, the document leaves them out.
Threshold: none.
"""

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.paths import operations, row_of


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each operation without an error."""
    rows = operations(answer)
    if not any(row.errors for row in rows):
        return []
    return [
        Finding(f"{row.method} {row.path}", "no error", row_of(answer.text, row))
        for row in rows
        if not row.errors
    ]
