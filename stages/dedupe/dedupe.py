"""Keep one file of each set of duplicates, exact or verified as near, and name it in every other row."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from stages.core.records.drop import Drop
from stages.core.records.screened_file import ScreenedFile
from stages.dedupe.candidates import Component, Signatures, likely
from stages.dedupe.params import DedupeParams

CLASSES = ("own", "commercial", "synthetic", "open-source")
"""Order of preference: of two equal files the one that may feed an adapter is kept."""

Similarity = Callable[[ScreenedFile, ScreenedFile], float]
"""Gives the exact Jaccard similarity of two files."""


class Long(NamedTuple):
    """The files that are long enough to be compared, and their signatures, row by row."""

    files: list[ScreenedFile]
    """In order of preference, one a content."""
    signatures: Signatures


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
    unlike: int
    """Pairs that share a band and were not compared, because their signatures say that they are unlike."""
    capped: int
    """Pairs that share a band and were not compared, because the bucket was full."""


class Deduped(NamedTuple):
    """What `dedupe` writes, both sorted by source and path."""

    kept: list[ScreenedFile]
    drops: list[Drop]


def dedupe(files: list[ScreenedFile], near: Mapping[str, Likeness], params: DedupeParams) -> Deduped:
    """Return one file of each set of duplicates, and a drop for every other with the kept one's name.

    `near` says which blobs are like a kept file; all others are compared by their id only.
    """
    ordered = sorted(files, key=preference)
    unique = distinct(ordered)
    kept = [file for file in unique if file.blob not in near]
    chosen = {file.blob: Likeness(file, 1.0) for file in unique} | dict(near)
    drops = [_drop(file, chosen[file.blob], params) for file in ordered if chosen[file.blob].file is not file]
    return Deduped(
        sorted(kept, key=lambda file: (file.source, file.path)),
        sorted(drops, key=lambda drop: (drop.source, drop.path)),
    )


def distinct(files: Iterable[ScreenedFile]) -> list[ScreenedFile]:
    """Return the preferred file of each content, in order of preference."""
    first: dict[str, ScreenedFile] = {}
    for file in sorted(files, key=preference):
        first.setdefault(file.blob, file)
    return list(first.values())


def comparable(files: Iterable[ScreenedFile]) -> list[ScreenedFile]:
    """Return the files that may be near duplicates: a change holds what its file holds, and is no copy."""
    return [file for file in files if file.asset != "change"]


def preference(file: ScreenedFile) -> tuple[int, str, str]:
    """Return what decides which of two duplicates stays: class, then source, then path."""
    return (CLASSES.index(file.source_class), file.source, file.path)


def near_duplicates(long: Long, component: Component, similarity: Similarity, params: DedupeParams) -> Near:
    """Return, for each blob of a component that is like a preferred one, the most similar of those that stay.

    Each member is compared with the kept ones that share a bucket, at most `params.bucket` of each, unless
    their signatures say that they are unlike: a chain of edits drops nothing that is unlike the kept one, and
    no file is dropped for a likeness that was not counted.
    """
    kept: dict[int, list[int]] = defaultdict(list)
    near = Near({}, 0, 0, 0)
    for member in component.members:
        file, buckets = long.files[member], component.buckets[member]
        tied = sorted({row for bucket in buckets for row in kept[bucket][: params.bucket]})
        candidates = likely(long.signatures, member, tied, params.least_share()) if tied else []
        likeness = [
            Likeness(other, similarity(file, other)) for other in map(long.files.__getitem__, candidates)
        ]
        best = min(likeness, key=lambda like: (-like.jaccard, preference(like.file)), default=None)
        near = near._replace(
            compared=near.compared + len(candidates),
            unlike=near.unlike + len(tied) - len(candidates),
            capped=near.capped + sum(max(0, len(kept[bucket]) - params.bucket) for bucket in buckets),
        )
        if best and best.jaccard >= params.threshold:
            near.found[file.blob] = best
            continue
        for bucket in buckets:
            kept[bucket].append(member)
    return near


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
