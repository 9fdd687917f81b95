"""A parsed source file: what the readers of all languages take from it in the same way."""

import re
from typing import NamedTuple

from tree_sitter import Node

from stages.core.records.type_asset import Member, Parameter, TypeAsset
from stages.core.syntax import TooCostly, fault, parse
from stages.model.calls import calls_of
from stages.model.documentation import UNDOCUMENTED, Documentation, documentation, unmarked
from stages.model.refused import Refused
from stages.model.roles import is_test, role_of
from stages.model.safe_text import SafeText

_CLOSED = re.compile(rb"[ \t](?=\})")
"""The blank before the end of a body."""


class Declared(NamedTuple):
    """A type declaration as a reader comes to it."""

    node: Node
    name: str
    doc: Documentation
    depth: int


class Modifiers(NamedTuple):
    """What stands before a declaration."""

    words: list[str]
    annotations: list[str]
    end: int
    """Byte after the modifiers, or the start of the declaration."""


class CodeFile:
    """The syntax tree of a document and the pieces of its text."""

    def __init__(self, source: SafeText, language: str) -> None:
        """Parse the document; raises Refused where the grammar does not hold it."""
        self.source = source
        self.root = _root(language, source.content)
        self._calls = calls_of(language, self.root, source.content)

    def text(self, node: Node | None) -> str:
        """Return the text of a node; empty when there is none."""
        return self.source.piece(node.start_byte, node.end_byte) if node is not None else ""

    def comment(self, node: Node) -> Documentation | None:
        """Return what a comment `/** ... */` says, or None when it is another comment."""
        text = self.text(node)
        if not text.startswith("/**"):
            return None
        return documentation(unmarked(text), self.source.span(node.start_byte, node.end_byte))

    def member(
        self,
        node: Node,
        kind: str,
        name: str,
        *,
        type_: str = "",
        modifiers: list[str],
        annotations: list[str],
        signature: str,
        doc: Documentation = UNDOCUMENTED,
        parameters: list[Parameter] | None = None,
        body: Node | None = None,
    ) -> Member:
        """Return the member that `node` declares."""
        return Member(
            kind=kind,
            name=name,
            type=type_,
            parameters=parameters or [],
            modifiers=modifiers,
            annotations=annotations,
            doc=doc.text,
            doc_span=doc.span,
            signature=signature,
            body=self.text(body),
            text=self.text(node),
            calls=self._calls.between(node.start_byte, node.end_byte),
            span=self.source.span(node.start_byte, node.end_byte),
        )

    def type(
        self,
        node: Node,
        kind: str,
        name: str,
        *,
        package: str,
        imports: list[str],
        members: list[Member],
        modifiers: list[str] | None = None,
        annotations: list[str] | None = None,
        type_parameters: str = "",
        supertypes: list[str] | None = None,
        doc: Documentation = UNDOCUMENTED,
        told: str = "",
    ) -> TypeAsset:
        """Return the type that `node` declares; the subject of a test is found later, over all files.

        `told` is the role that the language itself tells, or empty.
        """
        document = self.source.document
        return TypeAsset(
            id=f"{document.id}#{name}",
            document=document.id,
            source=document.source,
            source_class=document.source_class,
            licence=document.licence,
            language=document.language,
            package=package,
            name=name,
            kind=kind,
            role="test"
            if is_test(document.path, document.asset, name)
            else told or role_of(document.path, kind, name, annotations or [], supertypes or []),
            modifiers=modifiers or [],
            annotations=annotations or [],
            type_parameters=type_parameters,
            supertypes=supertypes or [],
            doc=doc.text,
            doc_span=doc.span,
            imports=imports,
            members=members,
            subject="",
            text=self.text(node),
            span=self.source.span(node.start_byte, node.end_byte),
        )


def _root(language: str, content: bytes) -> Node:
    """Return the root of a text; of Kotlin also one whose bodies end on the line of their last member.

    There the grammar asks for a line break, which takes the place of the blank: all offsets stay.
    """
    broken = _CLOSED.sub(b"\n", content) if language == "kotlin" else content
    try:
        root = parse(language, content)
        found = fault(root)
        if found is not None and broken != content:
            root = parse(language, broken)
            found = found if fault(root) else None
    except TooCostly as stopped:
        raise Refused("effort", f"line {stopped.line}") from stopped
    if found is not None:
        raise Refused("parse-error", f"line {found.line}")
    return root


def too_deep(levels: int) -> Refused:
    """Return the refusal of types nested deeper than `levels`."""
    return Refused("nesting", f"more than {levels} levels", str(levels))
