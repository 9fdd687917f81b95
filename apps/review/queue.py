"""Draw what people look at: a sample that nobody can choose, since the key and the ledger decide it, or all
candidates.
"""

import hmac
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from math import ceil
from typing import NamedTuple, TypeVar

from stages.core.records.decision import Decision
from stages.core.records.document import Document
from stages.core.records.label import Label
from stages.core.records.sample import Sample
from stages.core.records.verdict import Verdict
from stages.gate.reviews import digest

UNCERTAIN = 0.6
"""Confidence below which every value is looked at, before all others."""
SAID = frozenset({"review-accept", "review-edit"})
"""Tags of a sample that people gave, not rules."""

T = TypeVar("T")


class Draw(NamedTuple):
    """What decides the order of a sample."""

    key: bytes
    root: str
    """Digest of the last row of the ledger, or of the candidates."""

    def rank(self, item: str) -> bytes:
        """Return the keyed place of an item: who cannot compute it cannot choose it."""
        return hmac.digest(self.key, f"review\0{self.root}\0{item}".encode(), "sha256")


def decisions_due(
    ledger: Iterable[Decision], labels: Collection[Label], reviewer: str, each: int, draw: Draw
) -> list[Decision]:
    """Return one decision for each value and rule that `reviewer` is to look at: uncertain ones, the least
    sure first, new rules, then a sample of `each` values of every entity, rule and confidence, labelled ones
    included.

    A rule is new until `each` of its values have a label of anybody, and again when it was changed. Who
    labelled a value is not asked about it again. What was replaced in a path is asked about where texts say
    it.
    """
    rows = {(row.fingerprint, row.rule): row for row in ledger if row.reason != "masked" and not row.renames}
    labelled = {(label.fingerprint, label.rule, label.rule_version) for label in labels}
    done = {(label.fingerprint, label.rule) for label in labels if label.reviewer == reviewer}
    seen = Counter((rule, version) for _, rule, version in labelled)
    uncertain = {place for place, row in rows.items() if row.confidence < UNCERTAIN}
    new = {place for place, row in rows.items() if seen[row.rule, row.version] < each} - uncertain
    strata = _strata(rows, lambda place: _kind(rows[place]), lambda place: draw.rank("\0".join(place)))
    drawn = {place for places in strata for place in places[:each]} - uncertain - new
    order = [
        *sorted(uncertain - done, key=lambda place: (rows[place].confidence, draw.rank("\0".join(place)))),
        *sorted(new - done, key=lambda place: draw.rank("\0".join(place))),
        *sorted(drawn - done, key=lambda place: draw.rank("\0".join(place))),
    ]
    return [rows[place] for place in order]


def _kind(row: Decision) -> tuple[str, str, float]:
    return row.entity, row.rule, row.confidence


def _strata(items: Iterable[T], kind: Callable[[T], Hashable], rank: Callable[[T], bytes]) -> list[list[T]]:
    """Return the items of each kind in their rank."""
    strata: dict[Hashable, list[T]] = defaultdict(list)
    for item in sorted(items, key=rank):
        strata[kind(item)].append(item)
    return list(strata.values())


def samples_due(
    samples: Iterable[Sample], verdicts: Iterable[Verdict], reviewer: str, each: int, draw: Draw
) -> list[Sample]:
    """Return `each` samples of every recipe and set of tags without those that `reviewer` has judged: what a
    rule marked first, and the first of every recipe before the second of any.

    An answer that a reviewer wrote is not asked about: verdicts are on what `build` made.
    """
    done = {(said.sample, said.output) for said in verdicts if said.reviewer == reviewer}
    asked = [one for one in samples if "review-edit" not in one.tags]
    strata = _strata(asked, lambda one: (one.recipe, *marks(one)), lambda one: draw.rank(one.id))
    drawn = [(place, one) for stratum in strata for place, one in enumerate(stratum[:each])]
    order = sorted(drawn, key=lambda entry: (not marks(entry[1]), entry[0], draw.rank(entry[1].id)))
    return [one for _, one in order if (one.id, digest(one.output)) not in done]


def marks(sample: Sample) -> list[str]:
    """Return the rules that tagged a sample, without what other reviewers said of it."""
    return [tag for tag in sample.tags if tag not in SAID]


def documents_due(
    documents: Iterable[Document], inspected: Collection[str], share: float, draw: Draw
) -> list[Document]:
    """Return a `share` of the documents without a replacement, one a content, without those inspected.

    The share is that of each class of sources: names of the company are in its own ones only.
    """
    unmodified = {document.blob: document for document in documents if not document.edits}
    by_class: dict[str, list[str]] = defaultdict(list)
    for blob in sorted(unmodified, key=draw.rank):
        by_class[unmodified[blob].source_class].append(blob)
    drawn = {blob for blobs in by_class.values() for blob in blobs[: ceil(share * len(blobs))]}
    return [unmodified[blob] for blob in sorted(drawn - {*inspected}, key=draw.rank)]
