"""The ways in which files write a word: as it is, full-width, percent-encoded, or by escapes and references.

Each sign of a word may be written in another way than its neighbours. Known limit: references by name
(`&uuml;`), and codes to the base of eight (`\\146`).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import quote

HAN = re.compile(r"[\u3400-\u9fff]")
WIDE = {**{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}, 0x3000: 0x20}
"""Full-width forms of ASCII, which Chinese input methods write."""
NARROW = {narrow: wide for wide, narrow in WIDE.items()}
WIDE_DIGIT = re.compile("[０-９]")
WIDE_DIGITS = r"[０-９]{5}"
"""Cue of a number in full-width digits."""
WIDE_LETTER = re.compile("[Ａ-Ｚａ-ｚ]")
CODED = r"\\[uU]|\\x[Ee][3-9]|\\0{0,2}[3-9][0-9A-Fa-f]{3}|&#|%[Ee][3-9]"
"""What a Chinese character begins with that is not written as it is, for RE2."""
CODE = re.compile(
    r"\\u\{0*(?P<braced>[0-9A-Fa-f]{1,6})\}|\\{1,8}u+(?P<four>[0-9A-Fa-f]{4})|\\U(?P<eight>[0-9A-Fa-f]{8})"
    r"|\\0{0,2}(?P<css>[0-9A-Fa-f]{4})|(?P<bytes>(?:\\{1,2}x[0-9A-Fa-f]{2})+)"
    r"|&#[xX]0*(?P<hex>[0-9A-Fa-f]{1,6});|&#0*(?P<decimal>[0-9]{1,7});|(?P<percent>(?:%[0-9A-Fa-f]{2})+)"
)
"""One sign by its number, or several as UTF-8 or by numbers of two digits."""
ESCAPE = re.compile(r"\\+")
"""One backslash, or several where a text that has escapes is itself within a string."""
LABEL = re.compile(r"xn--[a-z0-9-]*[a-z0-9]", re.IGNORECASE)
"""A label of a host that Punycode writes (RFC 3492, RFC 5890)."""

WRITE: Mapping[str, Callable[[str], str]] = {
    "braced": lambda sign: f"\\u{{{ord(sign):x}}}",
    "four": lambda sign: f"u{ord(sign):04x}",
    "eight": lambda sign: f"\\U{ord(sign):08x}",
    "bytes": lambda sign: "".join(f"\\x{byte:02x}" for byte in sign.encode()),
    "css": lambda sign: f"\\{ord(sign):06x}",
    "hex": lambda sign: f"&#x{ord(sign):x};",
    "decimal": lambda sign: f"&#{ord(sign)};",
    "percent": quote,
}
"""How a sign above ASCII is written in each way of `CODE`."""


def is_han(text: str) -> bool:
    """Say whether `text` has a Chinese character."""
    return bool(HAN.search(text))


@lru_cache(maxsize=2)
def narrow(text: str) -> str:
    """Return `text` with full-width signs as ASCII if it has such digits; every character keeps its place."""
    return text.translate(WIDE) if not text.isascii() and WIDE_DIGIT.search(text) else text


def written_forms(word: str) -> str:
    """Return a pattern for `word`, each of its signs in any way of writing."""
    return "".join(map(_forms, word))


def _forms(sign: str) -> str:
    if sign.isascii() and not sign.isalnum():
        return re.escape(sign)
    itself = f"[{sign}{sign.translate(NARROW)}]" if sign.isascii() else re.escape(sign)
    cases = {sign, *(case for case in (sign.lower(), sign.upper()) if len(case) == 1)}
    coded = [code for case in sorted(cases) for code in _codes(case)]
    return f"(?:{itself}|(?i:{'|'.join(coded)}))"


def _codes(sign: str) -> Iterator[str]:
    number = ord(sign)
    yield from (rf"\\u\{{0*{number:x}\}}", rf"\\{{1,8}}u+{number:04x}", rf"\\U{number:08x}")
    yield from (f"&#x0*{number:x};", f"&#0*{number};", "".join(f"%{byte:02x}" for byte in sign.encode()))
    yield "".join(rf"\\{{1,2}}x{byte:02x}" for byte in sign.encode())
    yield rf"\\0{{0,2}}{number:04x}" if number > 0xFF else rf"\\{{1,2}}x{number:02x}"


def plain(written: str) -> str:
    """Return the word behind any way of writing."""
    if LABEL.fullmatch(written):
        return decoded(written)
    return signs(written).translate(WIDE)


def signs(written: str) -> str:
    """Return the signs behind codes, in full width where they are."""
    return CODE.sub(_sign, written)


def _sign(code: re.Match[str]) -> str:
    if code["percent"]:
        return bytes.fromhex(code[0].replace("%", "")).decode(errors="replace")
    if code["bytes"]:
        return _text(bytes.fromhex(re.sub(r"\\+x", "", code[0])))
    number = int(code[code.lastgroup or 0], 10 if code["decimal"] else 16)
    return chr(number) if number <= 0x10FFFF else code[0]


def _text(raw: bytes) -> str:
    """Return bytes of UTF-8 as text; others are numbers of signs, one each."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def written_like(written: str, word: str) -> str:
    """Return `word` in the way in which `written` was written; of several ways, in the first code."""
    code = CODE.search(written)
    if code and code.lastgroup:
        write, escape = WRITE[code.lastgroup], ESCAPE.match(code[0])
        lead = escape[0] if escape and code["four"] else ""
        return "".join(sign if sign.isascii() else lead + write(sign) for sign in word)
    return word.translate(NARROW) if WIDE_LETTER.search(written) else word


def through(written: str, make: Callable[[str], str]) -> str:
    """Return what is made of a word behind codes, written as it was; of a word without them as it stands."""
    return written_like(written, make(plain(written))) if CODE.search(written) else make(written)


def decoded(label: str) -> str:
    """Return the words of a label of Punycode; the label itself when it is none."""
    try:
        return label[4:].lower().encode("ascii").decode("punycode")
    except ValueError:  # UnicodeError is one
        return label


def encoded(label: str) -> str:
    """Return the label of Punycode for words above ASCII."""
    return f"xn--{label.encode('punycode').decode('ascii')}"
