"""Keep one file of each set of duplicates, exact or verified as near, and name it in every other row."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from stages.core.records.drop import Drop
from stages.core.records.screened_file import ScreenedFile
from stages.core.similarity import NGrams, jaccard, ngrams
from stages.dedupe.params import DedupeParams

CLASSES = ("own", "commercial", "synthetic", "open-source")
"""Order of preference: of two equal files the one that may feed an adapter is kept."""

Signatures = Mapping[str, tuple[int, ...]]
Band = tuple[int, tuple[int, ...]]
"""Number of a band and the hashes in it."""


class Likeness(NamedTuple):
    """A kept file and how much another one is like it."""

    file: ScreenedFile
    jaccard: float


class Near(NamedTuple):
    """What the search for near duplicates found."""

    found: dict[str, Likeness]
    """The kept file by the blob that is like it."""
    compared: int
    """Pairs of files that were compared shingle by shingle."""
    capped: int
    """Pairs that share a band and were not compared, because the bucket was full."""


class Deduped(NamedTuple):
    """What `dedupe` writes, both sorted by source and path."""

    kept: list[ScreenedFile]
    drops: list[Drop]
    near: Near


def dedupe(
    files: list[ScreenedFile], words: Mapping[str, list[str]], signatures: Signatures, params: DedupeParams
) -> Deduped:
    """Return one file of each set of duplicates, and a drop for every other with the kept one's name.

    `words` holds the lexemes and `signatures` the MinHash signature of a blob; a blob without a signature is
    compared by its id only. No file is dropped for a likeness that was not counted, or to a dropped file.
    """
    ordered = sorted(files, key=preference)
    first = {file.blob: file for file in reversed(ordered)}
    unique = [file for file in ordered if first[file.blob] is file]
    near = near_duplicates(unique, words, signatures, params)
    kept = [file for file in unique if file.blob not in near.found]
    chosen = {file.blob: Likeness(file, 1.0) for file in unique} | near.found
    drops = [_drop(file, chosen[file.blob], params) for file in ordered if chosen[file.blob].file is not file]
    return Deduped(
        sorted(kept, key=lambda file: (file.source, file.path)),
        sorted(drops, key=lambda drop: (drop.source, drop.path)),
        near,
    )


def preference(file: ScreenedFile) -> tuple[int, str, str]:
    """Return what decides which of two duplicates stays: class, then source, then path."""
    return (CLASSES.index(file.source_class), file.source, file.path)


def near_duplicates(
    files: list[ScreenedFile], words: Mapping[str, list[str]], signatures: Signatures, params: DedupeParams
) -> Near:
    """Return, for each blob that is like a preferred one, the most similar of those that stay.

    `files` come in order of preference, one a blob. Each is compared with the kept files that share a band of
    its signature, at most `params.bucket` of a bucket: a chain of edits drops nothing unlike the kept one.
    """
    buckets: dict[Band, list[ScreenedFile]] = defaultdict(list)
    grams: dict[str, NGrams] = {}
    near = Near({}, 0, 0)
    for file in files:
        bands = _bands(signatures.get(file.blob, ()), params)
        capped = sum(max(0, len(buckets[band]) - params.bucket) for band in bands)
        candidates = {kept.blob: kept for band in bands for kept in buckets[band][: params.bucket]}
        for blob in [file.blob, *candidates] if candidates else []:
            grams[blob] = grams.get(blob) or ngrams(words[blob], params.ngram)
        likeness = [
            Likeness(kept, jaccard(grams[blob], grams[file.blob])) for blob, kept in candidates.items()
        ]
        best = min(likeness, key=lambda like: (-like.jaccard, preference(like.file)), default=None)
        near = near._replace(compared=near.compared + len(likeness), capped=near.capped + capped)
        if best and best.jaccard >= params.threshold:
            near.found[file.blob] = best
            continue
        for band in bands:
            buckets[band].append(file)
    return near


def _bands(signature: tuple[int, ...], params: DedupeParams) -> list[Band]:
    return [
        (start, signature[start : start + params.band]) for start in range(0, len(signature), params.band)
    ]


def _drop(file: ScreenedFile, likeness: Likeness, params: DedupeParams) -> Drop:
    exact = likeness.file.blob == file.blob
    return Drop(
        stage="dedupe",
        item=f"{file.source}:{file.path}",
        source=file.source,
        path=file.path,
        blob=file.blob,
        commit=file.commit,
        rule="exact" if exact else "near",
        value=f"{likeness.jaccard:.4f}",
        threshold=f"{1.0 if exact else params.threshold:.2f}",
        duplicate_of=f"{likeness.file.source}:{likeness.file.path}",
    )
