"""Paths of an API, as tables and controllers write them, and the verbs in them. Rule ids as in ArchGuard."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from stages.core.formats import api_lines, api_table
from stages.core.records.api_asset import Operation
from stages.core.spring import mapping
from stages.core.standards.finding import Answer, Finding, line_of
from stages.core.standards.source import Method, source_of

VERBS = frozenset(("create", "update", "refresh", "delete", "get", "put", "set", "post", "patch"))
NOUNS = frozenset(
    (
        "patch note",
        "patch panel",
        "post code",
        "post office",
        "put option",
        "refresh interval",
        "refresh token",
        "set piece",
        "update log",
    )
)
"""Compounds that begin with a word that is no verb there; the second word may be in the plural."""

_KEYS = ("id", "no", "num", "number", "code", "key", "name", "sku", "uuid", "slug")
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[^\W\d_a-zA-Z]+")
_CELL = re.compile(r"[\s|]+")
_BRACES = re.compile(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")


class Place(NamedTuple):
    """A path, and the row or the method that holds it."""

    unit: str
    path: str
    line: int
    """Of the row or the mapping in the answer."""
    owner: str = ""
    """The controller, where it is the path of a whole one."""


def places(answer: Answer) -> tuple[Place, ...]:
    """Return the paths of an API table, of API lines, or of the mappings in Java and Kotlin; a controller's
    prefix stands apart."""
    return _places(answer.format, answer.text)


@lru_cache(maxsize=8)
def _places(format: str, text: str) -> tuple[Place, ...]:
    if format in ("api-lines", "api-table"):
        rows = _operations(format, text)
        return tuple(Place(f"{one.method} {one.path}", one.path, row_of(text, one)) for one in rows)
    if "Mapping" not in text:
        return ()
    code = source_of(format, text)
    of_type = [
        Place(one, mapped.path, line_of(text, one), type_.name)
        for type_ in code.types[:1]
        for one in type_.annotations
        if (mapped := mapping(one))
    ]
    of_methods = [
        Place(_signature(method), mapped.path, method.line_of(one))
        for method in code.methods
        for one in method.annotations
        if (mapped := mapping(one))
    ]
    return (*of_type, *of_methods)


def row_of(text: str, row: Operation) -> int:
    """Return the line, 1-based, that names method and path of a row first; 0 when none spells both so."""
    words = ({*_CELL.split(line)} for line in text.split("\n"))
    return next((n for n, found in enumerate(words, 1) if {row.method, row.path} <= found), 0)


def _signature(method: Method) -> str:
    """Return what a method is known by, with and without its body."""
    return f"{method.name}({', '.join(parameter.type for parameter in method.parameters)})"


def operations(answer: Answer) -> tuple[Operation, ...]:
    """Return the rows of an API table or of API lines; none of a broken one or of another answer."""
    return _operations(answer.format, answer.text)


@lru_cache(maxsize=8)
def _operations(format: str, text: str) -> tuple[Operation, ...]:
    if format == "api-lines":
        return tuple(row for table in api_lines.parse(text) or () for row in table.operations)
    table = api_table.parse(text) if format == "api-table" else None
    return table.operations if table else ()


def segments(path: str) -> list[str]:
    """Return the fixed segments of a path."""
    return [segment for segment in _BRACES.sub("", path.split("?", maxsplit=1)[0]).split("/") if segment]


def tokens(segment: str) -> list[str]:
    """Return the words of a segment in lower case: `getOrder-list` has get, order and list."""
    return [token.lower() for token in _TOKEN.findall(segment)]


def keyed(name: str) -> str | None:
    """Return what a parameter such as `orderNo` picks one of, `order`; nothing for `id`, None for no key."""
    bare = "".join(tokens(name))
    key = max((key for key in _KEYS if bare.endswith(key)), key=len, default=None)
    return None if key is None else bare.removesuffix(key)


def is_noun(words: list[str]) -> bool:
    """Say whether the first two words are a compound of NOUNS."""
    return " ".join(words[:2]).removesuffix("s") in NOUNS


def findings(answer: Answer, faulty: Callable[[list[str]], str]) -> list[Finding]:
    """Return a finding for each path of which `faulty` names a segment."""
    named = [(place, faulty(segments(place.path))) for place in places(answer)]
    return [Finding(place.unit, segment, place.line) for place, segment in named if segment]
