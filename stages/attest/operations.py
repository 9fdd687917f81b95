"""Say what was done to a row of the ledger, in order, with the salted hash of what each stage made."""

import hashlib

from stages.core.contract import canonical
from stages.core.records.ledger_row import LedgerRow

ORDER = {
    "file": ("crawl", "screen", "dedupe", "anonymize"),
    "asset": ("crawl", "anonymize", "model", "build"),
    "sample": ("crawl", "anonymize", "build", "gate", "split"),
}
"""The stages that a row goes through, by kind; one that dropped it is the last."""
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
    return [_name(stage, row) + _made(stage, row, safe) for stage in _passed(row)]


def _passed(row: LedgerRow) -> list[str]:
    order = ORDER[row.kind]
    if row.stage not in order:
        return [*order, *filter(None, [row.stage])]
    return list(order[: order.index(row.stage) + 1])


def _name(stage: str, row: LedgerRow) -> str:
    return "review" if stage == "build" and row.generator.startswith(EDITED) else stage


def _made(stage: str, row: LedgerRow, safe: list[str]) -> str:
    if stage == row.stage:
        return ""
    made: dict[str, object] = {
        "crawl": [[place.blob, place.start, place.end] for place in (*row.inputs, *row.outputs)]
        or row.content,
        "anonymize": safe,
        "build": row.content if row.kind == "sample" else "",
        "split": row.used,
    }
    return f":{_salted(row.salt, made[stage])}" if made.get(stage) else ""


def _salted(salt: str, state: object) -> str:
    return hashlib.sha256(bytes.fromhex(salt) + canonical(state)).hexdigest()[:DIGITS]
