"""Statements in the strings of source code: annotations, constants, arguments of calls.

A string counts that begins like a statement, in lower or upper case, and names a table; what is joined by `+`
is one text, in which constants of the same file are put in and all other parts stand as `:name`. The strings
of one annotation such as `@Select({...})` are one text, too. Not read: what a builder appends, what a method
returns, and what is logged, printed or thrown: `log.info("select a file from the list")`. JPQL is what
`@Query` of Spring Data JPA, `@NamedQuery` and `createQuery` hold, unless they say that it is native.
"""

import re
import textwrap
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tree_sitter import Node, Query, QueryCursor

from stages.core import sql
from stages.core.records.span import Span
from stages.core.records.sql_asset import SqlAsset
from stages.core.records.type_asset import Member, TypeAsset
from stages.core.syntax import grammar, named
from stages.model.code_file import CodeFile
from stages.model.documentation import UNDOCUMENTED, Documentation, documentation
from stages.model.mapper import script
from stages.model.params import ModelParams
from stages.model.passed_over import PassedOver
from stages.model.refused import Refused
from stages.model.told_sql import Holder, Told, sql_asset

_STRINGS = {
    "go": ("interpreted_string_literal", "raw_string_literal"),
    "java": ("string_literal",),
    "kotlin": ("string_literal", "multiline_string_literal"),
    "python": ("string",),
    "tsx": ("string", "template_string"),
    "typescript": ("string", "template_string"),
}
_LIKELY = re.compile(
    rb"[\"'`>\s](?:select|SELECT|insert|INSERT|update|UPDATE|delete|DELETE|with|WITH|create|CREATE)\s"
)
_CASE = re.compile(r"[\s(]*(?:[a-z]+|[A-Z]+)\b")
_TABLE = re.compile(r"\b(?:from|into|set|table)\b", re.IGNORECASE)
"""What comes before or after a table in a statement that cannot be parsed."""
_JOINED = ("binary_expression", "binary_operator", "concatenated_string", "parenthesized_expression")
_LISTS = ("element_value_array_initializer", "collection_literal")
_ANNOTATIONS = ("annotation", "marker_annotation", "decorator")
_CONSTANTS = {
    "assignment": ("left", "right"),
    "const_spec": ("name", "value"),
    "property_declaration": ("", ""),
    "variable_declarator": ("name", "value"),
}
_ESCAPES = {"n": "\n", "t": "\t", "r": "", "\n": ""}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_QUOTED = re.compile(r"\A[A-Za-z]{0,2}(\"\"\"|'''|[\"'`])(.*)\1\Z", re.DOTALL)
_VALUE = re.compile(r"\$\{[^{}]*\}|\$\w+|\{[^{}]*\}")
"""What a template string puts in."""
_NATIVE = re.compile(r"nativeQuery\s*=\s*true|\bNamedNativeQuery\b|\bNativeQuery\b|^@?Sql(?:Query|Update)\b")
_JPQL = re.compile(r"@?(?:[\w.]+\.)?(?:Query|NamedQuery)\b")
_NO_JPA = ("springframework.data.jdbc", "springframework.data.r2dbc")
_APPENDS = ("append", "format", "Sprintf", "StringBuffer", "StringBuilder", "WriteString")
"""Calls whose argument is not the whole statement."""
_SAYS = re.compile(
    r"debug|error|fatal|info|log|print(?:f|ln)?|trace|warn(?:ing)?|(?:Error|Fatal|Log|Panic|Print)(?:f|ln)?"
    r"|\w*(?:Exception|Error)"
)
"""Calls whose argument is said to people."""


class _Text(NamedTuple):
    text: str
    dynamic: bool


def read_strings(
    file: CodeFile, language: str, types: list[TypeAsset], params: ModelParams
) -> list[SqlAsset | PassedOver]:
    """Return the statements in the strings of a file, in their order, and those that are passed over."""
    if not _LIKELY.search(file.source.content):
        return []
    return list(_Reader(file, language, types, params).statements(params))


@cache
def _query(language: str) -> Query:
    known = grammar(language)
    joins = [kind for kind in (*_JOINED, *_LISTS) if known.id_for_node_kind(kind, True) is not None]
    return Query(
        known,
        " ".join([*(f"({kind}) @s" for kind in _STRINGS[language]), *(f"({kind}) @j" for kind in joins)]),
    )


