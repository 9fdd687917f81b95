"""C4 models as C4-PlantUML writes them: people, systems, containers, components, and who uses what.

    model    = "@startuml" [ include ] { element | boundary | relation } "@enduml"
    include  = "!include <C4/C4_" level ">"          level = "Context" | "Container" | "Component"
    element  = kind "(" alias { ", " text } ")"      kind as KINDS lists them, with `_Ext` for what is foreign
    boundary = boundary-kind "(" alias ", " text ")" "{" { element | boundary } "}"
    relation = ( "Rel" | "BiRel" ) "(" alias ", " alias ", " text [ ", " text ] ")"
    text     = a JSON string on one line

Also read: a fence, comments (`'`), title and LAYOUT lines, relations with a direction (`Rel_D`), an alias in
quotes. Refused: every other call of the preprocessor, elements declared twice, and relations to what nobody
declares. Not read: C4 as Graphviz.
"""

import json
import re
from typing import NamedTuple

from stages.core.formats.fence import unfenced
from stages.core.formats.violation import Says, Violation, Words, violation

LEVELS = ("Context", "Container", "Component")
KINDS = (
    "Person", "System", "SystemDb", "SystemQueue", "Container", "ContainerDb", "ContainerQueue", "Component",
    "ComponentDb", "ComponentQueue",
)  # fmt: skip
BOUNDARIES = ("Boundary", "Enterprise_Boundary", "System_Boundary", "Container_Boundary")
RELATIONS = ("Rel", "BiRel")


class Element(NamedTuple):
    """A person, system, container, component or boundary."""

    kind: str
    alias: str
    texts: tuple[str, ...]
    """Label, then technology or description."""
    parts: tuple["Element", ...] = ()
    """What stands in a boundary."""


class Relation(NamedTuple):
    """Who uses what."""

    kind: str
    source: str
    target: str
    texts: tuple[str, ...]
    """Label, then technology."""


class Model(NamedTuple):
    """A C4 model."""

    level: str
    """One of LEVELS, or empty when nothing is included."""
    elements: tuple[Element, ...]
    relations: tuple[Relation, ...]


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
        Words("a call of the preprocessor", "调用了预处理器"),
        Words("Write no other than `!include <C4/C4_Container>`.", "只允许写 `!include <C4/C4_Container>`。"),
    ),
    "line": Says(
        Words("neither an element nor a relation", "既不是元素也不是关系"),
        Words(
            'Write `Container(api, "API", "Java")` or `Rel(user, api, "uses")`.',
            '请写成 `Container(api, "接口", "Java")` 或 `Rel(user, api, "使用")`。',
        ),
    ),
    "duplicate-alias": Says(
        Words("an alias that is declared twice", "别名重复声明"),
        Words("Rename one of them.", "请给其中一个改名。"),
    ),
    "undeclared-alias": Says(
        Words("a relation to what nobody declares", "关系指向没有声明的元素"),
        Words("Declare the element, or drop the line.", "请声明该元素，或删去这一行。"),
    ),
    "boundary": Says(
        Words("a boundary that is not closed, or a } of none", "边界没有闭合，或多了一个 }"),
        Words("Close each boundary by } on a line of its own.", "每个边界用单独一行 } 闭合。"),
    ),
    "no-element": Says(
        Words("no element is declared", "没有声明任何元素"),
        Words("Declare who uses the system and what it is made of.", "请声明谁使用系统、系统由什么组成。"),
    ),
}
_LONGEST_LINE = 2_000
_INCLUDE = re.compile(rf"!include\s+<C4/C4_({'|'.join(LEVELS)})(?:\.puml)?>")
_DECORATION = re.compile(r"(?:title|caption|header|footer)\s+\S.*|(?:LAYOUT|SHOW|HIDE)_\w+\([^()]*\)")
_STRING = r'"(?:[^"\\]|\\.)*"'
_CALL = re.compile(
    rf'(?P<kind>\w+)\(\s*(?P<alias>\w+|"\w+")(?P<rest>(?:\s*,\s*(?:{_STRING}|\w+))*)\s*\)\s*(?P<open>\{{)?'
)
_ARGUMENT = re.compile(rf"{_STRING}|\w+")
_DIRECTED = re.compile(r"_(?:D|U|L|R|Down|Up|Left|Right|Neighbor|Back)$")


class _Read(NamedTuple):
    model: Model
    violations: list[Violation]


def parse(text: str) -> Model | None:
    """Return the model, or None when `validate` has something to say."""
    read = _read(text)
    return None if read.violations else read.model


def validate(text: str) -> list[Violation]:
    """Return what keeps `text` from being a C4 model with at least one element."""
    return _read(text).violations


