"""Replace what was found in one text, and prove that nothing else changed and nothing is left."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from stages.anonymize.detect import findings
from stages.anonymize.finding import Finding, Subject
from stages.anonymize.pseudonym import PLACEHOLDERS, Words, replacement
from stages.anonymize.rules import cn_mobile
from stages.anonymize.shape import shape
from stages.anonymize.syntax import Outline, grammar_of, outline, region_of, texts_within
from stages.core.spans import apply

UNMISTAKABLE = frozenset(
    {
        "secret.private-key", "secret.aws-access-key", "secret.github-token", "secret.jwt", "pii.cn-id",
        "pii.bank-card", "pii.cn-uscc", "company.package", "company.term",
        cn_mobile.NAMED,
    }
)  # fmt: skip
"""Entities and rules that refuse a file where nothing may be edited: in a number or a regular expression."""

JSON = ("json", "jsonl")
QUOTE = re.compile(r'(?<!\\)(?:\\\\)*"')


class Masking(NamedTuple):
    """What replacements are made with."""

    key: bytes
    words: Words


class Change(NamedTuple):
    """One replacement."""

    start: int
    """First byte in the raw text."""
    end: int
    text: str
    """What takes the place."""
    value: str
    """What was there; it stays in memory."""
    entity: str
    rule: str


class Plan(NamedTuple):
    """What is to be changed in a text."""

    changes: list[Change]
    stuck: list[str]
    """Entities that were found where nothing may be edited."""


class Rewritten(NamedTuple):
    """A text without what must not leave, or the rule that refuses it."""

    text: str
    changes: list[Change]
    refused: str
    """`skeleton`, `shape` or `residual`; empty when the text is safe."""
    reason: str


def rewrite(subject: Subject, path: str, masking: Masking) -> Rewritten:
    """Return the safe text of `subject`, or why there is none."""
    raw = subject.text.encode()
    grammar = grammar_of(subject.language, path)
    found = findings(subject)
    before = outline(raw, grammar) if grammar and found else None
    first = plan(subject, found, before, masking)
    if not first.changes and not first.stuck:
        return Rewritten(subject.text, [], "", "")
    safe = apply(raw, [(change.start, change.end, change.text.encode()) for change in first.changes])
    after = outline(safe, grammar) if grammar else None
    rewritten = subject._replace(text=safe.decode())
    if before and after and before.skeleton != after.skeleton:
        return Rewritten("", [], "skeleton", _entities(first))
    if _shape_is_lost(subject, rewritten):
        return Rewritten("", [], "shape", _entities(first))
    left = plan(rewritten, findings(rewritten), after, masking)
    if left.changes or left.stuck:
        return Rewritten("", [], "residual", _entities(left))
    return Rewritten(rewritten.text, first.changes, "", "")


def mask(subject: Subject, masking: Masking) -> str:
    """Return a text without syntax, such as a path, with everything replaced that is found in it."""
    changes = plan(subject, findings(subject), None, masking).changes
    safe = apply(
        subject.text.encode(), [(change.start, change.end, change.text.encode()) for change in changes]
    )
    return safe.decode()


def plan(subject: Subject, found: list[Finding], syntax: Outline | None, masking: Masking) -> Plan:
    """Return the replacements for `found`, each where the syntax lets it be."""
    offsets = _byte_offsets(subject.text, [place for finding in found for place in finding[:2]])
    changes: list[Change] = []
    stuck: list[str] = []
    for finding in found:
        start, end = offsets[finding.start], offsets[finding.end]
        places = [(start, end)] if syntax is None else _places(finding.entity, start, end, syntax)
        if not places and UNMISTAKABLE & {finding.entity, finding.rule}:
            stuck.append(finding.entity)
        changes += _changes(subject, finding, places, (start, end), masking)
    return Plan(changes, stuck)


def _places(entity: str, start: int, end: int, syntax: Outline) -> list[tuple[int, int]]:
    region = region_of(syntax.regions, start, end)
    if region and (region.is_text or entity.startswith("company.")):
        return [(start, end)]
    if entity in PLACEHOLDERS and (not region or region.is_text):
        return list(texts_within(syntax.regions, start, end))
    return []


def _changes(
    subject: Subject,
    finding: Finding,
    places: list[tuple[int, int]],
    whole: tuple[int, int],
    masking: Masking,
) -> Iterator[Change]:
    value = subject.text[finding.start : finding.end]
    text = replacement(finding.entity, value, masking.key, masking.words)
    if subject.language in JSON and not text.isdigit() and _is_bare(subject.text, finding):
        text = f'"{text}"'
    if text != value:
        for start, end in places:
            part = value if (start, end) == whole else subject.text.encode()[start:end].decode()
            yield Change(start, end, text, part, finding.entity, finding.rule)


def _is_bare(text: str, finding: Finding) -> bool:
    """Outside a string a replacement needs quotes; JSON strings end where their line ends."""
    line = text[text.rfind("\n", 0, finding.start) + 1 : finding.start]
    return len(QUOTE.findall(line)) % 2 == 0


def _byte_offsets(text: str, places: Iterable[int]) -> dict[int, int]:
    if text.isascii():
        return {place: place for place in places}
    offsets, last, total = {}, 0, 0
    for place in sorted(set(places)):
        total += len(text[last:place].encode())
        offsets[place], last = total, place
    return offsets


def _shape_is_lost(raw: Subject, safe: Subject) -> bool:
    expected = shape(raw.text, raw.language)
    return expected is not None and shape(safe.text, safe.language) != expected


def _entities(found: Plan) -> str:
    return ", ".join(sorted({*found.stuck, *(change.entity for change in found.changes)}))
