"""Collect where texts name an owner: one function a kind of evidence, each a stream of names with repeats."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple

from stages.anonymize.cues import places
from stages.anonymize.holders import holders
from stages.anonymize.owners import PUBLIC_FORGES, organisation, segment
from stages.anonymize.rules.company_term import CUT, cut_pattern, is_plain_cut, is_word
from stages.anonymize.services import clones, databases, forges, hosts, namespaces, pipelines, registries

LEAST_TICKETS = 3
"""Distinct numbers from which on a word before numbers is the key of a project."""


OUTSIDE = frozenset(
    {"bench", "benchmarks", "demo", "demos", "docs", "doc", "example", "examples", "sample", "samples",
     "scripts", "test", "tests", "testing", "tools", "utils"}
)  # fmt: skip
"""Folders of Python that are no package of a product."""


def python_packages(paths: Iterable[str]) -> Iterator[str]:
    """Yield the packages of Python that stand in no other one, once for each of their files."""
    every = [PurePosixPath(path) for path in paths]
    packages = {path.parent for path in every if path.name == "__init__.py" and path.parent.name}
    tops = {folder for folder in packages if folder.parent not in packages and not OUTSIDE & {*folder.parts}}
    yield from (parent.name for path in every for parent in path.parents if parent in tops and parent.name)


LETTERS = 4
"""Letters of a name from which on it is looked for in two pieces."""


def cuts(listed: Iterable[str], texts: Iterable[str]) -> Iterator[str]:
    """Yield the ways in which texts cut a listed word in two that are not found without asking: `we-bank`."""
    words = [word for word in listed if word.isascii() and word.isalpha() and len(word) >= LETTERS]
    for text in texts if words else ():
        for start, end in places(text, cut_pattern(tuple(words))):
            pieces = CUT.split(text[start:end].lower())
            is_asked = is_word(text, start, end) and not is_plain_cut(text[start:end])
            if len(pieces) == 2 and min(map(len, pieces)) > 1 and is_asked:
                yield "-".join(pieces)


class Kind(NamedTuple):
    """A kind of evidence: what finds names in a text, and whether its place is an owner's by convention."""

    names: Callable[[str], Iterable[str]]
    owner: bool


def _first(pattern: str, text: str, *, of: Callable[[str], str]) -> Iterator[str]:
    return (of(found) for found in re.findall(pattern, text, re.MULTILINE))


FOREIGN = re.compile(r"<(dependency|plugin|exclusion|extension|path|parent)>.*?</\1>", re.DOTALL)
"""Parts of a POM that name what others made."""
INHERITED = re.compile(r"<parent>.*?</parent>", re.DOTALL)


def _of_project(tag: str, text: str, *, of: Callable[[str], str]) -> Iterator[str]:
    """Yield what a POM says of its own project; without it, of its parent."""
    if f"<{tag}>" in text:
        pattern = rf"<{tag}>\s*([\w.-]+)\s*</{tag}>"
        own = list(_first(pattern, FOREIGN.sub("", text), of=of))
        yield from own or (
            name for parent in INHERITED.findall(text) for name in _first(pattern, parent, of=of)
        )


def _itself(name: str) -> str:
    return name


def _module(path: str) -> str:
    """Return the owner in a Go module: `acme` of `github.com/acme/x` and of `go.acme.dev/x`."""
    host, *rest = path.split("/")
    return rest[0] if host in PUBLIC_FORGES and rest else organisation(host)


def projects(counts: Iterable[Mapping[str, int]]) -> list[str]:
    """Return the keys of tickets that stand before enough distinct numbers in all of `counts` together."""
    numbers = Counter[str]()
    for one in counts:
        numbers.update(one)
    return sorted(key for key, number in numbers.items() if number >= LEAST_TICKETS)


KINDS: dict[str, Kind] = {
    "package": Kind(
        partial(
            _first,
            r"^[ \t]*package[ \t]+([a-z]\w*(?:(?:\.\w+)+(?=[ \t]*;?[ \t\r]*$)|(?=[ \t]*;)))",
            of=segment,
        ),
        owner=True,
    ),
    "maven": Kind(partial(_of_project, "groupId", of=segment), owner=True),
    "artifact": Kind(partial(_of_project, "artifactId", of=_itself), owner=False),
    "gradle": Kind(partial(_first, r"^\s*group\s*=?\s*['\"]([\w.-]+)['\"]", of=segment), owner=True),
    "npm": Kind(partial(_first, r"\"name\"\s*:\s*\"@([\w-]+)/", of=_itself), owner=True),
    "go": Kind(partial(_first, r"^module\s+([\w.-]+(?:/[\w.-]+)*)\s*$", of=_module), owner=True),
    "scope": Kind(partial(_first, r"^@([\w-]+):registry\s*=", of=_itself), owner=True),
    "host": Kind(hosts, owner=False),
    "clone": Kind(clones, owner=True),
    "forge": Kind(forges, owner=False),
    "registry": Kind(registries, owner=True),
    "namespace": Kind(namespaces, owner=False),
    "pipeline": Kind(pipelines, owner=True),
    "copyright": Kind(holders, owner=True),
    "database": Kind(databases, owner=False),
}
"""Kinds of evidence in texts, by name."""
