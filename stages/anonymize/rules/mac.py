"""Find hardware addresses (EUI-48) behind a word for them.

Six pairs of hexadecimal digits without one are as often a time, a colour or a part of a fingerprint.
"""

import re
from collections.abc import Iterator

from stages.anonymize.context import heading, line
from stages.anonymize.finding import LIKELY, Finding, Subject

CUE = [r"[:-][0-9A-Fa-f]{2}[:-][0-9A-Fa-f]{2}[:-][0-9A-Fa-f]{2}[:-][0-9A-Fa-f]{2}[:-]"]
ADDRESS = re.compile(
    r"(?<![\w:-])[0-9A-Fa-f]{2}(?P<gap>[:-])(?:[0-9A-Fa-f]{2}(?P=gap)){4}[0-9A-Fa-f]{2}(?![\w-]|:[0-9A-Fa-f])",
    re.ASCII,
)
CONTEXT = re.compile(r"mac(?![a-z])|ether|hwaddr|bssid|physical|bluetooth|device|物理地址|网卡|设备", re.I)
NOBODY = re.compile(r"(?:00){6}|(?:ff){6}|02005e.*|00005e0053.*|0123456789ab|aabbccddeeff|001122334455", re.I)
"""Broadcast, documentation (RFC 7042), examples, and what stands for an address after masking."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each address."""
    for match in ADDRESS.finditer(subject.text):
        context = f"{line(subject.text, match.start())} {heading(subject, match.start())}"
        if CONTEXT.search(context) and not NOBODY.fullmatch(re.sub("[:-]", "", match[0])):
            yield Finding(*match.span(), "net.mac", "eui-48", LIKELY)
