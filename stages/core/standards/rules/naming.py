"""A type, method, field or constant is not named as its language does. The names stand in
conf/standards/naming.yaml.

Of Python a leading underscore belongs to the name; names that a language or framework fixes (`__init__`),
tests, constructors and names in another script are not looked at. A constant is what Java calls `static
final` and is a plain value, and in other languages what stands in capitals already. Threshold: none.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.settings import Names
from stages.core.standards.source import Field, Source, source

_PLAIN = re.compile(r"[\w#$]+", re.ASCII)


class _Named(NamedTuple):
    kind: str
    name: str
    pattern: str


def find(answer: Answer, threshold: float, naming: Mapping[str, Names]) -> list[Finding]:
    """Return a finding for each name that breaks the pattern of its kind."""
    code = source(answer)
    if code.language not in naming:
        return []
    first: dict[_Named, int] = {}
    for named, line in _names(code, naming[code.language]):
        first.setdefault(named, line)
    return [
        Finding(f"{one.kind} {one.name}", f"{one.kind} {one.name}", line)
        for one, line in first.items()
        if _PLAIN.fullmatch(one.name)
        and not one.name.startswith("__")
        and not re.fullmatch(one.pattern, one.name)
    ]


def _names(code: Source, names: Names) -> list[tuple[_Named, int]]:
    """Return what is named; of methods, whose kind costs most to tell, those with another name alone."""
    types = [(_Named("type", type_.name, names.type), type_.line) for type_ in code.types]
    methods = [
        (_Named("method", method.name, names.method), method.line)
        for method in code.methods
        if not re.fullmatch(names.method, method.name) and method.kind == "method"
    ]
    fields = [
        (_of_field(field, names), field.line)
        for type_ in code.types
        if type_.kind != "enum"
        for field in type_.fields
    ]
    return [(one, line) for one, line in [*types, *methods, *fields] if one.name]


_VALUES = frozenset(
    (
        "String",
        "boolean",
        "byte",
        "char",
        "double",
        "float",
        "int",
        "long",
        "short",
        "BigDecimal",
        "Duration",
        "Pattern",
    )
)
"""Types of which a `static final` field is a constant; of another one it may be a collaborator, such as a
logger."""


def _of_field(field: Field, names: Names) -> _Named:
    is_static = {"static", "final"} <= set(field.modifiers.split())
    if field.name.isupper() or (is_static and field.type in _VALUES):
        return _Named("constant", field.name, names.constant)
    return _Named("field", field.name, f"{names.field}|{names.constant}" if is_static else names.field)
