"""Write down every decision in a chain; of a value only a keyed fingerprint and a bucket of its length."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from stages.anonymize.change import Change
from stages.anonymize.keys import Keys, fingerprint
from stages.anonymize.params import Policy
from stages.core.contract import canonical
from stages.core.records.decision import Decision

GENESIS = hashlib.sha256(b"").hexdigest()
BUCKETS = (8, 16, 32, 64, 128)
"""Bytes up to which a bucket goes."""


class Owner(NamedTuple):
    """Whose decisions they are."""

    document: str
    blob: str


def policy_digest(policy: Policy) -> str:
    """Return the first 16 hex digits of the SHA-256 of a policy."""
    return hashlib.sha256(canonical(policy)).hexdigest()[:16]


def decisions(owner: Owner, changes: Iterable[Change], policy: str, keys: Keys) -> Iterator[Decision]:
    """Yield a row for each of `changes`; they are not chained yet."""
    for change in changes:
        found, verdict = change.finding, change.verdict
        yield Decision(
            document=owner.document,
            blob=owner.blob,
            start=change.start,
            end=change.end,
            node=change.node,
            entity=found.entity,
            rule=found.rule,
            version=found.version,
            detectors=sorted(found.detectors),
            confidence=found.confidence,
            action=verdict.action,
            reason=verdict.reason,
            replacement=change.text,
            fingerprint=fingerprint(keys, change.value),
            length=bucket(len(change.value.encode())),
            policy=policy,
            review=verdict.review,
            prev="",
        )


def bucket(length: int) -> str:
    """Return the bucket of a number of bytes, such as `9-16`."""
    low = min(1, length)
    for high in BUCKETS:
        if length <= high:
            return f"{low}-{high}"
        low = high + 1
    return f"{low}-"


def chained(rows: Iterable[Decision]) -> list[Decision]:
    """Return the rows in order of document and start, each with the digest of the one before it."""
    chain: list[Decision] = []
    last = GENESIS
    for row in sorted(rows, key=lambda row: (row.document, row.start, row.end, row.entity, row.rule)):
        chain.append(msgspec.structs.replace(row, prev=last))
        last = digest(chain[-1])
    return chain


def digest(row: Decision) -> str:
    """Return the SHA-256 of a row as its file has it."""
    return hashlib.sha256(canonical(row)).hexdigest()


def broken(rows: Iterable[Decision]) -> list[int]:
    """Return the numbers, from 1, of the rows that do not follow from the row before them."""
    last, faults = GENESIS, list[int]()
    for number, row in enumerate(rows, 1):
        if row.prev != last:
            faults.append(number)
        last = digest(row)
    return faults
