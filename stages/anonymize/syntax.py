"""Say which bytes of a source file may change without changing its syntax, and what that syntax is."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

import tree_sitter_go
import tree_sitter_java
import tree_sitter_javascript
import tree_sitter_kotlin
import tree_sitter_python
import tree_sitter_typescript
from tree_sitter import Language, Node, Parser

from stages.core.letters import readable

LANGUAGES = {
    "go": tree_sitter_go.language,
    "java": tree_sitter_java.language,
    "kotlin": tree_sitter_kotlin.language,
    "python": tree_sitter_python.language,
    "javascript": tree_sitter_javascript.language,
    "jsx": tree_sitter_javascript.language,
    "typescript": tree_sitter_typescript.language_typescript,
    "tsx": tree_sitter_typescript.language_tsx,
}
STRINGS = frozenset(
    {
        "string_literal", "string", "template_string", "jsx_text", "interpreted_string_literal",
        "raw_string_literal", "multiline_string_literal", "template_literal_type",
    }
)  # fmt: skip
SIGNS = frozenset({"character_literal", "rune_literal"})
NUMBERS = frozenset(
    {"decimal_integer_literal", "integer", "number", "int_literal", "number_literal", "long_literal"}
)
INTERPOLATIONS = frozenset(
    {"interpolation", "template_substitution", "template_type", "string_interpolation"}
)
SHEBANGS = frozenset({"hash_bang_line", "shebang"})
"""Comments by another name: the line that says which program runs a script."""
NAMES = frozenset({"label", "label_name", "shorthand_property_identifier_pattern"})
"""Identifiers by another name: places to jump to in Kotlin and Go, what is taken out of an object in
JavaScript (`const { name } = it`)."""

OPENING = re.compile(rb"<!--|/\*+(?!/)|//+|--\[\[|--|\{-|\(\*|#+!?|;+|%+")
"""Signs that open a comment."""
CLOSING = {b"<!-": b"-->", b"/*": b"*/", b"--[[": b"]]", b"{-": b"-}", b"(*": b"*)"}
"""Signs that close a comment, by the beginning of those that open it; others end with their line."""
PLAIN = re.compile(rb"\\.|\[(?:\\.|[^\]\\])*\]|(?P<plain>[^\\\[]+)", re.DOTALL)
"""Of a regular expression: an escape, a class of signs, or what stands for itself."""

MISSING = -1
"""In the place of the number of children: a token that the parser had to add."""


class Region(NamedTuple):
    """Bytes that may change: the inside of a string or comment, a directive of a preprocessor, the one sign
    of a literal, an identifier, a number, a value that takes words only in quotes (`bare`), or what stands
    for itself in a regular expression (`pattern`)."""

    start: int
    end: int
    kind: Literal["text", "directive", "sign", "identifier", "number", "bare", "pattern"]
    node: str
    """What the parser calls it."""

    @property
    def is_text(self) -> bool:
        """Say whether any words may stand here, of a literal of one sign any sign."""
        return self.kind in ("text", "directive", "sign")


Skeleton = list[tuple[int, int]] | list[str]
"""Kind and number of children of every node in pre-order, without the inside of strings and comments; or what
a strict reader of settings sees, see `shape`."""


class Outline(NamedTuple):
    """What is seen of a file."""

    skeleton: Skeleton
    regions: list[Region]
    """In order, not overlapping."""
    free: bool
    """Whether words may change outside regions too, as long as the skeleton stays."""


def grammar_of(language: str, path: str) -> str:
    """Return the name of the grammar for a file, or an empty string when there is none."""
    if language == "typescript" and path.endswith("x"):
        return "tsx"
    return language if language in LANGUAGES else ""


def outline(source: bytes, grammar: str) -> Outline:
    """Return the skeleton of `source` and the regions that may change."""
    skeleton: list[tuple[int, int]] = []
    regions: list[Region] = []
    pending = [_parser(grammar).parse(readable(grammar, source)).root_node]
    while pending:
        node = pending.pop()
        kind = node.type
        if kind in STRINGS:
            parts = [child for child in node.children if child.type in INTERPOLATIONS]
            regions += _inside(node, parts)
            children = parts
        elif kind in SIGNS:
            regions.append(Region(node.start_byte + 1, node.end_byte - 1, "sign", kind))
            children = []
        elif "comment" in kind or kind in SHEBANGS:
            regions.append(_comment(source, node))
            children = []
        else:
            children = node.children
            if not children and (kind.endswith("identifier") or kind in NAMES):
                regions.append(Region(node.start_byte, node.end_byte, "identifier", kind))
            elif not children and kind in NUMBERS:
                regions.append(Region(node.start_byte, node.end_byte, "number", kind))
            elif kind == "regex_pattern":
                regions += _standing_for_itself(source, node)
        skeleton.append((node.kind_id, MISSING if node.is_missing else len(children)))
        pending += reversed(children)
    return Outline(skeleton, sorted(regions), free=False)


def region_of(regions: list[Region], start: int, end: int) -> Region | None:
    """Return the region that holds bytes `start:end` as a whole."""
    place = bisect_right(regions, start, key=lambda region: region.start) - 1
    return regions[place] if place >= 0 and end <= regions[place].end else None


def node_of(syntax: Outline | None, start: int, end: int) -> str:
    """Return what the ledger calls the place of bytes `start:end`; empty without syntax."""
    if syntax is None:
        return ""
    region = region_of(syntax.regions, start, end)
    return region.node if region else "text" if syntax.free else "code"


def texts_within(regions: list[Region], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of bytes `start:end` that lie inside strings and comments."""
    for region in regions:
        if region.is_text and region.start < end and start < region.end:
            yield max(start, region.start), min(end, region.end)


@cache
def _parser(grammar: str) -> Parser:
    return Parser(Language(LANGUAGES[grammar]()))


def _inside(node: Node, interpolations: list[Node]) -> Iterator[Region]:
    """Yield the pieces of a string between its quotes and its interpolations."""
    quoted = node.child_count >= 2
    position = node.children[0].end_byte if quoted else node.start_byte
    end = node.children[-1].start_byte if quoted else node.end_byte
    for part in interpolations:
        if position < part.start_byte:
            yield Region(position, part.start_byte, "text", node.type)
        position = part.end_byte
    if position < end:
        yield Region(position, end, "text", node.type)


def _comment(source: bytes, node: Node) -> Region:
    start, end = inside_comment(source[node.start_byte : node.end_byte])
    return Region(node.start_byte + start, node.start_byte + end, "text", node.type)


def inside_comment(comment: bytes) -> tuple[int, int]:
    """Return where the words of a comment begin and end: its signs and its line break are left out."""
    opening = OPENING.match(comment)
    start, end = opening.end() if opening else 0, len(comment.rstrip(b"\r\n"))
    closing = next((signs for begin, signs in CLOSING.items() if comment.startswith(begin)), b"")
    end -= len(closing) if comment[:end].endswith(closing) else 0
    return start, max(start, end)


def _standing_for_itself(source: bytes, node: Node) -> Iterator[Region]:
    for part in PLAIN.finditer(source, node.start_byte, node.end_byte):
        if part["plain"]:
            yield Region(*part.span(), "pattern", node.type)
