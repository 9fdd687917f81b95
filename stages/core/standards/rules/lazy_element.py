"""A class that does nothing. Rule id SMELL_LAZY_ELEMENT, as in UnitGen.

No method, no field, no supertype and no annotation: a record, an enum, an interface, an exception, a class of
constants or one that a framework reads is none, nor is a base of Python with a docstring alone in it.
Threshold: none.
"""

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.source import Type, source


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each class that is empty."""
    lazy = filter(_is_lazy, source(answer).types)
    return [Finding(f"class {type_.name}", type_.name, type_.line) for type_ in lazy]


def _is_lazy(type_: Type) -> bool:
    declared = type_.bases or type_.annotations or type_.fields
    return type_.kind == "class" and not declared and not type_.methods and "abstract" not in type_.modifiers
