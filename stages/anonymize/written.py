"""The ways in which files write Chinese words: as they are, as \\u escapes, as percent-encoded UTF-8."""

import re
from functools import lru_cache
from urllib.parse import quote, unquote

HAN = re.compile(r"[\u3400-\u9fff]")
WIDE = {**{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}, 0x3000: 0x20}
"""Full-width forms of ASCII, which Chinese input methods write."""
NARROW = {narrow: wide for wide, narrow in WIDE.items()}
WIDE_DIGIT = re.compile("[０-９]")
WIDE_DIGITS = r"[０-９]{5}"
"""Cue of a number in full-width digits."""


def is_han(text: str) -> bool:
    """Say whether `text` has a Chinese character."""
    return bool(HAN.search(text))


@lru_cache(maxsize=2)
def narrow(text: str) -> str:
    """Return `text` with full-width signs as ASCII if it has such digits; every character keeps its place."""
    return text.translate(WIDE) if not text.isascii() and WIDE_DIGIT.search(text) else text


def written_forms(word: str) -> str:
    """Return a pattern for `word` in each way of writing."""
    return "|".join([re.escape(word), f"(?i:{re.escape(escaped(word))})", f"(?i:{re.escape(quote(word))})"])


def escaped(word: str) -> str:
    """Return `word` with every character above ASCII as a \\u escape."""
    return "".join(sign if sign.isascii() else f"\\u{ord(sign):04x}" for sign in word)


def plain(written: str) -> str:
    """Return the word behind any way of writing."""
    if "\\u" in written:
        return re.sub(r"\\u([0-9A-Fa-f]{4})", lambda code: chr(int(code[1], 16)), written)
    return unquote(written) if "%" in written else written


def written_like(written: str, word: str) -> str:
    """Return `word` in the way in which `written` was written."""
    if "\\u" in written:
        return escaped(word)
    return quote(word) if "%" in written and not is_han(written) else word
