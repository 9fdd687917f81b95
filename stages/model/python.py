"""Types of Python source files: classes, and one row for the functions of a module.

A docstring is part of the text of its function, because it stands inside of it; `doc` holds it once more.
Fields are the assignments of the class body and those to `self` in `__init__`, which is the constructor, each
name once; one that is a property, too, is none. What stands below `if`, `try` or `with` of a module or class
belongs to it; classes inside of functions belong to the function.
"""

import inspect
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from tree_sitter import Node

from stages.core.records.type_asset import Member, Parameter, TypeAsset
from stages.core.syntax import named
from stages.model.code_file import CodeFile, too_deep
from stages.model.documentation import UNDOCUMENTED, Documentation, documentation
from stages.model.params import ModelParams

_STRING = re.compile(r"\A[rRuUbB]*(\"\"\"|'''|\"|')(.*)\1\Z", re.DOTALL)


_CHOICES = ("if_statement", "try_statement", "with_statement")
_BRANCHES = ("elif_clause", "else_clause", "except_clause", "except_group_clause", "finally_clause")


class _Declared(NamedTuple):
    whole: Node
    """With the decorators."""
    node: Node
    name: str
    depth: int


def read_python(file: CodeFile, params: ModelParams) -> list[TypeAsset]:
    """Return the module row, when there are functions, and the classes of a Python file; raises Refused."""
    return _Reader(file).types(params)


def module_of(path: str) -> tuple[str, str]:
    """Return the dotted package and the name of a module; `src` and `lib` at the top are no packages."""
    pure = PurePosixPath(path)
    parts = [*pure.parts[:-1], pure.stem]
    parts = parts[1:] if len(parts) > 1 and parts[0] in ("src", "lib") else parts
    parts = parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts
    return ".".join(parts[:-1]), parts[-1]


