"""Sign files: their lexemes, counted and hashed once per content."""

from collections.abc import Iterable, Iterator

import msgspec
import numpy as np

from stages.core.contents import contents
from stages.core.contract import canonical
from stages.core.minhash import Signer
from stages.core.records.blob import Blob
from stages.core.records.screened_file import ScreenedFile
from stages.core.shards import DIGITS
from stages.core.store import Store
from stages.dedupe import contract
from stages.dedupe.dedupe import Long
from stages.dedupe.lexemes import TO_LEXEMES, body, split
from stages.dedupe.params import DedupeParams


class Signed(msgspec.Struct, frozen=True):
    """What the store keeps of a content."""

    lexemes: int
    signature: bytes
    """Hashes as the signer gives them; empty below `min_lexemes`."""


def key(file: ScreenedFile) -> str:
    """Return what the results of a content are kept by: its id and how it was read."""
    return f"{file.blob} {file.reading}"


def sign(files: Iterable[ScreenedFile], store: Store, signer: Signer, params: DedupeParams) -> None:
    """Add the signatures of files that the store lacks."""
    known = store.keys()
    keys = {file.blob: key(file) for file in files if key(file) not in known}
    store.fill(
        (keys[blob], canonical(row))
        for group in contents(contract.BLOBS, keys)
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


def long_ones(files: list[ScreenedFile], store: Store, params: DedupeParams) -> Long:
    """Return the files that have a signature, in the same order."""
    wanted = {key(file) for file in files}
    signatures = {
        one: found.signature
        for digit in DIGITS
        for one, row in store.rows(digit).items()
        if one in wanted and (found := msgspec.json.decode(row, type=Signed)).signature
    }
    long = [file for file in files if key(file) in signatures]
    hashes = np.frombuffer(b"".join(signatures[key(file)] for file in long), dtype="<u4")
    return Long(long, hashes.reshape(-1, params.hashes))
