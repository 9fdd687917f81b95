"""Find keys and tokens of any provider by the name of their key and by entropy.

Known limit: a secret under a name that does not say so is not found.
"""

import re
from collections.abc import Iterator
from itertools import chain

from stages.anonymize.cues import places
from stages.anonymize.expressions import QUOTED
from stages.anonymize.finding import LIKELY, POSSIBLE, Finding, Subject
from stages.anonymize.key_forms import DECODED, LOOSE
from stages.anonymize.key_names import ESCAPED_CUE, JUDGED, KEY_CUE, SECRET, SESSION, STRONG, Named, keys
from stages.anonymize.key_scalars import in_kubernetes_secrets, named_scalars
from stages.anonymize.key_values import is_literal, values
from stages.anonymize.phrases import is_phrase
from stages.anonymize.randomness import UUID, entropy, is_mixed, is_pair, is_random
from stages.anonymize.scalars.kubernetes import CUE as SECRETS_CUE
from stages.anonymize.sql_columns import INSERT_CUE, cells
from stages.anonymize.tables import below, beside

BEARER_CUE = r"[Bb]earer[ \t]"
CRYPTO_CUE = (
    r"SecretKeySpec|IvParameterSpec|hmacShaKeyFor|HMAC\d|signWith|create(?:Hmac|Cipher|Decipher)|hmac\.new"
    r"|(?:AES|DES3?)\.new|jwt\.\w+\(|Fernet|cookieParser|SignedString|CryptoJS|openssl_\w+crypt\("
    r"|hash_hmac|hmac\.New|(?i:aes_\w+crypt)\(|SymmetricSecurityKey|NewCookieStore|SecureUtil\.|URLSafe\w*Serializer\("
    r"|\bTOTP\(|(?i:aes|cipher|crypt)\w*->set"
)
CUE = (KEY_CUE, ESCAPED_CUE, BEARER_CUE, CRYPTO_CUE, SECRETS_CUE, INSERT_CUE)
ENTITY = "secret.generic-api-key"
CRYPTO = re.compile(
    r"(?:(?:SecretKeySpec|IvParameterSpec|hmacShaKeyFor|HMAC(?:256|384|512)|signWith|createHmac"
    r"|create(?:Dec|C)ipher(?:iv)?|hmac\.new|AES\.new|DES3?\.new|jwt\.(?:encode|decode|sign|verify)|Fernet"
    r"|cookieParser|SignedString)"
    r"""\(\s*(?:[\w.]{1,60}\s*,\s*|["'][\w-]{1,20}["']\s*,\s*)?"""
    r"|(?:openssl_(?:en|de)crypt|hash_hmac)\([^,\n]{1,80},[^,\n]{1,80},\s*"
    r"|(?:CryptoJS\.\w+(?:\.(?:en|de)crypt)?|hmac\.New|(?i:aes_(?:en|de)crypt))\([^,\n]{1,80},\s*"
    r"|(?:CryptoJS\.enc\.\w+\.parse|SymmetricSecurityKey|NewCookieStore|SecureUtil\.\w+|URLSafe\w*Serializer"
    r"|\bTOTP|(?i:aes|cipher|crypt)\w*->set(?:Key|IV))\(\s*)" + DECODED + QUOTED
)
"""Calls that take the key of a cipher or a signature."""
ALGORITHM = re.compile(r"(?i)(?:aes|des|rsa|sha|md5|hs|rs|es|hmac|ed|ec|chacha|pbkdf)[\w/-]*")
BEARER = re.compile(r"\b[Bb]earer[ \t]+(?P<value>[A-Za-z0-9._~+/-]{16,500}=*)")
PAIR = re.compile(r"[A-Za-z][\w.@-]{2,40}:[^\s:/@]{4,60}")
"""A user and a password; under a key such as `auth`."""
LONG = 16
"""Characters from which on what is no string opens a session."""
SHORTEST = 6
"""Characters of a key."""
PHRASE = re.compile(r"[A-Za-z0-9_\-+/=.~!@#$%^&*:]{6,500}")


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each value that is a key or a token."""
    cues = subject.cues
    yield from _named(subject) if cues & {KEY_CUE, ESCAPED_CUE} else ()
    yield from _kept(subject) if SECRETS_CUE in cues else ()
    yield from _of_ciphers(subject.text) if CRYPTO_CUE in cues else ()
    yield from _bearers(subject) if BEARER_CUE in cues else ()


def _named(subject: Subject) -> Iterator[Finding]:
    text, least = subject.text, subject.limits.min_entropy
    named = list(keys(text))
    for value in values(text, subject.language, named):
        if _is_key(text[value.start : value.end], value.kind, value.form, least):
            sure = POSSIBLE if value.kind in JUDGED else value.confidence
            yield Finding(value.start, value.end, ENTITY, f"{value.kind}-{value.form}", sure)
    for scalar in named_scalars(subject, keys):
        if is_literal(scalar.value) and _is_key(scalar.value, scalar.kind, "scalar", least):
            sure = POSSIBLE if scalar.kind in JUDGED else LIKELY
            yield Finding(scalar.start, scalar.end, ENTITY, f"{scalar.kind}-scalar", sure)
    for column in cells(text, _strong) if INSERT_CUE in subject.cues else ():
        if _is_key(text[column.start : column.end], STRONG, "cell", least):
            yield Finding(column.start, column.end, ENTITY, "sql-column", LIKELY)
    ends = [name.end for name in named if name.kind not in JUDGED]
    tables = (below(text, subject.language, _strong), beside(text, subject.language, _strong, ends))
    for cell in chain(*tables) if ends else ():
        if _is_key(text[cell.start : cell.end], STRONG, "cell", least):
            yield Finding(cell.start, cell.end, ENTITY, "table-cell", LIKELY)


def _strong(text: str) -> Iterator[Named]:
    return (named for named in keys(text) if named.kind not in JUDGED)


def _kept(subject: Subject) -> Iterator[Finding]:
    for kept in in_kubernetes_secrets(subject):
        yield Finding(kept.start, kept.end, ENTITY, "kubernetes-secret", LIKELY)


def _of_ciphers(text: str) -> Iterator[Finding]:
    found = (CRYPTO.match(text, start) for start, _ in places(text, CRYPTO_CUE))
    for match in filter(None, found):
        group = "value" if match["value"] is not None else "nested"
        if _is_cipher_key(match[group]):
            yield Finding(*match.span(group), ENTITY, "crypto-call", LIKELY)


def _bearers(subject: Subject) -> Iterator[Finding]:
    for match in BEARER.finditer(subject.text):
        if is_random(match["value"], subject.limits.min_entropy):
            yield Finding(*match.span("value"), ENTITY, "bearer", LIKELY)


def _is_cipher_key(value: str) -> bool:
    return len(value) >= SHORTEST and is_literal(value) and not ALGORITHM.fullmatch(value)


def _is_key(value: str, kind: str, form: str, least: float) -> bool:
    """A value under the name `secret` needs no digit; one under a name that says little must be mixed.

    A UUID is the key to a session, and elsewhere only the name of something.
    """
    if kind == SECRET:
        if form in LOOSE:
            return bool(PHRASE.fullmatch(value)) and (value.isdigit() or entropy(value) >= least)
        return bool(PHRASE.fullmatch(value)) or is_phrase(value)
    if kind == STRONG:
        return is_random(value, least) or is_mixed(value, least)
    if kind == SESSION and (UUID.fullmatch(value) or form in LOOSE):
        return len(value) >= LONG and (bool(UUID.fullmatch(value)) or is_mixed(value, least))
    is_user = kind == SESSION and bool(PAIR.fullmatch(value))
    return form not in LOOSE and (is_mixed(value, least) or is_user or is_pair(value))
