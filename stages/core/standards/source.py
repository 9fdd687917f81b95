"""Read an answer in Java, Kotlin, TypeScript, Python or Go as types and methods, for the rules of code."""

import re
import textwrap
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from tree_sitter import Language, Node, Query, QueryCursor

from stages.core.standards.finding import Answer, line_of
from stages.core.standards.grammars import GRAMMARS, KOTLIN, Grammar
from stages.core.syntax import TooCostly, grammar, parse, walk

FRAME = "Frame"
_ANNOTATION = re.compile(r"@(?:\w+\.)*(\w+)")
_PARTS = ("statements",)
"""Of formats of code: what declares nothing, so that there is nothing to look at."""
_WHOLE = ("type", "module", "file")
_TESTS = frozenset(("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate"))
_TEST_CALL = re.compile(
    r"(?:it|test)(?:\.(?:skip|only|each|todo|failing|concurrent)\b.*)?|xit|xtest", re.DOTALL
)
_GO_TEST = re.compile(r"func (?:\(\w+ \*?\w*Suite\) )?Test\w*\((?:\w+ \*testing\.T)?\)")
_ANNOTATED = re.compile(r"\s*@(?!file:)")
"""What the grammar of Kotlin takes for an expression at the very beginning of a file."""
_TYPED_BLOCK = re.compile(r"(?:([\w.]+)\.)?(\w+)<[\w.?*, ]+>\s*\{")
"""`assertThrows<Refused> { run() }`: the grammar of Kotlin reads `(assertThrows < Refused) > { run() }`."""
_KOTLIN_KINDS = (("enum class", "enum"), ("data class", "record"), ("annotation class", "annotation"))


def simple_names(annotations: Iterable[str]) -> set[str]:
    """Return the names of annotations, without packages and arguments."""
    return {found[1] for found in map(_ANNOTATION.match, annotations) if found}


class Parameter(NamedTuple):
    """A parameter of a method."""

    name: str
    type: str
    annotations: tuple[str, ...]


class Call(NamedTuple):
    """A call in a method."""

    name: str
    """`new` where an object is created."""
    target: str
    """As written before the dot; empty when there is none."""
    arguments: tuple[str, ...]
    text: str
    line: int
    """In the answer, 1-based, as all lines here."""


class Condition(NamedTuple):
    """The condition of an `if`, a loop or a choice."""

    text: str
    lines: int
    """Lines on which something begins that and, or joins; 1 where nothing is joined."""
    line: int


class Literal(NamedTuple):
    """A string, or several that `+` joins."""

    text: str
    """What it holds."""
    line: int


class Branch(NamedTuple):
    """An `if` or a `switch`."""

    guard: bool
    """Whether it is an `if` that leaves the method at once, without `else`."""


