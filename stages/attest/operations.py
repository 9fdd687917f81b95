"""Say what was done to a row of the ledger, in order, with the salted hash of what each stage made."""

import hashlib

from stages.core.contract import canonical
from stages.core.records.ledger_row import LedgerRow

ORDER = {
    "file": ("crawl", "screen", "dedupe", "anonymize"),
    "asset": ("crawl", "anonymize", "model", "build"),
    "sample": ("crawl", "anonymize", "build", "gate", "split"),
    "edited": ("crawl", "anonymize", "review", "gate", "split"),
}
"""What a row goes through, by kind, or when a reviewer wrote its answer; what dropped it is the last."""
EDITED = "review@"
"""What the generator of an answer begins with that a reviewer wrote."""
DIGITS = 32
"""Hex digits of a salted hash."""


def operations(row: LedgerRow, safe: list[str]) -> list[str]:
    """Return the stages that `row` went through, each with `:` and the salted hash of what it made of it.

    `safe` are the digests of the safe texts of its spans, those of its input first.

    `crawl` makes the bytes that the spans name (of a file, all of the blob), `anonymize` their safe texts,
    `build` instruction, input and output, `split` the entries of adapters. Without a hash is what let it be.
    """
    made, salt = _states(row, safe), bytes.fromhex(row.salt)
    return [f"{stage}:{_salted(salt, made[stage])}" if stage in made else stage for stage in _passed(row)]


def _passed(row: LedgerRow) -> tuple[str, ...]:
    order = ORDER["edited" if row.generator.startswith(EDITED) else row.kind]
    if row.stage not in order:
        return (*order, row.stage) if row.stage else order
    return order[: order.index(row.stage) + 1]


def _states(row: LedgerRow, safe: list[str]) -> dict[str, object]:
    """Return what stages made of a row, by stage, without those that let it be and what dropped it."""
    places = [[row.files[one.file][1], one.start, one.end] for one in (*row.read, *row.made)]
    texts = row.content if row.kind == "sample" else ""
    made = {
        "crawl": places or row.content, "anonymize": safe, "build": texts, "review": texts, "split": row.used,
    }  # fmt: skip
    return {stage: state for stage, state in made.items() if state and stage != row.stage}


def _salted(salt: bytes, state: object) -> str:
    return hashlib.sha256(salt + canonical(state)).hexdigest()[:DIGITS]
