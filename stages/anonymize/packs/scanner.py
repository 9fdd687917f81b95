"""Compile rules, once for all texts."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from stages.anonymize.cues import Cues
from stages.anonymize.packs.pack import Allowlist, Rule, compiled, version

Pattern = Any
"""A compiled pattern of RE2, which has no types."""


class Guard(NamedTuple):
    """An allowlist that is compiled."""

    allowlist: Allowlist
    paths: tuple[Pattern, ...]
    regexes: tuple[Pattern, ...]
    stopwords: tuple[bytes, ...]
    """In lower case."""


class Compiled(NamedTuple):
    """A rule that is compiled."""

    rule: Rule
    version: str
    regex: Pattern | None
    path: Pattern | None
    guards: tuple[Guard, ...]


class Scanner(NamedTuple):
    """What texts are searched with."""

    rules: tuple[Compiled, ...]
    owners: dict[str, frozenset[int]]
    """Numbers of the rules of each keyword, by its pattern."""
    unkeyed: frozenset[int]
    """Rules that are due in every text."""
    cues: dict[int, str]
    """Patterns of rules whose keywords many texts have: those are due where both stand."""
    looked_for: Cues
    """The patterns of all keywords, and those of such rules."""


def scanner(rules: Iterable[Rule]) -> Scanner:
    """Return a scanner of `rules`, which `pack.merged` has checked."""
    guards: dict[Allowlist, Guard] = {}
    ready = tuple(_compiled(rule, guards) for rule in rules)
    numbers: dict[str, set[int]] = defaultdict(set)
    for number, entry in enumerate(ready):
        for keyword in entry.rule.keywords:
            numbers[f"(?i){re.escape(keyword.lower())}"].add(number)
    cues = {number: entry.rule.cue for number, entry in enumerate(ready) if entry.rule.cue}
    return Scanner(
        rules=ready,
        owners={keyword: frozenset(rules) for keyword, rules in numbers.items()},
        unkeyed=frozenset(n for n, entry in enumerate(ready) if not any(entry.rule.keywords)),
        cues=cues,
        looked_for=Cues(dict.fromkeys((*numbers, *cues.values()))),
    )


def _compiled(rule: Rule, guards: dict[Allowlist, Guard]) -> Compiled:
    for allowlist in rule.allowlists:
        guards.setdefault(allowlist, _guard(allowlist))
    return Compiled(
        rule,
        version(rule),
        compiled(rule.regex) if rule.regex else None,
        compiled(rule.path) if rule.path else None,
        tuple(guards[allowlist] for allowlist in rule.allowlists),
    )


def _guard(allowlist: Allowlist) -> Guard:
    return Guard(
        allowlist,
        tuple(map(compiled, allowlist.paths)),
        tuple(map(compiled, allowlist.regexes)),
        tuple(word.lower().encode() for word in allowlist.stopwords),
    )


def entities(packs: Scanner) -> frozenset[str]:
    """Return what the rules find, as a policy names it."""
    return frozenset(f"secret.{entry.rule.id}" for entry in packs.rules)