def render(model: Model) -> str:
    """Return the canonical text of a model."""
    include = [f"!include <C4/C4_{model.level}>"] if model.level else []
    elements = [line for element in model.elements for line in _render(element, "")]
    relations = [_call(one.kind, (one.source, one.target), one.texts) for one in model.relations]
    return "\n".join(["@startuml", *include, *elements, *relations, "@enduml"])


def _render(element: Element, indent: str) -> list[str]:
    line = indent + _call(element.kind, (element.alias,), element.texts)
    if element.kind not in BOUNDARIES:
        return [line]
    parts = [part for one in element.parts for part in _render(one, indent + "  ")]
    return [f"{line} {{", *parts, f"{indent}}}"]


def _call(kind: str, aliases: tuple[str, ...], texts: tuple[str, ...]) -> str:
    return f"{kind}({', '.join([*aliases, *(json.dumps(text, ensure_ascii=False) for text in texts)])})"


class _Builder:
    """Reads line by line; boundaries are open between their braces."""

    def __init__(self) -> None:
        self.level = ""
        self.open: list[tuple[int, Element, list[Element]]] = [(0, Element("", "", ()), [])]
        self.relations: list[Relation] = []
        self.ends: list[tuple[int, str]] = []
        self.aliases: set[str] = set()
        self.violations: list[Violation] = []

    def add(self, number: int, line: str) -> None:
        """Read one line of the body."""
        include = _INCLUDE.fullmatch(line)
        if include:
            self.level = include[1]
        elif line.startswith("!") or len(line) > _LONGEST_LINE:
            self.violations.append(
                violation(_SAYS, "preprocessor" if line.startswith("!") else "line", number)
            )
        elif line == "}":
            self.close(number)
        elif not _DECORATION.fullmatch(line):
            call = _CALL.fullmatch(line)
            if call is None or not self.read(number, call):
                self.violations.append(violation(_SAYS, "line", number))

    def close(self, number: int) -> None:
        """End the boundary that was opened last."""
        if len(self.open) == 1:
            self.violations.append(violation(_SAYS, "boundary", number))
            return
        _, boundary, parts = self.open.pop()
        self.open[-1][2].append(boundary._replace(parts=tuple(parts)))

    def read(self, number: int, call: re.Match[str]) -> bool:
        """Add what a call declares, and say whether it is one of the list."""
        kind, alias = call["kind"], call["alias"].strip('"')
        arguments = _ARGUMENT.findall(call["rest"])
        related = _DIRECTED.sub("", kind)
        if related in RELATIONS:
            return not call["open"] and self.relate(number, related, alias, arguments)
        texts = tuple(_text(argument) for argument in arguments)
        known = kind.removesuffix("_Ext") in KINDS
        if (
            not texts
            or "" in texts
            or not (known and not call["open"] or kind in BOUNDARIES and call["open"])
        ):
            return False
        if alias in self.aliases:
            self.violations.append(violation(_SAYS, "duplicate-alias", number))
        self.aliases.add(alias)
        element = Element(kind, alias, texts)
        if call["open"]:
            self.open.append((number, element, []))
        else:
            self.open[-1][2].append(element)
        return True

    def relate(self, number: int, kind: str, source: str, arguments: list[str]) -> bool:
        """Add a relation, and say whether it is whole."""
        texts = tuple(map(_text, arguments[1:]))
        if not texts or "" in texts:
            return False
        target = arguments[0].strip('"')
        self.relations.append(Relation(kind, source, target, texts))
        self.ends += [(number, source), (number, target)]
        return True


def _text(argument: str) -> str:
    """Return the text of a JSON string, or an empty one for what is none."""
    try:
        return str(json.loads(argument)) if argument.startswith('"') else ""
    except ValueError:
        return ""


def _read(text: str) -> _Read:
    lines, before = unfenced(text)
    numbered = [(number, line.strip()) for number, line in enumerate(lines, before + 1)]
    numbered = [(number, line) for number, line in numbered if line and not line.startswith("'")]
    nothing = Model("", (), ())
    if not numbered or numbered[0][1] != "@startuml":
        return _Read(nothing, [violation(_SAYS, "start", numbered[0][0] if numbered else 0)])
    if numbered[-1][1] != "@enduml":
        return _Read(nothing, [violation(_SAYS, "end", numbered[-1][0])])
    builder = _Builder()
    for number, line in numbered[1:-1]:
        builder.add(number, line)
    found = builder.violations
    found += [violation(_SAYS, "boundary", number) for number, *_ in builder.open[1:]]
    found += [
        violation(_SAYS, "undeclared-alias", n) for n, alias in builder.ends if alias not in builder.aliases
    ]
    elements = tuple(builder.open[0][2])
    if not found and not elements:
        found.append(violation(_SAYS, "no-element", numbered[0][0]))
    return _Read(
        Model(builder.level, elements, tuple(builder.relations)), sorted(found, key=lambda v: v.line)
    )
