"""A documentation comment describes other parameters than the method has. Rule id missing-parameter-desc,
as in ArchGuard.

A comment that names no parameter at all is none: it may say enough in one line. Read are `@param` of
Javadoc, KDoc and JSDoc, `:param x:` and the `Args:` of Python; type parameters (`@param <T>`) do not count,
nor what stands for `**kwargs`. Threshold: none.
"""

import re

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.source import Method, source

_TAG = re.compile(r"@param\s+(?:\{[^}]*\}\s*)?\[?(\w+)|:param\s+(?:[\w\[\], .]+\s)?\*{0,2}(\w+)\s*:")
_ARGUMENTS = re.compile(r"(?m)^([ \t]*)(?:Args|Arguments|Parameters):[ \t]*\n((?:\1[ \t]+\S.*\n?|[ \t]*\n)+)")
_MARKS = ("@param", ":param", "Args:", "Arguments:", "Parameters:")
"""What every description has, which is sought faster than a comment."""
_ENTRY = re.compile(r"\*{0,2}(\w+)\s*(?:\([^)]*\))?:")

_CATCH_ALL = re.compile(r"\*\*\w")


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each method whose documentation names other parameters."""
    if not any(map(answer.text.__contains__, _MARKS)):
        return []
    methods = source(answer).methods
    return [
        Finding(method.text, f"{method.name}: {wrong}", method.line)
        for method in methods
        if (wrong := _wrong(method))
    ]


def _wrong(method: Method) -> str:
    described = _described(method.doc)
    if not described:
        return ""
    named = [parameter.name for parameter in method.parameters if parameter.name.isidentifier()]
    signature = method.text.partition(method.statements[0])[0] if method.statements else method.text
    head = set(re.findall(r"\w+", signature))
    missing = [f"{name} is not described" for name in named if name not in described]
    foreign = [
        f"{name} is no parameter"
        for name in described
        if name not in head and not _CATCH_ALL.search(signature)
    ]
    return ", ".join([*missing, *foreign])


def _described(doc: str) -> list[str]:
    tagged = [one or other for one, other in _TAG.findall(doc)]
    block = _ARGUMENTS.search(doc)
    lines = [line for line in block[2].split("\n") if line.strip()] if block else []
    indent = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    entries = (_ENTRY.match(line[indent:]) for line in lines)
    return tagged + [found[1] for found in entries if found]
