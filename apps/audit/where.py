"""Answer where a file, or lines of it, went: also when they were dropped."""

import re
from bisect import bisect_right
from collections.abc import Container
from itertools import accumulate
from typing import NamedTuple

from stages.core.errors import PipelineError
from stages.core.records.document import Document
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.ledger_row import Place as Located
from stages.core.spans import span_of


class Place(NamedTuple):
    """A file, and a range of its lines."""

    document: str
    """`source:path`."""
    first: int
    """First line, 1-based; 0 for the whole file."""
    last: int
    """Last line, inclusive."""


class Lines(NamedTuple):
    """A range of lines of the safe text, 1-based and inclusive."""

    first: int
    last: int


class Touching(NamedTuple):
    """A sample, or a refused asset or member, that stands in the place."""

    row: LedgerRow
    lines: list[Lines]
    """Its ranges in this file; empty when the file has no text, because it was dropped before it was read."""


class Fate(NamedTuple):
    """What became of a place."""

    file: LedgerRow
    rows: list[Touching]


def place(text: str, files: Container[str] = ()) -> Place:
    """Parse `source:path` or `source:path:first-last`; a name of `files` that ends so is the whole file."""
    lines = re.fullmatch(r"(.+?):([0-9]{1,9})-([0-9]{1,9})", text, re.DOTALL)
    if not lines or text in files:
        return Place(text, 0, 0)
    if not 1 <= int(lines[2]) <= int(lines[3]):
        raise PipelineError(f"{text!r}: expected lines as first-last, counted from 1. Mend the range.")
    return Place(lines[1], int(lines[2]), int(lines[3]))


def where(rows: list[LedgerRow], wanted: Place, document: Document | None) -> Fate:
    """Return the fate of `wanted`; `document` is its safe text when the file was kept.

    Raises PipelineError when no such file was crawled, or it has no such lines.
    """
    files = [row for row in rows if row.kind == "file" and row.item == wanted.document]
    if not files:
        raise PipelineError(
            f"ledger: no file {wanted.document!r}, expected `source:path` as in out/anonymize/origins.jsonl, "
            "with or without `:first-last`. Mend the place."
        )
    starts = _starts(document) if document else []
    start, end = _raw_range(wanted, document, len(starts))
    found = [(row, _inside(row, wanted.document, start, end)) for row in rows if row.kind != "file"]
    return Fate(
        file=files[0],
        rows=[
            Touching(row, sorted({_lines(span, document, starts) for span in spans}) if document else [])
            for row, spans in found
            if spans
        ],
    )


def _starts(document: Document) -> list[int]:
    """Return the offset of each line of the safe text, in bytes."""
    lengths = [len(line) for line in document.text.encode().splitlines(keepends=True)]
    return list(accumulate(lengths, initial=0))[: len(lengths)]


def _raw_range(wanted: Place, document: Document | None, size: int) -> tuple[int, float]:
    if document is None or not wanted.first:
        return 0, float("inf")
    if wanted.last > size:
        raise PipelineError(
            f"{wanted.document!r}: lines {wanted.first}-{wanted.last}, expected a range within "
            f"1-{size}. Mend the range."
        )
    offsets = [*_starts(document), len(document.text.encode())]
    span = span_of(document, offsets[wanted.first - 1], offsets[wanted.last])
    return span.start, span.end


def _inside(row: LedgerRow, document: str, start: int, end: float) -> list[Located]:
    spans = [span for span in [*row.inputs, *row.outputs] if span.document == document]
    return [span for span in spans if span.start < end and start < span.end]


def _lines(span: Located, document: Document, starts: list[int]) -> Lines:
    first, last = _to_safe(document, span.start), _to_safe(document, span.end - 1)
    return Lines(bisect_right(starts, first), bisect_right(starts, last))


def _to_safe(document: Document, offset: int) -> int:
    """Return the offset in the safe text of a raw byte; inside a replacement, that of its first byte."""
    shift = 0
    for edit in document.edits:
        if offset < edit.start:
            break
        if offset < edit.end:
            return edit.start + shift
        shift += edit.length - (edit.end - edit.start)
    return offset + shift
