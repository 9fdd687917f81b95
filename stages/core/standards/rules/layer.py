"""A layer uses one that it may not: a controller a repository, a service what belongs to controllers.

The layers stand in conf/standards/layers.yaml. The layer of a type is told by its name; of a method alone,
by the class that its question names first. What it uses is told by imports of the same project (a part of
the package), by the types of fields and parameters, and by the variables on which it calls. Known problem:
a type whose name says another layer than it is in. Threshold: none.
"""

import re
from collections.abc import Iterator, Mapping

from stages.core.standards.finding import Answer, Finding, line_of
from stages.core.standards.settings import Layer
from stages.core.standards.source import Method, Source, source

_HOLDER = re.compile(r"(?m)^(?://.*\n)?(?:abstract )?class (\w+)")
_TYPE = re.compile(r"[A-Z]\w*")
_VARIABLE = re.compile(r"(?:this\.)?([a-z]\w*)")
Layers = Mapping[str, Layer]


def find(answer: Answer, threshold: float, layers: Layers) -> list[Finding]:
    """Return a finding for each use that crosses layers."""
    code = source(answer)
    holder = _holder(code, answer.input)
    own = _layer(holder, layers) if holder else ""
    if not own:
        return []
    first: dict[str, int] = {}
    for used, line in _uses(code, answer.text):
        first.setdefault(used, line)
    return [
        Finding(
            f"{holder} {used}",
            f"{own} uses {layer}",
            line,
            (("own", own), ("used", layer), ("may", ", ".join([own, *layers[own].uses]))),
        )
        for used, line in sorted(first.items())
        if (layer := _layer(used, layers) or _of_import(used, layers))
        and layer not in (own, *layers[own].uses)
    ]


def _holder(code: Source, question: str) -> str:
    """Return the type that code declares first, or else that its question names; nothing of other texts."""
    if code.types:
        return code.types[0].name
    named = _HOLDER.search(question) if code.language else None
    return named[1] if named else ""


def _layer(name: str, layers: Layers) -> str:
    return next(
        (
            key
            for key, layer in layers.items()
            if name.endswith(tuple(layer.types)) and name not in layer.types + layer.other
        ),
        "",
    )


def _own_imports(code: Source) -> list[str]:
    """Return the imports of the same project: those that share the first parts of the package."""
    package = next((re.findall(r"\w+", one)[1:] for one in code.imports if one.startswith("package")), [])
    shared = package[:3]
    imports = [one for one in code.imports if one.startswith("import")]
    return [one for one in imports if shared and re.findall(r"\w+", one)[1 : 1 + len(shared)] == shared]


def _of_import(statement: str, layers: Layers) -> str:
    if not statement.startswith("import"):
        return ""
    parts = set(re.findall(r"\w+", statement)[1:-1])
    return next((key for key, layer in layers.items() if not parts.isdisjoint(layer.packages)), "")


def _uses(code: Source, text: str) -> Iterator[tuple[str, int]]:
    """Yield what is used, and in which line."""
    yield from ((one, line_of(text, one)) for one in _own_imports(code))
    for type_ in code.types:
        for field in type_.fields:
            yield from ((name, field.line) for name in _TYPE.findall(field.type))
    for method in code.methods:
        yield from _used_by(method)


def _used_by(method: Method) -> Iterator[tuple[str, int]]:
    for parameter in method.parameters:
        yield from ((name, method.line) for name in _TYPE.findall(parameter.type))
    variables = ((_VARIABLE.fullmatch(call.target), call.line) for call in method.calls)
    yield from ((found[1][0].upper() + found[1][1:], line) for found, line in variables if found)
