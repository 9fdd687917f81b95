"""Say what a parser sees in a settings file: values, names and comments, and the structure that holds them.

Words may change anywhere in such a file, so regions only say what a place is called and how far it reaches.
"""

import re
from collections.abc import Iterator
from functools import cache

from tree_sitter import Language, Node, Parser

from stages.anonymize.scalars.depth import is_deep
from stages.anonymize.scalars.trees import GRAMMARS, LARGEST
from stages.anonymize.syntax import Outline, Region, inside_comment

GRAMMAR = {"json": "json", "jsonl": "json", "toml": "toml", "xml": "xml", "yaml": "yaml"}
"""Grammar of each language whose files are settings."""
TEXTS = {
    "string": 1, "quoted_key": 1, "double_quote_scalar": 1, "single_quote_scalar": 1, "AttValue": 1, "URI": 0,
    "plain_scalar": 0, "block_scalar": 0, "bare_key": 0, "CharData": 0, "CData": 0, "Name": 0, "tag": 0,
    "anchor_name": 0, "alias_name": 0, "EntityRef": 0, "CharRef": 0,
}  # fmt: skip
"""Kinds of nodes that hold words, and how many quotes stand on each side."""
BARE = frozenset(
    {
        "number", "true", "false", "null", "integer", "float", "boolean", "local_date", "local_time",
        "local_date_time", "offset_date_time",
    }
)  # fmt: skip
"""Values that are no words: a placeholder in their place needs quotes, in TOML too."""
RUN = frozenset({"CharData", "EntityRef", "CharRef"})
"""Pieces of one text of XML."""
SCALAR = -1
"""In the place of the kind of a node: any value, for a placeholder may be of another kind."""


def settings_outline(text: str, language: str) -> Outline | None:
    """Return the outline of a settings file; None of another language, or when the text is too long or deep,
    or breaks the grammar: what a parser makes of faults changes with every word."""
    if language not in GRAMMAR or len(text) > LARGEST or is_deep(text, language):
        return None
    source = text.encode()
    root = _parser(GRAMMAR[language]).parse(source).root_node
    if root.has_error:
        return None
    skeleton: list[tuple[int, int]] = []
    regions: list[Region] = []
    pending = [root]
    while pending:
        node = pending.pop()
        found = list(_region(source, node))
        regions += found
        is_value = node.type in BARE or node.type in TEXTS
        children = [] if is_value or found else list(_children(node))
        kind = SCALAR if is_value else node.kind_id
        skeleton.append((kind, len(children)))
        pending += reversed(children)
    return Outline(skeleton, list(_joined(sorted(regions))), free=True)


def _children(node: Node) -> Iterator[Node]:
    """Yield the children of a node; a text with references such as `&amp;` is one."""
    last = ""
    for child in node.children:
        if not (child.type in RUN and last in RUN):
            yield child
        last = child.type


def _joined(regions: list[Region]) -> Iterator[Region]:
    last: Region | None = None
    for region in regions:
        if last and last.node in RUN and region.node in RUN and last.end == region.start:
            last = last._replace(end=region.end)
            continue
        if last:
            yield last
        last = region
    if last:
        yield last


@cache
def _parser(grammar: str) -> Parser:
    return Parser(Language(GRAMMARS[grammar].language()))


def _region(source: bytes, node: Node) -> Iterator[Region]:
    """Yield the region of a node if it is a value, a name or a comment."""
    start, end = node.start_byte, node.end_byte
    if node.type.lower() == "comment":
        first, last = inside_comment(source[start:end])
        yield Region(start + first, start + last, "text", node.type)
    elif node.type in BARE:
        yield Region(start, end, "bare", node.type)
    elif node.type == "block_scalar":
        yield Region(start + _heading(source[start:end]), end, "text", node.type)
    elif node.type in TEXTS:
        quotes = TEXTS[node.type] * (
            3 if re.match(rb'"""|\'\'\'', source[start:end]) and end - start > 5 else 1
        )
        yield Region(start + quotes, max(start + quotes, end - quotes), "text", node.type)


def _heading(block: bytes) -> int:
    """Return how long the first line of a block is, with the indentation of the next."""
    first = re.match(rb"[^\n]*\n?\s*", block)
    return first.end() if first else 0
