"""Types of Kotlin source files: classes, interfaces, objects, and one row for the functions of a file.

In the words of the neutral model a data class is a `record`, an `object` a class with the modifier `object`,
and what a companion object holds are members of its class with the modifiers `companion` and `static`. The
primary constructor is a constructor, named as its class; its properties are fields, too. Constants of an enum
are fields whose type is the enum. Functions and properties outside of types, extensions among them, are one
row of kind `module`. Names stand without backticks. Initializer blocks are no members; types inside of
functions belong to the function, and type aliases to none. A body that ends right behind its last member
(`class A {val x = 1}`) is none for the grammar.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tree_sitter import Node

from stages.core.records.type_asset import Member, Parameter, TypeAsset
from stages.core.syntax import named
from stages.model.code_file import CodeFile, Declared, Modifiers, too_deep
from stages.model.documentation import UNDOCUMENTED, Documentation
from stages.model.params import ModelParams

_TYPES = ("class_declaration", "object_declaration")
_BODIES = ("class_body", "enum_class_body")
_TYPE_NODES = ("user_type", "nullable_type", "function_type", "non_nullable_type", "parenthesized_type")
_KINDS = {"enum": "enum", "annotation": "annotation", "data": "record", "value": "record"}
_IMPORT = re.compile(r"^import\s+|\s+as\s+.*|[\s;]")
_ANNOTATION = "annotation"


def read_kotlin(file: CodeFile, params: ModelParams) -> list[TypeAsset]:
    """Return the row of the file's functions, when there are some, and its types; raises Refused."""
    return _Reader(file).types(params)


