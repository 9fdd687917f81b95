"""Find secrets by rules in the format of gitleaks.

The keywords of all rules are looked for at once, in one automaton (as that of Aho and Corasick, 1975); only
rules that are due run their pattern, on RE2, so the time is linear in the text. A secret must exceed the
entropy of its rule, and no allowlist may name it. Placeholders of this stage are no secrets.

Known limit: a secret that is put together at run time is not found.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import re2  # type: ignore[import-untyped]

from stages.anonymize.finding import CERTAIN, LIKELY, POSSIBLE, Finding, Subject
from stages.anonymize.packs.pack import Rule, compiled
from stages.anonymize.packs.scanner import Guard, Ready, Scanner
from stages.anonymize.randomness import entropy

PLACEHOLDER = b"REDACTED_"
SURE = {"confidence:certain": CERTAIN, "confidence:likely": LIKELY, "confidence:possible": POSSIBLE}


class Secret(NamedTuple):
    """Where a rule found a secret, in bytes."""

    start: int
    end: int
    found_by: Ready


def find(subject: Subject) -> Iterator[Finding]:
    """Yield what the packs of the settings find."""
    yield from scan(subject.limits.packs, subject.text, subject.path, subject.cues)


def cues(subject: Subject) -> tuple[str, ...]:
    """Return what the rules are looked for by."""
    return subject.limits.packs.looked_for


def scan(scanner: Scanner, text: str, path: str, standing: frozenset[str]) -> list[Finding]:
    """Return the secrets in `text`, in which some cues stand, the surest first; they may overlap."""
    owners = scanner.owners
    due = scanner.unkeyed.union(*(owners[cue] for cue in standing if cue in owners))
    if not due:
        return []
    raw = text.encode()
    secrets = [
        Secret(*span, entry)
        for entry in (scanner.rules[number] for number in sorted(due))
        for span in _spans(entry, raw, path)
    ]
    places = _characters(raw, {place for secret in secrets for place in secret[:2]})
    found = (
        Finding(
            places[secret.start],
            places[secret.end],
            f"secret.{secret.found_by.rule.id}",
            secret.found_by.rule.id,
            confidence(secret.found_by.rule),
            version=secret.found_by.version,
        )
        for secret in secrets
    )
    return sorted(found, key=lambda finding: -finding.confidence)


def confidence(rule: Rule) -> float:
    """Return how sure a finding of `rule` is: its tag, else by whether chance had to be ruled out."""
    tagged = (SURE[tag] for tag in rule.tags if tag in SURE)
    return next(tagged, LIKELY if rule.entropy else CERTAIN)


def _spans(entry: Ready, raw: bytes, path: str) -> Iterator[tuple[int, int]]:
    place = path.encode()
    if entry.keywords and not _any(entry.keywords, raw):
        return
    if entry.rule.path and not compiled(entry.rule.path).search(place):
        return
    if any(_is_allowed_path(guard, place) for guard in entry.guards):
        return
    if not entry.rule.regex:
        yield 0, len(raw)
        return
    for match in compiled(entry.rule.regex).finditer(raw):
        start, end = _span(entry.rule, match)
        if start < end and _is_secret(entry, raw, match.span(), (start, end), place):
            yield start, end


def _span(rule: Rule, match: "re2._Match") -> tuple[int, int]:
    spans: list[tuple[int, int]] = [match.span(number) for number in range(len(match.groups()) + 1)]
    if rule.secret_group:
        return spans[rule.secret_group]
    return next((span for span in spans[1:] if span[0] < span[1]), spans[0])


def _is_secret(entry: Ready, raw: bytes, match: tuple[int, int], span: tuple[int, int], path: bytes) -> bool:
    secret = raw[slice(*span)]
    if PLACEHOLDER in secret:
        return False
    if entry.rule.entropy and entropy(secret.decode("latin-1")) <= entry.rule.entropy:
        return False
    return not any(_is_allowed(guard, raw, match, secret, path) for guard in entry.guards)


def _is_allowed_path(guard: Guard, path: bytes) -> bool:
    """Say whether an allowlist lets a whole file pass."""
    alone = not _is_and(guard) or not (guard.allowlist.regexes or guard.stopwords)
    return alone and _any(guard.allowlist.paths, path)


def _is_allowed(guard: Guard, raw: bytes, match: tuple[int, int], secret: bytes, path: bytes) -> bool:
    if not _is_and(guard):
        return _has_stopword(guard, secret) or _names(guard, raw, match, secret)
    checks = (
        not guard.allowlist.paths or _any(guard.allowlist.paths, path),
        not guard.allowlist.regexes or _names(guard, raw, match, secret),
        not guard.stopwords or _has_stopword(guard, secret),
    )
    return any((guard.allowlist.paths, guard.allowlist.regexes, guard.stopwords)) and all(checks)


def _is_and(guard: Guard) -> bool:
    return guard.allowlist.condition in ("AND", "and", "&&")


def _has_stopword(guard: Guard, secret: bytes) -> bool:
    lower = secret.lower()
    return any(word in lower for word in guard.stopwords)


def _names(guard: Guard, raw: bytes, match: tuple[int, int], secret: bytes) -> bool:
    """Say whether a pattern of an allowlist names the secret, the match, or the lines around it."""
    target = guard.allowlist.regex_target
    if target == "line":
        breaks = _breaks(raw)
        first, last = bisect_left(breaks, match[0]), bisect_left(breaks, match[1])
        return _in_lines(guard.allowlist.regexes, raw, breaks[first - 1] + 1 if first else 0, breaks[last])
    return _any(guard.allowlist.regexes, raw[slice(*match)] if target == "match" else secret)


@lru_cache(maxsize=1)
def _breaks(raw: bytes) -> list[int]:
    """Return the places of line breaks; the end of the text is one."""
    return [*(found.start() for found in re.finditer(b"\n", raw)), len(raw)]


@lru_cache(maxsize=64)
def _in_lines(patterns: tuple[str, ...], raw: bytes, start: int, end: int) -> bool:
    """Look through lines once, however many matches stand in them."""
    return _any(patterns, raw[start:end])


def _any(patterns: Iterable[str], text: bytes) -> bool:
    return any(compiled(pattern).search(text) for pattern in patterns)


def _characters(raw: bytes, places: Iterable[int]) -> dict[int, int]:
    """Return the character that begins at each of `places`, which are bytes."""
    characters, before, at = dict[int, int](), 0, 0
    for place in sorted(places):
        at += len(raw[before:place].decode())
        characters[place], before = at, place
    return characters
