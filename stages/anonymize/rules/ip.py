"""Find IP addresses that tell something about a network.

Versions, object identifiers and slices look alike: a doubtful quadruple needs a word for an address near it.
"""

import ipaddress
import re
from collections.abc import Iterator
from functools import cache

from stages.anonymize.boundaries import start
from stages.anonymize.cues import within
from stages.anonymize.finding import LIKELY, Finding, Subject

V4_CUE = r"\d\.\d+\.\d+\.\d"
V6_CUE = r"[0-9A-Fa-f]::[0-9A-Fa-f]|(?::[0-9A-Fa-f]+){6}:"
CUE = (V4_CUE, V6_CUE)
V4 = re.compile(
    start("0-9A-Za-z_.-") + r"(?:\d{1,3}\.){3}\d{1,3}(?![0-9A-Za-z_]|\.\d|-[0-9A-Za-z])", re.ASCII
)
V6 = re.compile(
    start("0-9A-Za-z_:.") + r"(?:[0-9A-Fa-f]{1,4}::?){2,7}[0-9A-Fa-f]{1,4}(?![0-9A-Za-z_:])", re.ASCII
)
EUI_64 = re.compile(r"[0-9a-f]{0,2}ff:fe[0-9a-f]{2}:[0-9a-f]{1,4}$", re.IGNORECASE)
VERSION = re.compile(
    r"(?:version|revision|release|\bver|\bv|oid|chrome|safari|firefox|edg|gecko)[\s\"'>:=/(]*$"
    r"|(?:[=<>~!]=|[~^])\s*$|\w/$",
    re.I,
)
ADDRESS = re.compile(
    r"\b\w*(?:ip|host|addr|server|node|cluster|nodes|gateway|cidr|proxy|listen|bind|redis|remote|client)\w*[\W_]{0,12}$|地址|://$|@$",
    re.I,
)
PORT = re.compile(r":\d{2,5}\b|/\d{1,2}\b")
REACH = 40
"""Characters before a number in which its context is looked for."""
SMALL = 20
"""A quadruple of numbers below this looks like a version."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each address."""
    for match in within(subject.text, V4_CUE, V4) if V4_CUE in subject.cues else ():
        if _is_v4(subject, match):
            yield Finding(*match.span(), "net.ip", "ipv4", LIKELY)
    for match in within(subject.text, V6_CUE, V6) if V6_CUE in subject.cues else ():
        if _is_v6(match[0], subject.limits.public_addresses):
            yield Finding(*match.span(), "net.ip", "ipv6", LIKELY)


def _is_v4(subject: Subject, match: re.Match[str]) -> bool:
    octets = [int(octet) for octet in match[0].split(".")]
    if (
        max(octets) > 255
        or octets[0] in (0, 255)
        or any(len(o) > 1 and o[0] == "0" for o in match[0].split("."))
    ):
        return False
    if _is_public(match[0], subject.limits.public_addresses):
        return False
    before = subject.text[max(0, match.start() - REACH) : match.start()].rsplit("\n", 1)[-1]
    named = bool(ADDRESS.search(before) or PORT.match(subject.text, match.end()))
    return named or not (
        max(octets) < SMALL or octets[0] <= 2 or VERSION.search(before) or match[0].endswith(".0.0")
    )


def _is_v6(written: str, public: tuple[str, ...]) -> bool:
    groups = [group for group in written.split(":") if group]
    if (
        len(groups) < 3
        or not any(len(group) > 2 for group in groups)
        or ("::" not in written and len(groups) != 8)
    ):
        return False
    try:
        return not _is_public(written, public) or _holds_hardware(written)
    except ValueError:
        return False


def _holds_hardware(written: str) -> bool:
    """Say whether an address that only its link knows is made of that of the hardware (RFC 4291, EUI-64)."""
    return ipaddress.ip_address(written).is_link_local and bool(EUI_64.search(written))


def _is_public(written: str, public: tuple[str, ...]) -> bool:
    address = ipaddress.ip_address(written)
    return any(address in network for network in _networks(public) if network.version == address.version)


@cache
def _networks(public: tuple[str, ...]) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    return tuple(ipaddress.ip_network(network) for network in public)
