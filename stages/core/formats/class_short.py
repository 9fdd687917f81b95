"""Class info in its old form: types only, without kind, supertypes and annotations.

    info    = [ package "." ] name parameters { parameters } [ fields ] [ methods ]
    parameters = "(" [ type { ", " type } ] ")"
    fields  = "- fields: " name [ ":" type ] { ", " ... }
    methods = "- methods: " name "(" [ type { ", " type } ] ")" [ ": " type ] { ", " ... }

The old form wrote the types of all constructors into one pair of parentheses, as if they were one; here each
constructor has a pair of its own. A type with one constructor looks as it did; `()` is that of one without
parameters or of none. A space after the colon of a field is also read. Names and types: see class_info.
"""

import re
from typing import NamedTuple

from stages.core.formats.class_info import (
    ClassInfo,
    closing,
    parameters_of,
    render_method,
    render_name,
    with_line,
)
from stages.core.formats.violation import Says, Violation, Words, violation
from stages.core.lines import lines_of

_SAYS = {
    "header": Says(
        Words("the first line is not a name with constructors", "第一行不是带构造函数的类名"),
        Words("Write `com.example.Name(Type, Type)`.", "请写成 `com.example.Name(类型, 类型)`。"),
    ),
    "line": Says(
        Words("neither fields nor methods", "既不是字段也不是方法"),
        Words(
            "Write `- fields: name:Type, ...`, then `- methods: name(Type): Type, ...`.",
            "先写 `- fields: 名称:类型, ...`，再写 `- methods: 名称(类型): 类型, ...`。",
        ),
    ),
}
_HEADER = re.compile(r"(?P<name>[^\W\d][\w.$]*)(?P<rest>\(.*\))")
_LABELS = ("fields", "methods")
_LINE = re.compile(r"- (?P<label>\w+): (?P<items>.*)")


class _Read(NamedTuple):
    info: ClassInfo
    violations: list[Violation]


def parse(text: str) -> ClassInfo | None:
    """Return the class info, of kind `class`, or None when `validate` has something to say."""
    read = _read(text)
    return None if read.violations else read.info


def validate(text: str) -> list[Violation]:
    """Return what keeps `text` from being class info in its old form."""
    return _read(text).violations


def render(info: ClassInfo) -> str:
    """Return the old form of class info."""
    constructors = "".join(f"({', '.join(parameters)})" for parameters in info.constructors) or "()"
    package = f"{info.package}." if info.package else ""
    items = (
        ", ".join(render_name(one.name) + (f":{one.type}" if one.type else "") for one in info.fields),
        ", ".join(map(render_method, info.methods)),
    )
    head = f"{package}{info.name.replace('.', '$')}{constructors}"
    lines = (f"- {label}: {item}" for label, item in zip(_LABELS, items, strict=True) if item)
    return "\n".join([head, *lines])


def _read(text: str) -> _Read:
    head, *rest = lines_of(text) or [""]
    info = _header(head)
    violations = [] if info else [violation(_SAYS, "header", 1)]
    info = info or ClassInfo("class", "", "")
    allowed: tuple[str, ...] = _LABELS
    for number, line in enumerate(rest, 2):
        found = _LINE.fullmatch(line)
        more = with_line(info, *found.groups()) if found and found["label"] in allowed else None
        if found is None or more is None:
            violations.append(violation(_SAYS, "line", number))
        else:
            info, allowed = more, allowed[allowed.index(found["label"]) + 1 :]
    return _Read(info, violations)


def _header(line: str) -> ClassInfo | None:
    found = _HEADER.fullmatch(line)
    if found is None:
        return None
    package, _, name = found["name"].rpartition(".")
    rest, constructors = found["rest"], []
    while rest:
        end = closing(rest) + 1
        parameters = parameters_of(rest[:end])
        if parameters is None:
            return None
        constructors.append(parameters)
        rest = rest[end:]
    told = () if constructors == [()] else tuple(constructors)
    return ClassInfo("class", package, name.replace("$", "."), constructors=told)
