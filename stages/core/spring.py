"""Read the paths of Spring MVC out of annotations."""

import re
from typing import NamedTuple

_MAPPING = re.compile(
    r"@(?:[\w.]+\.)?(Get|Post|Put|Patch|Delete|Request)Mapping\b\s*(?:\((.*)\))?\s*", re.DOTALL
)
_ARGUMENT = re.compile(r"\s*(\w+)\s*=(?!=)")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_VERB = re.compile(r"\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE)\b")


class Mapping(NamedTuple):
    """What one mapping annotation says."""

    method: str
    """Upper case; empty when the annotation names none."""
    path: str
    """The first path, as written; empty when there is none."""
    literal: bool
    """Whether the path is written out; False when a constant is part of it."""


def mapping(annotation: str) -> Mapping | None:
    """Return what a mapping annotation says, or None when `annotation` is another one."""
    found = _MAPPING.fullmatch(annotation.strip())
    if found is None:
        return None
    arguments = _arguments(found[2] or "")
    path = arguments.get("value", arguments.get("path", ""))
    strings = _STRING.findall(path)
    verb = _VERB.search(arguments.get("method", ""))
    method = (verb[1] if verb else "") if found[1] == "Request" else found[1].upper()
    return Mapping(method, strings[0] if strings else "", not _STRING.sub("", path).strip(" \n\t{}[],"))


def joined(prefix: str, path: str) -> str:
    """Return the path of a handler below the path of its controller."""
    parts = [part for part in f"{prefix}/{path}".split("/") if part]
    return "/" + "/".join(parts)


def _arguments(text: str) -> dict[str, str]:
    """Return the annotation's arguments by name; an argument without a name is `value`."""
    pieces, depth, start = [], 0, 0
    quoted = {i for found in _STRING.finditer(text) for i in range(found.start(), found.end())}
    for position, character in enumerate(text):
        if position in quoted:
            continue
        depth += (character in "({[") - (character in ")}]")
        if character == "," and depth == 0:
            pieces.append(text[start:position])
            start = position + 1
    named = ((_ARGUMENT.match(piece), piece) for piece in [*pieces, text[start:]] if piece.strip())
    return {
        found[1] if found else "value": piece[found.end() :] if found else piece for found, piece in named
    }
