"""What the validators of all programming languages say in the same words."""

from tree_sitter import Node

from stages.core.formats.violation import Violation
from stages.core.syntax import fault


def broken(root: Node, before: int = 0) -> list[Violation]:
    """Return the first syntax fault below `root`; `before` lines of a frame are not counted."""
    found = fault(root)
    if found is None:
        return []
    message = f"'{found.missing}' is missing" if found.missing else "text that fits nowhere in the grammar"
    return [
        Violation(
            "syntax", max(found.line - before, 1), message, "Close what is open and finish the statement."
        )
    ]
