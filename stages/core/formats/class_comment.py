"""Class info as a comment of code, as a completion sees it above the cursor.

    comment = { mark " " annotation } header { member } mark " }"
    header  = mark " " kind " " [ package "." ] name [ type-parameters ] [ " : " type { ", " type } ] " {"
    member  = mark "    " name [ ": " type ]                                          a field
            | mark "    + " name "(" [ type { ", " type } ] ")" [ ": " type ]         a method
            | mark "    + (" [ type { ", " type } ] ")"                               a constructor
    mark    = "//" | "#"

Names, kinds and types: see class_info. Also read: other indentation, and `'getter/setter: name` for a field
that only its accessors tell.
"""

import re
from typing import NamedTuple

from stages.core.formats.class_info import (
    KINDS,
    ClassInfo,
    fields_of,
    header_of,
    methods_of,
    parameters_of,
    render_field,
    render_head,
    render_method,
)
from stages.core.formats.violation import Says, Violation, Words, violation

MARKS = ("//", "#")
_SAYS = {
    "comment": Says(
        Words("a line that is no comment", "有一行不是注释"),
        Words("Begin each line with //, or each with #.", "每一行都以 // 开头，或都以 # 开头。"),
    ),
    "header": Says(
        Words("no line with the type and {", "没有写类型和 { 的一行"),
        Words(
            f"Write `// class Name {{`; the first word is one of {', '.join(KINDS)}.",
            f"请写成 `// class Name {{`，第一个词是以下之一：{', '.join(KINDS)}。",
        ),
    ),
    "member": Says(
        Words("neither a field nor a method", "既不是字段也不是方法"),
        Words(
            "Write `//    name: Type` or `//    + name(Type): Type`.",
            "请写成 `//    名称: 类型` 或 `//    + 名称(类型): 类型`。",
        ),
    ),
    "end": Says(
        Words("the last line is not }", "最后一行不是 }"), Words("End with `// }`.", "请以 `// }` 结尾。")
    ),
}
_ACCESSORS = re.compile(r"'getter/setter:\s*(\S+)")


class _Read(NamedTuple):
    info: ClassInfo
    violations: list[Violation]


def parse(text: str) -> ClassInfo | None:
    """Return the class info, or None when `validate` has something to say."""
    read = _read(text)
    return None if read.violations else read.info


def validate(text: str) -> list[Violation]:
    """Return what keeps `text` from being class info as a comment."""
    return _read(text).violations


def render(info: ClassInfo, mark: str) -> str:
    """Return the comment, with `//` or `#` before each line."""
    members = [
        *map(render_field, info.fields),
        *(f"+ ({', '.join(parameters)})" for parameters in info.constructors),
        *(f"+ {render_method(method)}" for method in info.methods),
    ]
    lines = [*info.annotations, f"{render_head(info)} {{", *("   " + member for member in members), "}"]
    return "\n".join(f"{mark} {line}" for line in lines)


def _read(text: str) -> _Read:
    info = ClassInfo("", "", "")
    lines = list(enumerate(text.strip("\n").split("\n"), 1))
    mark = next((one for one in MARKS if text.lstrip().startswith(one)), "//")
    outside = [number for number, line in lines if not line.strip().startswith(mark)]
    if outside:
        return _Read(info, [violation(_SAYS, "comment", outside[0])])
    bare = [(number, line.strip()[len(mark) :].strip()) for number, line in lines]
    annotations = [line for _, line in bare[: _annotated(bare)]]
    number, head = bare[len(annotations)] if len(annotations) < len(bare) else (0, "")
    found = header_of(head.removesuffix("{").rstrip()) if head.endswith("{") else None
    if found is None:
        return _Read(info, [violation(_SAYS, "header", number)])
    info, violations = found._replace(annotations=tuple(annotations)), []
    members = bare[len(annotations) + 1 :]
    if not members or members[-1][1] != "}":
        violations.append(violation(_SAYS, "end", bare[-1][0]))
    for number, member in members[:-1]:
        more = _with(info, member)
        info = more or info
        violations += [] if more else [violation(_SAYS, "member", number)]
    return _Read(info, violations)


def _annotated(bare: list[tuple[int, str]]) -> int:
    """Return the number of lines with annotations at the start."""
    return next((index for index, (_, line) in enumerate(bare) if not line.startswith("@")), len(bare))


def _with(info: ClassInfo, member: str) -> ClassInfo | None:
    accessors = _ACCESSORS.fullmatch(member)
    if member.startswith("+"):
        return _with_method(info, member[1:].strip())
    fields = fields_of(accessors[1] if accessors else member)
    if not fields or len(fields) > 1:
        return None
    told = accessors and fields[0].name in [field.name for field in info.fields]
    return info if told else info._replace(fields=(*info.fields, *fields))


def _with_method(info: ClassInfo, written: str) -> ClassInfo | None:
    parameters = parameters_of(written)
    if parameters is not None:
        return info._replace(constructors=(*info.constructors, parameters))
    methods = methods_of(written)
    return info._replace(methods=(*info.methods, *methods)) if methods and len(methods) == 1 else None
