"""Mermaid diagrams: flows, sequences, classes, entities, states and user journeys, as text.

    diagram   = kind { statement }
    kind      = ( "flowchart" | "graph" ) direction | "sequenceDiagram" | "classDiagram" | "erDiagram"
              | "stateDiagram-v2" | "journey"
    direction = "TB" | "TD" | "BT" | "LR" | "RL"
    statement = one line of the kind, as `_STATEMENTS` lists them; blocks open and close by lines of their own

A diagram is its kind and its statements, each without blanks around it. Rendered, statements are indented by
the blocks around them. Comments (`%%`) are read and left out. Refused: directives (`%%{`), front matter and
links (`click`, `link`), because a viewer would follow them; statements of no line of the list; blocks that
stay open. Not checked: whether the ids of a flow are declared, and what stands in labels.
"""

import re
from typing import NamedTuple

import re2  # type: ignore[import-untyped]

from stages.core.formats.fence import LONGEST_LINE, Line, told
from stages.core.formats.violation import Says, Violation, Words, violation


class Diagram(NamedTuple):
    """A diagram as its statements."""

    kind: str
    """The first line."""
    statements: tuple[str, ...]


_SAYS = {
    "kind": Says(
        Words("the first line names no kind of diagram", "第一行没有写图的种类"),
        Words(
            "Begin with flowchart LR, sequenceDiagram, classDiagram, erDiagram, stateDiagram-v2 or journey.",
            "请以 flowchart LR、sequenceDiagram、classDiagram、erDiagram、stateDiagram-v2 或 journey 开头。",
        ),
    ),
    "directive": Says(
        Words("a directive or a link", "出现了指令或链接"),
        Words(
            "Remove the line: nothing outside of the diagram is used.", "请删去这一行：不使用图以外的内容。"
        ),
    ),
    "statement": Says(
        Words("no statement of a $kind", "不是 $kind 的语句"),
        Words("Write one statement a line, as the kind of diagram has them.", "每行写一条该种图的语句。"),
    ),
    "line": Says(
        Words(f"more than {LONGEST_LINE} characters", f"超过 {LONGEST_LINE} 个字符"),
        Words("Write shorter lines.", "请写短一些。"),
    ),
    "brackets": Says(
        Words("a bracket or quote without its partner", "括号或引号不配对"),
        Words("Close it on the same line.", "请在同一行闭合。"),
    ),
    "block": Says(
        Words("a block that is not closed, or an end of none", "块没有闭合，或多了一个结尾"),
        Words("Close each block by its own line: end or }.", "每个块用单独一行 end 或 } 闭合。"),
    ),
    "empty": Says(
        Words("a diagram without statements", "图里没有语句"),
        Words("Write what it shows.", "请写出图的内容。"),
    ),
}
_PAIRS = {")": "(", "]": "[", "}": "{"}
_KIND = re.compile(
    r"(flowchart|graph)\s+(?:TB|TD|BT|LR|RL);?|sequenceDiagram|classDiagram|erDiagram|stateDiagram(?:-v2)?|journey"
)
_FORBIDDEN = re.compile(
    r"%%\{|---\s*$|(?:click|link|links|callback|href)\s|.*(?:javascript:|<script)", re.IGNORECASE
)
_ID = r"[\pL_][\pL\pN_.-]*"
_LABEL = r"\"[^\"]*\""
_RELATION = r"(?:<\||[*o<])?(?:--|\.\.)(?:\|>|[*o>])?"
_NODE = rf"{_ID}(?:[\[({{].*[\])}}])?(?::::\w+)?"
_EDGE = r"(?:<?(?:--+|==+|-\.+-?)(?:[^->|]*?(?:--+|==+|\.+-))?[>xo]?(?:\|[^|]*\|)?|~~~)"
_TYPED = rf"[+\-#~]?{_ID}(?:[~<][^()]*[~>])?"
_STATEMENTS: dict[str, tuple[str, ...]] = {
    "flowchart": (
        rf"{_NODE}(?:\s*&\s*{_NODE})*(?:\s*{_EDGE}\s*{_NODE}(?:\s*&\s*{_NODE})*)*;?",
        r"subgraph\s+\S.*", r"end", r"direction\s+(?:TB|TD|BT|LR|RL)",
        r"(?:style|classDef|class|linkStyle)\s+\S.*",
    ),
    "sequenceDiagram": (
        r"(?:participant|actor)\s+\S.*", r"autonumber", r"(?:activate|deactivate|destroy)\s+\S+",
        r"[^:<>-]+?\s*<?<?--?(?:>>?|x|\))\s*[+-]?[^:<>-]+?\s*:\s*.+",
        r"[Nn]ote\s+(?:right of|left of|over)\s+[^:]+:\s*.+",
        r"(?:alt|opt|loop|par|critical|break|rect|box)(?:\s+\S.*)?", r"(?:else|and|option)(?:\s+\S.*)?",
        r"end", r"title:?\s+\S.*",
    ),
    "classDiagram": (
        rf"class\s+{_ID}(?:~[^~]+~)?(?:\[\".*\"\])?(?:\s*\{{)?", r"\}", r"direction\s+(?:TB|TD|BT|LR|RL)",
        rf"{_ID}(?:\s+{_LABEL})?\s*{_RELATION}\s*(?:{_LABEL}\s+)?{_ID}(?:\s*:\s*.+)?",
        rf"{_ID}\s*:\s*.+", r"<<[\w ]+>>(?:\s+\w+)?", r"namespace\s+\w+\s*\{", r"note\s+.+",
        rf"{_TYPED}(?:\s+{_ID})?", rf"[+\-#~]?{_ID}\([^()]*\)[*$]?(?:\s*:?\s*\S.*)?",
        rf"[+\-#~]?{_ID}\s*:\s*\S.*",
    ),
    "erDiagram": (
        rf"{_ID}\s+(?:\|o|\|\||\}}o|\}}\|)(?:--|\.\.)(?:o\||\|\||o\{{|\|\{{)\s+{_ID}\s*:\s*\S.*",
        rf"{_ID}\s*\{{", r"\}", rf"{_ID}", r"(?:style|classDef|class)\s+\S.*",
        rf"[\w()\[\],]+\s+{_ID}(?:\s+(?:PK|FK|UK)(?:\s*,\s*(?:PK|FK|UK))*)?(?:\s+\"[^\"]*\")?",
    ),
    "stateDiagram": (
        rf"(?:\[\*\]|{_ID})\s*-->\s*(?:\[\*\]|{_ID})(?:\s*:\s*.+)?", rf"{_ID}(?:\s*:\s*.+)?",
        rf"state\s+(?:\"[^\"]*\"\s+as\s+)?{_ID}(?:\s*<<\w+>>)?(?:\s*\{{)?", r"\}", r"--",
        r"direction\s+(?:TB|TD|BT|LR|RL)", r"note\s+(?:right|left) of\s+\S+\s*:\s*.+",
    ),
    "journey": (r"title\s+\S.*", r"section\s+\S.*", r"[^:]+:\s*[1-5](?:\s*:\s*\S.*)?"),
}  # fmt: skip
_OPTIONS = re2.Options()
_OPTIONS.max_mem = 64 << 20
"""Bytes: with fewer RE2 has no room for the letters of all scripts, and says so on standard error."""
_LINES = {
    kind: re2.compile("|".join(f"(?:{one})" for one in lines), _OPTIONS)
    for kind, lines in _STATEMENTS.items()
}
"""Compiled for linear time, whatever a line holds."""
_OPENS = re.compile(r"subgraph\s.*|(?:alt|opt|loop|par|critical|break|rect|box)(?:\s.*)?|.*\{")
_MIDDLE = re.compile(r"(?:else|and|option)(?:\s.*)?")
_BY_WORD = ("flowchart", "sequenceDiagram")
"""Kinds whose blocks end by `end`; those of the others end by `}`."""


