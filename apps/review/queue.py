"""Draw what people look at: a sample that nobody can choose, since only the key and the ledger decide it."""

import hmac
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from math import ceil
from typing import NamedTuple

from stages.anonymize.keys import Keys
from stages.core.records.decision import Decision
from stages.core.records.document import Document
from stages.core.records.label import Label

UNCERTAIN = 0.6
"""Confidence below which every value is looked at, before all others."""


class Draw(NamedTuple):
    """What decides the order of a sample."""

    keys: Keys
    root: str
    """Digest of the last row of the ledger."""

    def rank(self, item: str) -> bytes:
        """Return the keyed place of an item: who cannot compute it cannot choose it."""
        return hmac.digest(self.keys.fingerprint, f"review\0{self.root}\0{item}".encode(), "sha256")


def decisions_due(
    ledger: Iterable[Decision], labels: Collection[Label], reviewer: str, each: int, draw: Draw
) -> list[Decision]:
    """Return one decision for each value and rule that `reviewer` is to look at: uncertain ones, the least
    sure first, new rules, then a sample of `each` values of every entity, rule and confidence, labelled ones
    included.

    A rule is new until `each` of its values have a label of anybody, and again when it was changed. Who
    labelled a value is not asked about it again.
    """
    rows = {(row.fingerprint, row.rule): row for row in ledger if row.reason != "masked"}
    labelled = {(label.fingerprint, label.rule, label.rule_version) for label in labels}
    done = {(label.fingerprint, label.rule) for label in labels if label.reviewer == reviewer}
    seen = Counter((rule, version) for _, rule, version in labelled)
    uncertain = {place for place, row in rows.items() if row.confidence < UNCERTAIN}
    new = {place for place, row in rows.items() if seen[row.rule, row.version] < each} - uncertain
    drawn = _sampled(rows.values(), each, draw) - uncertain - new
    order = [
        *sorted(uncertain - done, key=lambda place: (rows[place].confidence, draw.rank("\0".join(place)))),
        *sorted(new - done, key=lambda place: draw.rank("\0".join(place))),
        *sorted(drawn - done, key=lambda place: draw.rank("\0".join(place))),
    ]
    return [rows[place] for place in order]


def _sampled(rows: Iterable[Decision], each: int, draw: Draw) -> set[tuple[str, str]]:
    strata: dict[tuple[str, str, float], list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        strata[row.entity, row.rule, row.confidence].append((row.fingerprint, row.rule))
    return {
        place
        for places in strata.values()
        for place in sorted(places, key=lambda place: draw.rank("\0".join(place)))[:each]
    }


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
