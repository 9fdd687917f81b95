"""Write letters that a reader of code does not know as ones that it knows, each where it was.

The lexer of tree-sitter-kotlin 1.1 knows of every block of characters the first and the last one only: at a
name such as `数量` it stops, and all that follows is an error, or silently no part of the tree. Grammars of
the other languages know every letter of Unicode. Many lexers of Pygments, such as those of C#, Rust, Swift
and Lua, know letters of ASCII only. Not covered: digits of other scripts within a name.
"""

import unicodedata
from collections.abc import Callable

KNOWN = {3: "一", 4: "𐌀"}
"""Letters that every lexer knows, by their bytes in UTF-8; those of two bytes are all known."""
LETTERS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nl"})
"""Categories of the signs of names (Kotlin 1.9, grammar, Letter)."""


class _Letters(dict[int, str]):
    """What is written for each sign: for letters above `last`, what `known` says."""

    def __init__(self, last: int, known: Callable[[str], str]) -> None:
        super().__init__()
        self._last, self._known = last, known

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        is_letter = code > self._last and unicodedata.category(sign) in LETTERS
        self[code] = self._known(sign) if is_letter else sign
        return self[code]


_KOTLIN = _Letters(0x7FF, lambda sign: KNOWN[len(sign.encode())])
_PLAIN = _Letters(0x7F, lambda _: "z")


def readable(language: str, text: bytes) -> bytes:
    """Return UTF-8 `text` as the grammar of `language` reads it: offsets of bytes stay what they are."""
    if language != "kotlin" or text.isascii():
        return text
    return text.decode(errors="surrogateescape").translate(_KOTLIN).encode(errors="surrogateescape")


def plain(text: str) -> str:
    """Return `text` with a letter of ASCII for every other one: each sign stays where it was."""
    return text if text.isascii() else text.translate(_PLAIN)
