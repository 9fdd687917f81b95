"""Find private keys in PEM form, also inside string literals.

Known limit: a key whose lines are assembled at run time by anything but string concatenation is not found.
"""

import re
from collections.abc import Iterator

from stages.anonymize.finding import CERTAIN, Finding, Subject

PEM = re.compile(
    r"-----BEGIN (?P<kind>(?:[A-Z0-9]+ ){0,3})PRIVATE KEY(?: BLOCK)?-----"
    r"(?P<body>[^-]{1,20000}(?:-(?!----)[^-]*){0,400})(?:-----END (?P=kind)PRIVATE KEY(?: BLOCK)?-----)?"
)
DECORATION = re.compile(r"\\{1,7}[nrt]|[\s\"'+*#/|]+|(?:Proc-Type|DEK-Info|Version|Comment): [^\n\\]*")
LEAST = 40
"""Characters of key material: less is a constant that only names the header."""
LOGGED = re.compile(rf"\n[\[#\d][^\n]{{0,40}}[ \t][A-Za-z0-9+/]{{{LEAST},}}={{0,2}}\r?(?:\\n|\n|\\r)")
"""A line of key material behind what a log writes before each line."""
CUE = ("PRIVATE KEY",)


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each key with its header and footer."""
    for match in PEM.finditer(subject.text):
        material = re.match(r"[A-Za-z0-9=]*", DECORATION.sub("", match["body"]))
        if (material and material.end() >= LEAST) or LOGGED.search(match["body"].replace("\\n", "\n")):
            yield Finding(match.start(), _end(match), "secret.private-key", "pem", CERTAIN)


def _end(match: re.Match[str]) -> int:
    """Without a footer the key ends at its last line of key material."""
    if match.end() > match.end("body"):
        return match.end()
    lines = re.match(
        r"(?:[\s\"'+*#/|]|\\{1,7}[nrt]|[A-Za-z0-9+/=]{16,}|(?:Proc-Type|DEK-Info): [^\n]*)*", match["body"]
    )
    return match.start("body") + (lines.end() if lines else 0)
