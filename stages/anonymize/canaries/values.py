"""Make values that a detector must find: fictional, with right check characters, each from a seed."""

import base64
import json
import string
from collections.abc import Callable, Mapping
from random import Random

from stages.anonymize.checksums import USCC_ALPHABET, id_check, luhn, uscc_check

Draw = Callable[[Random], str]

BASE62 = string.ascii_letters + string.digits
UPPER36 = string.ascii_uppercase + string.digits


def _of(alphabet: str, length: int, random: Random) -> str:
    return "".join(random.choices(alphabet, k=length))


def _date(random: Random) -> str:
    return f"{random.randint(1950, 2009)}{random.randint(1, 12):02d}{random.randint(1, 28):02d}"


def _resident(random: Random) -> str:
    first17 = (
        random.choice(["110105", "310101", "440305", "510104"]) + _date(random) + _of("123456789", 3, random)
    )
    return first17 + id_check(first17)


def _card(random: Random) -> str:
    start = random.choice(["622202", "621700", "622848"]) + _of(string.digits, 12, random)
    return next(start + digit for digit in string.digits if luhn(start + digit))


def _company(random: Random) -> str:
    first17 = random.choice(["91310115", "91440300", "92110108"]) + _of(USCC_ALPHABET, 9, random)
    return first17 + uscc_check(first17)


def _mobile(random: Random) -> str:
    return random.choice(["138", "159", "186", "199"]) + _of("123456789", 8, random)


def _mail(random: Random) -> str:
    return f"{_word(random)}.{_word(random)}@{_word(random)}-{_word(random)}.com"


def _word(random: Random) -> str:
    return "".join(random.choice("bdfgklmnprstvz") + random.choice("aeiou") for _ in range(3))


def _jwt(random: Random) -> str:
    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    return ".".join(
        [
            part({"alg": "HS256", "typ": "JWT"}),
            part({"sub": _of(string.digits, 8, random)}),
            _of(BASE62, 43, random),
        ]
    )


def _address(random: Random) -> str:
    return f"10.{random.randint(20, 250)}.{random.randint(20, 250)}.{random.randint(20, 250)}"


DRAWS: Mapping[str, Draw] = {
    "secret.aws-access-key": lambda random: "AKIA" + _of(UPPER36, 16, random),
    "secret.github-token": lambda random: "ghp_" + _of(BASE62, 36, random),
    "secret.jwt": _jwt,
    "secret.generic-api-key": lambda random: _of(BASE62, 30, random) + _of(string.digits, 2, random),
    "secret.password": lambda random: (
        _word(random).title() + random.choice("-_#") + _of(string.digits, 4, random)
    ),
    "pii.cn-id": _resident,
    "pii.cn-mobile": _mobile,
    "pii.cn-uscc": _company,
    "pii.bank-card": _card,
    "pii.us-ssn": lambda random: (
        f"{random.randint(100, 599)}-{random.randint(10, 99)}-{random.randint(1000, 9999)}"
    ),
    "pii.email": _mail,
    "net.ip": _address,
    "net.host": lambda random: f"{_word(random)}.{_word(random)}.corp.internal",
}
"""By entity; names of the company and of people come from the lexicon."""

FORMATS = frozenset(DRAWS) - {"secret.generic-api-key", "secret.password"}
"""Entities that a check digit or a format of their own gives away: none may survive."""
