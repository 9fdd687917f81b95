"""Types of TypeScript and JavaScript files: classes, interfaces, object types, enums, functions.

The functions of a module are one row: its function declarations, the variables that hold a function, what a
statement hands to a property or exports (stages/model/handed.py), and, in a test file, the cases given to
`it` or `test`, named by their titles; a suite that is switched off (`describe.skip`) is an annotation of its
cases. What nothing names is called as its file. What a namespace declares belongs to the file.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

import msgspec
from tree_sitter import Node

from stages.core.records.type_asset import Member, Parameter, TypeAsset
from stages.core.syntax import named
from stages.model.code_file import CodeFile, too_deep
from stages.model.documentation import UNDOCUMENTED, Documentation
from stages.model.handed import CLASS, DECLARATIONS, FUNCTIONS, handed
from stages.model.params import ModelParams

_NAMESPACES = ("internal_module", "module")
_KINDS = {
    "class_declaration": "class",
    "abstract_class_declaration": "class",
    CLASS: "class",
    "interface_declaration": "interface",
    "enum_declaration": "enum",
    "type_alias_declaration": "interface",
}
_METHODS = ("method_definition", "method_signature", "abstract_method_signature")
_FIELDS = ("public_field_definition", "property_signature")
_FUNCTIONS = ("function_declaration", "generator_function_declaration")
_WORDS = frozenset(
    (
        "export",
        "default",
        "declare",
        "abstract",
        "static",
        "readonly",
        "async",
        "override",
        "get",
        "set",
        "const",
        "let",
    )
)
_REQUIRED = re.compile(r"\brequire\(\s*['\"`]([^'\"`]+)['\"`]\s*\)")
_CASES = frozenset(("it", "test"))
_OFF = "xdescribe"
_SUITES = frozenset(("describe", "suite", _OFF))


class _Declared(NamedTuple):
    whole: Node
    """With `export` and decorators."""
    node: Node
    doc: Documentation
    name: str
    """Of a declaration its own, which is empty here."""


def read_typescript(file: CodeFile, params: ModelParams) -> list[TypeAsset]:
    """Return the module row, when there are functions, and the types of a file; raises Refused."""
    return _Reader(file, params).types()


def dialect_of(path: str) -> str:
    """Return the grammar of a script: JSX is read in all but files whose suffix says TypeScript alone."""
    return "typescript" if path.endswith((".ts", ".mts", ".cts")) else "tsx"


def _inner(statement: Node) -> Node:
    """Return what a statement declares below `export` and `declare`: itself, a declaration or a namespace."""
    inner = (
        statement.child_by_field_name("declaration") if statement.type == "export_statement" else statement
    )
    inner = inner if inner is not None else statement
    held = next(named(inner), None) if inner.type in ("ambient_declaration", "expression_statement") else None
    declares = held is not None and (inner.type == "ambient_declaration" or held.type in _NAMESPACES)
    return held if held is not None and declares else inner


class _Reader:
    def __init__(self, file: CodeFile, params: ModelParams) -> None:
        self.file, self.params = file, params
        path = PurePosixPath(file.source.document.path)
        self.package = "" if str(path.parent) == "." else str(path.parent)
        self.module = path.name.rsplit(".", 1)[0]
        self.imports = [
            imported for node in named(file.root) for imported in self._imported(node) if imported
        ]

    def types(self) -> list[TypeAsset]:
        declared = list(self._declared(self.file.root, 1))
        types = [self._type(found) for found in declared if self._body(found.node) is not None]
        functions = [*(m for found in declared for m in self._functions(found)), *self._cases()]
        if not functions:
            return types
        module = self.file.type(
            self.file.root,
            "module",
            self.module,
            package=self.package,
            imports=self.imports,
            members=sorted(functions, key=lambda member: member.span.start),
        )
        return [module, *types]

    def _imported(self, node: Node) -> list[str]:
        """Return what a statement imports, by `require` as by `import`."""
        if node.type in DECLARATIONS:
            return _REQUIRED.findall(self.file.text(node))
        return [self.file.text(node.child_by_field_name("source")).strip("'\"`")]

    def _declared(self, body: Node, depth: int) -> Iterator[_Declared]:
        if depth > self.params.max_nesting:
            raise too_deep(self.params.max_nesting)
        for node, doc in self._documented(body):
            inner = _inner(node)
            if inner.type in _NAMESPACES or (inner.type == "statement_block" and inner != node):
                yield from self._declared(inner.child_by_field_name("body") or inner, depth + 1)
                continue
            yield _Declared(node, inner, doc, "")
            for found in handed(node):
                said = doc if found.whole == node else self._doc(found.whole)
                yield _Declared(found.whole, found.value, said, found.name or self.module)

    def _documented(self, body: Node) -> Iterator[tuple[Node, Documentation]]:
        doc = UNDOCUMENTED
        for child in body.named_children:
            if child.type == "comment":
                doc = self.file.comment(child) or doc
            else:
                yield child, doc
                doc = UNDOCUMENTED

    def _doc(self, node: Node) -> Documentation:
        """Return what the comment before a property says."""
        before = node.prev_named_sibling
        said = self.file.comment(before) if before is not None and before.type == "comment" else None
        return said or UNDOCUMENTED

    def _body(self, node: Node) -> Node | None:
        """Return what holds the members of a type, or None when the node declares no such type."""
        if node.type == "type_alias_declaration":
            value = node.child_by_field_name("value")
            return value if value is not None and value.type == "object_type" else None
        return node.child_by_field_name("body") if node.type in _KINDS else None

    def _type(self, found: _Declared) -> TypeAsset:
        node, name = found.node, found.name or self.file.text(found.node.child_by_field_name("name"))
        return self.file.type(
            found.whole,
            _KINDS[node.type],
            name,
            package=self.package,
            imports=self.imports,
            members=list(self._members(self._body(node) or node, name)),
            modifiers=self._modifiers(found.whole) + (self._modifiers(node) if node != found.whole else []),
            annotations=self._decorators(found.whole)
            + (self._decorators(node) if node != found.whole else []),
            type_parameters=self.file.text(node.child_by_field_name("type_parameters")),
            supertypes=list(self._supertypes(node)),
            doc=found.doc,
        )

    def _supertypes(self, node: Node) -> Iterator[str]:
        clauses = [
            child for child in node.named_children if child.type in ("class_heritage", "extends_type_clause")
        ]
        for clause in clauses:
            for inner in [clause] if clause.type == "extends_type_clause" else named(clause):
                text = re.sub(r"^(extends|implements)\s+", "", self.file.text(inner))
                yield from (piece.strip() for piece in re.split(r",(?![^<]*>)", text))

    def _members(self, body: Node, outer: str) -> Iterator[Member]:
        decorators: list[Node] = []
        for node, doc in self._documented(body):
            if node.type == "decorator":
                decorators.append(node)
                continue
            if node.type in _METHODS:
                yield from self._method(node, doc, decorators)
            elif node.type in _FIELDS:
                yield self._field(node, doc, decorators)
            elif node.type in ("enum_assignment", "property_identifier"):
                name = self.file.text(node.child_by_field_name("name") or node)
                yield self.file.member(
                    node, "field", name, type_=outer, modifiers=[], annotations=[], signature=name, doc=doc
                )
            decorators = []

    def _modifiers(self, node: Node) -> list[str]:
        return [
            self.file.text(child)
            for child in node.children
            if child.type in _WORDS or child.type in ("accessibility_modifier", "override_modifier")
        ]

    def _decorators(self, node: Node) -> list[str]:
        return [self.file.text(child) for child in node.children if child.type == "decorator"]

    def _annotation(self, node: Node, field: str = "type") -> str:
        return self.file.text(node.child_by_field_name(field)).removeprefix(":").strip()

    def _field(self, node: Node, doc: Documentation, decorators: list[Node]) -> Member:
        name, type_ = self.file.text(node.child_by_field_name("name")), self._annotation(node)
        modifiers = self._modifiers(node)
        return self.file.member(
            node,
            "field",
            name,
            type_=type_,
            modifiers=modifiers,
            annotations=[*map(self.file.text, decorators), *self._decorators(node)],
            signature=" ".join([*modifiers, f"{name}: {type_}" if type_ else name]),
            doc=doc,
        )

    def _method(self, node: Node, doc: Documentation, decorators: list[Node]) -> Iterator[Member]:
        name = self.file.text(node.child_by_field_name("name"))
        constructor = name == "constructor"
        if constructor:
            yield from self._parameter_fields(node)
        kind = "constructor" if constructor else "method"
        yield self._function(node, node, name, kind=kind, doc=doc, decorators=decorators)

    def _parameter_fields(self, node: Node) -> Iterator[Member]:
        """Yield the fields that a constructor declares by parameters such as `private http: Http`."""
        for parameter in named(node.child_by_field_name("parameters") or node):
            modifiers = self._modifiers(parameter)
            if modifiers:
                found = self._parameter(parameter)
                yield self.file.member(
                    parameter,
                    "field",
                    found.name,
                    type_=found.type,
                    modifiers=modifiers,
                    annotations=found.annotations,
                    signature=" ".join([*modifiers, f"{found.name}: {found.type}"]),
                )

    def _function(
        self,
        whole: Node,
        node: Node,
        name: str,
        *,
        kind: str = "method",
        doc: Documentation = UNDOCUMENTED,
        decorators: list[Node] | None = None,
    ) -> Member:
        body = node.child_by_field_name("body")
        end = body.start_byte if body is not None else node.end_byte
        written = self.file.source.piece(whole.start_byte, end).rstrip().removesuffix("=>").rstrip(" ;,\n")
        parameters = node.child_by_field_name("parameters")
        modifiers = self._modifiers(whole) + (self._modifiers(node) if node != whole else [])
        return self.file.member(
            whole,
            kind,
            name,
            type_=self._annotation(node, "return_type"),
            modifiers=modifiers,
            annotations=[*map(self.file.text, decorators or []), *self._decorators(node)],
            signature=written,
            doc=doc,
            parameters=[self._parameter(child) for child in named(parameters)]
            if parameters is not None
            else [],
            body=body,
        )

    def _parameter(self, node: Node) -> Parameter:
        pattern = node.child_by_field_name("pattern")
        name = self.file.text(pattern if pattern is not None else node)
        return Parameter(name=name, type=self._annotation(node), annotations=self._decorators(node))

    def _functions(self, found: _Declared) -> Iterator[Member]:
        if found.node.type in _FUNCTIONS or (found.name and found.node.type != CLASS):
            name = found.name or self.file.text(found.node.child_by_field_name("name")) or "default"
            yield self._function(found.whole, found.node, name, doc=found.doc)
        elif found.node.type in DECLARATIONS:
            for declarator in named(found.node):
                value = declarator.child_by_field_name("value")
                if value is not None and value.type in FUNCTIONS:
                    name = self.file.text(declarator.child_by_field_name("name"))
                    yield self._function(found.whole, value, name, doc=found.doc)

    def _cases(self) -> Iterator[Member]:
        todo = [(node, 1, "") for node in named(self.file.root)]
        while todo:
            statement, depth, off = todo.pop(0)
            call = next(named(statement), None) if statement.type == "expression_statement" else None
            function = call.child_by_field_name("function") if call is not None else None
            called = self.file.text(function)
            word = called.split(".")[0]
            arguments = call.child_by_field_name("arguments") if call is not None else None
            given = list(named(arguments)) if arguments is not None else []
            body = given[-1].child_by_field_name("body") if given else None
            if word in _CASES and body is not None:
                title = self.file.text(given[0]).strip("'\"`")
                case = self._function(statement, given[-1], title)
                yield msgspec.structs.replace(case, annotations=[off]) if off else case
            elif word in _SUITES and body is not None and depth < self.params.max_nesting:
                inner = called if called.endswith(".skip") or called == _OFF else off
                todo += [(node, depth + 1, inner) for node in named(body)]
