"""Types of Go source files: structs, interfaces, other types, and one row for the functions of a file.

In the words of the neutral model a struct is a `class`, and so is every type that is defined by another one;
what is embedded, or what such a type is defined by, is a supertype. The package is the folder of the file. A
method is a member of its receiver's type when the file declares that type; otherwise, as every function, of
the row of kind `module`, whose fields are the constants and variables of the file. A tag is the annotation of
its field. A comment documents what begins on the line below it; lines for tools, such as `//go:embed`, are
left out.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from tree_sitter import Node

from stages.core.records.type_asset import Member, Parameter, TypeAsset
from stages.core.syntax import named
from stages.model.code_file import CodeFile
from stages.model.documentation import UNDOCUMENTED, Documentation, documentation
from stages.model.params import ModelParams

_DIRECTIVE = re.compile(r"//(?:go:|nolint\b|line )")
_REQUEST = re.compile(r"\*gin\.Context|echo\.Context|\*fiber\.Ctx|http\.ResponseWriter")
"""Types by which a function says that it handles a request: Gin, Echo, Fiber, net/http."""
_STORED = re.compile(r"\b(?:gorm|bson|xorm|bun|db|pg):\"")
_CARRIED = re.compile(r"\b(?:json|form|uri|query|binding|validate|valid|xml):\"")
_VALUES = {"const_declaration": "const_spec", "var_declaration": "var_spec"}


class _Spec(NamedTuple):
    whole: Node
    """With the word `type` when it declares one type."""
    node: Node
    doc: Documentation


def read_go(file: CodeFile, _: ModelParams) -> list[TypeAsset]:
    """Return the row of the file's functions, when there are some, and its types; raises Refused."""
    return _Reader(file).types()


