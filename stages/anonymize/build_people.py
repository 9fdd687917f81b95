"""Find the people in build files that are no list of keys: of sbt, Clojure, Lisp, Apple, Debian and .NET.

Known limit: names that such a file takes from another one or from a variable.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

Place = tuple[int, int]

NAME = r"[^\W\d_][^\"<>\n()\[\]{}]{1,60}?"
SBT = re.compile(r"\bDeveloper\(\s*\"(?P<id>[^\"\n]+)\"\s*,\s*\"(?P<name>[^\"\n]+)\"")
"""Account and name by their order."""
CLOJURE = re.compile(
    r":(?:authors?|developers?|maintainers?|contributors?)\s+"
    r"(?:\"(?P<one>[^\"\n]+)\"|(?P<many>[\[{](?:\"[^\"\n]*\"|[^\[\]{}\"]|[\[{](?:\"[^\"\n]*\"|[^\[\]{}\"]"
    r"|[\[{][^\[\]{}]{0,500}[\]}])*[\]}])*[\]}]))"
)
"""A name, or brackets up to three deep around some."""
NAMED = re.compile(r":(?:name|id)\s+\"([^\"\n]+)\"")
LISP = re.compile(r"\((?:define\s+pkg-)?(?:authors?|maintainers?)\s+'?\(?(?P<many>(?:\s*\"[^\"\n]*\")+)")
PLIST = re.compile(
    rf"(?i)<key>[^<]*(?:author|creator|maintainer|developer)[^<]*</key>\s*<string>\s*({NAME})\s*</string>"
)
HOLDERS = re.compile(r"(?m)^Copyright:[^\n]*(?:\n[ \t]+\S[^\n]*)*")
"""A field of Debian's copyright files (DEP 5), which goes on in lines that begin with a space."""
HOLDER = re.compile(
    rf"(?m)^(?:Copyright:)?[ \t]*(?:\([cC]\)|©)?[\d \t,–-]*(?:by[ ])?({NAME})[ \t]*(?:<[^\n]*)?$"
)
CHANGES = re.compile(rf"(?m)^(?:  \[ ({NAME}) \]|[ ]--[ ]({NAME})[ ]<[^\n]*)$")
"""Who made changes, and who signed them (deb-changelog)."""
ASSEMBLY = re.compile(
    rf"\bAssemblyCopyright\(\"(?:Copyright)?[ ]*(?:©|\([cC]\))?[\d ,–-]*(?:by[ ])?({NAME})[ ]*[\d,–-]*\"\)"
)
QUOTED = re.compile(rf"\"({NAME})[ ]*(?:<[^\"\n]*)?\"")
ORGANISED = re.compile(r"\w+ \w+|[\u4e00-\u9fff]{2,4}$")
"""A full name: one word alone is as often a company."""


def _of(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Place]]:
    return lambda text: (
        match.span(group)
        for match in pattern.finditer(text)
        for group, value in enumerate(match.groups(), 1)
        if value
    )


def _of_clojure(text: str) -> Iterator[Place]:
    for key in CLOJURE.finditer(text):
        if key["one"]:
            yield key.span("one")
        yield from (name.span(1) for name in NAMED.finditer(text, *key.span("many")) if key["many"])


def _of_lisp(text: str) -> Iterator[Place]:
    for form in LISP.finditer(text):
        yield from (name.span(1) for name in QUOTED.finditer(text, *form.span("many")))


def _of_copyright(text: str) -> Iterator[Place]:
    for field in HOLDERS.finditer(text):
        holders = HOLDER.finditer(text, *field.span())
        yield from (holder.span(1) for holder in holders if ORGANISED.match(holder[1]))


READERS: Mapping[re.Pattern[str], Callable[[str], Iterable[Place]]] = {
    re.compile(r"(?i).*\.sbt"): _of(SBT),
    re.compile(r"project\.clj"): _of_clojure,
    re.compile(r"dune-project|info\.rkt"): _of_lisp,
    re.compile(r"(?i).*\.plist"): _of(PLIST),
    re.compile(r"copyright"): _of_copyright,
    re.compile(r"changelog"): _of(CHANGES),
    re.compile(r"(?i)assemblyinfo\.(?:cs|fs|vb)"): _of(ASSEMBLY),
}
"""What reads each kind of file, by its name."""
