"""Make keyed pseudonyms and constant placeholders.

A secret becomes a constant: nothing of it is left, not even equality. A name or number becomes a function of
the key and of the value (HMAC-SHA256): the same value gives the same pseudonym everywhere, and only a key
holder can try values. Pseudonyms are of reserved kinds (RFC 2606 hosts, RFC 2544 addresses, unassigned
numbers), so no detector finds them.
"""

import hashlib
import hmac
import ipaddress
import re
from collections.abc import Callable, Mapping
from itertools import count

from stages.anonymize.checksums import USCC_ALPHABET, id_check, luhn, uscc_check
from stages.anonymize.lexicon import Lexicon
from stages.anonymize.written import is_han, plain, written_like

SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
HAN = (
    "云山石林江河湖川峰岭松柏竹梅兰菊荷桐枫杉晨曦朝晖霞岚澜涛溪泉"
    "瑞祥嘉和康宁安泰昌盛隆兴宏达博远恒信诚义仁礼智勇文武星辰雨雪"
)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢"
MASKED_NAME = re.compile(rf"[{SURNAMES}]某[{HAN}]{{2}}")
"""How a masked Chinese name is written by convention; it is left alone when the text is masked again."""
SEPARATORS = "-_. "

Words = Mapping[str, tuple[str, ...]]
"""Pseudonyms of company names by name, one for each word of the name."""


def number(key: bytes, family: str, value: str) -> int:
    """Return HMAC-SHA256 of `value` within `family` as a number."""
    return int.from_bytes(hmac.digest(key, f"{family}\0{value}".encode(), hashlib.sha256))