class Method:
    """A method, function, constructor or test. What rules ask of it is read when the first one asks: most
    ask for little of most methods."""

    def __init__(self, nodes: "list[_Typed]", number: int, grammar: Grammar) -> None:
        """Take the nodes of its answer, in the order of the text, and the number of its own."""
        node, _ = nodes[number]
        self._nodes, self._number, self._node, self._grammar = nodes, number, node, grammar
        self.first = node.start_point[0] + 1
        """Line of its first annotation."""
        self.line = _line(node)
        """Line of its name."""

    @cached_property
    def name(self) -> str:
        """Its name; of a test that is a call what it says."""
        if self._node.type != "call_expression":
            return _name(self._node)
        arguments = self._node.child_by_field_name("arguments")
        return text_of(arguments.named_children[0]).strip("\"'`") if arguments else ""

    @cached_property
    def text(self) -> str:
        """As written."""
        return text_of(self._node)

    @cached_property
    def kind(self) -> str:
        """`method`, `constructor` or `test`."""
        node = self._node
        if node.type == "call_expression":
            return "test"
        if node.type in self._grammar.constructors or self.name in ("constructor", "__init__"):
            return "constructor"
        is_test = not _TESTS.isdisjoint(self.annotation_names) or (
            node.type == "function_definition"
            and self.name.startswith("test_")
            and "fixture" not in self.annotation_names
        )
        return "test" if is_test or _GO_TEST.match(self.text) else "method"

    @cached_property
    def doc(self) -> str:
        """Its documentation comment or docstring, with markers; empty when there is none."""
        return _doc(self._node, self._grammar)

    @cached_property
    def annotations(self) -> tuple[str, ...]:
        """As written."""
        return _annotations(self._node)

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """What it takes."""
        value = self._node.child_by_field_name("value") or self._node
        parameters = value.child_by_field_name("parameters") or next(
            iter(_children(self._node, "function_value_parameters")), None
        )
        return _parameters(parameters) if parameters else ()

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Those in it, local functions included."""
        calls = (node for node, kind in self._inside[1:] if _is_call(node, kind, self._grammar))
        return tuple(_call(node, self._grammar) for node in calls)

    @property
    def asserts(self) -> tuple[str, ...]:
        """`assert` statements."""
        return tuple(map(text_of, self._of(self._grammar.assertions)))

    @property
    def strings(self) -> tuple[Literal, ...]:
        """Its string literals, those of annotations included."""
        tops = ((node, _top(node)) for node in self._of(self._grammar.strings))
        return tuple(
            Literal(_content(top, self._grammar), node.start_point[0] + 1)
            for node, top in tops
            if top is node or _begins(top, node, self._grammar)
        )

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """Those of choices and loops."""
        return tuple(_condition(node, self._grammar) for node in self._of(self._grammar.conditionals))

    @property
    def branches(self) -> tuple[Branch, ...]:
        """Every `if` and `switch`."""
        return tuple(_branch(node, self._grammar) for node in self._of(self._grammar.branches))

    @cached_property
    def statements(self) -> tuple[str, ...]:
        """The statements of its body, without comments."""
        return tuple(map(text_of, _statements(self._node, self._grammar)))

    @property
    def lines(self) -> int:
        """Lines with code, from the signature to the end: no more than the text has."""
        return _code_lines(self._node, self._of(self._grammar.comments), self._grammar)

    @cached_property
    def annotation_names(self) -> set[str]:
        """Simple names of the annotations."""
        return simple_names(self.annotations)

    @property
    def is_test(self) -> bool:
        """Whether it is a test."""
        return self.kind == "test"

    @cached_property
    def _inside(self) -> "list[_Typed]":
        end = bisect_left(
            self._nodes, self._node.end_byte, self._number + 1, key=lambda one: one.node.start_byte
        )
        return self._nodes[self._number : end]

    def _of(self, kinds: frozenset[str]) -> list[Node]:
        return [node for node, kind in self._inside if kind in kinds]

    def line_of(self, piece: str) -> int:
        """Return the line in which a piece of its text begins."""
        return self.first - 1 + line_of(self.text, piece)


class Field(NamedTuple):
    """A field, property or component of a type."""

    name: str
    type: str
    modifiers: str
    """As written before the type, annotations included."""
    line: int


class Type(NamedTuple):
    """A type that an answer declares."""

    kind: str
    """`class`, `interface`, `enum`, `record`, `annotation` or `object`."""
    name: str
    bases: str
    """As written; empty when it has none."""
    modifiers: str
    annotations: tuple[str, ...]
    fields: tuple[Field, ...]
    methods: tuple[Method, ...]
    line: int
    """Line of its name."""

    @property
    def annotation_names(self) -> set[str]:
        """Simple names of the annotations."""
        return simple_names(self.annotations)


class Source(NamedTuple):
    """An answer in a programming language."""

    language: str
    """Empty for an answer that is none."""
    imports: tuple[str, ...]
    """Statements of package and import, as written."""
    types: tuple[Type, ...]
    methods: tuple[Method, ...]
    """All of them, also those of types and local ones."""


NONE = Source("", (), (), ())


def source(answer: Answer) -> Source:
    """Return what an answer declares; nothing of an answer that is no code or cannot be parsed."""
    return source_of(answer.format, answer.text)


@lru_cache(maxsize=8)
def source_of(format: str, text: str) -> Source:
    """Return what a text of a format declares, as `source` does."""
    language, _, part = format.partition("-")
    if language not in GRAMMARS or part in _PARTS:
        return NONE
    whole = part in _WHOLE
    root = _root(language, whole, text)
    if root is None:
        return NONE
    spoken = GRAMMARS[language]
    found = _sought(language, root.language).matches(root.node)
    nodes = [_Typed(node, node.type) for _, named in found for node in named["sought"]]
    made = {
        node.id: Method(nodes, number, spoken)
        for number, (node, kind) in enumerate(nodes)
        if _is_method(node, kind, spoken)
    }
    declared = (node for node, kind in nodes if kind in spoken.types)
    types = tuple(_type(node, spoken, made) for node in declared if _name(node) != FRAME)
    imports = tuple(text_of(node) for node, kind in nodes if _imports(kind))
    return Source(language, imports, types, tuple(made.values()))


class _Typed(NamedTuple):
    """A named node and its type, which costs more to ask for than to keep."""

    node: Node
    type: str


@cache
def _sought(language: str, parser: str) -> QueryCursor:
    """Return what finds the nodes that rules look at, in the order of the text; it passes over the others,
    which are most of them, faster than `walk`."""
    known, wanted = grammar(parser), GRAMMARS[language].kinds
    kinds = {known.node_kind_for_id(one) or "" for one in _named_kinds(known)}
    sought = sorted(kind for kind in kinds if kind in wanted or _imports(kind))
    return QueryCursor(Query(known, f"[{' '.join(f'({kind})' for kind in sought)}] @sought"))


def _named_kinds(known: Language) -> Iterator[int]:
    kinds = range(known.node_kind_count)
    return (one for one in kinds if known.node_kind_is_named(one) and known.node_kind_is_visible(one))


def _imports(kind: str) -> bool:
    return "import" in kind or kind.startswith("package")


class _Root(NamedTuple):
    """A tree, and the grammar that it is of."""

    language: str
    node: Node


def _root(language: str, whole: bool, text: str) -> _Root | None:  # noqa: FBT001
    before, after = GRAMMARS[language].frame
    bare = _readable(language, text)
    tries = [bare] if whole else [f"{before}{bare}{after}"]
    if language in ("typescript", "kotlin") and not whole:
        tries.insert(0, bare)
    parsers = ("typescript", "tsx") if language == "typescript" else (language,)
    roots = []
    for parser, tried in ((parser, tried) for tried in tries for parser in parsers):
        try:
            roots.append(_Root(parser, parse(parser, tried.encode())))
        except TooCostly:
            continue
        if not roots[-1].node.has_error:
            return roots[-1]
    return roots[0] if roots else None


def _readable(language: str, text: str) -> str:
    """Return a text as its grammar reads it."""
    if language == "kotlin" and _ANNOTATED.match(text):
        return f"package frame; {text}"
    return _dedented(text) if language == "python" else text


def _dedented(text: str) -> str:
    first, end, rest = textwrap.dedent(text).partition("\n")
    return f"{first}{end}{textwrap.dedent(rest)}" if first.startswith("@") else f"{first}{end}{rest}"


def text_of(node: Node | None) -> str:
    """Return the text of a node; of none an empty one."""
    return (node.text or b"").decode() if node else ""


def _field(node: Node, name: str) -> str:
    return text_of(node.child_by_field_name(name))


def _children(node: Node, *kinds: str) -> list[Node]:
    return [child for child in node.named_children if child.type in kinds]


def _named(node: Node) -> Node | None:
    return node.child_by_field_name("name") or next(
        iter(_children(node, "identifier", "type_identifier")), None
    )


def _name(node: Node) -> str:
    return text_of(_named(node)).strip("`")


def _line(node: Node) -> int:
    """Return the line of a node's name, or of itself when it has none."""
    return (_named(node) or node).start_point[0] + 1


