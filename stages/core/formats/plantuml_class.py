"""PlantUML class diagrams: the classes of a domain, their fields and methods, and how they relate.

    diagram  = "@startuml" { class | relation } "@enduml"       frame and comments: see plantuml
    class    = ( "class" | "abstract class" | "interface" | "enum" ) name [ "{" { member } "}" ]
    member   = [ visibility ] name [ ":" type ]                 a field, or a constant of an enum
             | [ visibility ] name "(" [ parameters ] ")" [ ":" type ]
    relation = name [ '"' label '"' ] arrow [ '"' label '"' ] name [ ":" text ]
    arrow    = [ "<|" | "<" | sign ] ( "--" | ".." ) [ "|>" | ">" | sign ]
    sign     = "*" | "o" | "+" | "#" | "x"
    name     = letters, digits, "_", "." and "$", starting with a letter or "_"
    visibility = "+" | "-" | "#" | "~"

Also read: title, hide, show, skinparam and direction lines, packages and other frames in braces, `{static}`
and its like before or after a member, modifiers of Java, values of fields, `Type name` fields, members
outside of braces (`Order : id`), separators (`--`, `..`, `==`, `__`) between members, stereotypes, colours,
type parameters, an alias in place of a name in quotes, visibility of classes, `dataclass`, `protocol` and
the like, `extends` and `implements`, short, directed and coloured arrows (`->`, `-down->`, `-[#red]->`),
crow's feet (`||--o{`) as labels. Of these, only members and relations stay in the diagram.

Refused: members on the line of the brace, which PlantUML does not read either; what the language guide has in
other chapters: objects, maps and data (`object`, `map`, `json`); relations to classes that nobody declares,
and arrows with other heads.
"""

import re
from typing import NamedTuple

from stages.core.formats.fence import Line
from stages.core.formats.plantuml import END, KINDS, START, body
from stages.core.formats.violation import Says, Violation, Words, violation


class Attribute(NamedTuple):
    """A field, or a constant of an enum."""

    visibility: str
    """`+`, `-`, `#`, `~` or an empty string."""
    name: str
    type: str
    """As written; empty for a constant."""


class Operation(NamedTuple):
    """A method."""

    visibility: str
    name: str
    parameters: str
    """As written between the parentheses."""
    type: str
    """As written; may be empty."""


class Class(NamedTuple):
    """A class, interface or enum."""

    kind: str
    """`class`, `abstract class`, `interface` or `enum`."""
    name: str
    members: tuple[Attribute | Operation, ...] = ()


class Relation(NamedTuple):
    """A line between two classes."""

    left: str
    left_label: str
    arrow: str
    right_label: str
    right: str
    text: str


class Diagram(NamedTuple):
    """A class diagram."""

    classes: tuple[Class, ...]
    relations: tuple[Relation, ...]


