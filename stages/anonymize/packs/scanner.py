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
    keywords: tuple[str, ...]
    """Patterns of its keywords, one of which must stand where its cue does; none without a cue."""


class Scanner(NamedTuple):
    """What texts are searched with."""

    rules: tuple[Ready, ...]
    owners: dict[str, frozenset[int]]
    """Numbers of the rules of each pattern that is looked for: the cue of a rule, else its keywords."""
    unkeyed: frozenset[int]
    """Rules that are due in every text."""
    looked_for: Cues
    """All such patterns: a keyword that most texts have would double the states of their automaton."""


def scanner(rules: Iterable[Rule]) -> Scanner:
    """Return a scanner of `rules`, which `pack.merged` has checked."""
    guards: dict[Allowlist, Guard] = {}
    ready = tuple(_ready(rule, guards) for rule in rules)
    numbers: dict[str, set[int]] = defaultdict(set)
    for number, entry in enumerate(ready):
        for pattern in (entry.rule.cue,) if entry.rule.cue else _keywords(entry.rule):
            numbers[pattern].add(number)
    return Scanner(
        rules=ready,
        owners={pattern: frozenset(rules) for pattern, rules in numbers.items()},
        unkeyed=frozenset(n for n, (rule, *_) in enumerate(ready) if not (rule.cue or any(rule.keywords))),
        looked_for=Cues(numbers),
    )


def _keywords(rule: Rule) -> tuple[str, ...]:
    return tuple("".join(map(_sign, keyword)) for keyword in rule.keywords)


def _sign(sign: str) -> str:
    """Return a pattern for a sign in both cases: of a letter of ASCII `(?i)` would add some above it."""
    is_letter = sign.isascii() and sign.isalpha()
    return f"[{sign.lower()}{sign.upper()}]" if is_letter else f"(?i:{re.escape(sign)})"


def _ready(rule: Rule, guards: dict[Allowlist, Guard]) -> Ready:
    for allowlist in rule.allowlists:
        stopwords = tuple(word.lower().encode() for word in allowlist.stopwords)
        guards.setdefault(allowlist, Guard(allowlist, stopwords))
    keywords = _keywords(rule) if rule.cue else ()
    return Ready(rule, version(rule), tuple(guards[allowlist] for allowlist in rule.allowlists), keywords)


def entities(packs: Scanner) -> frozenset[str]:
    """Return what the rules find, as a policy names it."""
    return frozenset(f"secret.{entry.rule.id}" for entry in packs.rules)
