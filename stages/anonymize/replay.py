"""Put the replacements of the ledger into raw blobs and paths again: that must give every document and every
safe path, byte for byte."""

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from stages.core.errors import PipelineError
from stages.core.records.blob import Blob
from stages.core.records.decision import Decision
from stages.core.records.document import Document, Edit
from stages.core.records.file import File
from stages.core.records.origin import Origin
from stages.core.spans import apply


class Differing(NamedTuple):
    """A document that does not come out again."""

    document: str
    why: str
    """Never text."""


class Replayed(NamedTuple):
    """What came out again."""

    documents: int
    rows: int
    """Rows of the ledger that replace something."""
    size: int
    """Bytes of the documents."""
    equal: int
    """Of these, what came out again; of a document that differs, what stands before the first other byte."""
    differing: list[Differing]
    """In order of the documents; behind them what the ledger alone names."""


class Renamed(NamedTuple):
    """What came out again of the paths."""

    paths: int
    """Of crawled files."""
    renames: int
    """Rows of the ledger that replace something in a path."""
    differing: list[Differing]
    """In order of the files; behind them what the ledger alone names."""


class _Compared(NamedTuple):
    document: str
    size: int
    equal: int
    why: str
    """Empty when nothing differs."""


def replay(documents: Iterable[Document], ledger: Iterable[Decision], blobs: Iterable[Blob]) -> Replayed:
    """Return what raw blobs and ledger give again of the documents: of their text, and of their edits."""
    masks = masks_of(ledger)
    contents = {blob.blob: blob.text for blob in blobs}
    compared = [
        _compared(document, contents.get(document.blob), masks.get(document.id, [])) for document in documents
    ]
    known = {one.document for one in compared}
    unknown = [
        _Compared(name, 0, 0, "named by the ledger, expected a document") for name in masks.keys() - known
    ]
    every = [*compared, *sorted(unknown)]
    return Replayed(
        documents=len(compared),
        rows=sum(map(len, masks.values())),
        size=sum(one.size for one in compared),
        equal=sum(one.equal for one in compared),
        differing=[Differing(one.document, one.why) for one in every if one.why],
    )


def replay_paths(origins: Iterable[Origin], ledger: Iterable[Decision], files: Iterable[File]) -> Renamed:
    """Return what raw paths and ledger give again of the safe paths."""
    renames, raw = renames_of(ledger), raw_paths(files)
    every = list(origins)
    known = {origin.document for origin in every}
    return Renamed(
        paths=len(every),
        renames=sum(map(len, renames.values())),
        differing=[
            *(
                Differing(origin.document, "no crawled path gives its path")
                for origin in every
                if not raw_path(origin, renames.get(origin.document, []), raw)
            ),
            *(
                Differing(name, "named by the ledger, expected a crawled file")
                for name in sorted(renames.keys() - known)
            ),
        ],
    )


RawPaths = Mapping[tuple[str, str], list[str]]
"""Raw paths by source and blob."""


def raw_paths(files: Iterable[File]) -> RawPaths:
    """Return the raw paths of crawled files, by source and blob."""
    paths: dict[tuple[str, str], list[str]] = defaultdict(list)
    for file in files:
        paths[file.source, file.blob].append(file.path)
    return paths


def raw_path(origin: Origin, renames: list[Decision], raw: RawPaths) -> str:
    """Return the raw path that becomes that of `origin` by its rows of the ledger; empty when none does."""
    paths = raw.get((origin.source, origin.blob), [])
    wanted = origin.path.encode()
    return next((path for path in paths if _replaced(path.encode(), renames) == wanted), "")


def renames_of(ledger: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Return the rows that replace something in a path, by document."""
    renames: dict[str, list[Decision]] = defaultdict(list)
    for row in ledger:
        if row.renames:
            renames[row.document].append(row)
    return dict(renames)


def _replaced(path: bytes, renames: Iterable[Decision]) -> bytes:
    return masked(path, 0, len(path), renames)


def verify(
    documents: Iterable[Document],
    ledger: Collection[Decision],
    blobs: Iterable[Blob],
    origins: Iterable[Origin],
    files: Iterable[File],
) -> None:
    """Raise PipelineError unless raw blobs, raw paths and ledger give every document and path again."""
    texts, paths = replay(documents, ledger, blobs), replay_paths(origins, ledger, files)
    for document, why in [*texts.differing, *paths.differing]:
        raise PipelineError(
            f"{document}: {why}; expected what its rows of the ledger give. This is a defect: report it."
        )


def masks_of(ledger: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Return the rows that replace something, by document."""
    masks: dict[str, list[Decision]] = defaultdict(list)
    for row in ledger:
        if row.masks:
            masks[row.document].append(row)
    return dict(masks)


def masked(raw: bytes, start: int, end: int, masks: Iterable[Decision]) -> bytes:
    """Return bytes `start:end` of a raw content with what lies inside them replaced."""
    inside = sorted(
        (row.start - start, row.end - start, row.replacement.encode())
        for row in masks
        if start <= row.start and row.end <= end
    )
    return apply(raw[start:end], inside)


def _compared(document: Document, content: str | None, masks: list[Decision]) -> _Compared:
    text = document.text.encode()
    if content is None:
        return _Compared(document.id, len(text), 0, f"no text of its blob {document.blob}")
    raw = content.encode()
    made = masked(raw, 0, len(raw), masks)
    if made != text:
        equal = len(os.path.commonprefix([made, text]))
        return _Compared(document.id, len(text), equal, f"another text from byte {equal} on")
    edits = [Edit(start=row.start, end=row.end, length=len(row.replacement.encode())) for row in masks]
    others = sum(row.blob != document.blob for row in masks)
    why = "other edits" if edits != document.edits else f"{others} rows of another blob" if others else ""
    return _Compared(document.id, len(text), len(text), why)
