"""Sign files: their lexemes, counted and hashed once per content."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

import msgspec
import numpy as np

from stages.core.contents import contents
from stages.core.contract import canonical
from stages.core.minhash import Signer
from stages.core.records.blob import Blob
from stages.core.shards import DIGITS
from stages.core.store import Store
from stages.dedupe import contract
from stages.dedupe.candidates import Signatures
from stages.dedupe.lexemes import TO_LEXEMES, body, split
from stages.dedupe.params import DedupeParams


class Signed(msgspec.Struct, frozen=True):
    """What the store keeps of a content."""

    lexemes: int
    signature: bytes
    """Hashes as the signer gives them; empty below `min_lexemes`."""


class Long(NamedTuple):
    """The contents that are long enough to be compared, and their signatures, row by row."""

    blobs: list[str]
    signatures: Signatures


def sign(blobs: Collection[str], store: Store, signer: Signer, params: DedupeParams) -> None:
    """Add the signatures of `blobs` that the store lacks."""
    store.fill(
        (blob, canonical(row))
        for group in contents(contract.BLOBS, set(blobs) - store.keys())
        for blob, row in _signed(group, signer, params)
    )


def _signed(group: dict[str, Blob], signer: Signer, params: DedupeParams) -> Iterator[tuple[str, Signed]]:
    lexemes = read(group, signer)
    counts = {blob: len(split(words)) for blob, words in lexemes.items()}
    long = {blob: words for blob, words in lexemes.items() if counts[blob] >= params.min_lexemes}
    signatures = signer.signatures(long, params.hashes, params.ngram, params.seed)
    for blob, count in counts.items():
        yield blob, Signed(count, signatures.get(blob, b""))


def read(group: dict[str, Blob], signer: Signer) -> dict[str, str]:
    """Return the lexemes of contents, with one space between."""
    return signer.rewritten({blob: body(row.text or "") for blob, row in group.items()}, TO_LEXEMES)


def long_ones(blobs: list[str], store: Store, params: DedupeParams) -> Long:
    """Return the contents of `blobs` that have a signature, in the same order."""
    wanted = set(blobs)
    signatures = {
        blob: found.signature
        for digit in DIGITS
        for blob, row in store.rows(digit).items()
        if blob in wanted and (found := msgspec.json.decode(row, type=Signed)).signature
    }
    long = [blob for blob in blobs if blob in signatures]
    hashes = np.frombuffer(b"".join(signatures[blob] for blob in long), dtype="<u4")
    return Long(long, hashes.reshape(-1, params.hashes))
