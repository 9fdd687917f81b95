"""Answer where a file, or lines of it, went: also when they were dropped."""

import re
from typing import NamedTuple

from stages.core.errors import PipelineError
from stages.core.records.document import Document
from stages.core.records.ledger_row import LedgerRow
from stages.core.spans import span_of


class Place(NamedTuple):
    """A file, and a range of its lines."""

    document: str
    """`source:path`."""
    first: int
    """First line, 1-based; 0 for the whole file."""
    last: int
    """Last line, inclusive."""


class Fate(NamedTuple):
    """What became of a place."""

    file: LedgerRow
    rows: list[LedgerRow]
    """Rows of samples and refused assets that overlap the lines."""


def place(text: str) -> Place:
    """Parse `source:path` or `source:path:first-last`."""
    lines = re.fullmatch(r"(.+?):(\d+)-(\d+)", text)
    if not lines:
        return Place(text, 0, 0)
    if not 1 <= int(lines[2]) <= int(lines[3]):
        raise PipelineError(f"{text}: expected lines as first-last, counted from 1. Mend the range.")
    return Place(lines[1], int(lines[2]), int(lines[3]))


def where(rows: list[LedgerRow], wanted: Place, document: Document | None) -> Fate:
    """Return the fate of `wanted`; `document` is its safe text when the file was kept.

    Raises PipelineError when no such file was crawled.
    """
    files = [row for row in rows if row.kind == "file" and row.item == wanted.document]
    if not files:
        raise PipelineError(
            f"ledger: no file '{wanted.document}', expected `source:path` as in out/anonymize/origins.jsonl."
        )
    start, end = _raw_range(wanted, document)
    touching = [row for row in rows if row.kind != "file" and _overlaps(row, wanted.document, start, end)]
    return Fate(file=files[0], rows=touching)


def _raw_range(wanted: Place, document: Document | None) -> tuple[int, float]:
    if document is None or not wanted.first:
        return 0, float("inf")
    lines = document.text.encode().splitlines(keepends=True)
    if not 1 <= wanted.first <= wanted.last <= len(lines):
        raise PipelineError(
            f"{wanted.document}: lines {wanted.first}-{wanted.last}, expected a range within "
            f"1-{len(lines)}. Mend the range."
        )
    start = sum(map(len, lines[: wanted.first - 1]))
    span = span_of(document, start, start + sum(map(len, lines[wanted.first - 1 : wanted.last])))
    return span.start, span.end


def _overlaps(row: LedgerRow, document: str, start: int, end: float) -> bool:
    spans = [span for span in [*row.inputs, *row.outputs] if span.document == document]
    if not spans:
        return row.kind == "asset" and start == 0 and end == float("inf") and _belongs(row.item, document)
    return any(span.start < end and start < span.end for span in spans)


def _belongs(item: str, document: str) -> bool:
    return item == document or f"{document}#" in item
