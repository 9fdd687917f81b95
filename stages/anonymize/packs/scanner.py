"""Prepare rules, once for all texts; a pattern is compiled where it is first needed."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from stages.anonymize.cues import Cues
from stages.anonymize.packs.pack import Allowlist, Rule, version


class Guard(NamedTuple):
    """An allowlist that is ready."""

    allowlist: Allowlist
    stopwords: tuple[bytes, ...]
    """In lower case."""


class Ready(NamedTuple):
    """A rule that is ready."""

    rule: Rule
    version: str
    guards: tuple[Guard, ...]


class Scanner(NamedTuple):
    """What texts are searched with."""

    rules: tuple[Ready, ...]
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
    ready = tuple(_ready(rule, guards) for rule in rules)
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


def _ready(rule: Rule, guards: dict[Allowlist, Guard]) -> Ready:
    for allowlist in rule.allowlists:
        stopwords = tuple(word.lower().encode() for word in allowlist.stopwords)
        guards.setdefault(allowlist, Guard(allowlist, stopwords))
    return Ready(rule, version(rule), tuple(guards[allowlist] for allowlist in rule.allowlists))


def entities(packs: Scanner) -> frozenset[str]:
    """Return what the rules find, as a policy names it."""
    return frozenset(f"secret.{entry.rule.id}" for entry in packs.rules)
