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
from functools import partial
from itertools import chain, count, pairwise
from typing import NamedTuple

from stages.anonymize import dates, owners
from stages.anonymize.alike import CONFUSED
from stages.anonymize.checksums import USCC_ALPHABET, id_check, luhn, uscc_check
from stages.anonymize.lexicon import Lexicon
from stages.anonymize.rules.email import spelled
from stages.anonymize.seams import BREAK, GAP, bare, dealt, sewn
from stages.anonymize.written import (
    LABEL,
    NARROW,
    decoded,
    encoded,
    is_han,
    narrow,
    plain,
    through,
    written_like,
)

SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
COUNTRY = 2
"""Letters of a suffix of a country."""
CUES = ("api", "token")
"""Names of keys that syllables can make: `rutevapi.example:3306/o` would be one with a value."""
HAN = (
    "云山石林江河湖川峰岭松柏竹梅兰菊荷桐枫杉晨曦朝晖霞岚澜涛溪泉"
    "瑞祥嘉和康宁安泰昌盛隆兴宏达博远恒信诚义仁礼智勇文武星辰雨雪"
)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢"
MASKED_NAME = re.compile(rf"[{SURNAMES}]某[{HAN}]{{2}}")
"""How a masked Chinese name is written by convention; it is left alone when the text is masked again."""
OLD_ID = 15
"""Signs of a resident identity number of before 1999."""
PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
WIDE_SIGNS = frozenset(map(chr, range(0xFF01, 0xFF5F)))

Words = Mapping[str, tuple[str, ...]]
"""Pseudonyms of company names by name, one for each word of the name."""
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
"""Where a word of camel case begins."""


class Draws(NamedTuple):
    """What pseudonyms are drawn with."""

    key: bytes
    names: tuple[str, ...] = ()
    """What must not stand in what is drawn: CUES, and names of the company in lower case, unseparated."""


def number(key: bytes, family: str, value: str) -> int:
    """Return HMAC-SHA256 of `value` within `family` as a number."""
    return int.from_bytes(hmac.digest(key, f"{family}\0{value}".encode(), hashlib.sha256))


