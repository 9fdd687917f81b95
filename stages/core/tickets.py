"""Read tickets, `KEY-12`, and count their keys; public words before a number look alike and are none."""

import re
from collections import Counter
from collections.abc import Iterable

TICKET = re.compile(r"(?<![\w-])([A-Z][A-Z0-9]{1,9})-(\d{1,6})(?!\w|-[\dA-Z])", re.ASCII)
"""A branch may follow, `KEY-12-new-form`; no second number, `CVE-2021-44228`, and no `BSD-3-Clause`."""
NO_KEYS = frozenset(
    {
        "AC", "ADR", "AES", "AGPL", "ALPHA", "ANSI", "APACHE", "ARM", "BCP", "BETA", "BIG", "BIP", "BSD",
        "CAPEC", "COVID", "CP", "CPU", "CRC", "CVE", "CWE", "DES", "DIN", "DSA", "EAN", "ECMA", "EIP", "EN",
        "EPL", "ERC", "ES", "EUC", "FIPS", "FR", "GB", "GBT", "GDPR", "GH", "GHSA", "GPL", "GPT", "GPU",
        "GTIN", "HMAC", "HTML", "HTTP", "IEC", "IEEE", "IFRS", "ISBN", "ISIN", "ISO", "ISSN", "ITIL", "JAVA",
        "JDK", "JEP", "JIS", "JSR", "KIP", "KOI", "LGPL", "LICENSE", "LTS", "MD", "MIT", "MPL", "MR", "NFR",
        "NIST", "OWASP", "PART", "PCI", "PEP", "PHASE", "PHP", "PR", "RC", "RELEASE", "REQ", "REV", "RFC",
        "RHSA", "RSA", "SHA", "SHA1", "SHA2", "SHA3", "SP", "SPDX", "SSL", "STEP", "TC", "TLS", "UC", "UCS",
        "UN", "UPC", "US", "USB", "USN", "UTF", "WCAG", "WIN", "X86",
    }
    | {"ASIN", "BAR", "EXAMPLE", "FOO", "IMEI", "PLU", "SKU", "VIN"}
)  # fmt: skip
"""What stands before a number without a tracker: standards, advisories, licences, releases, requirements;
numbers of goods, and words of examples."""
ZONES = frozenset(
    {
        "ACDT", "ACST", "ADT", "AEDT", "AEST", "AKDT", "AKST", "ART", "AST", "AWST", "BRT", "BST", "CAT",
        "CDT", "CEST", "CET", "CLT", "COT", "CST", "EAT", "EDT", "EEST", "EET", "EST", "GMT", "GST", "HKT",
        "HST", "ICT", "IST", "JST", "KST", "MDT", "MSK", "MST", "NDT", "NST", "NZDT", "NZST", "PDT", "PHT",
        "PKT", "PST", "SAST", "SGT", "UT", "UTC", "WAT", "WEST", "WET", "WIB",
    }
)  # fmt: skip
"""Abbreviations of zones of time: `GMT-8` is eight hours west, and `CAT-120` a ticket."""
MOST_HOURS = 14
"""No zone is farther from UTC."""


def tickets_in(text: str) -> frozenset[str]:
    """Return the tickets that a text names."""
    return frozenset(f"{key}-{number}" for key, number in TICKET.findall(text) if _is_ticket(key, number))


def _is_ticket(key: str, number: str) -> bool:
    return key not in NO_KEYS and not (key in ZONES and int(number) <= MOST_HOURS)


def ticket_keys(texts: Iterable[str]) -> dict[str, int]:
    """Return how many distinct numbers stand behind each key, in order of the keys."""
    found = {ticket for text in texts for ticket in tickets_in(text)}
    return dict(sorted(Counter(ticket.partition("-")[0] for ticket in found).items()))
