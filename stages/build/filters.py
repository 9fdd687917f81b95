"""What the filter of a recipe or flow may name, by what is offered: a misspelt word would let nothing in."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

import msgspec

from stages.build.params import Filter
from stages.core.formats.change import LANGUAGES

_CODE = ("go", "java", "javascript", "kotlin", "python", "typescript")
_ROLES = ("config", "controller", "dto", "entity", "other", "repository", "service", "test")
_PROSE = {"languages": ("en", "zh")}
_MEMBER = {"languages": _CODE, "roles": _ROLES, "kinds": ("constructor", "field", "method")}
_KNOWN = {
    "type": {
        "languages": _CODE,
        "roles": _ROLES,
        "kinds": ("annotation", "class", "enum", "interface", "module", "record"),
    },
    "member": _MEMBER,
    "test": _MEMBER,
    "sql": {
        "languages": ("jpql", "mysql", "oracle", "postgres", "sql", "sqlserver"),
        "roles": ("annotation", "mapper", "script", "string", "test"),
        "kinds": (
            "alter", "analyze", "call", "comment", "commit", "copy", "create", "delete", "describe", "drop",
            "execute", "grant", "insert", "merge", "pragma", "replace", "revoke", "rollback", "select", "set",
            "show", "truncate", "truncatetable", "update", "use", "with",
        ),
    },
    "change": {
        "languages": LANGUAGES,
        "kinds": ("documentation", "feature", "fix", "other", "refactoring", "test"),
    },
    "suggestion": {"languages": ("en", "jsx", "tsx", "zh", *LANGUAGES)},
}  # fmt: skip
"""By unit and field; the records of these assets say what each word means. All other units are prose."""
_FREE = {"annotations": ("type", "member", "test"), "kinds": ("suggestion",)}
"""Fields that may name anything, by the units that have them: an annotation, a step of an IDE."""


def faults_of_filter(unit: str, filter: Filter, steps: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what was found and what was expected. A suggestion may be of any step of an IDE, but for one that
    is nearly written like one of `steps`, those of all recipes and flows."""
    known = _KNOWN.get(unit, _PROSE)
    if unit == "suggestion":
        yield from _misspelt(filter.kinds, steps)
    for field, values in msgspec.structs.asdict(filter).items():
        is_free = unit in _FREE.get(field, ())
        wrong = [one for one in values if not is_free and one not in known.get(field, ())]
        if wrong:
            expected = f"one of {', '.join(known[field])}" if field in known else "none"
            yield f"'{wrong[0]}' in filter.{field} of unit {unit}", expected


def _misspelt(kinds: Sequence[str], steps: Sequence[str]) -> Iterator[tuple[str, str]]:
    for kind in kinds:
        meant = [] if kind in steps else get_close_matches(kind, steps, 1, 0.85)
        if meant:
            yield f"'{kind}' in filter.kinds of unit suggestion", f"'{meant[0]}' or another step"
