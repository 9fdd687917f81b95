"""The ways in which files write Chinese words: as they are, as \\u escapes, as percent-encoded UTF-8."""

import re
from urllib.parse import quote, unquote

HAN = re.compile(r"[\u3400-\u9fff]")


def is_han(text: str) -> bool:
    """Say whether `text` has a Chinese character."""
    return bool(HAN.search(text))


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
