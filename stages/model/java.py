"""Types of Java source files; local and anonymous classes belong to the method around them.

Nested types are rows of their own. Components of a record and constants of an enum are members of kind
`field`; a constant's type is its enum. Several fields of one declaration share its text and span.
Initializer blocks are no members.
"""

import re
from collections.abc import Iterable, Iterator

from tree_sitter import Node

from stages.core.records.type_asset import Member, Parameter, TypeAsset
from stages.core.syntax import named
from stages.model.code_file import CodeFile, Declared, Modifiers, too_deep
from stages.model.documentation import UNDOCUMENTED, Documentation
from stages.model.params import ModelParams

_KINDS = {
    "class_declaration": "class",
    "interface_declaration": "interface",
    "enum_declaration": "enum",
    "record_declaration": "record",
    "annotation_type_declaration": "annotation",
}
_FIELDS = ("field_declaration", "constant_declaration")
_METHODS = {
    "method_declaration": "method",
    "annotation_type_element_declaration": "method",
    "constructor_declaration": "constructor",
    "compact_constructor_declaration": "constructor",
}
_SUPERTYPES = ("superclass", "super_interfaces", "extends_interfaces")
_IMPORT = re.compile(r"^import\s+(?:static\s+)?|[\s;]")
_ANNOTATIONS = ("marker_annotation", "annotation")

Documented = tuple[Node, Documentation]
"""A declaration and the documentation comment before it."""


def read_java(file: CodeFile, params: ModelParams) -> list[TypeAsset]:
    """Return the types of a Java file, outer ones first; raises Refused."""
    return _Reader(file).types(params)


