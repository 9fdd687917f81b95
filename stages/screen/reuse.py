"""Read REUSE.toml, which states the licences of files by globs (reuse.software, specification 3.3)."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import Literal, NamedTuple

import msgspec

from stages.screen.licence_texts import UNKNOWN, joined

NAME = "REUSE.toml"

STARS = 3
"""Wildcards of a glob that is matched: each makes the search longer by the length of the path."""

Precedence = Literal["closest", "aggregate", "override"]

_GLOB = re.compile(r"\\(?P<plain>.)|(?P<deep>\*{2,})|(?P<flat>\*)|(?P<other>.)", re.DOTALL)


class Rule(NamedTuple):
    """What one table says of the files that its globs name."""

    globs: list[str]
    spdx: str
    precedence: Precedence


NOTHING_KNOWN = Rule(["**"], UNKNOWN, "closest")


class _Table(msgspec.Struct, rename={"licences": "SPDX-License-Identifier"}):
    path: str | list[str]
    licences: str | list[str] = ""
    precedence: Precedence = "closest"


def is_rules(path: str) -> bool:
    """Say whether a path names a file that states licences by globs."""
    return PurePosixPath(path).name == NAME


def rules_of(text: str) -> str:
    """Return the rules of a text as JSON; where they cannot be read, nothing is known of the folder."""
    try:
        tables = msgspec.convert(tomllib.loads(text).get("annotations", []), list[_Table])
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, RecursionError):
        return _json([NOTHING_KNOWN])
    rules = [
        Rule(_list(one.path), joined(_list(one.licences)), one.precedence) for one in tables if one.licences
    ]
    slow = any(len(re.findall(r"\*+", glob)) > STARS for rule in rules for glob in rule.globs)
    return _json([NOTHING_KNOWN] if slow else rules)


def rule_of(path: str, rules: Mapping[str, str]) -> tuple[str, Rule] | None:
    """Return the last rule that names a path, of the nearest file above, and that file."""
    for folder in PurePosixPath(path).parents:
        file = str(folder / NAME)
        below = str(PurePosixPath(path).relative_to(folder))
        found = [rule for rule in _read(rules.get(file, "[]")) if _named(below, rule.globs)]
        if found:
            return file, found[-1]
    return None


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _json(rules: list[Rule]) -> str:
    return msgspec.json.encode(rules).decode()


@cache
def _read(rules: str) -> list[Rule]:
    return msgspec.json.decode(rules, type=list[Rule])


def _named(path: str, globs: Iterable[str]) -> bool:
    return any(_pattern(glob).fullmatch(path) for glob in globs)


@cache
def _pattern(glob: str) -> re.Pattern[str]:
    return re.compile(_GLOB.sub(_part, glob), re.DOTALL)


def _part(part: re.Match[str]) -> str:
    if part["deep"]:
        return ".*"
    return "[^/]*" if part["flat"] else re.escape(part["plain"] or part["other"])
