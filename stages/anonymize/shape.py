"""Say what a settings file looks like apart from its words, as a strict reader of its format has it.

A parser that goes on after faults says where words may change; a reader that stops at the first fault says
whether a file that could be read still can.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias
from xml.parsers import expat

import yaml

from stages.anonymize.scalars.depth import is_deep

Shape: TypeAlias = list[str] | None

SCALAR = re.compile(r'"(?:\\.|[^"\\])*"|[^\s{}\[\],:"]+')


@lru_cache(maxsize=1)
def shape(text: str, language: str) -> Shape:
    """Return the structure of a JSON, YAML, TOML or XML text; None when it does not parse or is of another
    language.

    A safe text is compared with the raw one, and then searched again.
    """
    return READERS[language](text) if language in READERS else None


def _json(text: str) -> Shape:
    return _values([text])


def _json_lines(text: str) -> Shape:
    return _values(text.splitlines())


def _values(values: list[str]) -> Shape:
    """Signs, one text for each value: no depth of nesting is too deep, and keys and values count as one sign
    each."""
    try:
        for value in values:
            json.loads(value)
    except (ValueError, RecursionError):
        return None
    return ["".join(SCALAR.sub("s", value).split()) for value in values]


def _yaml(text: str) -> Shape:
    """Events, not objects: aliases stay aliases, so a bomb of aliases costs nothing. A deep text is not read:
    PyYAML takes time by the square of the depth."""
    if is_deep(text, "yaml"):
        return None
    try:
        return [type(event).__name__ for event in yaml.parse(text, Loader=yaml.CSafeLoader)]
    except yaml.YAMLError:
        return None


def _toml(text: str) -> Shape:
    try:
        return list(_containers(tomllib.loads(text)))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _containers(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield "{"
        for one in value.values():
            yield from _containers(one)
        yield "}"
    elif isinstance(value, list):
        yield "["
        for one in value:
            yield from _containers(one)
        yield "]"
    else:
        yield "scalar"


def _xml(text: str) -> Shape:
    """Elements with their number of attributes; a text with entities of its own is not expanded."""
    if "<!ENTITY" in text:
        return None
    seen: list[str] = []
    parser = expat.ParserCreate("UTF-8")
    parser.StartElementHandler = lambda _, attributes: seen.append(f"< {len(attributes)}")
    parser.EndElementHandler = lambda _: seen.append(">")
    parser.CommentHandler = lambda _: seen.append("comment")
    parser.ProcessingInstructionHandler = lambda *_: seen.append("instruction")
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError:
        return None
    return seen


READERS: Mapping[str, Callable[[str], Shape]] = {
    "json": _json,
    "jsonl": _json_lines,
    "toml": _toml,
    "xml": _xml,
    "yaml": _yaml,
}
"""The strict reader of each language."""
