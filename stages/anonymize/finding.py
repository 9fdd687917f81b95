"""What detectors read and what they say."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from stages.anonymize.lexicon import Lexicon
from stages.anonymize.packs.scanner import Scanner
from stages.core.records.decision import Review

CERTAIN, LIKELY, POSSIBLE = 0.99, 0.8, 0.5
"""Confidence of a rule: a format or check digit of its own; a form with its context; a form alone."""
CORE = "core"
"""The detector whose rules are in this folder."""


class Limits(NamedTuple):
    """Settings that detectors read."""

    internal_suffixes: tuple[str, ...]
    public_hosts: tuple[str, ...]
    public_addresses: tuple[str, ...]
    min_entropy: float
    max_rewritten_bytes: int
    packs: Scanner
    """Rules for secrets."""
    detectors: "tuple[Detector, ...]"
    """What is asked beside the core."""


Seam = tuple[int, int, str]
"""Where what cuts a word begins and ends, and the signs beside it in lower case; see `seams`."""


class Subject(NamedTuple):
    """A text to search."""

    text: str
    language: str
    """Language of the file, or `path` when the text is a path."""
    lexicon: Lexicon
    """Names that are confidential in this text; none where the text is of other owners."""
    limits: Limits
    path: str
    """Of the file, as its source has it."""
    source_class: str
    """Class of the source: a policy may treat classes differently."""
    seams: Sequence[Seam] = ()
    """Of the text; the engine fills them in, as the cues."""
    cues: frozenset[str] = frozenset()
    """Patterns of all rules that match somewhere in the text; the engine fills it in, see `detect.cued`."""


class Finding(NamedTuple):
    """A range of a text that must not leave the raw zone; it says where and by which rule, never what."""

    start: int
    """First character."""
    end: int
    """Character after the last one."""
    entity: str
    rule: str
    confidence: float
    """From 0 to 1: what a policy weighs; CERTAIN, LIKELY or POSSIBLE for rules of this folder."""
    detectors: tuple[str, ...] = (CORE,)
    """Who found it."""
    version: str = ""
    """Of the rule; the engine fills it in."""
    review: Review = ""
    """What people said of it with the tool that found it."""


class Detector(NamedTuple):
    """Another tool that finds something."""

    name: str
    tool: str
    """Package and version."""
    version: str
    """Of its rules, as the ledger has it."""
    entities: frozenset[str]
    """All that it can find."""
    find: Callable[[Subject], Iterable[Finding]]