class _Reader:
    def __init__(self, file: CodeFile) -> None:
        self.file = file
        self.package, self.module = module_of(file.source.document.path)
        self.imports = list(dict.fromkeys(self._imports()))

    def types(self, params: ModelParams) -> list[TypeAsset]:
        found = list(self._module())
        todo = list(self._classes(self.file.root, "", 1))
        while todo:
            declared = todo.pop(0)
            if declared.depth > params.max_nesting:
                raise too_deep(params.max_nesting)
            found.append(self._class(declared))
            todo += self._classes(_body(declared.node), declared.name, declared.depth + 1)
        return found

    def _imports(self) -> Iterator[str]:
        for node in named(self.file.root):
            names = [
                child.child_by_field_name("name") or child for child in node.children_by_field_name("name")
            ]
            if node.type == "import_statement":
                yield from (self.file.text(name) for name in names)
            elif node.type == "import_from_statement":
                module = self.file.text(node.child_by_field_name("module_name"))
                dot = "" if module.endswith(".") else "."
                yield from (f"{module}{dot}{self.file.text(name)}" for name in names)
                if not names:
                    yield f"{module}{dot}*"

    def _module(self) -> Iterator[TypeAsset]:
        root = self.file.root
        functions = [self._function(whole, node, "method") for whole, node in _functions(root)]
        if functions:
            yield self.file.type(
                root,
                "module",
                self.module,
                package=self.package,
                imports=self.imports,
                members=[*self._assigned(root), *functions],
                doc=self._doc(root),
            )

    def _classes(self, body: Node, outer: str, depth: int) -> Iterator[_Declared]:
        for whole, node in _definitions(body, "class_definition"):
            name = self.file.text(node.child_by_field_name("name"))
            yield _Declared(whole, node, f"{outer}.{name}" if outer else name, depth)

    def _class(self, declared: _Declared) -> TypeAsset:
        body = _body(declared.node)
        bases = declared.node.child_by_field_name("superclasses")
        functions = list(_functions(body))
        constructors = [
            node for _, node in functions if self.file.text(node.child_by_field_name("name")) == "__init__"
        ]
        assigned = list(self._assigned(body))
        names = {field.name for field in assigned} | {
            self.file.text(node.child_by_field_name("name")) for _, node in functions
        }
        own = (field for node in constructors for field in self._own_fields(node))
        members = [*assigned, *(field for field in own if field.name not in names)]
        return self.file.type(
            declared.whole,
            "class",
            declared.name,
            package=f"{self.package}.{self.module}" if self.package else self.module,
            imports=self.imports,
            members=members
            + [
                self._function(whole, node, "constructor" if node in constructors else "method", own=True)
                for whole, node in functions
            ],
            annotations=self._decorators(declared.whole),
            type_parameters=self.file.text(declared.node.child_by_field_name("type_parameters")),
            supertypes=[self.file.text(n) for n in named(bases) if n.type != "keyword_argument"]
            if bases
            else [],
            doc=self._doc(body),
        )

    def _assigned(self, body: Node) -> Iterator[Member]:
        """Yield the fields that a class body or a module assigns or declares by a plain name."""
        seen: set[str] = set()
        for statement, assignment, left in _assignments(body):
            name = self.file.text(left)
            if left.type == "identifier" and name not in seen:
                seen.add(name)
                yield self._field(statement, assignment, name)

    def _own_fields(self, constructor: Node) -> Iterator[Member]:
        seen: set[str] = set()
        for statement, assignment, left in _assignments(_body(constructor)):
            name = self.file.text(left).removeprefix("self.") if left.type == "attribute" else ""
            if name.isidentifier() and name not in seen:
                seen.add(name)
                yield self._field(statement, assignment, name)

    def _field(self, statement: Node, assignment: Node, name: str) -> Member:
        type_ = self.file.text(assignment.child_by_field_name("type"))
        signature = f"{name}: {type_}" if type_ else name
        return self.file.member(
            statement, "field", name, type_=type_, modifiers=[], annotations=[], signature=signature
        )

    def _function(self, whole: Node, node: Node, kind: str, *, own: bool = False) -> Member:
        body = _body(node)
        written = self.file.source.piece(node.start_byte, body.start_byte).rstrip()
        parameters = [
            self._parameter(child) for child in named(node.child_by_field_name("parameters") or node)
        ]
        decorators = self._decorators(whole)
        bound = own and "@staticmethod" not in decorators
        return self.file.member(
            whole,
            kind,
            self.file.text(node.child_by_field_name("name")),
            type_=self.file.text(node.child_by_field_name("return_type")),
            modifiers=["async"] if node.children[0].type == "async" else [],
            annotations=decorators,
            signature=re.sub(r"\s*:\s*(#[^\n]*)?\Z", "", written),
            doc=self._doc(body),
            parameters=[p for index, p in enumerate(parameters) if p.name and not (bound and index == 0)],
            body=body,
        )

    def _parameter(self, node: Node) -> Parameter:
        """Return a parameter; the bare `*` and `/` have no name."""
        if node.type in ("keyword_separator", "positional_separator"):
            return Parameter(name="", type="", annotations=[])
        name = node.child_by_field_name("name")
        if name is None and node.type == "typed_parameter":
            name = node.named_children[0]
        type_ = self.file.text(node.child_by_field_name("type"))
        return Parameter(name=self.file.text(name if name is not None else node), type=type_, annotations=[])

    def _decorators(self, whole: Node) -> list[str]:
        return [self.file.text(child) for child in whole.children if child.type == "decorator"]

    def _doc(self, body: Node) -> Documentation:
        first = next(named(body), None)
        literal = (
            next(named(first), None) if first is not None and first.type == "expression_statement" else None
        )
        found = (
            _STRING.match(self.file.text(literal))
            if literal is not None and literal.type == "string"
            else None
        )
        if literal is None or found is None:
            return UNDOCUMENTED
        span = self.file.source.span(literal.start_byte, literal.end_byte)
        return documentation(inspect.cleandoc(found[2]), span)


def _body(node: Node) -> Node:
    return node.child_by_field_name("body") or node


def _functions(body: Node) -> Iterator[tuple[Node, Node]]:
    return _definitions(body, "function_definition")


def _definitions(body: Node, kind: str) -> Iterator[tuple[Node, Node]]:
    """Yield the definitions of a body, with and without their decorators."""
    for node in _statements(body):
        inner = node.child_by_field_name("definition") if node.type == "decorated_definition" else node
        if inner is not None and inner.type == kind:
            yield node, inner


def _assignments(body: Node) -> Iterator[tuple[Node, Node, Node]]:
    """Yield statement, assignment and name of what a body assigns: `a, b = 1, 2` has two names."""
    for statement in _statements(body):
        assignment = next(named(statement), None) if statement.type == "expression_statement" else None
        left = assignment.child_by_field_name("left") if assignment is not None else None
        if assignment is None or left is None or assignment.type != "assignment":
            continue
        several = named(left) if left.type in ("pattern_list", "tuple_pattern") else (left,)
        yield from ((statement, assignment, one) for one in several)


def _statements(body: Node) -> Iterator[Node]:
    """Yield the statements of a body, and of the blocks that choose among them, in the order of the text."""
    todo = list(named(body))[::-1]
    while todo:
        node = todo.pop()
        if node.type in _CHOICES:
            todo += [inner for block in _blocks(node) for inner in named(block)][::-1]
        else:
            yield node


def _blocks(choice: Node) -> Iterator[Node]:
    """Yield the blocks of a choice, those of its branches included."""
    for child in named(choice):
        if child.type == "block":
            yield child
        elif child.type in _BRANCHES:
            yield from _blocks(child)