_NAME = r"[^\W\d][\w.$]*"
_COLOUR = r"(?:\s*#[#\w\[\]:;.-]+)?"
_KIND = rf"[-+#~]?(?P<kind>{KINDS})"
_TYPES = r"\s*<(?!<)[^{}<>]*(?:<[^{}<>]*>[^{}<>]*)*>"
"""Type parameters, or what stands for them."""
_OF = f"(?:{_TYPES})?"
_CLASS = re.compile(
    rf"{_KIND}\s+(?:\"[^\"]*\"\s+as\s+)?(?P<name>{_NAME})(?:\s+as\s+\"[^\"]*\")?{_OF}(?:\s*<<[^<>]*>>)?"
    rf"(?:\s+extends\s+(?P<parent>{_NAME}){_OF})?"
    rf"(?:\s+implements\s+(?P<roles>{_NAME}{_OF}(?:\s*,\s*{_NAME}{_OF})*))?"
    rf"(?:\s*<<[^<>]*>>)?{_COLOUR}(?P<open>\s*\{{(?P<close>\s*\}})?)?"
)
_INLINE = re.compile(rf"{_KIND}\s[^{{}}]*\{{\s*[^\s{{}}][^{{}}]*\}}")
_OBJECT = re.compile(r"(?:object|map|json)\s+[^\s:].*?(?P<open>\{)?")
_FRAME = re.compile(
    r"(?:package|namespace|together|rectangle|folder|frame|node|cloud|component)"
    rf"(?:\s+(?:\"[^\"]*\"|{_NAME}(?:-[\w.$]+)*)(?:\s+as\s+\w+)?)?(?:\s*<<[^<>]*>>)?{_COLOUR}\s*\{{"
)
_OUTSIDE = re.compile(rf"(?P<name>{_NAME})\s*:\s*(?P<member>\S.*)")
_ARROW = re.compile(r"(<\||[<*o+#x^])?(-+|\.+)(?:(?:left|right|up|down|[lrud])(-+|\.+))?(\|>|[>*o+#x^])?")
_RELATION = re.compile(
    rf'(?P<left>{_NAME})(?:\s+"(?P<left_label>[^"]*)")?\s+(?P<arrow>[<|*o}}+#x^]*[-.]+(?:[a-z]+[-.]+)?[|>*o{{+#x^]*)\s+'
    rf'(?:"(?P<right_label>[^"]*)"\s+)?(?P<right>{_NAME})(?:\s*:\s*(?P<text>\S.*))?'
)
_CROW = re.compile(r"(\|\||\|o|\}\||\}o)([-.])[-.]*(?:[a-z]+[-.]+)?(\|\||o\||\|\{|o\{)")
_MANY = {"||": "1", "|o": "0..1", "o|": "0..1", "}|": "1..*", "|{": "1..*", "}o": "0..*", "o{": "0..*"}
"""How many of an end there are, by its crow's foot."""
_PAINTED = re.compile(r"(?<=[-.])\[(?:#\w+|bold|dashed|dotted|plain|,)*\](?=[-.]|[a-z]+[-.])")
_MODIFIER = re.compile(
    r"\{\w+\}\s*"
    r"|(?<![\w.])(?:static|final|abstract|readonly|volatile|transient|synchronized)\s+(?=\S+\s|\S+\()|;\Z"
)
_WORDS = (("public", "+"), ("private", "-"), ("protected", "#"))
_VISIBILITY = r"(?P<visibility>[-+#~])?\s*"
_OPERATION = re.compile(
    rf"{_VISIBILITY}(?P<before>\S.*?\s+)?(?P<name>{_NAME}){_OF}\s*\((?P<parameters>[^(){{}}]*)\)"
    r"\s*(?::\s*(?P<type>[^{}]*?\S))?"
)
_ATTRIBUTE = re.compile(rf"{_VISIBILITY}(?P<name>{_NAME})\s*(?::\s*(?P<type>[^(){{}}]*?\S))?")
_TYPE_FIRST = re.compile(rf"{_VISIBILITY}(?P<type>[^\s(){{}}:]+)\s+(?P<name>{_NAME})(?:\s*=\s*\S.*)?")
_SEPARATOR = re.compile(r"(--|\.\.|==|__)(?:.*\1)?")
_DECORATION = re.compile(
    r"(?:title|hide|show|skinparam|caption|header|footer|scale)\s+\S.*"
    r"|(?:left to right|top to bottom) direction"
)
_KINDS = {"abstract": "abstract class", "annotation": "interface", "protocol": "interface"}
"""What the words for a class are but `class`."""
_WRITTEN = ("class", "abstract class", "interface", "enum")
_SAYS = {
    "line": Says(
        Words("neither a class nor a relation", "既不是类也不是关系"),
        Words(
            'Write a class with its members in braces, or a relation such as `A "1" --> "*" B : has`.',
            '请写类（成员放在花括号里），或写关系，例如 `A "1" --> "*" B : has`。',
        ),
    ),
    "inline-body": Says(
        Words("members on the line of the brace", "成员与花括号写在同一行"),
        Words("Write each member and the last brace on a line of its own.", "每个成员和右花括号各占一行。"),
    ),
    "object-diagram": Says(
        Words("an object, a map or data, no class", "是对象、映射或数据，不是类"),
        Words("Declare its class: `class Order`.", "请声明它的类：`class Order`。"),
    ),
    "member": Says(
        Words("not a member", "不是成员"),
        Words(
            "Write `name: Type` or `name(parameters): Type`.", "请写成 `名称: 类型` 或 `名称(参数): 类型`。"
        ),
    ),
    "duplicate-class": Says(
        Words("the class is declared twice", "类被声明了两次"),
        Words("Join both declarations.", "请合并两处声明。"),
    ),
    "braces": Says(
        Words("the class or frame is not closed", "类或外框没有闭合"),
        Words("Write } on a line of its own.", "请单独用一行写 }。"),
    ),
    "no-class": Says(
        Words("no class is declared", "没有声明任何类"),
        Words("Declare the classes of the domain.", "请声明领域中的类。"),
    ),
    "undeclared-class": Says(
        Words("a relation to no class", "关系指向不存在的类"),
        Words("Declare the class, or drop the line.", "请声明这个类，或删去这一行。"),
    ),
}


