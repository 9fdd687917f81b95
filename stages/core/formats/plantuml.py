"""What every PlantUML text has: a frame, comments, and nothing that PlantUML would follow or evaluate.

    text = "@startuml" [ " " title ] { line } "@enduml"

Also read, and left out: a fence, empty lines, comments (`'`, `/' ... '/`), notes, legends, titles of several
lines, settings in braces (`skinparam`), `!theme` and `!pragma` by name. Refused, wherever it stands: another
line that begins with `!` (`!include`, `!define`, ...), a call of a built-in function (`%getenv("HOME")`),
which the preprocessor evaluates in any text, and a picture (`<img:...>`), which is read from a file or an
address; and a line of more than 2,000 characters, so that no pattern runs long.
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
    notes: frozenset[str] = frozenset()
    """Names of notes, which a line may hang on something."""


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
    "block": Says(
        Words("a note, comment or setting that nobody closes", "注释、备注或设置没有闭合"),
        Words("Close it by a line of its own, such as `end note`.", "请用单独一行闭合，例如 `end note`。"),
    ),
    "line": Says(
        Words(f"more than {LONGEST_LINE} characters", f"超过 {LONGEST_LINE} 个字符"),
        Words("Write shorter lines.", "请写短一些。"),
    ),
}
_START = re.compile(rf"{START}(?:\s*\(id=[\w-]+\)|\s+\"[^\"%!<]*\"|(?:\s+[\w.()-]+)+)?")
_PLACE = r"(?:left|right|top|bottom|over)(?:\s+(?:of|on)\s+[^\s:]+)?|on\s+link"
_NOTE = re.compile(
    rf"note\s+(?:{_PLACE})(?:\s*#\w+)?\s*:.*|note\s+\"[^\"]*\"(?:\s+as\s+(?P<name>\w+))?(?:\s*#\w+)?",
    re.IGNORECASE,
)
_BLOCKS = tuple(
    (re.compile(opens, re.IGNORECASE), re.compile(closes, re.IGNORECASE))
    for opens, closes in (
        (r"/'.*", r".*'/"),
        (rf"note\s+(?:{_PLACE}|as\s+(?P<name>\w+))(?:\s*#\w+)?", r"end\s*note"),
        (r"legend(?:\s+(?:left|right|center|top|bottom))*", r"end\s*legend"),
        (r"title", r"end\s*title"),
        (r"skinparam(?:\s+[\w<>]+)?\s*\{", r"\}"),
    )
)
"""What takes several lines: its first line and its last one."""
KINDS = (
    r"abstract\s+class|static\s+class|abstract|class|interface|enum|entity|annotation|struct|record|exception"
    r"|dataclass|metaclass|protocol|stereotype"
)
"""What a class may be called."""
_CLASS = re.compile(rf"[-+#~]?(?:{KINDS})\b.*\{{", re.IGNORECASE)
_LOOKS = re.compile(r"!(?:theme\s+[\w-]+|pragma\s+\w+\s+\w+)")
"""Calls of the preprocessor that read nothing from elsewhere."""
_CLOSED = re.compile(r"\}")
_CALL = re.compile(r"\A!|%[A-Za-z]\w*\s*\(|<\s*img[\s:]", re.IGNORECASE)


def body(text: str, includes: re.Pattern[str] | None = None) -> Body:
    """Return the lines in the frame; a line that `includes` matches whole is no call of the preprocessor."""
    lines = [line for line in told(text) if not (line.text.startswith("'") or _is_aside(line))]
    start = lines[0].number if lines else 0
    if not lines or not _START.fullmatch(lines[0].text):
        return Body(start, [], [_fault("start", lines[0]) if lines else violation(_SAYS, "start", 0)])
    if lines[-1].text != END:
        return Body(start, [], [_fault("end", lines[-1])])
    inner = lines[1:-1]
    faults = [_fault("line", line) for line in inner if len(line.text) > LONGEST_LINE]
    faults = faults or [fault for line in inner if (fault := _call(line, includes))]
    return _said(start, inner) if not faults else Body(start, inner, faults)


def _is_aside(line: Line) -> bool:
    is_comment = line.text.startswith("/'") and line.text.endswith("'/") and len(line.text) > 3
    return is_comment or bool(_LOOKS.fullmatch(line.text))


def _said(start: int, lines: list[Line]) -> Body:
    """Return the lines without notes, comments and settings; in a class all lines are its members."""
    said: list[Line] = []
    notes: set[str] = set()
    opened, closes, is_open = None, _CLOSED, False
    for line in lines:
        if opened is not None:
            opened = None if closes.fullmatch(line.text) else opened
            continue
        found, end = (None, None) if is_open else _beside(line)
        is_open = not _CLOSED.fullmatch(line.text) if is_open else bool(_CLASS.fullmatch(line.text))
        if found is None:
            said.append(line)
        elif end is not None:
            opened, closes = line, end
        notes |= {found["name"]} if found and found.groupdict().get("name") else set()
    return Body(start, said, [_fault("block", opened)] if opened else [], frozenset(notes))


def _beside(line: Line) -> tuple[re.Match[str] | None, re.Pattern[str] | None]:
    """Return whether a line is a note, or begins what takes several lines, and how that ends."""
    blocks = ((found, end) for one, end in _BLOCKS if (found := one.fullmatch(line.text)))
    return next(blocks, (_NOTE.fullmatch(line.text), None))


def _call(line: Line, includes: re.Pattern[str] | None) -> Violation | None:
    found = _CALL.search(line.text)
    if found is None or (includes and includes.fullmatch(line.text)):
        return None
    return violation(_SAYS, "preprocessor", line.number, line.column + found.start())


def _fault(key: str, line: Line) -> Violation:
    return violation(_SAYS, key, line.number, line.column)
