"""Keep one file of each set of duplicates, exact or verified near ones, and name it in the row of every other."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from stages.core.records.drop import Drop
from stages.core.records.screened_file import ScreenedFile
from stages.dedupe.lexemes import jaccard, shingles
from stages.dedupe.params import DedupeParams

CLASSES = ("own", "commercial", "synthetic", "open-source")
"""Order of preference: of two equal files the one that may feed an adapter is kept."""

Signatures = Mapping[str, tuple[int, ...]]


class Deduped(NamedTuple):
    """What `dedupe` writes, both sorted by source and path."""

    kept: list[ScreenedFile]
    drops: list[Drop]
    pairs: int
    """Pairs of files that were compared shingle by shingle."""


class Likeness(NamedTuple):
    """A kept file and how much another one is like it."""

    file: ScreenedFile
    jaccard: float


def dedupe(
    files: list[ScreenedFile], words: Mapping[str, list[str]], signatures: Signatures, params: DedupeParams
) -> Deduped:
    """Return one file of each set of duplicates, and a drop for every other with the kept one's name.

    `words` holds the lexemes and `signatures` the MinHash signature of a blob; a blob without a signature is compared by
    its id only. No file is dropped for a likeness that was not counted exactly, to a file that is kept itself.
    """
    ordered = sorted(files, key=preference)
    first = {file.blob: file for file in reversed(ordered)}
    unique = [file for file in ordered if first[file.blob] is file]
    exact = [
        _drop(file, "exact", first[file.blob], 1.0, 1.0) for file in ordered if first[file.blob] is not file
    ]
    candidates = alike(unique, signatures, params)
    near = _nearest(unique, candidates, words, params)
    kept = [file for file in unique if file.blob not in near]
    drops = exact + [
        _drop(first[blob], "near", *likeness, params.threshold) for blob, likeness in near.items()
    ]
    return Deduped(
        sorted(kept, key=lambda file: (file.source, file.path)),
        sorted(drops, key=lambda drop: (drop.source, drop.path)),
        sum(map(len, candidates.values())),
    )


def preference(file: ScreenedFile) -> tuple[int, str, str]:
    """Return what decides which of two duplicates stays: class, then source, then path."""
    return (CLASSES.index(file.source_class), file.source, file.path)


def alike(files: list[ScreenedFile], signatures: Signatures, params: DedupeParams) -> dict[str, list[str]]:
    """Return, for each blob, the preferred blobs that share a band with it, in order of preference."""
    rank = {file.blob: number for number, file in enumerate(files)}
    pairs = {
        pair
        for bucket in _buckets(files, signatures, params)
        for pair in combinations(bucket[: params.bucket], 2)
    }
    candidates: dict[str, list[str]] = defaultdict(list)
    for preferred, other in sorted(pairs, key=lambda pair: (rank[pair[1]], rank[pair[0]])):
        candidates[other].append(preferred)
    return dict(candidates)


def _buckets(files: list[ScreenedFile], signatures: Signatures, params: DedupeParams) -> Iterator[list[str]]:
    for start in range(0, params.hashes, params.band):
        buckets: dict[tuple[int, ...], list[str]] = defaultdict(list)
        for file in files:
            if file.blob in signatures:
                buckets[signatures[file.blob][start : start + params.band]].append(file.blob)
        yield from (bucket for bucket in buckets.values() if len(bucket) > 1)


def _nearest(
    files: list[ScreenedFile],
    candidates: Mapping[str, list[str]],
    words: Mapping[str, list[str]],
    params: DedupeParams,
) -> dict[str, Likeness]:
    involved = {*candidates, *(blob for preferred in candidates.values() for blob in preferred)}
    grams = {blob: shingles(words[blob], params.ngram) for blob in involved}
    near: dict[str, Likeness] = {}
    by_blob = {file.blob: file for file in files}
    for file in files:
        found = [
            Likeness(by_blob[blob], jaccard(grams[blob], grams[file.blob]))
            for blob in candidates.get(file.blob, [])
            if blob not in near
        ]
        best = max(found, key=lambda likeness: likeness.jaccard, default=None)
        if best and best.jaccard >= params.threshold:
            near[file.blob] = best
    return near


def _drop(file: ScreenedFile, rule: str, kept: ScreenedFile, value: float, threshold: float) -> Drop:
    return Drop(
        stage="dedupe",
        item=f"{file.source}:{file.path}",
        source=file.source,
        path=file.path,
        blob=file.blob,
        rule=rule,
        value=f"{value:.4f}",
        threshold=f"{threshold:.2f}",
        duplicate_of=f"{kept.source}:{kept.path}",
    )
