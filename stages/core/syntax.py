"""Parse source text by tree-sitter and say where it is broken."""

from collections.abc import Iterator
from ctypes import py_object, pythonapi
from functools import cache, lru_cache
from sys import getrefcount
from typing import NamedTuple

import tree_sitter_go
import tree_sitter_java
import tree_sitter_kotlin
import tree_sitter_python
import tree_sitter_typescript
import tree_sitter_xml
from tree_sitter import Language, Node, Parser

from stages.core.letters import readable

_GRAMMARS = {
    "go": tree_sitter_go.language,
    "java": tree_sitter_java.language,
    "kotlin": tree_sitter_kotlin.language,
    "python": tree_sitter_python.language,
    "typescript": tree_sitter_typescript.language_typescript,
    "tsx": tree_sitter_typescript.language_tsx,
    "xml": tree_sitter_xml.language_xml,
}
"""Languages with a grammar; `tsx` reads JavaScript too."""


_CHUNK = 65_536
_PIECE = 256
"""Bytes of a text that a node of the tree is given first."""
_OWN = 3
"""References to a chunk in `_Effort.release`: the list, the loop, the argument of `getrefcount`."""

_FREE_CALLS = 100
_CALLS_PER_BYTE = 0.03
"""Half as much again as the most expensive of 1,300 real files takes, minified ones among them. Text such as
`a<a<a<` or `-,-,-,` makes the parser keep all of its ways open, with a square of its length in time and
memory: 20 kB take gigabytes."""


_MAX_OPEN_COMMENTS = 100
"""`/*` after the last `*/`, which strings such as "/api/*" may hold: the parser seeks the end of each."""


_MAX_CLOSED = 1_000
"""`}` of a text in Kotlin beyond its `{`, which strings may hold: the parser takes time by the square of
them."""


class TooCostly(Exception):
    """Text that the parser cannot read with reasonable effort."""

    def __init__(self, line: int) -> None:
        """Say at which line the parser was stopped."""
        super().__init__(f"stopped at line {line}")
        self.line = line


class Fault(NamedTuple):
    """Where a text first leaves its grammar."""

    line: int
    """1-based."""
    column: int
    """1-based, in bytes, as the parser counts."""
    missing: str
    """The token that the parser had to add, or an empty string for text that fits nowhere."""


@cache
def grammar(language: str) -> Language:
    """Return the grammar of a language of `_GRAMMARS`."""
    return Language(_GRAMMARS[language]())


@cache
def _parser(language: str) -> Parser:
    return Parser(grammar(language))


@lru_cache(maxsize=4)
def parse(language: str, text: bytes) -> Node:
    """Return the root of the syntax tree of UTF-8 `text`; raises TooCostly. Several ask for one text at a
    time: what checks a member, what rules read of it, what is cut out of it."""
    if language != "python" and text.count(b"/*", text.rfind(b"*/") + 1) > _MAX_OPEN_COMMENTS:
        raise TooCostly(text.count(b"\n", 0, text.rfind(b"*/") + 1) + 1)
    if language == "kotlin" and text.count(b"}") - text.count(b"{") > _MAX_CLOSED:
        raise TooCostly(text.count(b"\n") + 1)
    effort = _Effort(readable(language, text))
    parser = _parser(language)
    try:
        return parser.parse(effort.chunk, encoding="utf8", progress_callback=effort.is_too_much).root_node
    except ValueError as error:
        parser.reset()
        raise TooCostly(text.count(b"\n", 0, effort.offset) + 1) from error
    finally:
        effort.release()


class _Effort:
    """Counts the steps of a parser against the bytes it has read: the same in each run, unlike a clock."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._calls = 0
        self._given: list[bytes] = []
        self._parsed, self._size = False, _PIECE
        self.offset = 0

    def chunk(self, offset: int, _: object) -> bytes:
        """Be called by the parser for what it reads next, and by a node of the tree for its text. What it
        gives is a copy, even of a whole text, so that `release` counts no other references. A node asks until
        it has enough, and is given more each time."""
        if self._parsed:
            self._size = 2 * self._size if offset == self.offset else _PIECE
            self.offset = offset + self._size
            return self._text[offset : self.offset]
        some = bytes(memoryview(self._text)[offset : offset + _CHUNK])
        self._given.append(some)
        return some

    def release(self) -> None:
        """Let go of what the parser was given: `Parser.parse` of tree-sitter 0.26.1 does not, so that every
        text that was ever parsed would stay in memory. Nothing is done where it does."""
        self._parsed = True
        for some in self._given:
            if len(some) > 1 and getrefcount(some) > _OWN:  # shorter ones are Python's own
                pythonapi.Py_DecRef(py_object(some))
        self._given.clear()

    def is_too_much(self, offset: int, _: bool) -> bool:
        """Be called by the parser every 100 steps; the answer True stops it."""
        self._calls += 1
        self.offset = offset
        return self._calls > _FREE_CALLS + _CALLS_PER_BYTE * offset


def fault(root: Node) -> Fault | None:
    """Return the first place where the text below `root` is broken, or None."""
    if not root.has_error:
        return None
    found = root
    while not (found.is_error or found.is_missing):
        broken = [child for child in found.children if child.has_error or child.is_missing]
        if not broken:
            break
        found = broken[0]
    return Fault(found.start_point[0] + 1, found.start_point[1] + 1, found.type if found.is_missing else "")


def body_of(function: Node) -> Node | None:
    """Return the body of a function or type; Kotlin wraps that of a function once more, and names neither."""
    bare = (child for child in function.named_children if child.type in ("block", "function_body"))
    body = function.child_by_field_name("body") or next(bare, None)
    return next(named(body), None) if body is not None and body.type == "function_body" else body


def named(node: Node) -> Iterator[Node]:
    """Yield the named children that are no comments."""
    return (child for child in node.named_children if not child.is_extra)


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all named ones below it, in the order of the text."""
    todo = [node]
    while todo:
        found = todo.pop()
        yield found
        todo += reversed(found.named_children)