class _Read(NamedTuple):
    diagram: Diagram
    violations: list[Violation]


def parse(text: str) -> Diagram | None:
    """Return the diagram, or None when `validate` has something to say."""
    read = _read(text)
    return None if read.violations else read.diagram


def validate(text: str) -> list[Violation]:
    """Return what keeps `text` from being a class diagram with at least one class."""
    return _read(text).violations


def render(diagram: Diagram) -> str:
    """Return the canonical text of a diagram."""
    classes = [line for class_ in diagram.classes for line in _render_class(class_)]
    return "\n".join([START, *classes, *map(_render_relation, diagram.relations), END])


def _render_class(class_: Class) -> list[str]:
    if not class_.members:
        return [f"{class_.kind} {class_.name}"]
    return [
        f"{class_.kind} {class_.name} {{",
        *("  " + render_member(member) for member in class_.members),
        "}",
    ]


def render_member(member: Attribute | Operation) -> str:
    """Return the line of a member, without indentation."""
    parameters = f"({member.parameters})" if isinstance(member, Operation) else ""
    return f"{member.visibility}{member.name}{parameters}{f': {member.type}' if member.type else ''}"


def _render_relation(relation: Relation) -> str:
    left = f'{relation.left} "{relation.left_label}"' if relation.left_label else relation.left
    right = f'"{relation.right_label}" {relation.right}' if relation.right_label else relation.right
    return f"{left} {relation.arrow} {right}" + (f" : {relation.text}" if relation.text else "")


