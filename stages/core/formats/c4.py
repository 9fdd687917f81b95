"""C4 models as C4-PlantUML writes them: people, systems, containers, components, and who uses what.

    model    = "@startuml" [ include ] { element | boundary | relation } "@enduml"       frame: see plantuml
    include  = "!include <C4/C4_" level ">"          level as LEVELS lists them
    element  = kind "(" alias { ", " text } ")"      kind as KINDS lists them, with `_Ext` for what is foreign
    boundary = boundary-kind "(" alias ", " text ")" "{" { element | boundary } "}"
    relation = ( "Rel" | "BiRel" ) "(" alias ", " alias ", " text [ ", " text ] ")"
    text     = a JSON string on one line

Also read: title, LAYOUT and other lines of looks, a bare word or single quotes for a text, arguments by name
(`$techn="Java"`), of which tags, links and pictures are left out, relations and nodes with a direction
(`Rel_D`), an alias in quotes. Refused: elements that are declared twice, relations to what nobody declares,
and includes from elsewhere, also of C4-PlantUML by its address. Not read: C4 as Graphviz.
"""

import json
import re
from typing import NamedTuple

from stages.core.formats.fence import Line
from stages.core.formats.plantuml import END, START, body
from stages.core.formats.violation import Says, Violation, Words, violation

LEVELS = ("Context", "Container", "Component", "Dynamic", "Deployment")
KINDS = (
    "Person", "System", "SystemDb", "SystemQueue", "Container", "ContainerDb", "ContainerQueue", "Component",
    "ComponentDb", "ComponentQueue",
)  # fmt: skip
BOUNDARIES = (
    "Boundary", "Enterprise_Boundary", "System_Boundary", "Container_Boundary", "Deployment_Node", "Node",
)  # fmt: skip
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
_INCLUDE = re.compile(rf"!include\s+<C4/C4_({'|'.join(LEVELS)})(?:\.puml)?>")
_DECORATION = re.compile(
    r"(?:title|caption|header|footer|skinparam|hide|scale)\s+\S.*|(?:left to right|top to bottom) direction"
    r"|(?:LAYOUT|SHOW|HIDE|SET|Update|Add|Set|Lay|Without)_?\w+\((?:[^()]|\([^()]*\))*\)"
)
_STRING = r'"(?:[^"\\]|\\.)*"|\'[^\'"]*\''
_VALUE = rf"(?:\$\w+\s*=\s*)?(?:{_STRING}|\w+)"
_CALL = re.compile(
    rf'(?P<kind>\w+)\(\s*(?P<alias>\w+|"\w+")(?P<rest>(?:\s*,\s*{_VALUE})*)\s*\)\s*(?P<open>\{{)?'
)
_ARGUMENT = re.compile(rf"(?:\$(\w+)\s*=\s*)?({_STRING}|\w+)")
_TOLD = ("", "label", "type", "techn", "descr")
"""Names of arguments that say something; the others are colours, tags, links and pictures."""
_DIRECTED = re.compile(r"(?:_(?:D|U|L|R|Down|Up|Left|Right|Neighbor|Back))+$")


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
    return "\n".join([START, *include, *elements, *relations, END])


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
        self.open: list[tuple[Line, Element, list[Element]]] = []
        self.elements: list[Element] = []
        self.relations: list[Relation] = []
        self.ends: list[tuple[Line, str]] = []
        self.aliases: set[str] = set()
        self.violations: list[Violation] = []

    def add(self, line: Line) -> None:
        """Read one line of the body."""
        include, call = _INCLUDE.fullmatch(line.text), _CALL.fullmatch(line.text)
        if include:
            self.level = include[1]
        elif line.text == "}":
            self.close(line)
        elif not _DECORATION.fullmatch(line.text) and not (call and self.read(line, call)):
            self.refuse("line", line)

    def refuse(self, key: str, line: Line) -> None:
        """Note a violation."""
        self.violations.append(violation(_SAYS, key, line.number, line.column))

    def close(self, line: Line) -> None:
        """End the boundary that was opened last."""
        if not self.open:
            self.refuse("boundary", line)
            return
        _, boundary, parts = self.open.pop()
        self.place(boundary._replace(parts=tuple(parts)))

    def place(self, element: Element) -> None:
        """Put an element into the boundary that was opened last, or into the model."""
        (self.open[-1][2] if self.open else self.elements).append(element)

    def read(self, line: Line, call: re.Match[str]) -> bool:
        """Add what a call declares, and say whether it is one of the list."""
        kind, alias = call["kind"], call["alias"].strip('"')
        arguments = [value for name, value in _ARGUMENT.findall(call["rest"]) if name in _TOLD]
        related = _DIRECTED.sub("", kind)
        if related in RELATIONS:
            return not call["open"] and self.relate(line, related, alias, arguments)
        kind = related if related in BOUNDARIES else kind
        texts = tuple(_text(argument) for argument in arguments)
        known = kind.removesuffix("_Ext") in KINDS
        if (
            not texts
            or "" in texts
            or not (known and not call["open"] or kind in BOUNDARIES and call["open"])
        ):
            return False
        if alias in self.aliases:
            self.refuse("duplicate-alias", line)
        self.aliases.add(alias)
        element = Element(kind, alias, texts)
        if call["open"]:
            self.open.append((line, element, []))
        else:
            self.place(element)
        return True

    def relate(self, line: Line, kind: str, source: str, arguments: list[str]) -> bool:
        """Add a relation, and say whether it is whole."""
        texts = tuple(map(_text, arguments[1:]))
        if not texts or "" in texts:
            return False
        target = arguments[0].strip('"')
        self.relations.append(Relation(kind, source, target, texts))
        self.ends += [(line, source), (line, target)]
        return True


def _text(argument: str) -> str:
    """Return a bare word, or the text in quotes; an empty one for what is neither."""
    try:
        return str(json.loads(argument)) if argument.startswith('"') else argument.strip("'")
    except ValueError:
        return ""


def _read(text: str) -> _Read:
    framed = body(text, _INCLUDE)
    if framed.violations:
        return _Read(Model("", (), ()), framed.violations)
    builder = _Builder()
    for line in framed.lines:
        builder.add(line)
    for line, *_ in builder.open:
        builder.refuse("boundary", line)
    for line, alias in builder.ends:
        if alias not in builder.aliases:
            builder.refuse("undeclared-alias", line)
    found = builder.violations
    if not found and not builder.elements:
        found.append(violation(_SAYS, "no-element", framed.start))
    return _Read(
        Model(builder.level, tuple(builder.elements), tuple(builder.relations)),
        sorted(found, key=lambda fault: fault.line),
    )