def syllables(drawn: int, length: int) -> str:
    """Return `length` pronounceable syllables, 6 bits each."""
    return "".join(SYLLABLES[drawn // len(SYLLABLES) ** place % len(SYLLABLES)] for place in range(length))


def company_words(key: bytes, lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """Return the pseudonym of every company name, without collisions and without any name in it.

    Of names that differ in their breaks only, the one with the fewest gives the words.
    """
    segments = [root.rsplit(".", 1)[-1] for root in lexicon.packages]
    names = {_canonical(name): name for name in sorted({*lexicon.terms, *lexicon.mined, *segments})}
    words: dict[str, tuple[str, ...]] = {}
    for canonical, name in names.items():
        drawn = (_company(key, name, attempt) for attempt in count())
        words[canonical] = next(
            pseudonym
            for pseudonym in drawn
            if pseudonym not in words.values()
            and not any(term in "".join(pseudonym) for term in (*names, *CUES))
        )
    return words


def placeholder(entity: str) -> str:
    """Return the constant that takes the place of any value of `entity`, such as REDACTED_JWT."""
    return "REDACTED_" + entity.partition(".")[2].upper().replace("-", "_")


def pseudonym(entity: str, value: str, key: bytes, words: Words) -> str:
    """Return what takes the place of `value`: with the same key the same value gives the same, however it is
    cut."""
    whole = bare(value)
    if whole != value:
        return sewn(value, plain(pseudonym(entity, whole, key, words)))
    if entity not in MAKERS:
        return _term(value, words)
    return through(value, partial(MAKERS[entity], Draws(key, (*words, *CUES))))


def _nameless(draws: Draws, value: str, made: Callable[[str], str]) -> str:
    """Return what is made of `value`; while a name stands in it, of `value` with a counter."""
    tries = (made(f"{value}\0{attempt}" if attempt else value) for attempt in count())
    return next(one for one in tries if not any(name in one for name in draws.names))


def _word(draws: Draws, family: str, value: str, length: int = 4) -> str:
    """Return `length` pronounceable syllables in which no name stands."""
    return _nameless(draws, value, lambda one: syllables(number(draws.key, family, one), length))


def _canonical(name: str) -> str:
    return BREAK.sub("", plain(name).casefold()).translate(CONFUSED)


def _company(key: bytes, name: str, attempt: int) -> tuple[str, ...]:
    return tuple(
        _han(number(key, "company", f"{name}\0{place}\0{attempt}"), len(word))
        if is_han(word)
        else syllables(number(key, "company", f"{name}\0{place}\0{attempt}"), 4)
        for place, word in enumerate(GAP.split(name))
    )


def _han(drawn: int, length: int) -> str:
    return "".join(HAN[drawn // len(HAN) ** place % len(HAN)] for place in range(max(2, length)))


def _term(value: str, words: Words) -> str:
    if LABEL.fullmatch(value):
        return encoded(_label(decoded(value), words))
    pseudonym, named = words[_canonical(value)], plain(value)
    if is_han(named):
        return _spaced(value, pseudonym)
    parts = re.split(f"({BREAK.pattern})", named)
    if len(parts) // 2 + 1 == len(pseudonym) > 1:
        made = [styled(part, word) for part, word in zip(parts[::2], pseudonym, strict=True)]
        return written_like(value, _with_gaps(parts, made))
    pieces = [HUMP.split(part) for part in parts[::2]]
    if len(pseudonym) == 1 and 1 < sum(map(len, pieces)) <= len(pseudonym[0]) // 2:
        return written_like(value, _with_gaps(parts, _cut(pieces, pseudonym[0])))
    joined = "".join([pseudonym[0], *(word.title() for word in pseudonym[1:])])
    return written_like(value, styled(named, joined))


def _spaced(value: str, pseudonym: tuple[str, ...]) -> str:
    """Return a pseudonym with the gaps of a Chinese name."""
    parts = re.split(f"((?:{GAP.pattern})+)", value)
    is_worded = len(parts) // 2 + 1 == len(pseudonym)
    made = pseudonym if is_worded else dealt(parts[::2], "".join(pseudonym))
    return _with_gaps(parts, [written_like(part, word) for part, word in zip(parts[::2], made, strict=True)])


def _with_gaps(parts: list[str], made: list[str]) -> str:
    """Return the words `made` in the place of those of `parts`, of which every second one is a gap."""
    return "".join(chain.from_iterable(zip(made, [*parts[1::2], ""], strict=True)))


def _cut(pieces: list[list[str]], word: str) -> list[str]:
    """Return `word`, cut between syllables into as many pieces as there are, in their letter case, those of
    one part joined."""
    syllables_of, number = len(word) // 2, sum(map(len, pieces))
    borders = [2 * (syllables_of * place // number) for place in range(number + 1)]
    made = (word[start:end] for start, end in pairwise(borders))
    return ["".join(styled(piece, next(made)) for piece in part) for part in pieces]


def _label(label: str, words: Words) -> str:
    """Return the words of a label of a host with every name in them replaced, the longest first."""
    for name in sorted(words, key=lambda name: (-len(name), name)):
        label = re.sub(re.escape(name), "".join(words[name]), label, flags=re.IGNORECASE)
    return label


def styled(written: str, word: str) -> str:
    """Return `word` in the letter case of `written`: LANHAI, Lanhai, lanhai."""
    if written.isupper() and len(written) > 1:
        return word.upper()
    if written.islower():
        return word.lower()
    return word[0].upper() + word[1:] if written[0].isupper() else word


def _person(draws: Draws, value: str) -> str:
    if is_han(plain(value)):
        return written_like(value, _han_person(draws, plain(value)))
    if _is_masked(draws, value):
        return value
    first, second = _name_words(draws, re.sub(r"[\W_]", "", GAP.sub("", value.lower())))
    gap = GAP.search(value.strip()) or re.search(r"[\W_]", value.strip())
    if value[:1].isupper():
        is_upper = value.isupper()
        first, second = (first.upper(), second.upper()) if is_upper else (first.title(), second.title())
    return first + gap[0] + second if gap else first + (second if value.isupper() else second.lower())


def _name_words(draws: Draws, canonical: str) -> tuple[str, str]:
    def words(value: str) -> str:
        first = syllables(number(draws.key, "person", value), 4)
        second = syllables(number(draws.key, "person second", value), 2)
        return first + second + _mark(draws, first + second)

    letters = _nameless(draws, canonical, words)
    return letters[:8], letters[8:]


def _mark(draws: Draws, start: str) -> str:
    """The last syllables follow from the others: a pseudonym is known again and not masked twice."""
    return syllables(number(draws.key, "person mark", start), 2)


def _is_masked(draws: Draws, value: str) -> bool:
    letters = re.sub(r"[\W_]", "", value.lower())
    return len(letters) == 16 and letters[12:] == _mark(draws, letters[:12])


def _han_person(draws: Draws, name: str) -> str:
    if MASKED_NAME.fullmatch(name):
        return name

    def masked(value: str) -> str:
        drawn = number(draws.key, "person", value)
        return SURNAMES[drawn % len(SURNAMES)] + "某" + _han(drawn // len(SURNAMES), 2)

    return _nameless(draws, name, masked)


def _email(draws: Draws, value: str) -> str:
    local, domain = spelled(value).rsplit("@", 1)
    first, second = _name_words(draws, re.sub(r"[\W_]", "", local) or local)
    return f"{first}.{second}@{_host(draws, domain)}"


def _domain(draws: Draws, domain: str) -> str:
    return f"{_word(draws, 'domain', domain)}.example"


def _host(draws: Draws, value: str) -> str:
    """Return a name in the domain of its owner's, with as many labels below it: `db.corp.acme.com` lies where
    `acme.com` and `corp.acme.com` do."""
    name = value.lower()
    owned = _own_zone(name) or owners.domain(name) or name
    zones = [name.split(".", depth)[-1] for depth in range(name.removesuffix(owned).count("."))]
    return ".".join([*(_word(draws, "host", zone) for zone in zones), _domain(draws, owned)])


def _own_zone(host: str) -> str:
    """Return the zone of a host below a suffix that is none of the net: `dev.local` of `db.dev.local`."""
    labels = host.split(".")
    is_private = len(labels[-1]) > COUNTRY and labels[-1] not in owners.DOMAIN_LABELS
    return ".".join(labels[-2:]) if is_private else ""


def _ip(draws: Draws, value: str) -> str:
    address = ipaddress.ip_address(value)
    return _v4(draws, str(address)) if address.version == 4 else _v6(draws, address.packed)


def _v4(draws: Draws, address: str) -> str:
    """Addresses of one /24 stay in one, and distinct; .0 and .255 stay what they are.

    198.18.0.0/15 has 512 networks of /24: two networks of the raw text share one with a chance of 1 in 512.
    """
    network, host = address.rsplit(".", 1)
    drawn = number(draws.key, "ip network", network)
    third = ipaddress.IPv4Address("198.18.0.0") + drawn % 512 * 256
    turned = 1 + (int(host) - 1 + drawn // 512 % 253 + 1) % 254
    return str(third + (turned if host not in ("0", "255") else int(host)))


def _v6(draws: Draws, packed: bytes) -> str:
    """Addresses of one /48 stay in one, those of one /64 too."""
    site = number(draws.key, "ip site", packed[:6].hex()) % 2**16
    subnet = number(draws.key, "ip subnet", packed[:8].hex()) % 2**16
    interface = number(draws.key, "ip", packed.hex()) % 2**64
    return str(ipaddress.IPv6Address("2001:db8::") + (site << 80) + (subnet << 64) + interface)


def _mac(draws: Draws, value: str) -> str:
    canonical = re.sub("[:-]", "", value.lower())
    made = spelled_like(value, f"02005e{number(draws.key, 'mac', canonical) % 2**24:06x}")
    return made.upper() if value.upper() == value else made


def _uuid(draws: Draws, value: str) -> str:
    """Return a UUID of version 8 (RFC 9562) with a second group of its own."""
    drawn = f"{number(draws.key, 'uuid', value.lower()) % 2**104:026x}"
    made = f"{drawn[:8]}-005e-8{drawn[8:11]}-a{drawn[11:14]}-{drawn[14:]}"
    return made.upper() if value.upper() == value else made


def digits_of(value: str) -> str:
    """Return the letters and digits of a number, narrow and upper case: its canonical form."""
    return re.sub(r"[\W_]", "", narrow(value)).upper()


def mobile_of(value: str) -> str:
    """Return the 11 digits of a mobile number however it is written."""
    return re.sub(r"\D", "", narrow(value))[-11:]


def _digits(draws: Draws, family: str, value: str, length: int) -> str:
    return _nameless(draws, value, lambda one: f"{number(draws.key, family, one) % 10**length:0{length}d}")


def spelled_like(written: str, signs: str) -> str:
    """Return `signs` with the separators and the width of `written`."""
    drawn = iter(signs)
    made = (
        next(drawn, "0") if narrow(sign).isalnum() and narrow(sign).isascii() else sign for sign in written
    )
    return "".join(
        sign.translate(NARROW) if old in WIDE_SIGNS else sign for old, sign in zip(written, made, strict=True)
    )


def _cn_id(draws: Draws, value: str) -> str:
    canonical = digits_of(value)
    first17 = "90" + _digits(draws, "cn-id", canonical, 15)
    if len(canonical) == OLD_ID:
        return spelled_like(value, first17[:OLD_ID])
    wrong = next(digit for digit in "0123456789" if digit != id_check(first17))
    return spelled_like(value, first17 + wrong)


def _mobile(draws: Draws, value: str) -> str:
    prefix = re.sub(r"\D", "", narrow(value))[:-11]
    return spelled_like(value, prefix + "12" + _digits(draws, "mobile", mobile_of(value), 9))


def _landline(draws: Draws, value: str) -> str:
    """A number of no area (000) or of no service (999)."""
    digits = re.sub(r"\D", "", narrow(value))
    canonical = re.sub("^86", "0", digits).replace("00", "0", 1) if digits.startswith("86") else digits
    drawn = _digits(draws, "landline", canonical, len(canonical))[3:]
    if digits.startswith("86"):
        return spelled_like(value, "86" + f"000{drawn}"[2 - len(digits) :])
    return spelled_like(value, ("000" if digits.startswith("0") else "999") + drawn)


def _card(draws: Draws, value: str) -> str:
    """A number of 90 and two zeros, with a wrong check digit: of no card, and of no account."""
    canonical = digits_of(value)
    start = "9000" + _digits(draws, "card", canonical, len(canonical) - 5)
    wrong = next(digit for digit in "0123456789" if not luhn(start + digit))
    return spelled_like(value, start + wrong)


def _uscc(draws: Draws, value: str) -> str:
    drawn = number(draws.key, "uscc", digits_of(value))
    first17 = "9000" + "".join(USCC_ALPHABET[drawn // 31**place % 31] for place in range(13))
    return spelled_like(value, first17 + next(sign for sign in "0123" if sign != uscc_check(first17)))


def _ssn(draws: Draws, value: str) -> str:
    return spelled_like(value, "000" + _digits(draws, "ssn", digits_of(value), 6))


def _phone(draws: Draws, value: str) -> str:
    digits = re.sub(r"\D", "", value)
    return spelled_like(value, "999" + _digits(draws, "phone", digits, len(digits) - 3))


def _document_number(draws: Draws, value: str) -> str:
    """Letters become Z, which no passport or permit begins with; without a letter it begins with 90."""
    canonical = digits_of(value)
    letters = re.sub(r"\d", "", canonical)
    start = "Z" * len(letters) if letters else "90"
    return spelled_like(value, start + _digits(draws, "document", canonical, len(canonical) - len(start)))


def _plate(draws: Draws, value: str) -> str:
    canonical = digits_of(value)
    drawn = number(draws.key, "plate", canonical)
    letter = PLATE_LETTERS[drawn % len(PLATE_LETTERS)]
    digits = f"{drawn // len(PLATE_LETTERS) % 10 ** (len(canonical) - 2):0{len(canonical) - 2}d}"
    return "某" + spelled_like(value[1:], letter + digits)


def _birth_date(draws: Draws, value: str) -> str:
    """A day of the nineteenth century in the form of `value`, one for each day; for a part, a part."""
    text = narrow(value)
    if choices := dates.choices(text):
        return f"{choices[number(draws.key, 'birth date', text) % len(choices)]:0{len(text)}d}"
    day = dates.read(text)
    if not day:
        return "1800-01-02"
    drawn = number(draws.key, "birth date", dates.day_of(day))
    new = {"year": 1800 + drawn % 99, "month": 1 + drawn // 99 % 12, "day": 2 + drawn // 1188 % 27}
    made = list(text)
    for part in dates.parts(day):
        like = text[part.start : part.end]
        made[part.start : part.end] = [dates.written(new[part.kind], like), *[""] * (len(like) - 1)]
    return "".join(made)


def _address(draws: Draws, value: str) -> str:
    def address(value: str) -> str:
        drawn = number(draws.key, "address", value)
        district, road = _han(drawn, 2), _han(drawn >> 64, 2)
        return f"某市{district}区{road}路{1 + (drawn >> 128) % 9999}号"

    return _nameless(draws, re.sub(r"\s", "", narrow(value)), address)


def _im_account(draws: Draws, value: str) -> str:
    if value.isdigit():
        return "9000" + _digits(draws, "im", value, len(value) - 4)
    return f"example_{_word(draws, 'im', value.lower())}"


def _database(draws: Draws, value: str) -> str:
    return styled(value, f"example_{_word(draws, 'database', value.lower())}")


def _holder(draws: Draws, value: str) -> str:
    canonical = re.sub(r"[\W_]", "", value.lower())
    if is_han(value):
        made = _nameless(draws, canonical, lambda one: _han(number(draws.key, "holder", one), 4))
        return f"某{made}公司"
    return f"{_word(draws, 'holder', canonical).title()} Example"


def _ticket(draws: Draws, value: str) -> str:
    project, _, ticket = value.partition("-")
    return f"{styled(project, _word(draws, 'ticket', project.upper(), 3))}-{ticket}"


MAKERS: Mapping[str, Callable[[Draws, str], str]] = {
    "pii.email": _email,
    "pii.cn-id": _cn_id,
    "pii.cn-mobile": _mobile,
    "pii.cn-landline": _landline,
    "pii.cn-passport": _document_number,
    "pii.cn-permit": _document_number,
    "pii.cn-plate": _plate,
    "pii.cn-address": _address,
    "pii.birth-date": _birth_date,
    "pii.bank-card": _card,
    "pii.cn-uscc": _uscc,
    "pii.us-ssn": _ssn,
    "pii.phone": _phone,
    "pii.im-account": _im_account,
    "pii.person": _person,
    "pii.copyright-holder": _holder,
    "net.ip": _ip,
    "net.mac": _mac,
    "net.uuid": _uuid,
    "net.host": _host,
    "net.database": _database,
    "company.ticket": _ticket,
}