class _Builder:
    """Reads line by line; a class body is open between its braces."""

    def __init__(self, notes: frozenset[str]) -> None:
        self.notes = notes
        self.frames: list[Line] = []
        self.classes: list[Class] = []
        self.relations: list[Relation] = []
        self.ends: list[tuple[Line, str]] = []
        self.violations: list[Violation] = []
        self.open: tuple[Line, Class, list[Attribute | Operation]] | None = None
        self.depth = 0
        """Braces of an object that are open."""

    def add(self, line: Line) -> None:
        """Read one line of the body."""
        if self.depth:
            self.depth += line.text.count("{") - line.text.count("}")
        elif self.open is not None:
            self._add_in_class(line)
        elif _FRAME.fullmatch(line.text):
            self.frames.append(line)
        elif line.text == "}" and self.frames:
            self.frames.pop()
        elif not _DECORATION.fullmatch(line.text) and not (
            self._add_class(line) or self._add_relation(line) or self._add_outside(line)
        ):
            self._refuse_line(line)

    def refuse(self, key: str, line: Line) -> None:
        """Note a violation."""
        self.violations.append(violation(_SAYS, key, line.number, line.column))

    def _refuse_line(self, line: Line) -> None:
        found = _OBJECT.fullmatch(line.text)
        self.depth = 1 if found and found["open"] else 0
        self.refuse(
            "object-diagram" if found else "inline-body" if _INLINE.fullmatch(line.text) else "line", line
        )

    def _add_in_class(self, line: Line) -> None:
        assert self.open is not None  # noqa: S101  called only while a body is open
        _, class_, members = self.open
        if line.text == "}":
            self.classes.append(class_._replace(members=tuple(members)))
            self.open = None
        elif not _SEPARATOR.fullmatch(line.text):
            member = _member(line.text)
            if member is None:
                self.refuse("member", line)
            else:
                members.append(member)

    def _add_class(self, line: Line) -> bool:
        found = _CLASS.fullmatch(line.text)
        if found is None:
            return False
        name, kind = found["name"], " ".join(found["kind"].split())
        if name in [class_.name for class_ in self.classes]:
            self.refuse("duplicate-class", line)
        parents = [(parent, "--|>") for parent in [found["parent"]] if parent]
        parents += [
            (role.strip(), "..|>") for role in re.sub(_TYPES, "", found["roles"] or "").split(",") if role
        ]
        for parent, arrow in parents:
            self.relations.append(Relation(name, "", arrow, "", parent, ""))
            self.ends.append((line, parent))
        class_ = Class(_KINDS.get(kind, kind if kind in _WRITTEN else "class"), name)
        if found["open"] and not found["close"]:
            self.open = (line, class_, [])
        else:
            self.classes.append(class_)
        return True

    def _add_relation(self, line: Line) -> bool:
        found = _RELATION.fullmatch(_PAINTED.sub("", line.text))
        if found and self.notes & {found["left"], found["right"]}:
            return True
        crow = _CROW.fullmatch(found["arrow"]) if found else None
        arrow = _ARROW.fullmatch(found["arrow"]) if found else None
        if found is None or (arrow or crow) is None:
            return False
        head, shaft, _, tail = arrow.groups(default="") if arrow else ("", crow[2] if crow else "", "", "")
        self.relations.append(
            Relation(
                found["left"],
                found["left_label"] or (_MANY[crow[1]] if crow else ""),
                head.replace("^", "<|") + shaft[0] * 2 + tail.replace("^", "|>"),
                found["right_label"] or (_MANY[crow[3]] if crow else ""),
                found["right"],
                (found["text"] or "").strip(),
            )
        )
        self.ends += [(line, found["left"]), (line, found["right"])]
        return True

    def _add_outside(self, line: Line) -> bool:
        found = _OUTSIDE.fullmatch(line.text)
        member = _member(found["member"]) if found else None
        place = next((n for n, one in enumerate(self.classes) if found and one.name == found["name"]), -1)
        if member is None or place < 0:
            return False
        self.classes[place] = self.classes[place]._replace(members=(*self.classes[place].members, member))
        return True


def _member(written: str) -> Attribute | Operation | None:
    line = _MODIFIER.sub("", written).strip()
    for word, visibility in _WORDS:
        line = f"{visibility}{line.removeprefix(word)}" if line.startswith(f"{word} ") else line
    line = _MODIFIER.sub("", line)
    found = _OPERATION.fullmatch(line)
    if found:
        type_ = found["type"] or (found["before"] or "").strip()
        return Operation(found["visibility"] or "", found["name"], found["parameters"].strip(), type_)
    found = _ATTRIBUTE.fullmatch(line) or _TYPE_FIRST.fullmatch(line)
    return Attribute(found["visibility"] or "", found["name"], found["type"] or "") if found else None


def _read(text: str) -> _Read:
    framed = body(text)
    if framed.violations:
        return _Read(Diagram((), ()), framed.violations)
    builder = _Builder(framed.notes)
    for line in framed.lines:
        builder.add(line)
    if builder.open is not None or builder.frames:
        builder.refuse("braces", builder.open[0] if builder.open else builder.frames[-1])
    elif not builder.classes and not builder.violations:
        builder.violations.append(violation(_SAYS, "no-class", framed.start))
    declared = {class_.name for class_ in builder.classes}
    for line, name in builder.ends:
        if name not in declared and builder.open is None:
            builder.refuse("undeclared-class", line)
    return _Read(
        Diagram(tuple(builder.classes), tuple(builder.relations)),
        sorted(builder.violations, key=lambda v: v.line),
    )
