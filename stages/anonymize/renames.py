"""Say what was replaced in the path of a file, as the ledger has it."""

import os
from collections.abc import Iterable

from stages.anonymize import origins
from stages.anonymize.change import Change
from stages.anonymize.decide import Verdict
from stages.anonymize.detect import version_of
from stages.anonymize.finding import CERTAIN, Finding
from stages.anonymize.rewrite import applied
from stages.core.records.decision import PATH

COPY = "path.copy"
"""Entity of a number that keeps two paths apart: nothing was found."""


def renames(raw: str, changes: Iterable[Change], safe: str) -> list[Change]:
    """Return what makes the path `safe` of the raw one: `changes`, and the number of a copy."""
    every = [change._replace(node=PATH) for change in changes]
    masked, wanted = applied(raw, every).encode(), safe.encode()
    if masked == wanted:
        return every
    place = len(os.path.commonprefix([masked, wanted]))
    return _numbered(every, place, wanted[place : place + len(wanted) - len(masked)])


def _numbered(changes: list[Change], place: int, number: bytes) -> list[Change]:
    """Return the changes and one that puts `number` at byte `place` of the masked path; where a replacement
    reaches over that place, it holds the number."""
    shift = 0
    for order, change in enumerate(changes):
        text, start = change.text.encode(), change.start + shift
        if start >= place:
            break
        if place < start + len(text):
            held = text[: place - start] + number + text[place - start :]
            return [*changes[:order], change._replace(text=held.decode()), *changes[order + 1 :]]
        shift += len(text) - (change.end - change.start)
    at = place - shift
    finding = Finding(at, at, COPY, "copy", CERTAIN, version=version_of(origins))
    return [*changes, Change(at, at, number.decode(), "", finding, PATH, Verdict("redact", "copy", ""))]
