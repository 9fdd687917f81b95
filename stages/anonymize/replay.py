"""Put the replacements of the ledger into raw blobs again: that must give every document, byte for byte."""

import os
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from stages.core.errors import PipelineError
from stages.core.records.blob import Blob
from stages.core.records.decision import Decision
from stages.core.records.document import Document, Edit
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


def verify(documents: Iterable[Document], ledger: Iterable[Decision], blobs: Iterable[Blob]) -> None:
    """Raise PipelineError unless raw blobs and ledger give every document again."""
    for document, why in replay(documents, ledger, blobs).differing:
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
