"""Find UUIDs (RFC 9562): of tenants, devices, sessions and accounts, which name somebody wherever they stand.

What a build or an interface is known by all over the world is nobody's: projects of Visual Studio, GUIDs of
COM, services of Bluetooth, namespaces of RFC 9562, and examples with digits in a row.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from stages.anonymize.cues import places
from stages.anonymize.finding import POSSIBLE, Finding, Subject
from stages.anonymize.randomness import UUID

CUE = (r"-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-",)
BUILDS = frozenset(
    {
        ".sln",
        ".csproj",
        ".vbproj",
        ".vcxproj",
        ".filters",
        ".shproj",
        ".wxs",
        ".wixproj",
        ".idl",
        ".rc",
        ".manifest",
    }
)
"""Ends of names of files in which a UUID is part of a build."""
INTERFACE = re.compile(r"(?i)\bg?uid(?:attribute)?[ \t]*\([ \t]*[\"']?$|clsid|\biid[ \t_=:]|interfaceid")
"""What stands before the GUID of an interface."""
REACH = 40
"""Characters in which that stands."""
PUBLIC = re.compile(
    r"(?i)6ba7b81[0-4]-9dad-11d1-80b4-00c04fd430c8|.{8}-0000-1000-8000-00805f9b34fb|.{8}-005e-8.*"
    r"|550e8400-e29b-41d4-a716-446655440000|123e4567-e89b-12d3-a456-426614174000"
)
"""Namespaces, Bluetooth, what stands for a UUID after masking, and the examples of documents."""
LETTER = re.compile(r"[\w-]")
ROW = 5
"""Equal or ascending digits in a row from which on a UUID is an example."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each UUID that is not everybody's."""
    if PurePosixPath(subject.path).suffix.lower() in BUILDS:
        return
    text = subject.text
    for start, end in places(text, UUID.pattern):
        if _is_whole(text, start, end) and not PUBLIC.fullmatch(text, start, end):
            before = text[max(0, start - REACH) : start]
            if not INTERFACE.search(before) and not _is_example(text[start:end].replace("-", "").lower()):
                yield Finding(start, end, "net.uuid", "uuid", POSSIBLE)


def _is_whole(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 2) : start]
    escaped = before[:1] == "\\" and before[1:] in "nrt"
    return (escaped or not LETTER.match(before[-1:])) and not LETTER.match(text[end : end + 1])


def _is_example(digits: str) -> bool:
    numbers = [int(digit, 16) for digit in digits]
    for step in (0, 1, -1):
        run = 1
        for one, other in zip(numbers, numbers[1:], strict=False):
            run = run + 1 if other - one == step else 1
            if run >= ROW:
                return True
    return False