class _Reader:
    def __init__(self, file: CodeFile) -> None:
        self.file = file
        top = list(file.root.named_children)
        packages = [file.text(node.named_children[-1]) for node in top if node.type == "package_header"]
        self.package = packages[0] if packages else ""
        self.imports = [_IMPORT.sub("", file.text(node)) for node in top if node.type == "import"]

    def types(self, params: ModelParams) -> list[TypeAsset]:
        found = list(self._module())
        todo = list(self._declared(self.file.root, "", 1))
        while todo:
            declared = todo.pop(0)
            if declared.depth > params.max_nesting:
                raise too_deep(params.max_nesting)
            found.append(self._type(declared))
            body = _child(declared.node, *_BODIES)
            todo += self._declared(body, declared.name, declared.depth + 1) if body else ()
        return found

    def _module(self) -> Iterator[TypeAsset]:
        members = list(self._members(self.file.root, ""))
        if any(member.kind == "method" for member in members):
            yield self.file.type(
                self.file.root,
                "module",
                PurePosixPath(self.file.source.document.path).stem,
                package=self.package,
                imports=self.imports,
                members=members,
            )

    def _declared(self, parent: Node, outer: str, depth: int) -> Iterator[Declared]:
        for node, doc in self._documented(parent):
            if node.type in _TYPES:
                name = self._name(node)
                yield Declared(node, f"{outer}.{name}" if outer else name, doc, depth)

    def _documented(self, parent: Node) -> Iterator[tuple[Node, Documentation]]:
        """Yield the children that are no comments, each with the documentation comment before it."""
        doc = UNDOCUMENTED
        for child in parent.named_children:
            if child.type == "block_comment":
                doc = self.file.comment(child) or doc
            elif child.type != "line_comment":
                yield child, doc
                doc = UNDOCUMENTED

    def _type(self, declared: Declared) -> TypeAsset:
        node = declared.node
        modifiers, body = self._modifiers(node), _child(node, *_BODIES)
        object_ = ["object"] if node.type == "object_declaration" else []
        return self.file.type(
            node,
            _kind(node, modifiers.words),
            declared.name,
            package=self.package,
            imports=self.imports,
            members=[
                *self._primary(node, declared.name),
                *(self._members(body, declared.name) if body else ()),
            ],
            modifiers=[*modifiers.words, *object_],
            annotations=modifiers.annotations,
            type_parameters=self.file.text(_child(node, "type_parameters")),
            supertypes=self._supertypes(node),
            doc=declared.doc,
        )

    def _name(self, node: Node) -> str:
        named_ = node.child_by_field_name("name") or _child(node, "identifier")
        return self.file.text(named_).strip("`")

    def _modifiers(self, node: Node) -> Modifiers:
        first = _child(node, "modifiers")
        if first is None:
            return Modifiers([], [], node.start_byte)
        parts = [child for child in first.children if not child.is_extra]
        return Modifiers(
            [self.file.text(child) for child in parts if child.type != _ANNOTATION],
            [self.file.text(child) for child in parts if child.type == _ANNOTATION],
            first.end_byte,
        )

    def _supertypes(self, node: Node) -> list[str]:
        """Return the supertypes, without what is given to their constructors and without delegates."""
        clause = _child(node, "delegation_specifiers")
        found = [next(named(one)) for one in named(clause)] if clause else []
        bare = [one if one.type in _TYPE_NODES else next(named(one)) for one in found]
        return [self.file.text(one) for one in bare]

    def _primary(self, node: Node, outer: str) -> Iterator[Member]:
        head = _child(node, "primary_constructor")
        if head is None:
            return
        name, modifiers = outer.rsplit(".", 1)[-1], self._modifiers(head)
        parameters = [*named(_child(head, "class_parameters") or head)]
        given = [found for found in parameters if found.type == "class_parameter"]
        for found in given:
            if any(child.type in ("val", "var") for child in found.children):
                yield self._property(found, found, UNDOCUMENTED, [])
        listed = self.file.text(_child(head, "class_parameters"))
        yield self.file.member(
            head,
            "constructor",
            name,
            modifiers=modifiers.words,
            annotations=modifiers.annotations,
            signature=" ".join([*modifiers.words, f"{name}{listed}"]),
            parameters=[self._parameter(found, self._modifiers(found).annotations) for found in given],
        )

    def _members(self, body: Node, outer: str, inherited: tuple[str, ...] = ()) -> Iterator[Member]:
        for node, doc in self._documented(body):
            match node.type:
                case "property_declaration":
                    yield from self._properties(node, doc, [*inherited])
                case "function_declaration":
                    yield self._function(node, "method", self._name(node), doc, [*inherited])
                case "secondary_constructor":
                    yield self._function(node, "constructor", outer.rsplit(".", 1)[-1], doc, [])
                case "enum_entry":
                    yield self._constant(node, outer.rsplit(".", 1)[-1], doc)
                case "companion_object":
                    inner = _child(node, *_BODIES)
                    yield from self._members(inner, outer, ("companion", "static")) if inner else ()

    def _constant(self, node: Node, enum: str, doc: Documentation) -> Member:
        name, annotations = self._name(node), self._modifiers(node).annotations
        return self.file.member(
            node, "field", name, type_=enum, modifiers=[], annotations=annotations, signature=name, doc=doc
        )

    def _properties(self, node: Node, doc: Documentation, inherited: list[str]) -> Iterator[Member]:
        several = _child(node, "multi_variable_declaration")
        for declared in named(several or node):
            if declared.type == "variable_declaration":
                yield self._property(node, declared, doc, inherited)

    def _property(self, node: Node, declared: Node, doc: Documentation, inherited: list[str]) -> Member:
        """Return the field that a property declares, or a parameter of a primary constructor."""
        modifiers, type_ = self._modifiers(node), self._type_of(declared)
        name = self._name(declared)
        word = next((child.type for child in node.children if child.type in ("val", "var")), "val")
        typed = f"{name}: {type_}" if type_ else name
        return self.file.member(
            node,
            "field",
            name,
            type_=type_,
            modifiers=[*modifiers.words, *inherited],
            annotations=modifiers.annotations,
            signature=" ".join([*modifiers.words, word, typed]),
            doc=doc,
        )

    def _function(self, node: Node, kind: str, name: str, doc: Documentation, inherited: list[str]) -> Member:
        modifiers = self._modifiers(node)
        body = _child(node, "function_body", "block")
        end = body.start_byte if body else node.end_byte
        written = self.file.source.piece(modifiers.end, end).strip().removesuffix("=").rstrip()
        parameters = _child(node, "function_value_parameters")
        return self.file.member(
            node,
            kind,
            name,
            type_=self._type_of(node, parameters),
            modifiers=[*modifiers.words, *inherited],
            annotations=modifiers.annotations,
            signature=" ".join([*modifiers.words, written]),
            doc=doc,
            parameters=list(self._parameters(parameters)) if parameters else [],
            body=body,
        )

    def _type_of(self, node: Node, after: Node | None = None) -> str:
        """Return the type that stands in a declaration, or in one of a function after its parameters."""
        start = after.end_byte if after else node.start_byte
        found = (child for child in node.named_children if child.start_byte >= start)
        return self.file.text(next((child for child in found if child.type in _TYPE_NODES), None))

    def _parameters(self, parameters: Node) -> Iterator[Parameter]:
        annotations: list[str] = []
        for node in named(parameters):
            if node.type == "parameter_modifiers":
                annotations = [self.file.text(one) for one in named(node) if one.type == _ANNOTATION]
            elif node.type == "parameter":
                yield self._parameter(node, annotations)
                annotations = []

    def _parameter(self, node: Node, annotations: list[str]) -> Parameter:
        return Parameter(name=self._name(node), type=self._type_of(node), annotations=annotations)


def _child(node: Node, *kinds: str) -> Node | None:
    return next((child for child in node.named_children if child.type in kinds), None)


def _kind(node: Node, words: list[str]) -> str:
    if any(child.type == "interface" for child in node.children):
        return "interface"
    return next((_KINDS[word] for word in words if word in _KINDS), "class")
