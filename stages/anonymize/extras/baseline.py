"""Take over a baseline of detect-secrets, and what people said in its audit.

A baseline has unsalted SHA-1 of secrets, with path and line. The value is looked for at that path: on that
line, else on the nearest one that has it. What the audit called true is a secret for sure; what it called
false is none, by whichever rule it is found; what nobody audited is possible.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Literal

import msgspec

from stages.anonymize.extras.chosen import secret
from stages.anonymize.extras.versions import versioned
from stages.anonymize.finding import CERTAIN, POSSIBLE, Detector, Finding, Subject
from stages.core.errors import PipelineError

EDGE = re.compile(r"(?<!\w)|(?!\w)")
REACH = 48
"""Edges of words over which a secret may reach: a line of n words is tried in time n."""


class Entry(msgspec.Struct, frozen=True):
    """A secret of a baseline, as detect-secrets writes it."""

    type: str
    hashed_secret: str
    line_number: int = 1
    is_secret: bool | None = None
    """What the audit said; nothing when nobody said anything."""

    @property
    def review(self) -> Literal["", "T", "F"]:
        """Return the label of a review."""
        return "" if self.is_secret is None else "T" if self.is_secret else "F"


class Baseline(msgspec.Struct, frozen=True):
    """What is read of a baseline."""

    version: str
    results: dict[str, list[Entry]]
    """By path from the root of the repository."""


def load(path: Path) -> Detector:
    """Return a detector of what the baseline at `path` names; raises PipelineError when it is none."""
    try:
        raw = path.read_bytes()
        read = msgspec.json.decode(raw, type=Baseline)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PipelineError(
            f"{path}: no baseline of detect-secrets, expected JSON with version and results. "
            "Make it with `detect-secrets scan`, or mend anonymize.detectors."
        ) from error
    entries: dict[str, list[Entry]] = defaultdict(list)
    for name, found in read.results.items():
        entries[PurePosixPath(name).as_posix()] += found

    def find(subject: Subject) -> Iterator[Finding]:
        yield from _located(subject.text, entries.get(subject.path, []))

    entities = frozenset(secret(entry.type) for found in entries.values() for entry in found)
    tool = f"baseline {hashlib.sha256(raw).hexdigest()[:16]}"
    return Detector("detect-secrets", *versioned(__name__, tool), entities, find)


def _located(text: str, entries: list[Entry]) -> Iterator[Finding]:
    wanted = {entry.hashed_secret for entry in entries}
    places: dict[str, dict[int, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    start = 0
    for number, line in enumerate(text.split("\n") if wanted else [], 1):
        for begin, end in _pieces(line):
            digest = hashlib.sha1(line[begin:end].encode(), usedforsecurity=False).hexdigest()
            if digest in wanted:
                places[digest][number].append((start + begin, start + end))
        start += len(line) + 1
    for entry in entries:
        lines = places[entry.hashed_secret]
        nearest = min(lines, key=lambda number: abs(number - entry.line_number), default=0)
        for span in lines[nearest]:
            sure = CERTAIN if entry.review == "T" else POSSIBLE
            rule = f"detect-secrets/{entry.type}"
            yield Finding(*span, secret(entry.type), rule, sure, review=entry.review)


def _pieces(line: str) -> Iterator[tuple[int, int]]:
    edges = [match.start() for match in EDGE.finditer(line)]
    for place, begin in enumerate(edges):
        for end in edges[place + 1 : place + 1 + REACH]:
            yield begin, end
