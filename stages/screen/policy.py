"""Decide what may be done with a file of a licence: its class, and by the class allow, quarantine or deny.

Classes run from what is the house's own to what nobody vouches for: own, permissive, weak, strong, unknown.
Of licences that hold together the worst counts, of alternatives the best. What is no SPDX expression is
unknown: it is never allowed by a part of it.
"""

import re
from collections.abc import Callable
from fnmatch import fnmatchcase
from functools import cache
from typing import NamedTuple

from stages.core.records.file import File
from stages.screen.licences import Licence
from stages.screen.params import CLASSES, Policy, PolicyClass, Release

LONGEST = 200
"""Tokens of an expression above which it is not read."""

_TOKEN = re.compile(r"[()]|[^\s()]+")
_ID = re.compile(r"[\w.+:-]+", re.ASCII)
_OPERATORS = ("AND", "OR", "WITH")

Leaf = Callable[[str], PolicyClass]


class Decision(NamedTuple):
    """What the policy says of a file."""

    policy_class: PolicyClass
    action: str
    """`allow`, `quarantine` or `deny`."""
    release: Release | None
    """The entry that lets a quarantined file through."""


class NotAnExpression(ValueError):
    """What was read is no SPDX expression."""


def decider(policy: Policy) -> Callable[[File, Licence, str], Decision]:
    """Return what decides about a file by its licence and the one that its source declares.

    It says class, what is done, and the entry that releases the file, and reads each expression once.
    """
    classes = cache(lambda expression, owned: class_of(expression, owned, policy))
    others = {name: policy.actions | actions for name, actions in policy.by_source_class.items()}

    def decide(file: File, licence: Licence, declared: str) -> Decision:
        found = classes(licence.spdx, declared if file.source_class in policy.owned else "")
        action = others.get(file.source_class, policy.actions)[found]
        release = _release(file, licence, policy) if action == "quarantine" else None
        return Decision(found, "allow" if release else action, release)

    return decide


def class_of(expression: str, owned: str, policy: Policy) -> PolicyClass:
    """Return the class of an expression; the LicenseRefs of the declaration `owned` are the house's own."""
    own = {token for token in _TOKEN.findall(owned) if token.startswith("LicenseRef-")}
    try:
        return _read(expression, lambda licence: "own" if licence in own else _listed(licence, policy))
    except NotAnExpression:
        return "unknown"


def _listed(licence: str, policy: Policy) -> PolicyClass:
    """Return the class whose globs name a licence; a licence with an exception must be listed with it."""
    lower = licence.lower()
    return next((name for name, globs in policy.classes.items() if _named(lower, globs)), "unknown")


def _named(licence: str, globs: list[str]) -> bool:
    exception = " with " in licence
    return any(fnmatchcase(licence, one.lower()) for one in globs if (" WITH " in one) == exception)


def _read(expression: str, leaf: Leaf) -> PolicyClass:
    tokens = _TOKEN.findall(expression)
    if len(tokens) > LONGEST:
        raise NotAnExpression
    tokens.reverse()  # the next one is the last: cheap to take away
    found = _any_of(tokens, leaf)
    if tokens:
        raise NotAnExpression
    return found


def _any_of(tokens: list[str], leaf: Leaf) -> PolicyClass:
    found = _all_of(tokens, leaf)
    while _taken(tokens, "OR"):
        found = min(found, _all_of(tokens, leaf), key=CLASSES.index)
    return found


def _all_of(tokens: list[str], leaf: Leaf) -> PolicyClass:
    found = _one_of(tokens, leaf)
    while _taken(tokens, "AND"):
        found = max(found, _one_of(tokens, leaf), key=CLASSES.index)
    return found


def _one_of(tokens: list[str], leaf: Leaf) -> PolicyClass:
    if _taken(tokens, "("):
        found = _any_of(tokens, leaf)
        if not _taken(tokens, ")"):
            raise NotAnExpression
        return found
    licence = _id(tokens)
    return leaf(f"{licence} WITH {_id(tokens)}" if _taken(tokens, "WITH") else licence)


def _taken(tokens: list[str], wanted: str) -> bool:
    if tokens and tokens[-1].upper() == wanted:
        tokens.pop()
        return True
    return False


def _id(tokens: list[str]) -> str:
    if not tokens or not _ID.fullmatch(tokens[-1]) or tokens[-1].upper() in _OPERATORS:
        raise NotAnExpression
    return tokens.pop()


def _release(file: File, licence: Licence, policy: Policy) -> Release | None:
    """Return the first entry that names source, path and licence as they were found."""
    fitting = (
        entry
        for entry in policy.releases
        if entry.source == file.source
        and entry.licence == licence.spdx
        and fnmatchcase(file.path, entry.path)
    )
    return next(fitting, None)
