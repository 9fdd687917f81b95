"""TypeScript: a whole module (`typescript-module`).

    typescript-module  at least one import, export or declaration; JSX is not read

Text that the grammar of tree-sitter cannot read without repairing it is refused.
"""

from stages.core.formats.code import parsed
from stages.core.formats.violation import Violation
from stages.core.syntax import named


def validate_module(text: str) -> list[Violation]:
    """Return what keeps `text` from being a TypeScript module."""
    root, faults = parsed("typescript", text.encode())
    if root is None:
        return faults
    if any(_declares(node.type) for node in named(root)):
        return []
    hint = "Write at least one function, class, interface, type or constant."
    return [Violation("typescript-module", 0, "nothing is declared", hint)]


def _declares(kind: str) -> bool:
    return kind.endswith("_declaration") or kind in ("import_statement", "export_statement")
