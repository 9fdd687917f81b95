"""A source that could not be read, and why."""

from typing import Literal

from stages.core.records.record import Record

FailureKind = Literal[
    "changed",
    "corrupt",
    "disk-full",
    "empty",
    "erased",
    "incomplete",
    "missing-pin",
    "no-access",
    "not-found",
    "ownership",
    "refused",
    "settings",
    "unfit",
    "unreachable",
]
"""Why a source could not be read; docs/outputs.md says what each one means."""


class Failure(Record, frozen=True):
    """One row per source that could not be read, where `crawl.on_failure` passes over it."""

    source: str
    kind: FailureKind
    reason: str
    """What was found and what was expected, in one line. May quote a place: it stays in the raw zone."""
    remedy: str
    """What to do."""
