"""Read what reviewers said, and say what holds: of those who disagree nobody is sure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from stages.anonymize.decide import Reviews
from stages.anonymize.keys import Keys
from stages.core.by_hand import ask_for, decoded, numbered
from stages.core.contract import Figures
from stages.core.records.confirmation import Confirmation
from stages.core.records.label import Label
from stages.core.records.record import Record

GOVERNANCE = Path("governance")
LABELS = GOVERNANCE / "reviews" / "anonymize.jsonl"
CONFIRMATIONS = GOVERNANCE / "lexicon.jsonl"

R = TypeVar("R", bound=Record)
Names = Mapping[str, Literal["accept", "reject"]]
"""What reviewers said of names, by fingerprint; those who disagree said nothing."""


class Held(NamedTuple):
    """What people said that holds, and how much does not."""

    verdicts: Reviews
    names: Names
    void: dict[str, int]
    """Rows by another key, by file: nobody can say what they are of."""

    @property
    def warnings(self) -> list[str]:
        """Return a line for each file with rows that do not hold."""
        return [
            f"{path}: {rows} rows are by another key, expected that of anonymize.key_check. They hold for "
            "nothing: review again, then remove them."
            for path, rows in self.void.items()
            if rows
        ]

    @property
    def figures(self) -> Figures:
        """Return how many values and names are decided, and how many rows hold for nothing."""
        void = sum(self.void.values())
        return {"reviews": {"values": len(self.verdicts), "names": len(self.names), "void": void}}


def read_held(keys: Keys) -> Held:
    """Return what `governance/` says under the key."""
    labels, confirmations = read_reviews(LABELS, Label), read_reviews(CONFIRMATIONS, Confirmation)
    return Held(
        verdicts(row for row in labels if row.key == keys.check),
        names(row for row in confirmations if row.key == keys.check),
        {
            str(LABELS): sum(row.key != keys.check for row in labels),
            str(CONFIRMATIONS): sum(row.key != keys.check for row in confirmations),
        },
    )


def read_reviews(path: Path, kind: type[R]) -> list[R]:
    """Return the rows of a file of reviews, also as Windows writes it; none when there is no file yet.

    Raises PipelineError for the first line that is no `kind`, without its text.
    """
    if not path.exists():
        return []
    lines = numbered(path, "a file of reviews. Restore it.")
    return [decoded(path, number, line, kind, ask_for(kind)) for number, line in lines if line.strip()]


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
