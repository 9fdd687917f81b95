"""The class that an operation is about: a collection of its path, or a thing that an item of one has."""

import re
from collections.abc import Iterable

from stages.build.envelope import opened
from stages.build.unit import resource_words
from stages.core.formats.type_expression import Object, Unreadable, parse
from stages.core.records.api_asset import Operation
from stages.core.standards.paths import VERBS

IRREGULAR = {
    "children": "child", "criteria": "criterion", "feet": "foot", "geese": "goose", "goods": "goods",
    "indices": "index", "matrices": "matrix", "men": "man", "menus": "menu", "mice": "mouse", "news": "news",
    "people": "person", "series": "series", "skus": "sku", "sms": "sms", "species": "species",
    "statuses": "status", "teeth": "tooth", "vertices": "vertex", "women": "woman",
}  # fmt: skip
"""Plurals by the singular that no ending tells."""

_WORD = re.compile(r"[^\W\d_]+|\d+")
_BASE = re.compile(r"\A.*/v\d+\w*(?=/[^/{}])")
"""What stands before and in the version of a path, where something follows it."""
_COLLECTION = re.compile(r"([^/{}]+)/\{")
_OF_AN_ITEM = re.compile(r"\{([^{}]+)\}/([^/{}]+)/?")


def things(operations: Iterable[Operation]) -> frozenset[str]:
    """Return the paths that end in a thing of an item: `/stores/{store}/waste` is about waste, where what is
    read there is a list, or an object that does not name the item; `/seats/{no}/state` is about a seat."""
    return frozenset(one.path for one in operations if one.method == "GET" and _is_thing(one))


def _is_thing(operation: Operation) -> bool:
    found = _OF_AN_ITEM.search(operation.path)
    if found is None or not operation.path.endswith(found[0]) or is_plural(found[2]) or _is_done(found[2]):
        return False
    given = [type_ for type_ in (_opened(payload.type) for payload in operation.responses) if type_]
    names = {field.name for type_ in given if isinstance(type_, Object) for field in type_.fields}
    return bool(given) and names.isdisjoint((found[1], "id"))


def _is_done(segment: str) -> bool:
    return any(part.lower() in VERBS for part in _parts(segment)[:1])


def _opened(text: str) -> object:
    try:
        return opened(parse(text)) if text else None
    except Unreadable:
        return None


def resource(operation: Operation, own: frozenset[str]) -> str:
    """Return the class that an operation is about: a thing of its own, else the last collection of its path.

    A collection is named in the plural or stands before a parameter, and is no verb. Any other last segment
    is a state or an action of what stands before it. What stands before a version is the place of the API.
    `own` are the paths of things.
    """
    path = _BASE.sub("", operation.path)
    words = resource_words(path) or ["resource"]
    if operation.path in own:
        return class_name(words[-1])
    before = (word for word in _COLLECTION.findall(path) if not _is_done(word))
    collections = {*filter(is_plural, words), *before}
    return class_name(next((word for word in reversed(words) if word in collections), words[0]))


def is_plural(segment: str) -> bool:
    """Say whether a segment of a path is in the plural."""
    parts = _parts(segment)
    return bool(parts) and (parts[-1].lower() in IRREGULAR or singular(parts[-1]) != parts[-1])


def class_name(word: str) -> str:
    """Return a word of a path or a field as the name of a class: `order-items` as `OrderItem`."""
    parts = _parts(word) or ["Item"]
    parts[-1] = singular(parts[-1])
    return "".join(part[:1].upper() + part[1:] for part in parts)


def _parts(word: str) -> list[str]:
    return _WORD.findall(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", word))


def singular(word: str) -> str:
    """Return a word in the singular; one that is in it stays as it is."""
    if word.lower() in IRREGULAR:
        return IRREGULAR[word.lower()]
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + instead
    return word.removesuffix("s") if not word.endswith(("ss", "us", "is")) else word
