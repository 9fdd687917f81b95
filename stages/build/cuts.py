"""Cut a member at nodes of its syntax tree: what stands before the cursor, what is asked for, what follows.

Before, answer and after, one behind the other, are the member as written. Where it is cut is drawn by the
bytes that the member stands in, as the record's id is, and by nothing else.
"""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from tree_sitter import Node

from stages.build.code_tree import LANGUAGES, Tree, blocks, body, parts, statements, tree
from stages.build.piece import Maker, Piece, Refusal
from stages.build.unit import Unit
from stages.build.words import flat
from stages.build.world import World, is_accessor
from stages.core.formats.check import BY_LANGUAGE, violations
from stages.core.natural_language import CHINESE
from stages.core.records.type_asset import TypeAsset

LEAST = 10
"""Characters that an answer has at least: less is typed faster than read."""
MOST = 480
"""Characters of an answer at most."""
SHARE = 0.7
"""Of the member, that an answer takes at most: the rest must say what is asked for."""
SIGNATURE = 8
"""Lines of a signature that is shown whole."""
TRIES = 6
"""Places within a line that are looked at."""

_COMMENT = re.compile(r"^\s*(?://+|#+|/\*+|\*+)\s?|\s*\*+/\s*$", re.MULTILINE)
_NO_TASK = re.compile(
    r"(?i)\b(?:todo|fixme|xxx|hack|noinspection|eslint|prettier|noqa|pragma|pylint|mypy|type:|ts-ignore|@\w+"
    r"|istanbul ignore|[cv]8 ignore|tslint|biome-ignore|nolint|nosonar|checkstyle|ktlint|detekt|fmt:|isort:)"
    r"|[;{}=]|\w\(|^\s*(?:given|when|then|arrange|act|assert)\b\W*$"
)
_TODO = re.compile(r"\b(?:TODO|FIXME|XXX)\b")
_ENDS = re.compile(r"(?:\{|:|=>)\s*(?:(?://|#).*)?$")
_BRACKETS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
_OPENS = re.compile(r"[\w\"'`]")


class Cut(NamedTuple):
    """A member in three parts."""

    before: str
    answer: str
    after: str


class _Body(NamedTuple):
    """What can be cut in a member."""

    tree: Tree
    blocks: list[Node]
    """The body and the blocks in it, in the order of the text."""
    statements: list[list[Node]]
    """Of each block."""

    def is_simple(self, number: int, node: Node) -> bool:
        """Say whether a statement of a block has no block in it; in Python its own one may begin where it
        does."""
        after = bisect_left(self.blocks, node.start_byte, number + 1, key=lambda block: block.start_byte)
        return after == len(self.blocks) or self.blocks[after].start_byte >= node.end_byte


Places = Callable[[str, _Body, str], Iterator[Cut]]
"""Yields the cuts that are possible, the best one first: of a language and a body, by a seed."""


def _cut(found: Tree, start: int, end: int) -> Cut:
    return Cut(found.text(found.start, start), found.text(start, end), found.text(end, found.end))


def _fits(found: Tree, start: int, end: int) -> bool:
    return LEAST <= end - start <= min(MOST, SHARE * (found.end - found.start))


def _drawn(found: Tree, seed: str, nodes: list[Node]) -> list[Node]:
    """Return nodes in an order that the seed draws."""
    drawn = {
        node.id: f"{seed}:{node.start_byte - found.start}:{node.end_byte - found.start}" for node in nodes
    }
    return sorted(nodes, key=lambda node: hashlib.sha256(drawn[node.id].encode()).digest())


def _middles(language: str, body: _Body, seed: str) -> Iterator[Cut]:
    """Yield single statements of any depth, simple or with all that is in them."""
    found, every = body.tree, chain.from_iterable(body.statements)
    fitting = [node for node in every if _fits(found, node.start_byte, node.end_byte)]
    yield from (_cut(found, node.start_byte, node.end_byte) for node in _drawn(found, seed, fitting))


