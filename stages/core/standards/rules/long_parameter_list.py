"""A method takes many parameters. Rule id SMELL_LONG_PARAMETER_LIST, as in UnitGen.

Constructors do not count (injection, records), nor do methods that override, tests with parameters,
handlers of HTTP, whose parameters are those of the API (rule multiple-parameters), queries with @Param,
commands of click and typer, whose parameters are those of the command line, what Jackson calls, and what a
caller of Python names. Threshold: parameters, at most.
"""

import re

from stages.core.standards.finding import Answer, Finding
from stages.core.standards.source import Method, source

_BOUND = (
    "RequestParam",
    "PathVariable",
    "RequestBody",
    "RequestHeader",
    "Param",
    "Bean",
    "Override",
    "JsonCreator",
    "JsonProperty",
)
_COMMAND = re.compile(r"@(?:\w+\.)*(?:argument|callback|command|group|option)\b")


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each method with more parameters; there are commas between them."""
    if answer.text.count(",") < threshold:
        return []
    return [
        Finding(method.text, f"{method.name}: {len(method.parameters)} parameters", method.line)
        for method in source(answer).methods
        if len(method.parameters) > threshold and _is_free(method)
    ]


def _is_free(method: Method) -> bool:
    said = [*method.annotations, *(a for parameter in method.parameters for a in parameter.annotations)]
    bound = any(one.lstrip("@").startswith(_BOUND) or "Mapping" in one or _COMMAND.match(one) for one in said)
    return method.kind == "method" and not bound and "override fun" not in method.text.partition("(")[0]
