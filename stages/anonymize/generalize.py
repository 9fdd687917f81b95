"""Make a value coarser, for the action `generalize`: a network, a year, an area is left.

What is left is true of many, so it needs no key. An entity without a function cannot be made coarser; a
policy that asks for it is faulty.
"""

import ipaddress
import re
from collections.abc import Callable, Mapping

from stages.anonymize import dates
from stages.anonymize.checksums import id_check
from stages.anonymize.pseudonym import OLD_ID, digits_of, spelled_like
from stages.anonymize.rules.cn_address import PROVINCES
from stages.anonymize.seams import bare, sewn
from stages.anonymize.written import narrow, plain, through

CITY = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:市|自治州|地区|盟)")
PROVINCE = re.compile(rf"(?:{PROVINCES})(?:省|市|特别行政区|(?:壮族|回族|维吾尔)?自治区)?")


def network(value: str) -> str:
    """Return the first address of the /16 (IPv4) or /32 (IPv6) around an address."""
    width = 16 if ipaddress.ip_address(value).version == 4 else 32
    return str(ipaddress.ip_network(f"{value}/{width}", strict=False).network_address)


def birth_date(value: str) -> str:
    """Return the first of January of the year, in ISO form; of a part alone, the year, or the least one."""
    if choices := dates.choices(value):
        return value if len(value) > 2 else f"{choices[0]:0{len(value)}d}"
    day = dates.read(narrow(value))
    return f"{dates.day_of(day)[:4]}-01-01" if day else "1800-01-01"


def cn_id(value: str) -> str:
    """Return province and year, else zeros, with a wrong check digit."""
    digits = digits_of(value)
    if len(digits) == OLD_ID:
        return spelled_like(value, f"{digits[:2]}0000{digits[6:8]}0000000")
    first17 = f"{digits[:2]}0000{digits[6:10]}0000000"
    return spelled_like(value, first17 + next(digit for digit in "01" if digit != id_check(first17)))


def phone(value: str) -> str:
    """Return the number with zeros for its last eight digits: country, area or network are left."""
    digits = re.sub(r"\D", "", narrow(value))
    kept = max(0, len(digits) - 8)
    return spelled_like(value, digits[:kept] + "0" * (len(digits) - kept))


def address(value: str) -> str:
    """Return province and city."""
    province = PROVINCE.match(value)
    rest = value[province.end() :] if province else value
    city = CITY.match(rest)
    return (province[0] if province else "") + (city[0] if city else "") or "某市"


def email(_: str) -> str:
    """Keep nothing but that it is an address."""
    return "someone@mail.example"


GENERALIZERS: Mapping[str, Callable[[str], str]] = {
    "net.ip": network,
    "pii.birth-date": birth_date,
    "pii.cn-id": cn_id,
    "pii.cn-mobile": phone,
    "pii.cn-landline": phone,
    "pii.phone": phone,
    "pii.cn-address": address,
    "pii.email": email,
}
"""What makes the value of an entity coarser."""


def coarser(entity: str, value: str) -> str:
    """Return what is left of a value, however it is written and cut."""
    whole = bare(value)
    if whole != value:
        return sewn(value, plain(coarser(entity, whole)))
    return through(value, GENERALIZERS[entity])