def syllables(drawn: int, length: int) -> str:
    """Return `length` pronounceable syllables, 6 bits each."""
    return "".join(SYLLABLES[drawn // len(SYLLABLES) ** place % len(SYLLABLES)] for place in range(length))


def company_words(key: bytes, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Return the pseudonym of every company name, without collisions and without any name in it."""
    segments = [root.rsplit(".", 1)[-1] for root in lexicon.packages]
    names = sorted({*lexicon.terms, *lexicon.mined, *segments})
    words: dict[str, tuple[str, ...]] = {}
    for name in names:
        drawn = (_company(key, name, attempt) for attempt in count())
        words[_canonical(name)] = next(
            pseudonym
            for pseudonym in drawn
            if pseudonym not in words.values() and not any(term in "".join(pseudonym) for term in names)
        )
    return words


def placeholder(entity: str) -> str:
    """Return the constant that takes the place of any value of `entity`, such as REDACTED_JWT."""
    return "REDACTED_" + entity.partition(".")[2].upper().replace("-", "_")


def pseudonym(entity: str, value: str, key: bytes, words: Words) -> str:
    """Return what takes the place of `value`: with the same key the same value gives the same."""
    return _term(value, words) if entity.startswith("company.") else MAKERS[entity](key, value)


def _canonical(name: str) -> str:
    return re.sub(f"[{SEPARATORS}]", "", plain(name).lower())


def _company(key: bytes, name: str, attempt: int) -> tuple[str, ...]:
    return tuple(
        _han(number(key, "company", f"{name}\0{place}\0{attempt}"), len(word))
        if is_han(word)
        else syllables(number(key, "company", f"{name}\0{place}\0{attempt}"), 4)
        for place, word in enumerate(re.split(f"[{SEPARATORS}]", name))
    )


def _han(drawn: int, length: int) -> str:
    return "".join(HAN[drawn // len(HAN) ** place % len(HAN)] for place in range(max(2, length)))


def _term(value: str, words: Words) -> str:
    pseudonym = words[_canonical(value)]
    if is_han(plain(value)):
        return written_like(value, "".join(pseudonym))
    parts = re.split(f"([{SEPARATORS}])", value)
    if len(parts) // 2 + 1 == len(pseudonym):
        written = iter(pseudonym)
        return "".join(part if part in SEPARATORS else styled(part, next(written)) for part in parts)
    return styled(value, "".join([pseudonym[0], *(word.title() for word in pseudonym[1:])]))


def styled(written: str, word: str) -> str:
    """Return `word` in the letter case of `written`: LANHAI, Lanhai, lanhai."""
    if written.isupper() and len(written) > 1:
        return word.upper()
    if written.islower():
        return word.lower()
    return word[0].upper() + word[1:] if written[0].isupper() else word


def _person(key: bytes, value: str) -> str:
    if is_han(plain(value)):
        return written_like(value, _han_person(key, plain(value)))
    if _is_masked(key, value):
        return value
    first, second = _name_words(key, re.sub(r"[\W_]", "", value.lower()))
    gap = re.search(r"[\W_]+", value.strip())
    joined = first + gap[0][0] + second if gap else first + second
    return joined.title() if value[:1].isupper() else joined


def _name_words(key: bytes, canonical: str) -> tuple[str, str]:
    first = syllables(number(key, "person", canonical), 4)
    second = syllables(number(key, "person second", canonical), 2)
    return first, second + _mark(key, first + second)


def _mark(key: bytes, start: str) -> str:
    """The last syllables follow from the others: a pseudonym is known again and not masked twice."""
    return syllables(number(key, "person mark", start), 2)


def _is_masked(key: bytes, value: str) -> bool:
    letters = re.sub(r"[\W_]", "", value.lower())
    return len(letters) == 16 and letters[12:] == _mark(key, letters[:12])


def _han_person(key: bytes, name: str) -> str:
    if MASKED_NAME.fullmatch(name):
        return name
    drawn = number(key, "person", name)
    return SURNAMES[drawn % len(SURNAMES)] + "某" + _han(drawn // len(SURNAMES), 2)


def _email(key: bytes, value: str) -> str:
    local, domain = value.lower().rsplit("@", 1)
    first, second = _name_words(key, re.sub(r"[\W_]", "", local) or local)
    return f"{first}.{second}@{_domain(key, domain)}"


def _domain(key: bytes, domain: str) -> str:
    return f"{syllables(number(key, 'domain', domain), 4)}.example"


def _host(key: bytes, value: str) -> str:
    name = value.lower()
    labels = name.split(".")
    if len(labels) < 3:
        return _domain(key, name)
    return f"{syllables(number(key, 'host', name), 4)}.{_domain(key, '.'.join(labels[1:]))}"


def _ip(key: bytes, value: str) -> str:
    address = ipaddress.ip_address(value)
    if address.version == 4:
        return str(ipaddress.IPv4Address("198.18.0.0") + number(key, "ip", str(address)) % 2**17)
    return str(ipaddress.IPv6Address("2001:db8::") + number(key, "ip", str(address)) % 2**96)


def _digits(key: bytes, family: str, value: str, length: int) -> str:
    return f"{number(key, family, value) % 10**length:0{length}d}"


def _like(written: str, digits: str) -> str:
    """Return `digits` with the separators of `written`."""
    drawn = iter(digits)
    return "".join(next(drawn) if sign.isalnum() else sign for sign in written)


def _cn_id(key: bytes, value: str) -> str:
    canonical = re.sub("[ -]", "", value).upper()
    first17 = "90" + _digits(key, "cn-id", canonical, 15)
    wrong = next(digit for digit in "0123456789" if digit != id_check(first17))
    return _like(value, first17 + wrong)


def _mobile(key: bytes, value: str) -> str:
    digits = re.sub(r"\D", "", value)
    prefix = digits[:-11]
    return _like(value, prefix + "12" + _digits(key, "mobile", digits[-11:], 9))


def _card(key: bytes, value: str) -> str:
    canonical = re.sub(r"\D", "", value)
    start = "90" + _digits(key, "card", canonical, len(canonical) - 3)
    wrong = next(digit for digit in "0123456789" if not luhn(start + digit))
    return _like(value, start + wrong)


def _uscc(key: bytes, value: str) -> str:
    drawn = number(key, "uscc", value)
    first17 = "9000" + "".join(USCC_ALPHABET[drawn // 31**place % 31] for place in range(13))
    return first17 + next(sign for sign in "0123" if sign != uscc_check(first17))


def _ssn(key: bytes, value: str) -> str:
    return _like(value, "000" + _digits(key, "ssn", value, 6))


def _phone(key: bytes, value: str) -> str:
    digits = re.sub(r"\D", "", value)
    unassigned = "999" if value.startswith("+") else "000"
    return _like(value, unassigned + _digits(key, "phone", digits, len(digits) - 3))


MAKERS: Mapping[str, Callable[[bytes, str], str]] = {
    "pii.email": _email,
    "pii.cn-id": _cn_id,
    "pii.cn-mobile": _mobile,
    "pii.bank-card": _card,
    "pii.cn-uscc": _uscc,
    "pii.us-ssn": _ssn,
    "pii.phone": _phone,
    "pii.person": _person,
    "net.ip": _ip,
    "net.host": _host,
}
