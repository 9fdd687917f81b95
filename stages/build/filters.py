"""What the filter of a recipe or flow may name, by what is offered: a misspelt word would let nothing in."""

from collections.abc import Iterator

import msgspec

from stages.build.params import Filter
from stages.core.formats.change import LANGUAGES

_CODE = ("go", "java", "kotlin", "python", "typescript")
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
        "languages": ("jpql", "mysql", "postgres", "sql"),
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
_ANY = {"annotations": ("type", "member", "test"), "kinds": ("suggestion",)}
"""Fields that may name anything, by the units that have them: an annotation, a step of an IDE."""


def faults_of_filter(unit: str, filter: Filter) -> Iterator[tuple[str, str]]:
    """Yield what was found and what was expected."""
    known = _KNOWN.get(unit, _PROSE)
    for field, values in msgspec.structs.asdict(filter).items():
        wrong = (
            [] if unit in _ANY.get(field, ()) else [one for one in values if one not in known.get(field, ())]
        )
        if wrong:
            expected = f"one of {', '.join(known[field])}" if field in known else "none"
            yield f"'{wrong[0]}' in filter.{field} of unit {unit}", expected
