"""Find keys and tokens of any provider by the name of their key and by entropy.

Known limit: a secret under a name that does not say so is not found.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator

from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.key_values import values

NAMED = (
    r"(?:api|access|auth|private|sign(?:ing)?|encrypt(?:ion)?|aes|des|app|master|licen[cs]e|session|shared"
    r"|account)"
)
KEY = re.compile(
    rf"(?i)(?:secret[_.-]?(?:access[_.-]?)?key|{NAMED}[_.-]?keys?(?:[_.-]?(?:id|secret))?|token|credentials?)"
    r"(?:[_.-]?value)?"
)
SECRET = re.compile(r"(?i)secret(?:[_.-]?value)?")
BEARER = re.compile(r"\b[Bb]earer[ \t]+(?P<value>[A-Za-z0-9._~+/-]{16,500}=*)")
PREFILTER = ("key", "token", "secret", "credential")
ALPHABET = re.compile(r"[A-Za-z0-9_\-+/=.~!@#$%^&*:]{10,500}")
WORDS = re.compile(r"[A-Za-z]+(?:[-_.:/ ][A-Za-z]+)*[-_.]?\d{0,2}")
"""Words with at most a number behind them: a name of something, no secret."""
CUE = (r"(?i)key|token|secret|credential|bearer",)


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each value that is a key or a token."""
    lower = subject.text.lower()
    if any(word in lower for word in PREFILTER):
        for value in values(subject.text, subject.language, KEY):
            if _is_random(subject.text[value.start : value.end], subject.limits.min_entropy):
                yield Finding(value.start, value.end, "secret.generic-api-key", f"key-{value.form}", LIKELY)
        for value in values(subject.text, subject.language, SECRET):
            if _is_secret(subject.text[value.start : value.end], subject.limits.min_entropy):
                yield Finding(
                    value.start, value.end, "secret.generic-api-key", f"secret-{value.form}", LIKELY
                )
    if "earer" in lower:
        for match in BEARER.finditer(subject.text):
            if _is_random(match["value"], subject.limits.min_entropy):
                yield Finding(*match.span("value"), "secret.generic-api-key", "bearer", LIKELY)


def entropy(text: str) -> float:
    """Return the Shannon entropy of the characters of `text` in bits a character."""
    shares = (count / len(text) for count in Counter(text).values())
    return -sum(share * math.log2(share) for share in shares)


def _is_random(value: str, least: float) -> bool:
    return bool(
        ALPHABET.fullmatch(value)
        and re.search(r"\d", value)
        and not WORDS.fullmatch(value)
        and entropy(value) >= least
    )


def _is_secret(value: str, least: float) -> bool:
    """A value under the very name `secret` needs no digit."""
    return bool(ALPHABET.fullmatch(value)) and (_is_random(value, least) or entropy(value) >= least)
