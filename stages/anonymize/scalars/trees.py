"""Read the values of JSON, YAML, TOML and XML files with their grammars.

The grammar's own query finds the pairs, and an alias stands for a single value alone, so that a text costs no
more than its length.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import tree_sitter_json
import tree_sitter_toml
import tree_sitter_xml
import tree_sitter_yaml
from tree_sitter import Language, Node, Parser, Query, QueryCursor

from stages.anonymize.scalars.depth import is_deep
from stages.anonymize.scalars.scalar import Scalar

LARGEST = 1 << 20
"""Characters above which a text is not parsed: `screen` drops such files, and errors cost most in them."""


class Grammar(NamedTuple):
    """A way to parse a language and to name the pairs in it."""

    language: Callable[[], object]
    pairs: str
    """A query with `pair`, `key` and `value`."""


GRAMMARS = {
    "json": Grammar(tree_sitter_json.language, "(pair key: (_) @key value: (_) @value) @pair"),
    "yaml": Grammar(
        tree_sitter_yaml.language,
        "(block_mapping_pair key: (_) @key value: (_) @value) @pair"
        "(flow_pair key: (_) @key value: (_) @value) @pair",
    ),
    "toml": Grammar(
        tree_sitter_toml.language,
        "(pair . (_) @key (_) @value .) @pair (table . (_) @key) @pair(table_array_element . (_) @key) @pair",
    ),
    "xml": Grammar(
        tree_sitter_xml.language_xml,
        "(element (STag (Name) @key)) @pair (element (EmptyElemTag (Name) @key)) @pair"
        "(element (STag (Name) @key) (content) @value)"
        "(Attribute (Name) @key (AttValue) @value) @pair",
    ),
}
ANCHORS = (
    "(_ (anchor (anchor_name) @name)"
    " [(plain_scalar) (double_quote_scalar) (single_quote_scalar) (block_scalar)] @value)"
)
"""A value of YAML that has a name of its own."""
WRAPPERS = frozenset({"flow_node", "block_node", "block_sequence_item"})
LISTS = frozenset({"array", "block_sequence", "flow_sequence"})
TEMPLATE = re.compile(rb"(?m)^[ \t]*\{\{[^\n]*\}\}[ \t]*\r?$")
"""A line of YAML that a template leaves out."""
FILLED = re.compile(rb"(?m)^ *(?=[^\s#])")
QUOTES = {
    "string": 1, "quoted_key": 1, "double_quote_scalar": 1, "single_quote_scalar": 1, "AttValue": 1,
    "number": 0, "integer": 0, "float": 0, "bare_key": 0, "plain_scalar": 0, "block_scalar": 0,
    "boolean": 0, "CharData": 0, "CData": 0, "dotted_key": 0, "Name": 0,
}  # fmt: skip
"""Kinds of nodes that are a value or a name, and how many quotes stand on each side."""
NAMES = frozenset({"name", "key", "property", "param-name", "env-entry-name"})
VALUES = frozenset({"value", "val", "prop", "entry", "string", "param-value", "env-entry-value"})
"""Keys of a pair that is written as two: `name: PASSWORD` and `value: tiger`."""


class Owner(NamedTuple):
    """A pair or element that holds what comes until its end."""

    end: int
    key: str
    holder: int
    """First byte of the mapping that holds it."""


NOBODY = Owner(0, "", 0)


class Name(NamedTuple):
    """The value of a key such as `name`, for the key `value` beside it."""

    value: str
    holder: int
    """The node that holds both, or its tag."""


class Before(NamedTuple):
    """The values of a key such as `value`, for the key `name` behind it."""

    holder: int
    """The node that holds both."""
    places: list[tuple[int, int]]


class Span(NamedTuple):
    """A value of a key in bytes; see `Scalar`."""

    key: str
    owner: str
    start: int
    end: int
    holder: int
    above: int


def scalars(text: str, language: str) -> list[Scalar] | None:
    """Return the values in order; None when the text is too long or deep, or no whole JSON.

    Of another text that breaks its grammar, such as a part of a file, the pairs are read that stand in it.
    """
    if len(text) > LARGEST or is_deep(text, language):
        return None
    data = text.encode("utf-8", errors="surrogatepass")
    if language == "yaml":
        data = TEMPLATE.sub(lambda line: b" " * len(line[0]), data)
    root = _parser(language).parse(data).root_node
    if root.has_error and language == "json":
        return None
    if root.has_error and language == "yaml":
        borders = pairwise([*_pieces(data), len(data)])
        spans = [span for start, end in borders for span in _of_piece(data, start, end)]
    else:
        spans = list(_spans(root, data, language))
    return list(_in_characters(sorted(spans, key=lambda span: span.start), data))


def _pieces(data: bytes) -> list[int]:
    """Return where the pieces of a part of a YAML file begin: it goes on at a lower depth than it began."""
    pieces = list[int]()
    least = len(data)
    for line in FILLED.finditer(data):
        depth = line.end() - line.start()
        pieces += [line.start()] if depth < least else []
        least = min(least, depth)
    return [0, *pieces[1:]]


def _of_piece(data: bytes, start: int, end: int) -> Iterator[Span]:
    piece = data[start:end]
    for span in _spans(_parser("yaml").parse(piece).root_node, piece, "yaml"):
        yield Span(span.key, span.owner, *(place + start for place in span[2:]))


@cache
def _parser(language: str) -> Parser:
    return Parser(Language(GRAMMARS[language].language()))


@cache
def _query(language: str) -> Query:
    return Query(Language(GRAMMARS[language].language()), GRAMMARS[language].pairs)


@cache
def _anchors() -> Query:
    return Query(Language(tree_sitter_yaml.language()), ANCHORS)


def _anchored(root: Node, data: bytes, language: str) -> dict[bytes, Node]:
    """Return the values of YAML that have names, by alias."""
    if language != "yaml" or b"*" not in data:
        return {}
    found = (match for _, match in QueryCursor(_anchors()).matches(root))
    return {b"*" + (match["name"][0].text or b""): match["value"][0] for match in found}


def _aliased(value: Node, anchors: dict[bytes, Node]) -> list[Node]:
    alias = value.child(0) if anchors and value.child_count else None
    named = anchors.get(alias.text or b"") if alias and alias.type == "alias" else None
    return [named] if named else []


def _spans(root: Node, data: bytes, language: str) -> Iterator[Span]:
    anchors = _anchored(root, data, language)
    owners: list[Owner] = []
    name = Name("", 0)
    before = Before(0, [])
    for _, found in QueryCursor(_query(language)).matches(root):
        key = _content(found["key"][0], data)
        values = (
            _scalars_of(found["value"][0]) or _aliased(found["value"][0], anchors) if "value" in found else []
        )
        place = found["pair" if "pair" in found else "value"][0].start_byte
        while owners and owners[-1].end <= place:
            owners.pop()
        around = owners if "pair" in found else owners[:-1][-1:]  # an element is not the owner of its content
        owner, holders = around[-1] if around else NOBODY, _holders(found)
        holder = _mapping(found)
        for value in values:
            span = Span(key, owner.key, *_inside(value, data), holder, owner.holder)
            yield span
            if (key.lower() in VALUES or "pair" not in found) and name.holder in holders:
                yield span._replace(key=name.value)
        if key.lower() in VALUES and values:
            before = Before(holders[0], [_inside(value, data) for value in values])
        if key.lower() in NAMES and values:
            name = Name(_content(values[0], data), holders[0])
            for start, end in before.places if before.holder == name.holder else ():
                yield Span(name.value, owner.key, start, end, holder, owner.holder)
        if "pair" in found:
            owners.append(Owner(found["pair"][0].end_byte, key, holder))


def _holders(found: dict[str, list[Node]]) -> list[int]:
    """Return the node that holds a pair, and of XML the tags of the element and of the one around it."""
    pair = found["pair"][0] if "pair" in found else found["value"][0].parent
    holder = pair.parent if pair else None
    elements = [pair, holder and holder.parent]
    tags = [one.children[0] for one in elements if one and one.type == "element"]
    return [node.id for node in (holder, *tags) if node] or [0]


def _mapping(found: dict[str, list[Node]]) -> int:
    mapping = found["pair"][0].parent if "pair" in found else None
    return mapping.start_byte if mapping else 0


def _scalars_of(value: Node) -> list[Node]:
    """Return the values that a node stands for: itself, or the entries of a list."""
    node: Node | None = value
    while node and node.type in WRAPPERS:
        node = node.named_children[-1] if node.named_children else None
    if node is None:
        return []
    if node.type in LISTS or node.type in ("content", "CDSect"):
        return [leaf for child in node.named_children for leaf in _leaf(child)]
    return _leaf(node)


def _leaf(node: Node) -> list[Node]:
    while node.type in WRAPPERS and node.named_children or node.type == "CDSect":
        node = node.named_children[-1]
    return [node] if node.type in QUOTES else []


def _inside(node: Node, data: bytes) -> tuple[int, int]:
    start, end = node.start_byte, node.end_byte
    text = data[start:end]
    if node.type == "block_scalar":
        start += text.find(b"\n") + 1
    else:
        quotes = QUOTES[node.type] * (3 if text.startswith((b'"""', b"'''")) and len(text) >= 6 else 1)
        start, end = start + quotes, end - quotes
    text = data[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def _content(node: Node, data: bytes) -> str:
    leaves = _scalars_of(node)
    if not leaves:
        return ""
    start, end = _inside(leaves[0], data)
    return data[start:end].decode("utf-8", errors="replace")


def _in_characters(spans: list[Span], data: bytes) -> Iterator[Scalar]:
    """Turn bytes into characters; spans are in order of their start."""
    at = place = 0
    for span in spans:
        place += len(data[at : span.start].decode("utf-8", errors="surrogatepass"))
        at = span.start
        length = len(data[span.start : span.end].decode("utf-8", errors="surrogatepass"))
        if length > 0:
            yield Scalar(span.key, span.owner, place, place + length, span.holder, span.above)