class _Read(NamedTuple):
    diagram: Diagram
    violations: list[Violation]


def parse(text: str) -> Diagram | None:
    """Return the diagram, or None when `validate` has something to say."""
    read = _read(text)
    return None if read.violations else read.diagram


def validate(text: str) -> list[Violation]:
    """Return what keeps `text` from being a diagram."""
    return _read(text).violations


def render(diagram: Diagram) -> str:
    """Return the canonical text of a diagram."""
    lines, depth, kind = [diagram.kind], 1, _family(diagram.kind)
    for statement in diagram.statements:
        closes = _closes(kind, statement)
        depth -= closes
        lines.append(
            "    " * (depth - bool(_MIDDLE.fullmatch(statement) and kind == "sequenceDiagram")) + statement
        )
        depth += _opens(kind, statement)
    return "\n".join(lines)


def _family(kind: str) -> str:
    found = re.match(r"\w+", kind)
    word = found[0] if found else ""
    return "flowchart" if word == "graph" else word


def _opens(kind: str, statement: str) -> bool:
    return bool(_OPENS.fullmatch(statement)) and (kind in _BY_WORD) != statement.endswith("{")


def _closes(kind: str, statement: str) -> bool:
    return statement == ("end" if kind in _BY_WORD else "}")


def _read(text: str) -> _Read:
    lines = told(text)
    forbidden = [line for line in lines if _FORBIDDEN.match(line.text)]
    if forbidden:
        return _Read(Diagram("", ()), [_fault("directive", forbidden[0])])
    head, *body = [line for line in lines if not line.text.startswith("%%")] or [Line(0, 0, "")]
    if not _KIND.fullmatch(head.text):
        return _Read(Diagram("", ()), [_fault("kind", head)])
    diagram = Diagram(" ".join(head.text.rstrip(";").split()), tuple(line.text for line in body))
    kind = _family(diagram.kind)
    violations = [fault for line in body for fault in _line_faults(kind, line)]
    violations += [] if body else [_fault("empty", head)]
    return _Read(diagram, violations or _block_faults(kind, body))


def _fault(key: str, line: Line) -> Violation:
    return violation(_SAYS, key, line.number, line.column)


def _line_faults(kind: str, line: Line) -> list[Violation]:
    if len(line.text) > LONGEST_LINE:
        return [_fault("line", line)]
    brackets = _unclosed(line.text) if kind == "flowchart" else 0
    if brackets:
        return [violation(_SAYS, "brackets", line.number, line.column + brackets - 1)]
    if _LINES[kind].fullmatch(line.text):
        return []
    return [violation(_SAYS, "statement", line.number, line.column, kind=kind)]


def _block_faults(kind: str, body: list[Line]) -> list[Violation]:
    opened: list[Line] = []
    for line in body:
        if _closes(kind, line.text):
            if not opened:
                return [_fault("block", line)]
            opened.pop()
        elif _opens(kind, line.text):
            opened.append(line)
    return [_fault("block", opened[0])] if opened else []


def _unclosed(line: str) -> int:
    """Return the 1-based column of the first bracket or quote without its partner, or 0."""
    opened: list[tuple[str, int]] = []
    quote = 0
    for column, character in enumerate(line, 1):
        if character == '"':
            quote = 0 if quote else column
        elif not quote and character in _PAIRS.values():
            opened.append((character, column))
        elif not quote and character in _PAIRS and (not opened or opened.pop()[0] != _PAIRS[character]):
            return column
    return quote or (opened[0][1] if opened else 0)
