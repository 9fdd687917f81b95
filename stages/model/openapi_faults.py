"""Say what keeps a document from being OpenAPI 3.0 or 3.1, each fault at its line and column.

Checked are the fields of all objects against `openapi_objects`, references inside the document, and what the
specification says in prose: unique operation ids, parameters and required names, templates of paths and their
parameters, names of components, status codes. Not checked are references out of the document, examples and
defaults against their schemas, and Swagger 2.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from stages.core.formats.violation import Says, Violation, Words, violation
from stages.model.openapi_objects import CHOICES, DISTINCT, NEEDED_BY_FLOW, NEEDED_BY_TYPE, OBJECTS, OPEN
from stages.model.schemas import keys_of
from stages.model.tree import Mapping, Node, Scalar, Sequence

_FIELD_HINT = Words(
    "See the table of fields in the OpenAPI specification.", "请对照 OpenAPI 规范中的字段表。"
)
_SAYS = {
    "version": Says(
        Words("not a version of OpenAPI 3.0 or 3.1", "不是 OpenAPI 3.0 或 3.1 的版本号"),
        Words("Write `openapi: 3.1.0`.", "请写 `openapi: 3.1.0`。"),
    ),
    "missing-field": Says(Words("no field '$name' in $object", "$object 缺少字段“$name”"), _FIELD_HINT),
    "unknown-field": Says(Words("a field that $object does not have", "$object 没有这个字段"), _FIELD_HINT),
    "kind": Says(Words("expected $kind", "此处应为 $kind"), _FIELD_HINT),
    "choice": Says(Words("expected one of $choices", "应为以下之一：$choices"), _FIELD_HINT),
    "reference": Says(
        Words("a reference that leads nowhere", "引用没有指向任何内容"),
        Words(
            "Point to a key of this document, such as `#/components/schemas/Order`.",
            "请指向本文档中的键，例如 `#/components/schemas/Order`。",
        ),
    ),
    "duplicate": Says(
        Words("the same $what twice", "$what 重复"),
        Words("Remove one, or rename it.", "请删去一个，或改名。"),
    ),
    "path": Says(
        Words("a path that does not begin with /", "路径没有以 / 开头"),
        Words("Write /name.", "请写成 /名称。"),
    ),
    "path-parameter": Says(
        Words(
            "the parameter '$name' of the path is not declared as required", "路径参数“$name”没有声明为必填"
        ),
        Words(
            "Add it to `parameters` with `in: path` and `required: true`.",
            "请加入 `parameters`，写上 `in: path` 和 `required: true`。",
        ),
    ),
    "component-name": Says(
        Words("a name with more than letters, digits, '.', '-', '_'", "名称含有字母、数字、.-_ 以外的字符"),
        Words("Rename the component.", "请给组件改名。"),
    ),
    "schema-or-content": Says(
        Words("expected either `schema` or `content`", "`schema` 和 `content` 应恰好有一个"), _FIELD_HINT
    ),
    "status": Says(
        Words("not a status code", "不是状态码"),
        Words("Write '200', '4XX' or default, in quotes.", "请写 '200'、'4XX' 或 default，并加引号。"),
    ),
}

_COMPONENT = re.compile(r"[A-Za-z0-9._-]+")
_STATUS = re.compile(r"[1-5](?:\d\d|XX)|default")
_TEMPLATE = re.compile(r"\{([^{}/]+)\}")
_LONGEST_PATTERN = 1_000
_BROKEN = ("unterminated character set", "unterminated subpattern", "nothing to repeat", "unbalanced paren")
"""What Python and ECMAScript both refuse in a pattern."""


class _At(NamedTuple):
    """A value, the name of its kind, and the key under which it stands."""

    node: Node
    kind: str
    key: str


def faults(root: Node, text: str) -> list[Violation]:
    """Return what is wrong with a document, in its order."""
    check = _Check(root, text)
    check.document()
    return sorted(set(check.found), key=lambda one: (one.line, one.column, one.rule))


def _pattern_fault(written: str) -> bool:
    if len(written) > _LONGEST_PATTERN or re.search(r"\[\^?\]", written):
        return False
    try:
        re.compile(written)
    except re.error as error:
        return any(broken in str(error) for broken in _BROKEN)
    except (RecursionError, OverflowError):
        return False
    return False


_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
_NO_STRING = re.compile(rf"true|false|null|~|{_NUMBER.pattern}", re.IGNORECASE)
_SCALARS: dict[str, Callable[[str, bool], bool]] = {
    "string": lambda _, string: string,
    "boolean": lambda text, string: not string and text in ("true", "false"),
    "integer": lambda text, string: not string and re.fullmatch(r"-?\d+(?:\.0+)?", text) is not None,
    "number": lambda text, string: not string and _NUMBER.fullmatch(text) is not None,
    "url": lambda text, string: string and re.search(r'[\s<>"{}|\\^`]', text) is None,
    "template": lambda text, string: string and re.search(r'[\s<>"]', text) is None,
    "email": lambda text, string: string and re.fullmatch(r"[^\s@]+@[^\s@]+", text) is not None,
    "pattern": lambda text, string: string and not _pattern_fault(text),
    "version": lambda text, string: re.fullmatch(r"3\.[012]\.\d+(?:-.*)?", text) is not None,
}


class _Check:
    """Walks over a document once; what is shared by aliases counts once for each kind that it is read as."""

    def __init__(self, root: Node, text: str) -> None:
        self.root, self.text = root, text
        self.lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self.found: list[Violation] = []
        self.seen: set[tuple[int, str]] = set()
        self.ids: set[str] = set()
        version = root.items.get("openapi") if isinstance(root, Mapping) else None
        self.version = "3.0" if isinstance(version, Scalar) and version.text.startswith("3.0") else "3.1"

    def refuse(self, key: str, at: int, **found: str) -> None:
        """Note a fault at the character `at`."""
        line = bisect_right(self.lines, at)
        self.found.append(violation(_SAYS, key, line, at - self.lines[line - 1] + 1, **found))

    def document(self) -> None:
        self.check(_At(self.root, "document", ""))
        if not isinstance(self.root, Mapping):
            return
        held = self.root.items.keys() & {"paths", "components", "webhooks"}
        if "paths" not in held and (self.version == "3.0" or not held):
            self.refuse("missing-field", self.root.start, name="paths", object="document")

    def check(self, at: _At) -> None:
        """Check a value against a kind, with all that lies in it."""
        todo = [at]
        while todo:
            one = todo.pop()
            key = (id(getattr(one.node, "items", one.node)), one.kind)
            if key not in self.seen:
                self.seen.add(key)
                todo.extend(reversed([*self.inner(one)]))

    def inner(self, at: _At) -> Iterator[_At]:
        """Check one value and yield those in it."""
        kind = self.chosen(at)
        if kind == "any":
            return
        if kind.startswith("["):
            yield from self.items(at, kind[1:-1])
        elif kind.startswith(("{", "<")):
            yield from self.values(at, kind[1:-1])
        elif kind in _SCALARS:
            self.scalar(at, kind)
        elif isinstance(at.node, Mapping):
            if not (at.kind.startswith("*") and self.is_reference(at.node)):
                yield from self.fields(at, kind)
        elif not (kind == "schema" and self.version != "3.0" and self.is_scalar(at.node, "boolean")):
            self.refuse("kind", at.node.start, kind=kind)

    def chosen(self, at: _At) -> str:
        """Return the one of several kinds that a value may be of, without the mark of a reference."""
        kinds = [kind.removeprefix("*") for kind in at.kind.split("|")]
        fitting = [kind for kind in kinds if self.fits(at.node, kind)]
        return (fitting or kinds)[0]

    def fits(self, node: Node, kind: str) -> bool:
        if kind in _SCALARS:
            return isinstance(node, Scalar) and self.is_scalar(node, kind)
        return isinstance(node, Sequence if kind.startswith("[") else Mapping)

    def is_scalar(self, node: Node, kind: str) -> bool:
        if not isinstance(node, Scalar):
            return False
        mark = self.text[node.start : node.start + 1]
        string = mark in ('"', "'", "|", ">") or not (not node.text or _NO_STRING.fullmatch(node.text))
        return _SCALARS[kind](node.text, string)

    def scalar(self, at: _At, kind: str) -> None:
        if not self.is_scalar(at.node, kind):
            self.refuse("version" if kind == "version" else "kind", at.node.start, kind=kind)

    def is_reference(self, node: Mapping) -> bool:
        """Say whether a mapping is a reference, and note when it is a broken one."""
        reference = node.items.get("$ref")
        if reference is None:
            return False
        if not (isinstance(reference, Scalar) and self.is_scalar(reference, "string")):
            self.refuse("kind", reference.start, kind="string")
        elif reference.text.startswith("#") and self.at(reference.text) is None:
            self.refuse("reference", reference.start)
        return True

    def at(self, reference: str) -> Node | None:
        """Return what a JSON pointer such as `#/components/schemas/Order` points to."""
        node: Node | None = self.root if reference == "#" or reference.startswith("#/") else None
        for key in keys_of(reference) if reference != "#" else ():
            if isinstance(node, Sequence):
                node = node.items[int(key)] if key.isdecimal() and int(key) < len(node.items) else None
            else:
                node = node.items.get(key) if isinstance(node, Mapping) else None
        return node

    def items(self, at: _At, kind: str) -> Iterator[_At]:
        if not isinstance(at.node, Sequence):
            self.refuse("kind", at.node.start, kind="list")
            return
        for item in at.node.items:
            yield _At(item, kind, at.key)
        self.distinct(at.node, at.key)

    def distinct(self, node: Sequence, key: str) -> None:
        """Note what stands twice in a list whose entries must differ."""
        seen: set[tuple[str, ...]] = set()
        for item in node.items if key in DISTINCT else ():
            said = _names(item, DISTINCT[key])
            if said and said in seen:
                self.refuse("duplicate", item.start, what=key)
            seen.add(said)

    def values(self, at: _At, kind: str) -> Iterator[_At]:
        if not isinstance(at.node, Mapping):
            self.refuse("kind", at.node.start, kind="mapping")
            return
        for name, value in at.node.items.items():
            place = at.node.keys.get(name, value.start)
            if name.startswith("x-") and at.key in ("paths", "responses", "callbacks"):
                continue
            if kind == "*path-item" and at.key == "paths" and not name.startswith("/"):
                self.refuse("path", place)
            if at.kind.startswith("<") and not _STATUS.fullmatch(name):
                self.refuse("status", place)
            yield _At(value, kind, name)
        if at.key == "paths":
            self.templates(at.node)

    def templates(self, paths: Mapping) -> None:
        """Note paths that differ in names of parameters only, and parameters without declaration."""
        seen: set[str] = set()
        for path, item in paths.items.items():
            shape = _TEMPLATE.sub("{}", path)
            if shape in seen:
                self.refuse("duplicate", paths.keys.get(path, item.start), what="path")
            seen.add(shape)
            if isinstance(item, Mapping) and "$ref" not in item.items:
                self.declared(path, item)

    def declared(self, path: str, item: Mapping) -> None:
        shared = list(self.parameters(item))
        for method, operation in item.items.items():
            if method in OBJECTS["path-item"] and OBJECTS["path-item"][method].kind == "operation":
                own = list(self.parameters(operation)) if isinstance(operation, Mapping) else []
                for name in _TEMPLATE.findall(path):
                    if name not in (*shared, *own):
                        place = item.keys.get(method, operation.start)
                        self.refuse("path-parameter", place, name=name[:40])

    def parameters(self, holder: Mapping) -> Iterator[str]:
        """Yield the names of the path parameters that are declared here or by a reference in the document."""
        listed = holder.items.get("parameters")
        for entry in listed.items if isinstance(listed, Sequence) else ():
            found = self.followed(entry)
            fields = found.items if isinstance(found, Mapping) else {}
            said = {key: value.text for key, value in fields.items() if isinstance(value, Scalar)}
            if said.get("in") == "path" and said.get("required") == "true":
                yield said.get("name", "")

    def followed(self, node: Node) -> Node:
        reference = node.items.get("$ref") if isinstance(node, Mapping) else None
        found = self.at(reference.text) if isinstance(reference, Scalar) else None
        return found or node

    def fields(self, at: _At, kind: str) -> Iterator[_At]:
        """Check the fields of an object of the table and yield their values."""
        node, fields = at.node, OBJECTS[kind]
        assert isinstance(node, Mapping)  # noqa: S101  the caller has looked
        for name, field in fields.items():
            if field.needed and name not in node.items:
                self.refuse("missing-field", node.start, name=name, object=kind)
        for name, value in node.items.items():
            known = fields.get(name)
            if known and known.version in ("", self.version):
                self.choice(kind, name, value)
                yield _At(value, known.kind, name)
            elif kind == "callback" and not name.startswith("x-"):
                yield _At(value, "*path-item", name)
            elif not name.startswith("x-") and kind not in OPEN[self.version]:
                self.refuse("unknown-field", node.keys.get(name, value.start), object=kind)
        self.prose(node, kind, at.key)

    def choice(self, kind: str, name: str, value: Node) -> None:
        choices = CHOICES.get((kind, name))
        for one in value.items if isinstance(value, Sequence) else [value]:
            if choices and isinstance(one, Scalar) and one.text not in choices:
                self.refuse("choice", one.start, choices=", ".join(choices))

    def prose(self, node: Mapping, kind: str, key: str) -> None:
        """Check what the specification says of an object beside its table."""
        if kind in ("parameter", "header") and len({"schema", "content"} & node.items.keys()) != 1:
            self.refuse("schema-or-content", node.start)
        if kind == "components":
            for held in (one for one in node.items.values() if isinstance(one, Mapping)):
                for name in held.items:
                    if not _COMPONENT.fullmatch(name):
                        self.refuse("component-name", held.keys.get(name, held.start))
        needed: tuple[str, ...] = ()
        if kind == "operation":
            self.operation_id(node.items.get("operationId"))
            needed = ("responses",) if self.version == "3.0" else ()
        elif kind == "schema" and self.version == "3.0" and _said(node, "type") == "array":
            needed = ("items",)
        elif kind == "scheme":
            needed = NEEDED_BY_TYPE.get(_said(node, "type"), ())
        elif kind == "flow":
            needed = NEEDED_BY_FLOW.get(key, ())
        for name in needed:
            if name not in node.items:
                self.refuse("missing-field", node.start, name=name, object=kind)

    def operation_id(self, value: Node | None) -> None:
        if isinstance(value, Scalar):
            if value.text in self.ids:
                self.refuse("duplicate", value.start, what="operationId")
            self.ids.add(value.text)


def _said(node: Mapping, name: str) -> str:
    value = node.items.get(name)
    return value.text if isinstance(value, Scalar) else ""


def _names(item: Node, fields: tuple[str, ...]) -> tuple[str, ...]:
    """Return what tells an entry of a list from others: itself, or some of its fields."""
    if isinstance(item, Mapping):
        return tuple(_said(item, field) for field in fields if field in item.items)
    return (item.text,) if isinstance(item, Scalar) and not fields else ()