def _rests(language: str, body: _Body, seed: str) -> Iterator[Cut]:
    """Yield the ends of the body, each from a statement on that is not the first one."""
    found, every = body.tree, body.statements[0]
    fitting = [node for node in every[1:] if _fits(found, node.start_byte, every[-1].end_byte)]
    yield from (_cut(found, node.start_byte, every[-1].end_byte) for node in _drawn(found, seed, fitting))


def _lines(language: str, body: _Body, seed: str) -> Iterator[Cut]:
    """Yield the ends of statements of one line, each from a name, a text or a keyword in it on."""
    found = body.tree
    simple = [
        node
        for number, held in enumerate(body.statements)
        for node in held
        if node.start_point[0] == node.end_point[0] and body.is_simple(number, node)
    ]
    starts = [(leaf, node.end_byte) for node in simple for leaf in _starts(found, node)]
    ends = {leaf.start_byte: end for leaf, end in starts}
    for leaf in _drawn(found, seed, [leaf for leaf, _ in starts])[:TRIES]:
        cut = _cut(found, leaf.start_byte, ends[leaf.start_byte])
        if not violations(BY_LANGUAGE["statements"][language], cut.answer):
            yield cut


def _starts(found: Tree, statement: Node) -> list[Node]:
    """Return the leaves of a statement from which on its brackets are closed, without its first one."""
    leaves = _leaves(statement)
    kept: list[Node] = []
    depth = 0
    for leaf in reversed(leaves[1:]):
        depth -= _BRACKETS.get(leaf.type, 0)
        if depth < 0:
            break
        long = statement.end_byte - leaf.start_byte >= LEAST
        if depth == 0 and long and _OPENS.match(found.of(leaf)):
            kept.append(leaf)
    return kept


def _leaves(node: Node) -> list[Node]:
    """Return the leaves of a node; a text counts as one."""
    if not node.children or "string" in node.type or "char" in node.type:
        return [node]
    return [leaf for child in node.children for leaf in _leaves(child)]


def _tasks(language: str, body: _Body, seed: str) -> Iterator[Cut]:
    """Yield the statements below a comment that says what they do; the comment becomes what is to do.

    They are those up to the next empty line or comment, or the first one alone where these are too many. What
    has another one to do beside it is left out: it would not be told which one is meant.
    """
    cuts = [cut for inner in body.blocks for cut in _commented(language, body.tree, inner)]
    cuts = [cut for cut in cuts if len(_TODO.findall(f"{cut.before}{cut.after}")) == 1]
    yield from sorted(cuts, key=lambda cut: hashlib.sha256(f"{seed}:{len(cut.before)}".encode()).digest())


def _commented(language: str, found: Tree, block: Node) -> Iterator[Cut]:
    nodes = parts(block)
    for number, node in enumerate(nodes[:-1]):
        run = _run(nodes[number + 1 :], node.end_point[0])
        before_it = nodes[number - 1] if number else None
        said = flat(_COMMENT.sub("", found.of(node)))
        alone = found.text(found.start, node.start_byte).rpartition("\n")[2].strip() == ""
        follows = before_it is not None and before_it.is_extra and _touches(before_it.end_point[0], node)
        if node.is_extra and run and alone and not follows and _is_task(said):
            start = run[0].start_byte
            end = next((n.end_byte for n in (run[-1], run[0]) if _fits(found, start, n.end_byte)), 0)
            if end:
                mark = "#" if language == "python" else "//"
                before = f"{found.text(found.start, node.start_byte)}{mark} TODO: {said}\n"
                yield Cut(before, found.text(start, end), found.text(end, found.end))


def _touches(row: int, node: Node) -> bool:
    return node.start_point[0] <= row + 1


def _run(nodes: list[Node], row: int) -> list[Node]:
    """Return the statements that follow each other without an empty line or a comment between them."""
    run: list[Node] = []
    for node in nodes:
        if node.is_extra or not _touches(row, node):
            break
        run.append(node)
        row = node.end_point[0]
    return run


