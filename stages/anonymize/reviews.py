"""Read what reviewers said, and say what holds: of those who disagree nobody is sure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from stages.anonymize.decide import Reviews
from stages.core.errors import PipelineError
from stages.core.records.confirmation import Confirmation
from stages.core.records.label import Label
from stages.core.records.record import Record

GOVERNANCE = Path("governance")
LABELS = GOVERNANCE / "reviews" / "anonymize.jsonl"
CONFIRMATIONS = GOVERNANCE / "lexicon.jsonl"

R = TypeVar("R", bound=Record)
Names = Mapping[str, Literal["accept", "reject"]]
"""What reviewers said of names, by fingerprint; those who disagree said nothing."""


def read_reviews(path: Path, kind: type[R]) -> list[R]:
    """Return the rows of a file of reviews; none when there is no file yet.

    Raises PipelineError for the first line that is no `kind`, without its text.
    """
    if not path.exists():
        return []
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise PipelineError(f"{path}: {error.strerror}, expected a file of reviews. Restore it.") from error
    return [_decoded(path, number, line, kind) for number, line in enumerate(lines, 1)]


def _decoded(path: Path, number: int, line: bytes, kind: type[R]) -> R:
    try:
        return msgspec.json.decode(line, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        at = f" at `{str(error).partition('`$.')[2]}" if "`$." in str(error) else ""
        raise PipelineError(
            f"{path}:{number}: another shape{at}, expected a row of {kind.__name__}, schema 1. "
            "Restore the line from Git, or remove it and review again."
        ) from error


def read_verdicts() -> Reviews:
    """Return what holds of values, from `governance/`."""
    return verdicts(read_reviews(LABELS, Label))


def read_names() -> Names:
    """Return what holds of names, from `governance/`."""
    return names(read_reviews(CONFIRMATIONS, Confirmation))


def verdicts(labels: Iterable[Label]) -> Reviews:
    """Return what reviewers said of a value found by a rule: F allows it, T denies it, X changes nothing."""
    said: dict[tuple[str, str], dict[str, Literal["T", "F", "X"]]] = defaultdict(dict)
    for label in labels:
        said[label.fingerprint, label.rule][label.reviewer] = label.label
    return {
        key: next(iter(given)) if len(given := set(by.values())) == 1 else "X" for key, by in said.items()
    }


def names(confirmations: Iterable[Confirmation]) -> Names:
    """Return what reviewers agreed on about names, by fingerprint."""
    said: dict[str, dict[str, Literal["accept", "reject"]]] = defaultdict(dict)
    for row in confirmations:
        said[row.fingerprint][row.reviewer] = row.decision
    return {name: next(iter(given)) for name, by in said.items() if len(given := set(by.values())) == 1}
