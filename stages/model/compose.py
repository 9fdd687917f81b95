"""Read the text of a YAML or JSON document into a tree."""

import json
import re

import yaml

from stages.model.params import ModelParams
from stages.model.refused import Refused
from stages.model.tree import Node, TreeBuilder

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where PyYAML has it; both give the same events and places, which a test holds."""

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))

_TOKEN = re.compile(
    r'[ \t\n\r]*(?:(?P<mark>[][{}:,])|(?P<string>"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*")'
    r"|(?P<word>true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?))"
)
_BLANK = re.compile(r"[ \t\n\r]*")


def compose_yaml(text: str, params: ModelParams) -> Node:
    """Return the tree of a YAML document; raises Refused."""
    bom = text.startswith("\ufeff")
    builder = TreeBuilder(params, merges=True)
    try:
        for event in yaml.parse(text[bom:], Loader=_LOADER):
            _add_event(builder, event, text, int(bom))
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = text.count("\n", 0, mark.index) + 1 if mark else 0
        raise Refused("parse-error", f"line {line}" if mark else "not YAML") from error
    return _root(builder)


def _add_event(builder: TreeBuilder, event: yaml.Event, text: str, shift: int) -> None:
    if event.start_mark is None or event.end_mark is None:
        raise Refused("parse-error", "an event without a place")
    start, end = event.start_mark.index + shift, event.end_mark.index + shift
    if isinstance(event, yaml.ScalarEvent):
        if event.style in ("|", ">"):
            end = start + len(text[start:end].rstrip())
        null = not event.style and event.value in _NULLS
        builder.scalar(start, end, "" if null else event.value, event.anchor or "")
    elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
        mapping = isinstance(event, yaml.MappingStartEvent)
        builder.open(start, event.anchor or "", mapping=mapping)
    elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
        builder.close(end if text[start:end] in ("}", "]") else None)
    elif isinstance(event, yaml.AliasEvent):
        builder.alias(event.anchor or "", start, end)


def compose_json(text: str, params: ModelParams) -> Node:
    """Return the tree of a JSON document; raises Refused."""
    builder = TreeBuilder(params, merges=False)
    position = 1 if text.startswith("\ufeff") else 0
    tokens: list[re.Match[str]] = []
    while (found := _TOKEN.match(text, position)) is not None:
        tokens.append(found)
        position = found.end()
    if found := _BLANK.match(text, position):
        position = found.end()
    if position < len(text):
        raise Refused("parse-error", f"line {text.count(chr(10), 0, position) + 1}")
    if not tokens:
        raise Refused("no-asset", "empty")
    _check_order(tokens, text)
    for token in tokens:
        _add_token(builder, token)
    return _root(builder)


def _add_token(builder: TreeBuilder, token: re.Match[str]) -> None:
    mark, start, end = token["mark"], token.start(token.lastindex or 0), token.end()
    if mark in ("{", "["):
        builder.open(start, mapping=mark == "{")
    elif mark in ("}", "]"):
        builder.close(end)
    elif token["string"]:
        builder.scalar(start, end, _string(token["string"]))
    elif token["word"]:
        builder.scalar(start, end, "" if token["word"] == "null" else token["word"])


def _string(literal: str) -> str:
    try:
        text: str = json.loads(literal)
    except ValueError as error:
        raise Refused("parse-error", "an unknown escape in a string") from error
    return text.encode("utf-8", "replace").decode()


def _kind(token: re.Match[str]) -> str:
    return token["mark"] or ("string" if token["string"] else "word")


_KEY = frozenset(("string", "key"))
_COLON = frozenset((":",))
_VALUE = frozenset(("{", "[", "string", "word"))
_AFTER_VALUE = {"{": frozenset((",", "}")), "[": frozenset((",", "]")), "": frozenset(("",))}


def _check_order(tokens: list[re.Match[str]], text: str) -> None:
    """Raise Refused where a token stands that JSON (RFC 8259) does not allow there."""
    stack, expected = [""], _VALUE
    for token in tokens:
        kind = _kind(token)
        if kind not in expected:
            raise Refused("parse-error", f"line {text.count(chr(10), 0, token.end()) + 1}")
        expected = _COLON if kind == "string" and "key" in expected else _next(stack, kind)
    if stack != [""] or "" not in expected:
        raise Refused("parse-error", f"line {text.count(chr(10)) + 1}")


def _next(stack: list[str], kind: str) -> frozenset[str]:
    if kind in ("{", "["):
        stack.append(kind)
        return _KEY | {"}"} if kind == "{" else _VALUE | {"]"}
    if kind == ",":
        return _KEY if stack[-1] == "{" else _VALUE
    if kind == ":":
        return _VALUE
    if kind in ("}", "]"):
        stack.pop()
    return _AFTER_VALUE[stack[-1]]


def _root(builder: TreeBuilder) -> Node:
    if builder.root is None:
        raise Refused("no-asset", "empty")
    return builder.root