def _type(node: Node, grammar: Grammar, made: dict[int, Method]) -> Type:
    modifiers = " ".join(text_of(child) for child in _children(node, "modifiers"))
    body = node.child_by_field_name("body") or next(
        iter(_children(node, "class_body", "enum_class_body")), None
    )
    members = [inner for child in (body.named_children if body else []) for inner in _unwrapped(child)]
    head = text_of(node)[: body.start_byte - node.start_byte] if body else text_of(node)
    return Type(
        kind=_kind(node, grammar, head),
        name=_name(node),
        bases=" ".join(text_of(child) for child in _bases(node)),
        modifiers=modifiers,
        annotations=_annotations(node),
        fields=(
            *_components(node),
            *(_a_field(member) for member in members if member.type in grammar.fields),
        ),
        methods=tuple(made[member.id] for member in members if member.type in grammar.methods),
        line=_line(node),
    )


def _unwrapped(node: Node) -> list[Node]:
    if node.type in ("decorated_definition", "expression_statement", "enum_body_declarations"):
        return [inner for inner in node.named_children if inner.type != "decorator"]
    return [node]


def _kind(node: Node, grammar: Grammar, head: str) -> str:
    if "class_modifier" in {
        child.type for part in _children(node, "modifiers") for child in part.named_children
    }:
        return next((kind for words, kind in _KOTLIN_KINDS if words in " ".join(head.split())), "class")
    if any(child.type in ("interface", "enum") for child in node.children):
        return next(child.type for child in node.children if child.type in ("interface", "enum"))
    return grammar.types[node.type]


