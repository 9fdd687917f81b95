"""What every PlantUML text has: a frame, comments, and nothing that PlantUML would follow or evaluate.

    text = "@startuml" [ " " title ] { line } "@enduml"          title = letters, digits, "_" and "-"

Also read: a fence, empty lines and comments (`'`). Refused, wherever it stands: a line that begins with `!`
(`!include`, `!define`, ...), a call of a built-in function (`%getenv("HOME")`), which the preprocessor
evaluates in any text, and a picture (`<img:...>`), which is read from a file or an address; and a line of
more than 2,000 characters, so that no pattern runs long.
"""

import re
from typing import NamedTuple

from stages.core.formats.fence import LONGEST_LINE, Line, told
from stages.core.formats.violation import Says, Violation, Words, violation


class Body(NamedTuple):
    """What stands in the frame, or why there is none."""

    start: int
    """Number of the first line of the frame."""
    lines: list[Line]
    violations: list[Violation]


START, END = "@startuml", "@enduml"

_SAYS = {
    "start": Says(
        Words("the first line is not @startuml", "第一行不是 @startuml"),
        Words("Begin with @startuml.", "请以 @startuml 开头。"),
    ),
    "end": Says(
        Words("the last line is not @enduml", "最后一行不是 @enduml"),
        Words("End with @enduml.", "请以 @enduml 结尾。"),
    ),
    "preprocessor": Says(
        Words("a call of the preprocessor, or a picture", "调用了预处理器，或引用了图片"),
        Words("Remove it: files and URLs are never read.", "请删去：从不读取文件和网址。"),
    ),
    "line": Says(
        Words(f"more than {LONGEST_LINE} characters", f"超过 {LONGEST_LINE} 个字符"),
        Words("Write shorter lines.", "请写短一些。"),
    ),
}
_START = re.compile(rf"{START}(?:\s+[\w-]+)?")
_CALL = re.compile(r"\A!|%[A-Za-z]\w*\s*\(|<\s*img[\s:]", re.IGNORECASE)


def body(text: str, includes: re.Pattern[str] | None = None) -> Body:
    """Return the lines in the frame; a line that `includes` matches whole is no call of the preprocessor."""
    lines = [line for line in told(text) if not line.text.startswith("'")]
    start = lines[0].number if lines else 0
    if not lines or not _START.fullmatch(lines[0].text):
        return Body(start, [], [_fault("start", lines[0]) if lines else violation(_SAYS, "start", 0)])
    if lines[-1].text != END:
        return Body(start, [], [_fault("end", lines[-1])])
    inner = lines[1:-1]
    faults = [_fault("line", line) for line in inner if len(line.text) > LONGEST_LINE]
    faults = faults or [fault for line in inner if (fault := _call(line, includes))]
    return Body(start, inner, faults)


def _call(line: Line, includes: re.Pattern[str] | None) -> Violation | None:
    found = _CALL.search(line.text)
    if found is None or (includes and includes.fullmatch(line.text)):
        return None
    return violation(_SAYS, "preprocessor", line.number, line.column + found.start())


def _fault(key: str, line: Line) -> Violation:
    return violation(_SAYS, key, line.number, line.column)
