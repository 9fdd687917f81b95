"""Texts with marks for the tests of `anonymize`: ⟦ and ⟧ stand around what a detector must find."""

import re
import sys
from collections.abc import Callable, Collection, Iterator
from functools import cache
from pathlib import Path

import msgspec
import re2  # type: ignore[import-untyped]

from stages.anonymize.anonymize import limits_of
from stages.anonymize.cues import standing
from stages.anonymize.decide import Verdict
from stages.anonymize.detect import Judged, cued, detect, settle
from stages.anonymize.finding import Finding, Limits, Subject
from stages.anonymize.keys import Keys, derive
from stages.anonymize.lexicon import Lexicon
from stages.anonymize.packs.load import load_packs
from stages.anonymize.packs.scan import scan
from stages.anonymize.packs.scanner import Scanner
from stages.anonymize.params import AnonymizeParams, Policy
from stages.anonymize.rewrite import Masking
from tests.layout import section_of

ROOT = Path(__file__).parents[2]
KEYS: Keys = derive(b"a key that only the tests use")
OTHER_KEYS: Keys = derive(b"another key that only the tests use")
LEXICON = Lexicon(
    own=True,
    terms=("lanhai", "蓝海"),
    mined=("acme-shop", "petclinic"),
    packages=("com.lanhai", "org.springframework.samples.petclinic"),
    domains=("lanhai-retail.com",),
    persons=("zhang.wei", "Zhang Wei", "王小明", "MrBird", "高原"),
)


@cache
def params() -> AnonymizeParams:
    """Return the committed settings."""
    return msgspec.convert(section_of("anonymize"), AnonymizeParams)


@cache
def limits() -> Limits:
    """Return what detectors read of the committed settings."""
    return limits_of(params(), load_packs(params().packs), ())


def subject(text: str, language: str = "text", lexicon: Lexicon = LEXICON) -> Subject:
    """Return `text` as a detector reads it."""
    return cued(Subject(text, language, lexicon, limits(), "", "own"))


def secrets(scanner: Scanner, text: str, path: str) -> list[Finding]:
    """Return what the rules of packs find."""
    return scan(scanner, text, path, standing(text, scanner.looked_for))


def masking(keys: Keys = KEYS, lexicon: Lexicon = LEXICON, policy: Policy | None = None) -> Masking:
    """Return what replacements are made with, by the committed policy or another one."""
    return Masking.of(keys, lexicon, policy or params().policy, {})


def findings(of: Subject) -> list[Finding]:
    """Return what every detector finds, settled."""
    kept = Verdict("keep", "policy", "")
    return [
        entry.finding
        for entry in settle(of.text, [Judged(*entry, kept, entry.finding) for entry in detect(of)])
    ]


def plain(marked: str) -> str:
    """Return `marked` without its marks."""
    return re.sub("[⟦⟧]", "", marked)


def marked(text: str, findings: Collection[Finding]) -> str:
    """Return `text` with marks around the findings."""
    inside = {place for finding in findings for place in range(finding.start, finding.end)}
    starts = {finding.start for finding in findings if finding.start - 1 not in inside}
    ends = {finding.end for finding in findings if finding.end not in inside}
    return "".join(
        ("⟧" if place in ends else "") + ("⟦" if place in starts else "") + text[place : place + 1]
        for place in range(len(text) + 1)
    )


def check(find: Callable[[Subject], Iterator[Finding]], expected: str, language: str = "text") -> None:
    """Assert that `find` finds exactly what is marked in `expected`, and its cue too."""
    text = plain(expected)
    found = set(find(subject(text, language)))
    assert marked(text, found) == expected
    cue = getattr(sys.modules[find.__module__], "CUE", [])
    assert not found or not cue or any(re2.search(pattern, text) for pattern in cue), "CUE misses this text."
