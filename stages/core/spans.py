"""Map byte ranges between a safe text and the raw blob behind it."""

import hashlib

from stages.core.records.document import Document, Edit
from stages.core.records.span import Span


def safe_digest(text: bytes) -> str:
    """Return the SHA-256 of a safe text as Span.safe holds it: with lines that end with LF, as records have
    them."""
    return hashlib.sha256(text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")).hexdigest()


def span_of(document: Document, start: int, end: int) -> Span:
    """Return the span of bytes `start:end` of the safe text; a boundary inside a replacement is widened to
    all of it."""
    return span_in(document, document.text.encode(), start, end)


def span_in(document: Document, content: bytes, start: int, end: int) -> Span:
    """Return the same of a document whose text is encoded already."""
    raw_start, safe_start = _to_raw(document.edits, start, widen_left=True)
    raw_end, safe_end = _to_raw(document.edits, end, widen_left=False)
    safe = safe_digest(content[safe_start:safe_end])
    return Span(document=document.id, blob=document.blob, start=raw_start, end=raw_end, safe=safe)


def _to_raw(edits: list[Edit], offset: int, *, widen_left: bool) -> tuple[int, int]:
    shift = 0
    for edit in edits:
        safe_start = edit.start + shift
        safe_end = safe_start + edit.length
        if offset <= safe_start:
            break
        if offset < safe_end:
            return (edit.start, safe_start) if widen_left else (edit.end, safe_end)
        shift += edit.length - (edit.end - edit.start)
    return offset - shift, offset


def apply(raw: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    """Return `raw` with each `(start, end, replacement)` put in; the edits are in order and do not
    overlap."""
    pieces, position = [], 0
    for start, end, replacement in edits:
        pieces += [raw[position:start], replacement]
        position = end
    return b"".join([*pieces, raw[position:]])