def _bases(node: Node) -> list[Node]:
    kinds = (
        "superclass",
        "super_interfaces",
        "extends_interfaces",
        "delegation_specifiers",
        "class_heritage",
    )
    found = node.child_by_field_name("superclasses")
    return _children(node, *kinds) + ([found] if found else [])


def _annotations(node: Node) -> tuple[str, ...]:
    around = node.parent
    holder = around if around and around.type in ("decorated_definition", "export_statement") else node
    found = [child for part in _children(node, "modifiers") for child in part.named_children]
    found += _children(holder, "decorator") + (_children(node, "decorator") if holder is not node else [])
    kinds = ("annotation", "marker_annotation", "decorator")
    before = [] if node.type != "method_definition" else _decorators_before(node)
    return tuple(text_of(child) for child in [*before, *found] if child.type in kinds)


def _decorators_before(node: Node) -> list[Node]:
    found: list[Node] = []
    before = node.prev_named_sibling
    while before is not None and before.type == "decorator":
        found.insert(0, before)
        before = before.prev_named_sibling
    return found


def _components(node: Node) -> tuple[Field, ...]:
    """Return what a head declares: components of a record, properties of a Kotlin constructor."""
    parameters = node.child_by_field_name("parameters")
    if parameters is not None and node.type == "record_declaration":
        line = _line(node)
        return tuple(Field(p.name, p.type, "final", line) for p in _parameters(parameters))
    heads = [inner for head in _children(node, "primary_constructor") for inner in head.named_children]
    return tuple(
        Field(
            _name(child),
            _type_text(child),
            text_of(next(iter(_children(child, "modifiers")), None)),
            _line(child),
        )
        for head in heads
        for child in _children(head, "class_parameter")
    )


def _a_field(node: Node) -> Field:
    declared = node.child_by_field_name("declarator") or next(
        iter(_children(node, "variable_declaration")), None
    )
    name = _name(declared) if declared else _field(node, "name") or _field(node, "left")
    modifiers = " ".join(
        text_of(child)
        for child in node.children
        if child.type
        in ("modifiers", "accessibility_modifier", "readonly", "static", "val", "var", "decorator")
    )
    type_ = _type_text(declared if declared and not _field(node, "type") else node)
    return Field(name, type_, modifiers, _line(declared or node))