class _Reader:
    def __init__(self, file: CodeFile, language: str, types: list[TypeAsset], params: ModelParams) -> None:
        self.file, self.language, self.types = file, language, types
        found = QueryCursor(_query(language)).captures(file.root)
        self.most = params.max_statement_characters
        self.around = {child.id: node for node in found.get("j", []) for child in node.named_children}
        self.top_of: dict[int, Node] = {}
        self.texts: dict[str, _Text] = {}
        strings = sorted(found.get("s", []), key=lambda node: node.start_byte)
        self.tops = list({top.start_byte: top for top in map(self._top, strings)}.values())
        self.constants = dict(self._constants())
        imports = {target for asset in types for target in asset.imports}
        self.jpa = not any(target.startswith(f"org.{name}") for target in imports for name in _NO_JPA)

    def statements(self, params: ModelParams) -> Iterator[SqlAsset | PassedOver]:
        for top in self.tops:
            told = self._told(top, params)
            if isinstance(told, PassedOver):
                yield told
            elif told is not None:
                too_long = len(told.text) > params.max_statement_characters
                yield PassedOver("oversized", told.span) if too_long else sql_asset(self.file.source, told)

    def _told(self, top: Node, params: ModelParams) -> Told | PassedOver | None:
        found = self._text(top)
        if found.text.lstrip().startswith("<script>"):
            try:
                written = script(found.text.strip(), params)
            except Refused:
                rule = "oversized" if len(found.text) > self.most else "broken-script"
                return PassedOver(rule, self.file.source.span(top.start_byte, top.end_byte))
            found = _Text(written.text, written.dynamic)
        if not _CASE.match(found.text) or not sql.begins(found.text) or _SAYS.fullmatch(_called(top)):
            return None
        tree = sql.tree(found.text)
        if not (sql.tables(tree) if tree else _TABLE.search(found.text)):
            return None
        annotation = _annotation(top)
        span = self.file.source.span(top.start_byte, top.end_byte)
        member, owner = self._holder(span)
        name = member.name if member else ""
        holder = Holder(
            owner.name.rpartition(".")[2] if owner else "",
            name,
            tuple(f"{p.name}: {p.type}" if p.type else p.name for p in member.parameters) if member else (),
            member.type if member and member.kind == "method" else "",
        )
        return Told(
            f"{owner.name if owner else ''}.{name}",
            "test" if owner and owner.role == "test" else "annotation" if annotation else "string",
            found.text,
            span,
            jpql=self._is_jpql(top, annotation),
            dynamic=found.dynamic or _called(top) in _APPENDS,
            holder=holder,
            doc=self._doc(top, annotation, member),
        )

    def _is_jpql(self, top: Node, annotation: Node | None) -> bool:
        if annotation is not None:
            written = self.file.text(annotation).removeprefix("@")
            return self.jpa and bool(_JPQL.match(written)) and not _NATIVE.search(written)
        return _called(top) == "createQuery"

    def _holder(self, span: Span) -> tuple[Member | None, TypeAsset | None]:
        """Return the smallest member around a span, and its type; else the smallest type."""
        around = [a for a in self.types if a.span.start <= span.start and span.end <= a.span.end]
        held = [
            (m, a)
            for a in self.types
            for m in a.members
            if m.span.start <= span.start and span.end <= m.span.end
        ]
        if held:
            return min(held, key=lambda pair: pair[0].span.end - pair[0].span.start)
        return None, min(around, key=lambda a: a.span.end - a.span.start, default=None)

    def _doc(self, top: Node, annotation: Node | None, member: Member | None) -> Documentation:
        """Return the comment above the statement of code that holds a string, or what the member says."""
        if annotation is None:
            node = top
            while node.parent is not None and node.parent.type not in (
                "block",
                "statement_list",
                "statements",
            ):
                node = node.parent
            before = node.prev_named_sibling if node.parent is not None else None
            if (
                before is not None
                and "comment" in before.type
                and before.end_point[0] >= node.start_point[0] - 1
            ):
                said = re.sub(
                    r"^\s*(?://+|#+|/?\*+/?)\s?|\*/\s*$", "", self.file.text(before), flags=re.MULTILINE
                )
                span = self.file.source.span(before.start_byte, before.end_byte)
                return documentation(" ".join(said.split()), span)
        if member is not None and member.doc:
            return Documentation(member.doc, member.doc_span)
        return UNDOCUMENTED

    def _constants(self) -> Iterator[tuple[str, Node]]:
        """Yield the names of the file that hold one string, or several joined."""
        for node in self.tops:
            parent = node.parent
            if parent is not None and parent.type == "expression_list":
                parent = parent.parent
            if parent is not None and parent.type in _CONSTANTS:
                field = _CONSTANTS[parent.type][0]
                name = parent.child_by_field_name(field) if field else _declared(parent)
                yield self.file.text(name), node

    def _text(self, node: Node) -> _Text:
        """Return the text of an expression; of one that is too long, a part that is too long."""
        said: list[str] = []
        dynamic, length, todo = False, 0, [(node, "")]
        while todo and length <= self.most:
            part, glue = todo.pop()
            if part.type in (*_JOINED, *_LISTS):
                inner = " " if part.type in _LISTS else ""
                children = [(child, inner if number else glue) for number, child in enumerate(named(part))]
                todo += reversed(children)
                continue
            found = self._part(part)
            said.append(f"{glue}{found.text}")
            dynamic, length = dynamic or found.dynamic, length + len(said[-1])
        return _Text("".join(said), dynamic)

    def _part(self, node: Node) -> _Text:
        """Return the text of a literal, or of a name: what it holds, else its place."""
        if node.type in _STRINGS[self.language]:
            return _bare(self.file.text(node), self.language)
        name = self.file.text(node)
        simple = name.rpartition(".")[2]
        place = _Text(f":{simple}" if simple.isidentifier() else ":given", dynamic=True)
        if simple not in self.constants:
            return place
        if simple not in self.texts:
            self.texts[simple] = place  # for a constant that holds itself
            self.texts[simple] = self._text(self.constants[simple])
        return self.texts[simple]

    def _top(self, node: Node) -> Node:
        """Return the whole expression that a string is a part of."""
        way = [node]
        while (parent := self.around.get(way[-1].id)) is not None and way[-1].id not in self.top_of:
            if parent.type in _LISTS and _annotation(way[-1]) is None:
                break
            way.append(parent)
        top = self.top_of.get(way[-1].id, way[-1])
        self.top_of |= {one.id: top for one in way}
        return top