class _Reader:
    def __init__(self, file: CodeFile) -> None:
        self.file = file
        self.path = PurePosixPath(file.source.document.path)
        self.package = "" if str(self.path.parent) == "." else str(self.path.parent)
        self.top = list(self._documented(file.root))
        self.imports = list(self._imports())

    def types(self) -> list[TypeAsset]:
        specs = [spec for node, doc in self.top for spec in self._specs(node, doc)]
        names = {self._name(spec.node) for spec in specs}
        methods: dict[str, list[Member]] = {}
        for node, doc in self.top:
            if node.type in ("function_declaration", "method_declaration"):
                receiver = self._receiver(node)
                methods.setdefault(receiver if receiver in names else "", []).append(
                    self._function(node, doc)
                )
        types = [self._type(spec, methods.get(self._name(spec.node), [])) for spec in specs]
        return [*self._module(methods.get("", [])), *types]

    def _module(self, functions: list[Member]) -> Iterator[TypeAsset]:
        if functions:
            yield self.file.type(
                self.file.root,
                "module",
                self.path.stem,
                package=self.package,
                imports=self.imports,
                members=[*(value for node, doc in self.top for value in self._values(node, doc)), *functions],
                told=_role_of_functions(functions),
            )

    def _imports(self) -> Iterator[str]:
        declared = [node for node, _ in self.top if node.type == "import_declaration"]
        listed = [spec for node in declared for child in named(node) for spec in [child, *named(child)]]
        for spec in listed:
            if spec.type == "import_spec":
                yield self.file.text(spec.child_by_field_name("path")).strip('"`')

    def _documented(self, parent: Node) -> Iterator[tuple[Node, Documentation]]:
        """Yield the children that are no comments, each with the comments that end on the line before it."""
        block: list[Node] = []
        last = -1
        for child in parent.named_children:
            if block and child.start_point[0] > block[-1].end_point[0] + 1:
                block = []
            if child.type != "comment":
                yield child, self._doc(block)
                block, last = [], child.end_point[0]
            elif child.start_point[0] != last:
                block.append(child)

    def _doc(self, comments: list[Node]) -> Documentation:
        texts = [self.file.text(comment) for comment in comments]
        said = [_said(text) for text in texts if not _DIRECTIVE.match(text)]
        if not said:
            return UNDOCUMENTED
        return documentation(
            "\n".join(said), self.file.source.span(comments[0].start_byte, comments[-1].end_byte)
        )

    def _name(self, node: Node) -> str:
        return self.file.text(node.child_by_field_name("name"))

    def _receiver(self, node: Node) -> str:
        """Return the name of the type that a method belongs to; empty for a function."""
        written = self.file.text(node.child_by_field_name("receiver"))
        found = re.search(r"(\w+)(?:\[[^\]]*\])?\s*,?\s*\)\s*\Z", written)
        return found[1] if found else ""

    def _specs(self, node: Node, doc: Documentation) -> Iterator[_Spec]:
        if node.type != "type_declaration":
            return
        specs = [
            (spec, own) for spec, own in self._documented(node) if spec.type in ("type_spec", "type_alias")
        ]
        for spec, own in specs:
            yield _Spec(node, spec, doc) if len(specs) == 1 else _Spec(spec, spec, own)

    def _type(self, spec: _Spec, methods: list[Member]) -> TypeAsset:
        name, type_ = self._name(spec.node), spec.node.child_by_field_name("type")
        held, supertypes = self._held(type_) if type_ else ([], [])
        return self.file.type(
            spec.whole,
            "interface" if type_ and type_.type == "interface_type" else "class",
            name,
            package=self.package,
            imports=self.imports,
            members=[*held, *methods],
            type_parameters=self.file.text(spec.node.child_by_field_name("type_parameters")),
            supertypes=supertypes,
            doc=spec.doc,
            told=_role_of_type(held, methods, supertypes),
        )

    def _held(self, type_: Node) -> tuple[list[Member], list[str]]:
        """Return the members that a type itself declares, and what it is made of."""
        if type_.type == "interface_type":
            inner = list(self._documented(type_))
            methods = [self._function(node, doc) for node, doc in inner if node.type == "method_elem"]
            return methods, [self.file.text(node) for node, _ in inner if node.type == "type_elem"]
        if type_.type != "struct_type":
            return [], [self.file.text(type_)]
        fields = list(self._documented(next(named(type_), type_)))
        embedded = [node for node, _ in fields if not node.children_by_field_name("name")]
        return [field for node, doc in fields for field in self._fields(node, doc)], [
            self.file.text(node.child_by_field_name("type")) for node in embedded
        ]

    def _fields(self, node: Node, doc: Documentation) -> Iterator[Member]:
        tag = self.file.text(node.child_by_field_name("tag"))
        type_ = self.file.text(node.child_by_field_name("type"))
        for name in node.children_by_field_name("name"):
            yield self._field(node, self.file.text(name), type_, doc, [tag] if tag else [])

    def _values(self, node: Node, doc: Documentation) -> Iterator[Member]:
        """Yield the constants and variables that a declaration of a file names."""
        kind = _VALUES.get(node.type)
        several = next((child for child in named(node) if child.type == "var_spec_list"), node)
        specs = [(spec, own) for spec, own in self._documented(several) if spec.type == kind]
        for spec, own in specs:
            type_ = self.file.text(spec.child_by_field_name("type"))
            for name in spec.children_by_field_name("name"):
                if name.type == "identifier":
                    alone = len(specs) == 1
                    place, said = (node, doc) if alone else (spec, own)
                    yield self._field(place, self.file.text(name), type_, said, [])

    def _field(self, node: Node, name: str, type_: str, doc: Documentation, annotations: list[str]) -> Member:
        return self.file.member(
            node,
            "field",
            name,
            type_=type_,
            modifiers=[],
            annotations=annotations,
            signature=f"{name} {type_}".rstrip(),
            doc=doc,
        )

    def _function(self, node: Node, doc: Documentation) -> Member:
        body = node.child_by_field_name("body")
        end = body.start_byte if body else node.end_byte
        parameters = node.child_by_field_name("parameters")
        return self.file.member(
            node,
            "method",
            self._name(node),
            type_=self.file.text(node.child_by_field_name("result")),
            modifiers=[],
            annotations=[],
            signature=self.file.source.piece(node.start_byte, end).rstrip(),
            doc=doc,
            parameters=[one for found in named(parameters) for one in self._parameters(found)]
            if parameters
            else [],
            body=body,
        )

    def _parameters(self, node: Node) -> Iterator[Parameter]:
        """Yield the parameters of one declaration: `a, b int` are two; one without a name has a type only."""
        dots = "..." if node.type == "variadic_parameter_declaration" else ""
        type_ = dots + self.file.text(node.child_by_field_name("type"))
        names: list[Node | None] = [*node.children_by_field_name("name")]
        for name in names or [None]:
            yield Parameter(name=self.file.text(name), type=type_, annotations=[])


def _said(comment: str) -> str:
    """Return what a comment says, without its markers."""
    if comment.startswith("//"):
        return comment.removeprefix("//").removeprefix(" ").rstrip()
    lines = comment.removeprefix("/*").removesuffix("*/").split("\n")
    return "\n".join(line.strip() for line in lines).strip()


def _role_of_functions(functions: list[Member]) -> str:
    handlers = [
        found for found in functions if any(_REQUEST.search(given.type) for given in found.parameters)
    ]
    return "controller" if len(handlers) * 2 >= len(functions) and handlers else ""


def _role_of_type(held: list[Member], methods: list[Member], supertypes: list[str]) -> str:
    """Return what the tags, the embedded types and the methods of a type say; empty when they say nothing."""
    tags = " ".join(tag for member in held for tag in member.annotations)
    if _STORED.search(tags) or "gorm.Model" in supertypes or any(m.name == "TableName" for m in methods):
        return "entity"
    if methods:
        return _role_of_functions(methods)
    return "dto" if _CARRIED.search(tags) else ""