def _type_text(node: Node) -> str:
    typed = _field(node, "type") or text_of(
        next(iter(_children(node, "user_type", "nullable_type", "function_type")), None)
    )
    return typed.removeprefix(":").strip()


def _is_method(node: Node, kind: str, grammar: Grammar) -> bool:
    if kind in grammar.methods:
        return True
    if kind == "variable_declarator":
        value = node.child_by_field_name("value")
        return value is not None and value.type in ("arrow_function", "function_expression")
    return kind == "call_expression" and _is_test_call(node)


def _is_test_call(node: Node) -> bool:
    """Say whether a node is a test of Jest and its like: a call with a name and a function, or none yet.

    `test.skip(old, "why")` of Playwright is a condition.
    """
    called = _field(node, "function")
    if not _TEST_CALL.fullmatch(called):
        return False
    arguments = node.child_by_field_name("arguments")
    given = arguments.named_children if arguments is not None else []
    return any("function" in one.type for one in given) or (called.endswith(".todo") and bool(given))


def _doc(node: Node, grammar: Grammar) -> str:
    if node.type == "function_definition":
        first = next(iter(_statements(node, grammar)), None)
        held = first.named_children[0] if first and first.named_children else None
        return (
            text_of(held) if held and held.type == "string" and first and first.named_child_count == 1 else ""
        )
    holder = (
        node.parent
        if node.parent and node.parent.type in ("export_statement", "lexical_declaration")
        else node
    )
    before = holder.prev_named_sibling
    while before is not None and before.type == "decorator":
        before = before.prev_named_sibling
    text = text_of(before)
    return text if before and before.type in grammar.comments and text.startswith("/**") else ""


def _parameters(node: Node) -> tuple[Parameter, ...]:
    found = []
    for child in node.named_children:
        name = child.child_by_field_name("name") or child.child_by_field_name("pattern")
        named = name or next(iter(_children(child, "identifier", "variable_declarator")), None)
        if child.type in ("list_splat_pattern", "dictionary_splat_pattern", "keyword_separator"):
            break  # what follows is named by the caller
        if "parameter" not in child.type and child.type != "identifier":
            continue
        several = child.children_by_field_name("name") if child.type == "parameter_declaration" else []
        for one in several or [named or child]:
            if text_of(one) not in ("self", "cls", "this"):
                found.append(Parameter(text_of(one), _type_text(child), _annotations(child)))
    return tuple(found)


def _is_call(node: Node, kind: str, grammar: Grammar) -> bool:
    """Say whether a node is a call: one of Kotlin with a type and a block stands in two comparisons."""
    if grammar is KOTLIN and kind == "binary_expression":
        return _TYPED_BLOCK.match(text_of(node)) is not None
    return kind in grammar.calls


def _call(node: Node, grammar: Grammar) -> Call:
    if typed := _TYPED_BLOCK.match(text_of(node)) if node.type == "binary_expression" else None:
        return Call(typed[2], typed[1] or "", (), text_of(node), _line(node))
    if node.type == "infix_expression":
        target, name, *operands = map(text_of, named_without(node, grammar))
        return Call(name, target, tuple(operands), text_of(node), _line(node))
    arguments = node.child_by_field_name("arguments") or next(iter(_children(node, "value_arguments")), None)
    given = tuple(text_of(child) for child in named_without(arguments, grammar)) if arguments else ()
    line = _line(node)
    if node.type in ("object_creation_expression", "new_expression", "explicit_constructor_invocation"):
        made = _field(node, "type") or _field(node, "constructor")
        return Call("new", made, given, text_of(node), line)
    if grammar.callee == "name":
        return Call(_field(node, "name"), _field(node, "object"), given, text_of(node), line)
    called = node.child_by_field_name(grammar.callee) if grammar.callee else node.named_children[0]
    if called is not None and called.type in grammar.selections and called.named_children:
        target, name = text_of(called.named_children[0]), text_of(called.named_children[-1])
        return Call(name, target, given, text_of(node), called.named_children[-1].start_point[0] + 1)
    return Call(text_of(called), "", given, text_of(node), line)


