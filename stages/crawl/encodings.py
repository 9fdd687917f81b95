"""Read bytes as text: UTF-8, or an encoding that the settings accept, when nothing speaks against it."""

import re
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Sequence

from charset_normalizer import from_bytes

MULTIBYTE = ("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr")
RECOGNISED = (*MULTIBYTE, "cp1251", "cp1252")
"""Encodings that are told apart; one that the settings do not accept is not read as another one."""

_MARKED = {BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
"""Control characters: none of these encodings has such a byte in another character."""
_WHITE = "\t\n\v\f\r"
_IMPOSSIBLE = ("Cc", "Cn", "Co", "Cs")
"""Categories of Unicode that text does not hold: controls, what is not assigned, private use, surrogates."""


def decoded(content: bytes, accepted: Sequence[str]) -> tuple[str, str | None]:
    """Return the encoding of a content and its text: `binary` or `unknown`, and None, when it is none.

    The text gives the same bytes again. Of a mark at its start UTF-8 and UTF-16 keep U+FEFF.
    """
    if b"\0" in content:
        return _marked(content) if "utf-16" in accepted else ("binary", None)
    try:
        return "utf-8", content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    marked = _marked(content) if "utf-16" in accepted else ("binary", None)
    return marked if marked[1] is not None else _recognised(content, accepted)


def _marked(content: bytes) -> tuple[str, str | None]:
    encoding = _MARKED.get(content[:2])
    text = _text(content, encoding) if encoding else None
    return (encoding, text) if encoding and text is not None else ("binary", None)


def _recognised(content: bytes, accepted: Sequence[str]) -> tuple[str, str | None]:
    """Return what reads with the least mess; of equal ones the one that `accepted` names first.

    Any bytes are letters of an alphabet of one byte each: it counts only where no other kind reads as well.
    """
    if {*accepted} <= {"utf-16"} or _NO_TEXT.search(content):
        return "unknown", None
    found = {match.encoding: match.chaos for match in from_bytes(content, cp_isolation=[*RECOGNISED])}
    equal = {encoding for encoding in found if found[encoding] == min(found.values())}
    likely = equal.intersection(MULTIBYTE) or equal
    encoding = next((one for one in accepted if one in likely), "unknown")
    text = _text(content, encoding) if encoding in likely else None
    return ("unknown", None) if text is None else (encoding, text)


def _text(content: bytes, encoding: str) -> str | None:
    """Return the text of a content, or None when it is none or would not give the same bytes again."""
    try:
        text = content.decode(encoding)
        same = text.encode(encoding) == content
    except UnicodeError:
        return None
    strange = any(unicodedata.category(one) in _IMPOSSIBLE for one in set(text) - set(_WHITE))
    return None if strange or not same else text
