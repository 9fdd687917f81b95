"""Write letters that a grammar does not know as ones that it knows, each byte where it was.

The lexer of tree-sitter-kotlin 1.1 knows of every block of characters the first and the last one only: at a
name such as `数量` it stops, and all that follows is an error, or silently no part of the tree. Grammars of
the other languages know every letter of Unicode. Not covered: digits of other scripts within a name.
"""

import unicodedata

KNOWN = {3: "一", 4: "𐌀"}
"""Letters that every lexer knows, by their bytes in UTF-8; those of two bytes are all known."""
LETTERS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nl"})
"""Categories of the signs of names (Kotlin 1.9, grammar, Letter)."""


class _Known(dict[int, str]):
    def __missing__(self, code: int) -> str:
        sign = chr(code)
        is_letter = code > 0x7FF and unicodedata.category(sign) in LETTERS
        self[code] = KNOWN[len(sign.encode())] if is_letter else sign
        return self[code]


_KOTLIN = _Known()


def readable(language: str, text: bytes) -> bytes:
    """Return UTF-8 `text` as the grammar of `language` reads it: offsets of bytes stay what they are."""
    if language != "kotlin" or text.isascii():
        return text
    return text.decode(errors="surrogateescape").translate(_KOTLIN).encode(errors="surrogateescape")