def _is_task(said: str) -> bool:
    told = len(CHINESE.findall(said)) >= 4 or len(said.split()) >= 3
    return told and not _NO_TASK.search(said)


PLACES: dict[str, Places] = {"line": _lines, "middle": _middles, "rest": _rests, "task": _tasks}


@lru_cache(maxsize=8)
def cut_of(kind: str, language: str, text: str, seed: str) -> Cut | None:
    """Return the cut of a member that the seed draws, or None when nothing in it can be asked for."""
    found = _body(language, text)
    return next(PLACES[kind](language, found, seed), None) if found is not None else None


@lru_cache(maxsize=4)
def _body(language: str, text: str) -> _Body | None:
    """Return what can be cut in a member, which several recipes ask for, or None when it has no block."""
    found = tree(language, text)
    block = body(found) if found is not None else None
    if found is None or block is None:
        return None
    inner = list(blocks(block))
    return _Body(found, inner, list(map(statements, inner)))


def cut_for(kind: str, unit: Unit) -> Cut | Refusal:
    """Return the cut of a unit's member, or why there is none."""
    asset, member = unit.asset, unit.member
    if member is None or not isinstance(asset, TypeAsset) or asset.language not in LANGUAGES:
        return Refusal("no-member", unit.name)
    if not member.body:
        return Refusal("no-body", unit.name)
    if is_accessor(asset, member):
        return Refusal("trivial-accessor", unit.name)
    seed = f"{kind}:{member.span.blob}:{member.span.start}:{member.span.end}"
    return cut_of(kind, asset.language, member.text, seed) or Refusal("no-cut", unit.name)


def _piece(kind: str, choose: Callable[[Cut, int], str]) -> Maker:
    def make(unit: Unit, world: World, most: int) -> Piece | Refusal:
        cut = cut_for(kind, unit)
        if isinstance(cut, Refusal) or unit.member is None:
            return cut if isinstance(cut, Refusal) else Refusal("no-member", unit.name)
        return Piece(choose(cut, most), (unit.member.span,))

    return make


def signed(text: str) -> int:
    """Return how many lines a member has up to the end of its signature, or the first one of a long one."""
    lines = text.split("\n")[:-1]
    first = next((n for n, line in enumerate(lines) if "(" in line and not line.lstrip().startswith("@")), 0)
    ends = (n for n, line in enumerate(lines[: first + SIGNATURE]) if n >= first and _ENDS.search(line))
    return next(ends, first) + 1


def ending(text: str, most: int, opened: int) -> str:
    """Return a text, or its first `opened` lines and as many of its last lines as stay within `most`."""
    if len(text) <= most:
        return text
    lines = text.split("\n")
    head = [*lines[:opened], "..."]
    kept: list[str] = []
    size = sum(len(line) + 1 for line in head)
    for line in reversed(lines[opened:]):
        size += len(line) + 1
        if kept and size > most:
            break
        kept.append(line)
    return "\n".join([*head, *reversed(kept)])


def beginning(text: str, most: int) -> str:
    """Return a text, or as many of its first lines as stay within `most` characters."""
    if len(text) <= most:
        return text
    kept: list[str] = []
    for line in text.split("\n"):
        if sum(len(one) + 1 for one in kept) + len(line) + 4 > most:
            break
        kept.append(line)
    return "\n".join([*kept, "..."])


def _before(cut: Cut, most: int) -> str:
    return ending(cut.before, most, signed(cut.before))


def _whole(cut: Cut, most: int) -> str:
    return f"{_before(cut, most)}{beginning(cut.after.removeprefix(chr(10)), most)}"


line_before = _piece("line", _before)
line_rest = _piece("line", lambda cut, most: cut.answer)
block_before = _piece("rest", _before)
block_rest = _piece("rest", lambda cut, most: cut.answer)
before_middle = _piece("middle", _before)
middle = _piece("middle", lambda cut, most: cut.answer)
after_middle = _piece("middle", lambda cut, most: beginning(cut.after, most))
with_todo = _piece("task", _whole)
todo_answer = _piece("task", lambda cut, most: cut.answer)
