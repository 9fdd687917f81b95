"""YAML and JSON documents as trees that know where each value stands, built within limits.

No tag is resolved and no value is constructed: a scalar stays the text that it is. Aliases share their
node, but count as all that they stand for, so that a few lines cannot grow to millions of values.
"""

from typing import NamedTuple

from stages.model.params import ModelParams
from stages.model.refused import Refused

Plain = str | dict[str, "Plain"] | list["Plain"]


class Scalar(NamedTuple):
    """A single value as text; YAML's and JSON's null is an empty text."""

    start: int
    """Index of the first character; `end` is the one after the last."""
    end: int
    text: str


class Mapping(NamedTuple):
    """Values by key, in the order of the document."""

    start: int
    end: int
    items: dict[str, "Node"]
    keys: dict[str, int]
    """Where each key begins."""


class Sequence(NamedTuple):
    """Values in order."""

    start: int
    end: int
    items: list["Node"]


Node = Scalar | Mapping | Sequence


class Place(NamedTuple):
    """Characters of a document."""

    start: int
    end: int
    """Index after the last one."""


class _Measured(NamedTuple):
    node: Node
    size: int
    height: int


class _Frame:
    """A mapping or sequence that is not closed yet."""

    def __init__(self, start: int, anchor: str, *, mapping: bool) -> None:
        self.start, self.anchor, self.mapping = start, anchor, mapping
        self.items: dict[str, Node] = {}
        self.keys: dict[str, int] = {}
        self.list: list[Node] = []
        self.key: Scalar | None = None
        self.size, self.height, self.last = 1, 1, start


class TreeBuilder:
    """Builds a tree from the events of a parser; raises Refused when a limit is passed."""

    def __init__(self, params: ModelParams, *, merges: bool) -> None:
        """Start with nothing; `merges` says whether the key `<<` is YAML's merge key."""
        self.params, self.merges = params, merges
        self.root: Node | None = None
        self._stack: list[_Frame] = []
        self._anchors: dict[str, _Measured] = {}

    def scalar(self, start: int, end: int, text: str, anchor: str = "") -> None:
        """Add a single value or a key."""
        self._add(_Measured(Scalar(start, end, text), 1, 1), anchor)

    def open(self, start: int, anchor: str = "", *, mapping: bool) -> None:
        """Begin a mapping or a sequence."""
        if len(self._stack) >= self.params.max_nesting:
            raise self._too_deep()
        self._stack.append(_Frame(start, anchor, mapping=mapping))

    def close(self, end: int | None = None) -> None:
        """End what was opened last, at `end` or where its last value ends."""
        frame = self._stack.pop()
        stop = frame.last if end is None else end
        node: Node = Sequence(frame.start, stop, frame.list)
        if frame.mapping:
            items = _merged(frame.items) if self.merges else frame.items
            node = Mapping(frame.start, stop, items, frame.keys)
        self._add(_Measured(node, frame.size, frame.height + 1), frame.anchor)

    def alias(self, name: str, start: int, end: int) -> None:
        """Add what an anchor stands for once more."""
        if name not in self._anchors:
            raise Refused("parse-error", "an alias without a finished anchor")
        measured = self._anchors[name]
        if len(self._stack) + measured.height > self.params.max_nesting:
            raise self._too_deep()
        self._add(measured._replace(node=_moved(measured.node, start, end)), "")

    def _too_deep(self) -> Refused:
        return Refused("nesting", f"more than {self.params.max_nesting} levels", str(self.params.max_nesting))

    def _add(self, measured: _Measured, anchor: str) -> None:
        if anchor:
            self._anchors[anchor] = measured
        if not self._stack:
            if self.root is not None:
                raise Refused("no-asset", "more than one YAML document")
            self.root = measured.node
            return
        frame = self._stack[-1]
        frame.size += measured.size
        frame.height = max(frame.height, measured.height)
        if frame.size > self.params.max_nodes:
            raise Refused("nodes", f"more than {self.params.max_nodes} values", str(self.params.max_nodes))
        frame.last = measured.node.end
        _put(frame, measured.node)


def _put(frame: _Frame, node: Node) -> None:
    if not frame.mapping:
        frame.list.append(node)
    elif frame.key is None:
        if not isinstance(node, Scalar):
            raise Refused("parse-error", "a key that is no scalar")
        if node.text in frame.items:
            raise Refused("parse-error", f"a key twice, at character {node.start}")
        frame.key = node
    else:
        frame.items[frame.key.text] = node
        frame.keys[frame.key.text] = frame.key.start
        frame.key = None


def _moved(node: Node, start: int, end: int) -> Node:
    """Return an aliased node as it stands where the alias is."""
    return node._replace(start=start, end=end)


def _merged(items: dict[str, Node]) -> dict[str, Node]:
    merge = items.get("<<")
    sources = merge.items if isinstance(merge, Sequence) else [merge]
    inherited = {
        key: value
        for source in reversed(sources)
        if isinstance(source, Mapping)
        for key, value in source.items.items()
    }
    if not inherited:
        return items
    return inherited | {key: value for key, value in items.items() if key != "<<"}


def place_of(node: Node, keys: list[str]) -> Place:
    """Return where the value at `keys` stands, its own key included; there must be one."""
    start = node.start
    for key in keys:
        if isinstance(node, Mapping):
            start, node = node.keys.get(key, node.items[key].start), node.items[key]
        elif isinstance(node, Sequence):
            node = node.items[int(key)]
            start = node.start
    return Place(start, node.end)


def plain(node: Node) -> Plain:
    """Return the values of a tree without their places; what is shared in the tree is shared here."""
    return _plain(node, {})


def _plain(node: Node, seen: dict[int, Plain]) -> Plain:
    if isinstance(node, Scalar):
        return node.text
    key = id(node.items)
    if key not in seen:
        if isinstance(node, Mapping):
            seen[key] = {name: _plain(value, seen) for name, value in node.items.items()}
        else:
            seen[key] = [_plain(value, seen) for value in node.items]
    return seen[key]
