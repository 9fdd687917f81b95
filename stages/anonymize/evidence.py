"""Collect where texts name an owner: one function a kind of evidence, each a stream of names with repeats."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

DOMAIN_LABELS = frozenset(
    {
        "com", "org", "net", "io", "cn", "edu", "gov", "me", "cc", "top", "dev", "app", "co", "tech",
        "info", "biz", "site", "xyz", "club", "vip",
    }
)  # fmt: skip
"""First segments of reversed domain names, and last labels of hosts: they name no company."""
LEAST_TICKETS = 3
"""Distinct numbers from which on a word before numbers is the key of a project."""


class Kind(NamedTuple):
    """A kind of evidence: what finds names in a text, and whether its place is an owner's by convention."""

    names: Callable[[str], Iterable[str]]
    owner: bool


def _first(pattern: str, text: str, *, of: Callable[[str], str]) -> Iterator[str]:
    return (of(found) for found in re.findall(pattern, text, re.MULTILINE))


FOREIGN = re.compile(r"<(dependency|plugin|exclusion|extension|path)>.*?</\1>", re.DOTALL)
"""Parts of a POM that name what others made."""


def _of_project(tag: str, text: str, *, of: Callable[[str], str]) -> Iterator[str]:
    """Yield what a POM says of its own project and parent."""
    if f"<{tag}>" in text:
        yield from _first(rf"<{tag}>\s*([\w.-]+)\s*</{tag}>", FOREIGN.sub("", text), of=of)


def segment(package: str) -> str:
    """Return the owner's segment of a package, group or reversed domain: `acme` of `com.acme.order`."""
    named = [label for label in package.split(".") if label not in DOMAIN_LABELS]
    return named[0] if named else ""


def organisation(host: str) -> str:
    """Return the owner's label of a host: `acme` of `git.acme.com.cn`."""
    named = [label for label in host.split(".")[:-1] if label not in DOMAIN_LABELS]
    return named[-1] if named else ""


def _itself(name: str) -> str:
    return name


def _module(path: str) -> str:
    """Return the owner in a Go module: `acme` of `github.com/acme/x` and of `go.acme.dev/x`."""
    host, *rest = path.split("/")
    return rest[0] if host in PUBLIC_FORGES and rest else organisation(host)


PUBLIC_FORGES = frozenset({"github.com", "gitlab.com", "gitee.com", "bitbucket.org"})
"""Hosts of which the first part of the path is the owner."""
REMOTE = re.compile(r"(?:[a-z+]+://)?(?:[^/@\s]+@)?([\w-]+(?:\.[\w-]+)+)(?::\d+)?[:/]([\w.-]+)/")


def remote(location: str) -> str:
    """Return the owner in the location of a repository; empty for a local one."""
    named = REMOTE.match(location)
    if not named or "://" not in location and "@" not in location:
        return ""
    return named[2] if named[1] in PUBLIC_FORGES else organisation(named[1])


def projects(counts: Iterable[Mapping[str, int]]) -> list[str]:
    """Return the keys of tickets that stand before enough distinct numbers in all of `counts` together."""
    numbers = Counter[str]()
    for one in counts:
        numbers.update(one)
    return sorted(key for key, number in numbers.items() if number >= LEAST_TICKETS)


KINDS: dict[str, Kind] = {
    "package": Kind(partial(_first, r"^\s*package\s+([a-z][\w.]+)\s*;?\s*$", of=segment), owner=True),
    "maven": Kind(partial(_of_project, "groupId", of=segment), owner=True),
    "artifact": Kind(partial(_of_project, "artifactId", of=_itself), owner=False),
    "gradle": Kind(partial(_first, r"^\s*group\s*=?\s*['\"]([\w.-]+)['\"]", of=segment), owner=True),
    "npm": Kind(partial(_first, r"\"name\"\s*:\s*\"@([\w-]+)/", of=_itself), owner=True),
    "go": Kind(partial(_first, r"^module\s+([\w.-]+(?:/[\w.-]+)*)\s*$", of=_module), owner=True),
    "host": Kind(
        partial(_first, r"https?://(?:[^/\s@]+@)?([\w-]+(?:\.[\w-]+)+)", of=organisation), owner=False
    ),
    "registry": Kind(
        partial(_first, r"image:\s*['\"]?([\w-]+(?:\.[\w-]+)+)(?::\d+)?/", of=organisation), owner=True
    ),
    "copyright": Kind(
        partial(
            _first,
            r"(?i:copyright)\s+(?:\([cC]\)|©)?\s*(?:\d{4}(?:\s*[-,]\s*\d{4})*,?)?\s*(?:by\s+)?([A-Z][\w-]+)",
            of=_itself,
        ),
        owner=True,
    ),
    "database": Kind(
        partial(_first, r"jdbc:\w+:(?:\w+:)*//[^/\s\"']+/([A-Za-z][\w-]+)", of=_itself), owner=False
    ),
}
"""Kinds of evidence in texts, by name."""
