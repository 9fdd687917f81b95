"""Compare files shingle by shingle, each pair once and for all runs."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec

from stages.core.contents import contents
from stages.core.minhash import Signer
from stages.core.records.screened_file import ScreenedFile
from stages.core.shards import DIGITS
from stages.core.similarity import NGrams, jaccard, ngrams
from stages.core.store import Store
from stages.dedupe import contract
from stages.dedupe.candidates import Component
from stages.dedupe.dedupe import Long, Near, near_duplicates
from stages.dedupe.lexemes import split
from stages.dedupe.params import DedupeParams
from stages.dedupe.signed import key, read

Pair = tuple[str, str]
"""Keys of two contents, in order."""

SHINGLED = 1024
"""Files whose shingles are held at a time: about 130 kB each."""


def compare(long: Long, found: list[Component], store: Store, signer: Signer, params: DedupeParams) -> Near:
    """Return the near duplicates of all components.

    What earlier runs counted is taken from the store; texts are read for the components in which something
    new has to be counted, and what is counted is added to the store.
    """
    known = _known(store)
    settled = [_settled(long, component, known, params) for component in found]
    todo = [component for component, near in zip(found, settled, strict=True) if near is None]
    lexemes = _lexemes({long.files[row].blob for component in todo for row in component.members}, signer)
    counted: dict[Pair, float] = {}
    compared = [_counted(long, component, lexemes, counted, params) for component in todo]
    store.fill((f"{left}:{right}", msgspec.json.encode(value)) for (left, right), value in counted.items())
    return joined([near for near in settled if near] + compared)


def _known(store: Store) -> dict[Pair, float]:
    return {
        (left, right): msgspec.json.decode(row, type=float)
        for digit in DIGITS
        for one, row in store.rows(digit).items()
        for left, colon, right in [one.partition(":")]
        if colon
    }


def _settled(
    long: Long, component: Component, known: Mapping[Pair, float], params: DedupeParams
) -> Near | None:
    try:
        return near_duplicates(long, component, lambda one, other: known[_pair(one, other)], params)
    except KeyError:
        return None


def _pair(one: ScreenedFile, other: ScreenedFile) -> Pair:
    left, right = sorted((key(one), key(other)))
    return left, right


def _lexemes(blobs: set[str], signer: Signer) -> dict[str, str]:
    return {
        blob: words
        for group in contents(contract.BLOBS, blobs)
        for blob, words in read(group, signer).items()
    }


def _counted(
    long: Long,
    component: Component,
    lexemes: Mapping[str, str],
    counted: dict[Pair, float],
    params: DedupeParams,
) -> Near:
    @lru_cache(SHINGLED)
    def shingles(blob: str) -> NGrams:
        return ngrams(split(lexemes[blob]), params.ngram)

    def similarity(one: ScreenedFile, other: ScreenedFile) -> float:
        counted[_pair(one, other)] = value = jaccard(shingles(one.blob), shingles(other.blob))
        return value

    return near_duplicates(long, component, similarity, params)


def joined(parts: Iterable[Near]) -> Near:
    """Return what was found in all parts."""
    whole = Near({}, 0, 0, 0)
    for part in parts:
        whole.found.update(part.found)
        whole = whole._replace(
            compared=whole.compared + part.compared,
            unlike=whole.unlike + part.unlike,
            capped=whole.capped + part.capped,
        )
    return whole
