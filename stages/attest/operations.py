"""Say what was done to a row of the ledger: the salted hash of what each stage made of it."""

import hashlib
from binascii import a2b_base64, b2a_base64

from stages.core.contract import canonical
from stages.core.records.ledger_row import LedgerRow

SIZE = 16
"""Bytes of a salt or a salted hash: nobody finds other bytes with the same hash in 2^128 steps."""


def operations(row: LedgerRow, safe: list[str]) -> str:
    """Return the salted hash of what each stage of `row` made of it, as `LedgerRow.ops` has them.

    `safe` are the digests of the safe texts of its spans, those of its input first.

    `crawl` makes the bytes that the spans name (of a file, all of the blob), `anonymize` their safe texts,
    `build` instruction, input and output, `split` the entries of adapters.
    """
    made, salt = _states(row, safe), a2b_base64(f"{row.salt}==")
    return ",".join(
        [_salted(salt, made[stage]) if stage != row.stage and made.get(stage) else "" for stage in row.stages]
    )


def short(digest: bytes) -> str:
    """Return the first SIZE bytes of a digest in Base64, without the padding."""
    return b2a_base64(digest[:SIZE], newline=False).decode()[:-2]


def _states(row: LedgerRow, safe: list[str]) -> dict[str, object]:
    """Return what stages make of a row that none of them dropped, by stage; nothing where one let it be."""
    places = [[row.files[file][1], start, end] for file, start, end in (*row.read, *row.made)]
    texts = row.content if row.kind == "sample" else ""
    return {
        "crawl": places or row.content, "anonymize": safe, "build": texts, "review": texts, "split": row.used,
    }  # fmt: skip


def _salted(salt: bytes, state: object) -> str:
    return short(hashlib.sha256(salt + canonical(state)).digest())
