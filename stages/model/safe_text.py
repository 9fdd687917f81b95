"""The text of a document by bytes, and the spans of its pieces.

Pieces have lines that end with LF, whatever the file has: a record is put together from many files, and who
learns from one must not learn which editor wrote it. Spans count the bytes of the file.
"""

from collections.abc import Iterable

from stages.core.lines import with_lf
from stages.core.records.document import Document
from stages.core.records.span import Span
from stages.core.spans import span_in
from stages.model.tree import Place


class SafeText:
    """A document whose text is cut by byte offsets, as tree-sitter and spans count."""

    def __init__(self, document: Document) -> None:
        """Encode the text once."""
        self.document = document
        self.content = document.text.encode()

    def piece(self, start: int, end: int) -> str:
        """Return the text of bytes `start:end`, its lines ended by LF."""
        return with_lf(self.content[start:end].decode())

    def span(self, start: int, end: int) -> Span:
        """Return the span of bytes `start:end` of the safe text."""
        return span_in(self.document, self.content, start, end)

    def spans(self, places: Iterable[Place]) -> dict[Place, Span]:
        """Return the span of each place."""
        places = list(places)
        offsets = self.offsets([index for place in places for index in place])
        return {place: self.span(offsets[place.start], offsets[place.end]) for place in places}

    def offsets(self, characters: list[int]) -> dict[int, int]:
        """Return the byte offset of each character index."""
        if self.document.text.isascii():
            return {index: index for index in characters}
        found, byte, before = {}, 0, 0
        for index in sorted(set(characters)):
            byte += len(self.document.text[before:index].encode())
            found[index] = byte
            before = index
        return found
