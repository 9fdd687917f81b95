"""Elements of an XML document, as far as mappers and build files need them; entities are not expanded."""

import html
from collections.abc import Iterator
from itertools import chain, groupby
from typing import NamedTuple

from tree_sitter import Node

from stages.core.syntax import TooCostly, fault, parse
from stages.model.refused import Refused
from stages.model.safe_text import SafeText

_PLAIN = ("CharData", "CharRef", "EntityRef")


class Element(NamedTuple):
    """An element with its attributes; its content is read when it is asked for."""

    name: str
    attributes: dict[str, str]
    node: Node

    @property
    def children(self) -> list["Element | str"]:
        """Return the elements and texts in it, in order; comments are left out, and references of signs are
        a part of the text around them."""
        content = next((child for child in self.node.named_children if child.type == "content"), None)
        runs = groupby(content.named_children if content else [], key=lambda node: node.type in _PLAIN)
        return [
            one
            for is_plain, nodes in runs
            for one in (
                ["".join(map(_unescaped, nodes))] if is_plain else chain.from_iterable(map(_read, nodes))
            )
        ]

    @property
    def elements(self) -> list["Element"]:
        """Return the elements in it."""
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def text(self) -> str:
        """Return the text in it, that of elements left out."""
        return "".join(child for child in self.children if isinstance(child, str))

    def first(self, *names: str) -> "Element | None":
        """Return the element that a path of names leads to, the first one of each name."""
        found: Element | None = self
        for name in names:
            found = next((e for e in found.elements if e.name == name), None) if found else None
        return found


def read_xml(source: SafeText) -> Element:
    """Return the root of a document; raises Refused."""
    return root_of(source.content)


def root_of(content: bytes) -> Element:
    """Return the root of an XML text; raises Refused."""
    try:
        tree = parse("xml", content)
    except TooCostly as stopped:
        raise Refused("effort", f"line {stopped.line}") from stopped
    found = fault(tree)
    if found is not None:
        raise Refused("parse-error", f"line {found.line}")
    root = next((_element(node) for node in tree.named_children if node.type == "element"), None)
    if root is None:
        raise Refused("no-asset", "empty")
    return root


def _read(node: Node) -> Iterator[Element | str]:
    match node.type:
        case "element":
            yield _element(node)
        case "CDSect":
            yield from (_text(child) for child in node.named_children if child.type == "CData")


def _unescaped(node: Node) -> str:
    return _text(node) if node.type == "CharData" else html.unescape(_text(node))


def _element(node: Node) -> Element:
    tag = node.named_children[0]
    names = [_text(child) for child in tag.named_children if child.type == "Name"]
    pairs = [child.named_children for child in tag.named_children if child.type == "Attribute"]
    attributes = {_text(pair[0]): html.unescape(_text(pair[-1])[1:-1]) for pair in pairs if len(pair) > 1}
    return Element(names[0] if names else "", attributes, node)


def _text(node: Node) -> str:
    return (node.text or b"").decode()