def named_without(node: Node, grammar: Grammar) -> list[Node]:
    """Return the named children of a node that are no comments."""
    return [child for child in node.named_children if child.type not in grammar.comments]


def _top(node: Node) -> Node:
    """Return all that a string is joined with by `+`, or itself."""
    top = node
    while (around := top.parent) is not None and around.type in _JOINS:
        top = around
    return top


def _begins(top: Node, node: Node, grammar: Grammar) -> bool:
    """Say whether a string is the first of those that are joined."""
    return next(found for found in walk(top) if found.type in grammar.strings) == node


def _content(top: Node, grammar: Grammar) -> str:
    """Return the text of a string; what is joined to it and is no string becomes `:joined`."""
    if top.type in grammar.strings:
        return _bare(text_of(top))
    leaves = _operands(top, grammar)
    return "".join(_bare(text_of(leaf)) if leaf.type in grammar.strings else ":joined" for leaf in leaves)


def _operands(node: Node, grammar: Grammar) -> list[Node]:
    if node.type in _JOINS:
        return [leaf for child in named_without(node, grammar) for leaf in _operands(child, grammar)]
    return [node]


_JOINS = frozenset(("binary_expression", "binary_operator", "concatenated_string"))
_QUOTES = re.compile(r"\A[A-Za-z]{0,2}(\"\"\"|'''|[\"'`])(.*)\1\Z", re.DOTALL)


def _bare(text: str) -> str:
    found = _QUOTES.match(text)
    return found[2].replace("\\n", "\n").replace('\\"', '"') if found else text


def _condition(node: Node, grammar: Grammar) -> Condition:
    held = node.child_by_field_name("condition") or next(iter(named_without(node, grammar)), node)
    rows = {operand.start_point[0] for operand in _joined(held, grammar)}
    return Condition(text_of(held), len(rows) or 1, held.start_point[0] + 1)


def _joined(node: Node, grammar: Grammar) -> list[Node]:
    """Return what is joined by and, or, through brackets and negations."""
    inner = named_without(node, grammar)
    if node.type in grammar.logical and not _AND_OR.isdisjoint(child.type for child in node.children):
        return [leaf for child in inner for leaf in (_joined(child, grammar) or [child])]
    return _joined(inner[0], grammar) if len(inner) == 1 and node.type not in grammar.calls else []


_AND_OR = frozenset(("&&", "||", "and", "or"))
_LEAVES = re.compile(r"\{?\s*(?:return|throw|raise|continue|break)\b[^;{}]*;?\s*\}?", re.DOTALL)


def _branch(node: Node, grammar: Grammar) -> Branch:
    if "if" not in node.type and "elif" not in node.type:
        return Branch(guard=False)
    parts = named_without(node, grammar)
    alone = len(parts) == 2 and not any(child.type in ("else", "elif_clause") for child in node.children)
    return Branch(guard=alone and bool(_LEAVES.fullmatch(text_of(parts[-1]))))


def _statements(node: Node, grammar: Grammar) -> list[Node]:
    value = node.child_by_field_name("value") or node
    body = value.child_by_field_name("body") or next(iter(_children(node, "function_body")), None)
    if body is not None and body.type == "function_body" and _children(body, "block"):
        body = _children(body, "block")[0]
    if body is not None and _children(body, "statement_list"):
        body = _children(body, "statement_list")[0]
    return named_without(body, grammar) if body else []


def _code_lines(node: Node, comments: list[Node], grammar: Grammar) -> int:
    """Return the lines of a method that hold more than comments, a docstring and space."""
    text = bytearray(node.text or b"")
    documented = node.type == "function_definition" and _doc(node, grammar)
    for comment in [*comments, *(_statements(node, grammar)[:1] if documented else [])]:
        start, end = comment.start_byte - node.start_byte, comment.end_byte - node.start_byte
        text[start:end] = bytes(byte if byte == 10 else 32 for byte in text[start:end])
    return sum(bool(line.strip()) for line in text.split(b"\n"))
