"""The ways in which files write a word: as it is, full-width, percent-encoded, or by escapes and references.

Each sign of a word may be written in another way than its neighbours. Known limit: codes to the base of eight
with one or two digits, and names of signs of HTML that are not among `NAMED`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from urllib.parse import quote

from stages.anonymize.alike import alike
from stages.core.natural_language import CHINESE

WIDE = {**{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}, 0x3000: 0x20}
"""Full-width forms of ASCII, which Chinese input methods write."""
NARROW = {narrow: wide for wide, narrow in WIDE.items()}
WIDE_DIGIT = re.compile("[０-９]")
WIDE_DIGITS = r"[０-９]{5}"
"""Cue of a number in full-width digits."""
WIDE_SIGN = re.compile("[Ａ-Ｚａ-ｚ０-９]")
CODED = r"\\[uU]|\\x[Ee][3-9]|\\0{0,2}[3-9][0-9A-Fa-f]{3}|&#|%[Ee][3-9]"
"""What a Chinese character begins with that is not written as it is, for RE2."""
SLASH, AMPERSAND, PERCENT = r"\\{1,8}", "&(?:amp;){0,2}", "%(?:25){0,3}"
"""What begins a code, also within a text that is itself written in such codes."""
NAMED = (
    r"(?:quot|apos|commat|period|colon|semi|comma|equals|lowbar|hyphen|dash|sol|bsol|plus|num|excl|quest|percnt"
    r"|dollar|ast|lpar|rpar|[A-Za-z](?:uml|acute|grave|circ|tilde|cedil|ring|caron|slash)|szlig|(?:ae|AE|oe|OE)lig)"
)
"""Names of signs of HTML that stand in keys, secrets, addresses and names of people."""
LETTER_OCTAL, HAN_OCTAL = "(?:0[4-7]|1[0-7])[0-7]", ("3[45][0-7]", "2[0-7]{2}")
CODE = re.compile(
    rf"\\u\{{0*(?P<braced>[0-9A-Fa-f]{{1,6}})\}}|\\x\{{0*(?P<perl>[0-9A-Fa-f]{{1,6}})\}}|{SLASH}u+(?P<four>[0-9A-Fa-f]{{4}})"
    rf"|\\U(?P<eight>[0-9A-Fa-f]{{8}})|(?P<octal>(?:{SLASH}{LETTER_OCTAL}|{SLASH}{HAN_OCTAL[0]}(?:{SLASH}{HAN_OCTAL[1]}){{2}})+)"
    rf"|\\0{{0,2}}(?P<css>[0-9A-Fa-f]{{4}})|(?P<bytes>(?:{SLASH}x[0-9A-Fa-f]{{2}})+)"
    rf"|{AMPERSAND}#[xX]0*(?P<hex>[0-9A-Fa-f]{{1,6}});|{AMPERSAND}#0*(?P<decimal>[0-9]{{1,7}});|{AMPERSAND}(?P<named>{NAMED};)"
    rf"|(?P<percent>(?:{PERCENT}[0-9A-Fa-f]{{2}})+)|(?P<quoted>(?:=[Ee][3-9](?:=[89ABab][0-9A-Fa-f]){{2}})+)"
)
"""One sign by its number or name, or several as UTF-8 or by numbers of two digits."""
LEAD = re.compile(r"\\+|&(?:amp;)*|%(?:25)*(?=[0-9A-Fa-f]{2})")
"""What begins a code, longer where a text that has codes is itself within one: a string, a page, a link."""
LABEL = re.compile(r"xn--[a-z0-9-]*[a-z0-9]", re.IGNORECASE)
"""A label of a host that Punycode writes (RFC 3492, RFC 5890)."""

WRITE: Mapping[str, Callable[[str], str]] = {
    "braced": lambda sign: f"\\u{{{ord(sign):x}}}",
    "perl": lambda sign: f"\\x{{{ord(sign):x}}}",
    "four": lambda sign: f"\\u{ord(sign):04x}",
    "eight": lambda sign: f"\\U{ord(sign):08x}",
    "bytes": lambda sign: "".join(f"\\x{byte:02x}" for byte in sign.encode()),
    "octal": lambda sign: "".join(f"\\{byte:03o}" for byte in sign.encode()),
    "css": lambda sign: f"\\{ord(sign):06x}",
    "hex": lambda sign: f"&#x{ord(sign):x};",
    "decimal": lambda sign: f"&#{ord(sign)};",
    "named": lambda sign: f"&#{ord(sign)};",
    "percent": quote,
    "quoted": lambda sign: quote(sign).replace("%", "="),
}
"""How a sign above ASCII is written in each way of `CODE`."""


def is_han(text: str) -> bool:
    """Say whether `text` has a Chinese character."""
    return bool(CHINESE.search(text))


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
    """Return the word behind any way of writing, one within another too."""
    if LABEL.fullmatch(written):
        return decoded(written)
    said = signs(written)
    return plain(said) if said != written else alike(_paired(said))


def signs(written: str) -> str:
    """Return the signs behind codes, in full width where they are."""
    return CODE.sub(_sign, written)


def _sign(code: re.Match[str]) -> str:
    if code["percent"] or code["quoted"]:
        digits = re.sub("%(?:25)*(?=[0-9A-Fa-f]{2})|=", "", code[0])
        return bytes.fromhex(digits).decode(errors="replace")
    if code["bytes"]:
        return _text(bytes.fromhex(re.sub(r"\\+x", "", code[0])))
    if code["octal"]:
        return bytes(int(digits, 8) for digits in re.findall("[0-7]{3}", code[0])).decode(errors="replace")
    if code["named"]:
        return unescape(f"&{code['named']}")
    number = int(code[code.lastgroup or 0], 10 if code["decimal"] else 16)
    return chr(number) if number <= 0x10FFFF else code[0]


def _text(raw: bytes) -> str:
    """Return bytes of UTF-8 as text; others are numbers of signs, one each."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _paired(text: str) -> str:
    """Return a text with both halves of a sign as that sign, and a half alone as a sign of its own."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def written_like(written: str, word: str) -> str:
    """Return `word` in the way in which `written` was written; of several ways, in the first code."""
    code = CODE.search(written)
    if code and code.lastgroup:
        write, lead = WRITE[code.lastgroup], LEAD.match(code[0])
        long = lead[0] if lead else ""
        return "".join(sign if sign.isascii() else write(sign).replace(long[:1], long) for sign in word)
    return word.translate(NARROW) if WIDE_SIGN.search(written) else word


def through(written: str, make: Callable[[str], str]) -> str:
    """Return what is made of the word that is written, in its way."""
    said = plain(written)
    return make(written) if said == written else written_like(written, make(said))


def decoded(label: str) -> str:
    """Return the words of a label of Punycode; the label itself when it is none."""
    try:
        return label[4:].lower().encode("ascii").decode("punycode")
    except ValueError:  # UnicodeError is one
        return label


def encoded(label: str) -> str:
    """Return the label of Punycode for words above ASCII."""
    return f"xn--{label.encode('punycode').decode('ascii')}"