class _Reader:
    def __init__(self, file: CodeFile) -> None:
        self.file = file
        top = list(file.root.named_children)
        packages = [file.text(node.named_children[-1]) for node in top if node.type == "package_declaration"]
        self.package = packages[0] if packages else ""
        self.imports = [_IMPORT.sub("", file.text(node)) for node in top if node.type == "import_declaration"]

    def types(self, params: ModelParams) -> list[TypeAsset]:
        todo = list(self._declared(self._documented(self.file.root), "", 1))
        found: list[TypeAsset] = []
        while todo:
            declared = todo.pop(0)
            if declared.depth > params.max_nesting:
                raise too_deep(params.max_nesting)
            body = declared.node.child_by_field_name("body")
            inside = list(self._documented(body)) if body else []
            found.append(self._type(declared, inside))
            todo += self._declared(inside, declared.name, declared.depth + 1)
        return found

    def _declared(self, inside: Iterable[Documented], outer: str, depth: int) -> Iterator[Declared]:
        for node, doc in inside:
            if node.type in _KINDS:
                name = self._name(node)
                yield Declared(node, f"{outer}.{name}" if outer else name, doc, depth)

    def _documented(self, parent: Node) -> Iterator[Documented]:
        """Yield the children that are no comments, each with the documentation comment before it."""
        doc = UNDOCUMENTED
        for child in parent.named_children:
            if child.type == "enum_body_declarations":
                yield from self._documented(child)
            elif child.type == "block_comment":
                doc = self.file.comment(child) or doc
            elif child.type != "line_comment":
                yield child, doc
                doc = UNDOCUMENTED

    def _type(self, declared: Declared, inside: list[Documented]) -> TypeAsset:
        node = declared.node
        modifiers = self._modifiers(node)
        return self.file.type(
            node,
            _KINDS[node.type],
            declared.name,
            package=self.package,
            imports=self.imports,
            members=[*self._components(node), *self._members(inside, declared.name)],
            modifiers=modifiers.words,
            annotations=modifiers.annotations,
            type_parameters=self.file.text(node.child_by_field_name("type_parameters")),
            supertypes=self._supertypes(node),
            doc=declared.doc,
        )

    def _name(self, node: Node) -> str:
        return self.file.text(node.child_by_field_name("name"))

    def _typed(self, node: Node, declarator: Node) -> str:
        """Return a type with the brackets that stand behind the name."""
        dimensions = declarator.child_by_field_name("dimensions")
        return self.file.text(node.child_by_field_name("type")) + self.file.text(dimensions)

    def _modifiers(self, node: Node) -> Modifiers:
        first = node.children[0]
        if first.type != "modifiers":
            return Modifiers([], [], node.start_byte)
        parts = [child for child in first.children if not child.is_extra]
        return Modifiers(
            [self.file.text(child) for child in parts if child.type not in _ANNOTATIONS],
            [self.file.text(child) for child in parts if child.type in _ANNOTATIONS],
            first.end_byte,
        )

    def _supertypes(self, node: Node) -> list[str]:
        clauses = [child for child in node.children if child.type in _SUPERTYPES]
        first = [next(named(clause)) for clause in clauses]
        groups = [list(named(found)) if found.type == "type_list" else [found] for found in first]
        return [self.file.text(found) for group in groups for found in group]

    def _components(self, node: Node) -> Iterator[Member]:
        parameters = node.child_by_field_name("parameters") if node.type == "record_declaration" else None
        for place, found in self._parameters(parameters):
            yield self.file.member(
                place,
                "field",
                found.name,
                type_=found.type,
                modifiers=[],
                annotations=found.annotations,
                signature=f"{found.type} {found.name}",
            )

    def _members(self, inside: list[Documented], outer: str) -> Iterator[Member]:
        for node, doc in inside:
            if node.type in _FIELDS:
                yield from self._fields(node, doc)
            elif node.type in _METHODS:
                yield self._method(node, _METHODS[node.type], doc)
            elif node.type == "enum_constant":
                yield self._constant(node, outer.rsplit(".", 1)[-1], doc)

    def _constant(self, node: Node, enum: str, doc: Documentation) -> Member:
        name, annotations = self._name(node), self._modifiers(node).annotations
        return self.file.member(
            node, "field", name, type_=enum, modifiers=[], annotations=annotations, signature=name, doc=doc
        )

    def _fields(self, node: Node, doc: Documentation) -> Iterator[Member]:
        modifiers = self._modifiers(node)
        for declarator in node.children_by_field_name("declarator"):
            name, type_ = self._name(declarator), self._typed(node, declarator)
            yield self.file.member(
                node,
                "field",
                name,
                type_=type_,
                modifiers=modifiers.words,
                annotations=modifiers.annotations,
                signature=" ".join([*modifiers.words, type_, name]),
                doc=doc,
            )

    def _method(self, node: Node, kind: str, doc: Documentation) -> Member:
        modifiers = self._modifiers(node)
        body = node.child_by_field_name("body")
        end = body.start_byte if body else node.end_byte
        written = self.file.source.piece(modifiers.end, end).strip().removesuffix(";").rstrip()
        compact = node.type == "compact_constructor_declaration" and node.parent
        parameters = ((compact and compact.parent) or node).child_by_field_name("parameters")
        return self.file.member(
            node,
            kind,
            self._name(node),
            type_=self._typed(node, node),
            modifiers=modifiers.words,
            annotations=modifiers.annotations,
            signature=" ".join([*modifiers.words, written]),
            doc=doc,
            parameters=[found for _, found in self._parameters(parameters)],
            body=body,
        )

    def _parameters(self, parameters: Node | None) -> Iterator[tuple[Node, Parameter]]:
        for node in named(parameters) if parameters else ():
            if node.type == "formal_parameter":
                yield node, self._parameter(node, node, self._typed(node, node))
            elif node.type == "spread_parameter":
                typed, declarator = [child for child in named(node) if child.type != "modifiers"][-2:]
                yield node, self._parameter(node, declarator, self.file.text(typed) + "...")

    def _parameter(self, node: Node, declarator: Node, type_: str) -> Parameter:
        annotations = self._modifiers(node).annotations
        return Parameter(name=self._name(declarator), type=type_, annotations=annotations)
