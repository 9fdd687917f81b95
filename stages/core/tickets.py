"""Count keys of tickets, the `KEY` of `KEY-12`; names of standards have the same form and are none."""

import re
from collections import Counter
from collections.abc import Iterable

TICKET = re.compile(r"(?<![\w-])([A-Z][A-Z0-9]{1,9})-(\d{1,6})(?!\w|-[\dA-Z])", re.ASCII)
"""A branch may follow, `KEY-12-new-form`; no second number, `CVE-2021-44228`, and no `BSD-3-Clause`."""
STANDARDS = frozenset(
    {
        "AC", "ADR", "AES", "AGPL", "ALPHA", "ANSI", "APACHE", "ARM", "BCP", "BETA", "BIG", "BSD", "CAPEC",
        "COVID", "CP", "CRC", "CVE", "CWE", "DES", "DIN", "DSA", "EAN", "ECMA", "EN", "EPL", "ES", "EUC",
        "FIPS", "FR", "GB", "GBT", "GH", "GHSA", "GPL", "GPT", "HMAC", "HTML", "HTTP", "IEC", "IEEE", "ISBN",
        "ISO", "JAVA", "JDK", "JEP", "JSR", "KOI", "LGPL", "LICENSE", "LTS", "MD", "MIT", "MPL", "MR", "NFR",
        "NIST", "OWASP", "PART", "PCI", "PEP", "PHASE", "PHP", "PR", "RC", "RELEASE", "REQ", "REV", "RFC",
        "RHSA", "RSA", "SHA", "SHA2", "SHA3", "SP", "SSL", "STEP", "TC", "TLS", "UC", "UCS", "UN", "UPC",
        "US", "USB", "USN", "UTF", "WCAG", "X86",
    }
)  # fmt: skip
"""What stands before a number without a tracker: standards, advisories, licences, releases, requirements."""


def ticket_keys(texts: Iterable[str]) -> dict[str, int]:
    """Return how many distinct numbers stand behind each key, in order of the keys."""
    found = {ticket for text in texts for ticket in TICKET.findall(text)}
    return dict(sorted(Counter(key for key, _ in found if key not in STANDARDS).items()))
