"""A class has many methods. Rule id SMELL_LARGE_CLASS, as in UnitGen.

Getters, setters, constructors, methods without a body, `equals` and its like, and tests do not count.
Interfaces and builders are not looked at: a repository has one method a query, a builder one a field.
Threshold: methods from which on a class is large.
"""

from stages.core.standards.accessors import is_accessor
from stages.core.standards.finding import Answer, Finding
from stages.core.standards.source import Method, Type, source

_OF_EVERY_CLASS = frozenset(
    ("equals", "hashCode", "toString", "compareTo", "__eq__", "__hash__", "__repr__", "__str__")
)


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each class with as many methods."""
    counted = ((type_, sum(map(_counts, type_.methods))) for type_ in source(answer).types)
    return [
        Finding(f"class {type_.name}", f"{type_.name}: {count} methods", type_.line)
        for type_, count in counted
        if count >= threshold and _holds_code(type_)
    ]


def _counts(method: Method) -> bool:
    return (
        method.kind == "method"
        and bool(method.statements)
        and method.name not in _OF_EVERY_CLASS
        and not is_accessor(method)
    )


def _holds_code(type_: Type) -> bool:
    return type_.kind not in ("interface", "annotation") and not type_.name.endswith("Builder")
