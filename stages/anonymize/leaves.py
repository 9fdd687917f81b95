"""Say what a parser sees around places of a settings file: the value, name or comment that holds them.

Words may change anywhere in such a file: a region says what a place is called and how far it reaches.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import accumulate

from tree_sitter import Language, Node, Parser

from stages.anonymize.scalars.depth import is_deep
from stages.anonymize.scalars.trees import GRAMMARS, LARGEST
from stages.anonymize.shape import shape
from stages.anonymize.syntax import Region, inside_comment

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
SCANNED = frozenset({"json", "jsonl"})
"""Languages of which a long text is read without a tree, when a strict reader takes it."""
SCALAR = re.compile(rb'"(?:\\.|[^"\\])*"|[^\s{}\[\],:"]+')
RUN = frozenset({"CharData", "EntityRef", "CharRef"})
"""Pieces of one text of XML."""

Place = tuple[int, int]


def leaves(text: str, language: str, places: Iterable[Place]) -> list[Region] | None:
    """Return what holds the bytes of `places`, in order.

    None for other languages, and where a text is too long for a tree, or deep, or breaks the grammar.
    """
    if language in SCANNED and len(text) > LARGEST:
        return list(_scanned(text.encode(), sorted(set(places)))) if shape(text, language) else None
    if language not in GRAMMAR or len(text) > LARGEST or is_deep(text, language):
        return None
    source = text.encode()
    root = _parser(GRAMMAR[language]).parse(source).root_node
    if root.has_error:
        return None
    found = set[Region]()
    wide: dict[int, Node] = {}
    inside: dict[int, list[Place]] = defaultdict(list)
    for place in sorted(set(places)):
        node = root.descendant_for_byte_range(place[0], max(place[0], place[1] - 1)) or root
        region = next((one for up in _upwards(node) if (one := _region(source, up))), None)
        if region:
            found.add(region)
        else:
            wide[node.id] = node
            inside[node.id].append(place)
    for name, node in wide.items():
        found |= set(_below(source, node, inside[name]))
    return list(_joined(sorted(found)))


def _scanned(source: bytes, places: list[Place]) -> Iterator[Region]:
    """Yield the strings and bare values of a valid text that hold some of `places`: a tree of a long text is
    many times its length."""
    holds = _holding(places)
    for scalar in SCALAR.finditer(source):
        start, end = scalar.span()
        if not holds(start, end):
            continue
        if scalar[0].startswith(b'"'):
            yield Region(start + 1, end - 1, "text", "string")
        else:
            word = scalar[0].decode()
            yield Region(start, end, "bare", word if word in BARE else "number")


def _holding(places: list[Place]) -> Callable[[int, int], bool]:
    """Return what says whether bytes hold some of `places`, which are in order."""
    starts = [start for start, _ in places]
    ends = list(accumulate((end for _, end in places), max))

    def holds(start: int, end: int) -> bool:
        before = bisect_right(starts, end - 1)
        return before > 0 and ends[before - 1] > start

    return holds


@cache
def _parser(grammar: str) -> Parser:
    return Parser(Language(GRAMMARS[grammar].language()))


def _upwards(node: Node) -> Iterator[Node]:
    """Yield a node and what it may be a piece of: quotes, escapes, the number in a plain value."""
    for _ in range(3):
        yield node
        if node.parent is None:
            return
        node = node.parent


def _below(source: bytes, node: Node, places: list[Place]) -> Iterator[Region]:
    """Yield what lies below a node and holds some of `places`, which are in order."""
    holds = _holding(places)
    pending = [node]
    while pending:
        node = pending.pop()
        if not holds(node.start_byte, node.end_byte):
            continue
        region = _region(source, node)
        if region:
            yield region
        else:
            pending += node.children


def _region(source: bytes, node: Node) -> Region | None:
    """Return the region of a node if it is a value, a name or a comment."""
    start, end, kind = node.start_byte, node.end_byte, node.type
    if kind.lower() == "comment":
        first, last = inside_comment(source[start:end])
        return Region(start + first, start + last, "text", kind)
    if kind in BARE:
        return Region(start, end, "bare", kind)
    if kind == "block_scalar":
        heading = re.match(rb"[^\n]*\n?\s*", source[start:end])
        return Region(start + (heading.end() if heading else 0), end, "text", kind)
    if kind in TEXTS:
        is_long = end - start > 5 and source.startswith((b'"""', b"'''"), start)
        quotes = TEXTS[kind] * (3 if is_long else 1)
        return Region(start + quotes, max(start + quotes, end - quotes), "text", kind)
    return None


def _joined(regions: list[Region]) -> Iterator[Region]:
    """Yield the regions, a text with references such as `&amp;` as one."""
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