def _annotation(node: Node) -> Node | None:
    found: Node | None = node
    while found is not None and found.type not in _ANNOTATIONS:
        if found.type in ("block", "class_body", "function_body", "program"):
            return None
        found = found.parent
    return found


def _called(node: Node) -> str:
    """Return the name of the call that takes a node as an argument, or an empty string."""
    call = node.parent
    while call is not None and call.type in (
        "argument_list",
        "value_argument",
        "value_arguments",
        "arguments",
    ):
        call = call.parent
    name = call.child_by_field_name("name") if call is not None and "invocation" in call.type else None
    if call is not None and call.type == "object_creation_expression":
        name = call.child_by_field_name("type")
    if call is not None and call.type in ("call", "call_expression", "new_expression"):
        name = next(named(call), None)
    return re.split(r"\W", (name.text or b"").decode())[-1] if name else ""


def _declared(node: Node) -> Node | None:
    declared = next((child for child in node.named_children if child.type == "variable_declaration"), None)
    return declared.named_children[0] if declared is not None and declared.named_children else None


def _bare(text: str, language: str) -> _Text:
    """Return the content of a literal; in a template what is put in stands as `:given`."""
    found = _QUOTED.match(text)
    if found is None:
        return _Text(text, dynamic=False)
    content = found[2]
    is_raw = found[1] == "`" or (len(found[1]) == 3 and language == "kotlin")
    if not is_raw:
        content = _ESCAPE.sub(lambda escape: _ESCAPES.get(escape[1], escape[1]), content)
    templated = (
        (language == "kotlin" and "$" in content)
        or (language == "python" and text[:1].lower() == "f")
        or (language in ("tsx", "typescript") and found[1] == "`" and "${" in content)
    )
    content = _VALUE.sub(":given", content) if templated else content
    return _Text(textwrap.dedent(content).strip() if "\n" in content else content, dynamic=templated)
