"""A class has data and no behaviour. Rule id SMELL_DATA_CLASS, as in UnitGen.

Only getters and setters, at least one. What is meant to hold data is none: records, data classes, a class
that a framework fills (any annotation: @Entity, @Data, @ConfigurationProperties), one that extends or
implements something, and one whose name says so (SUFFIXES). Threshold: none.
"""

from stages.core.standards.accessors import is_accessor
from stages.core.standards.finding import Answer, Finding
from stages.core.standards.source import Type, source

SUFFIXES = (
    "Dto", "DTO", "Vo", "VO", "Po", "PO", "Bo", "BO", "Do", "DO", "Entity", "Request", "Response",
    "Req", "Resp", "Form", "Query", "Command", "Cmd", "Event", "Message", "Payload", "Body",
    "Params", "Param", "Properties", "Config", "Options", "Settings", "Result", "View", "Model",
    "Bean", "Row", "Record", "Info", "Data", "Page", "Item", "Entry", "Summary", "Detail",
    "Details", "Key", "Id",
)  # fmt: skip


def find(answer: Answer, threshold: float) -> list[Finding]:
    """Return a finding for each class of data."""
    types = source(answer).types
    return [Finding(f"class {type_.name}", type_.name, type_.line) for type_ in types if _only_holds(type_)]


def _only_holds(type_: Type) -> bool:
    if type_.kind != "class" or type_.annotations or type_.bases or type_.name.endswith(SUFFIXES):
        return False
    methods = [method for method in type_.methods if method.kind == "method"]
    return bool(type_.fields) and bool(methods) and all(map(is_accessor, methods))
