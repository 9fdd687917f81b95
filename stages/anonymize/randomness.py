"""Say whether a value looks as if nobody had thought of it."""

import math
import re
from base64 import b64decode
from collections import Counter

ALPHABET = re.compile(r"[A-Za-z0-9_\-+/=.~!@#$%^&*:]{10,500}")
WORDS = re.compile(r"[A-Za-z]+(?:[-_.:/ ][A-Za-z]+)*[-_.]?\d{0,2}")
"""Words with at most a number behind them: a name of something, no secret."""
UPPER = re.compile("[A-Z]")
SWITCHES = re.compile(r"[a-z](?=[A-Z])|[A-Z](?=[a-z])")
LONG = 20
"""Characters from which a name of words is told from letters at random by how often their case switches."""
DENSE = re.compile(r"[A-Za-z0-9+/_=%.~-]{8,500}")
TURNS = re.compile(r"[A-Za-z](?=\d)|\d(?=[A-Za-z])")
BASE64 = re.compile(r"[A-Za-z0-9+/]{8,400}={0,2}")
UUID = re.compile(r"(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def entropy(text: str) -> float:
    """Return the Shannon entropy of the characters of `text` in bits a character."""
    shares = (count / len(text) for count in Counter(text).values())
    return -sum(share * math.log2(share) for share in shares)


def is_random(value: str, least: float) -> bool:
    """Say whether `value` has a digit and the entropy of a key, and is no name with a number."""
    return bool(
        ALPHABET.fullmatch(value)
        and re.search(r"\d", value)
        and (not WORDS.fullmatch(value) or is_jumbled(value))
        and entropy(value) >= least
    )


def is_jumbled(value: str) -> bool:
    """Say whether the case of letters is at random; in names of words it switches at their ends."""
    least = 0.25 * len(value)
    return (
        len(value) >= LONG
        and least <= len(UPPER.findall(value)) <= len(value) - least
        and len(SWITCHES.findall(value)) >= least
    )


def is_mixed(value: str, least: float) -> bool:
    """Say whether letters and digits alternate in `value` as in no name: for keys of any other purpose."""
    return bool(
        DENSE.fullmatch(value)
        and not UUID.fullmatch(value)
        and len(TURNS.findall(value)) >= (3 if len(value) >= 16 else 2)
        and entropy(value) >= min(least, math.log2(len(value)) * 0.65)
    )


def is_pair(encoded: str) -> bool:
    """Say whether Base64 text is `user:password` (RFC 7617)."""
    if not BASE64.fullmatch(encoded) or len(encoded.rstrip("=")) % 4 == 1:
        return False
    decoded = b64decode(encoded + "=" * (-len(encoded) % 4)).rstrip(b"\n")
    return b":" in decoded and decoded.decode(errors="surrogateescape").isprintable()
