"""A class reaches another one directly and through a third. Rule id SMELL_GARPH_CONNECTED_CALL, as
UnitGen spells it.

A uses B and C, and B uses C: A knows more than it needs. Looks at the classes of one answer: types of
fields, constructors and what is created in code, arrows and fields in a class diagram; enums do not count.
Known problem: in a domain model a triangle is often right. Threshold: ways around, at most.
"""

import re
from collections import Counter, defaultdict

from stages.core.formats import plantuml_class
from stages.core.standards.finding import Answer, Finding, line_of
from stages.core.standards.source import Type, source

FEWEST = 3
"""Classes of a way around: fewer need not be read."""
_NAME = re.compile(r"\b[A-Z]\w*")


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each class that goes around too often."""
    uses = _diagram(answer) if answer.format == "plantuml-class" else _code(answer)
    around = {
        name: [
            f"{name} > {by} > {far}"
            for by in sorted(near)
            for far in sorted(uses.get(by, set()) & near - {name, by})
        ]
        for name, near in uses.items()
    }
    return [
        Finding(f"class {name}", ways[0], line_of(answer.text, f"class {name}"))
        for name, ways in sorted(around.items())
        if len(ways) > threshold
    ]


def _diagram(answer: Answer) -> dict[str, set[str]]:
    diagram = plantuml_class.parse(answer.text)
    uses: dict[str, set[str]] = defaultdict(set)
    if diagram is None:
        return uses
    classes = {class_.name for class_ in diagram.classes if class_.kind != "enum"}
    for relation in diagram.relations:
        ends = (relation.right, relation.left) if "<" in relation.arrow else (relation.left, relation.right)
        if classes.issuperset(ends) and "|" not in relation.arrow:
            uses[ends[0]].add(ends[1])
    return uses


def _code(answer: Answer) -> dict[str, set[str]]:
    types = [type_ for type_ in source(answer).types if type_.kind not in ("enum", "annotation")]
    if len(types) < FEWEST:
        return {}
    counted = Counter(type_.name for type_ in types)
    names = {name for name, count in counted.items() if count == 1}
    return {type_.name: (_used(type_) & names) - {type_.name} for type_ in types if type_.name in names}


def _used(type_: Type) -> set[str]:
    written = [field.type for field in type_.fields]
    written += [
        parameter.type
        for method in type_.methods
        for parameter in method.parameters
        if method.kind == "constructor"
    ]
    written += [call.target for method in type_.methods for call in method.calls]
    return {name for text in written for name in _NAME.findall(text)}
