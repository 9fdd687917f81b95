"""Find host names of the company: below an internal suffix, or below one of its mail domains."""

import re
from collections.abc import Iterator
from functools import cache

from stages.anonymize.boundaries import start
from stages.anonymize.cues import within
from stages.anonymize.finding import LIKELY, Finding, Subject

CUE: list[str] = []
"""None: settings and lexicon say what there is to find."""
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
PACKAGE = frozenset(
    {
        "com", "org", "net", "io", "java", "javax", "jakarta", "sun", "jdk", "cn", "edu", "me", "dev",
        "kotlin", "scala", "android",
    }
)  # fmt: skip
"""`org.hibernate.internal` is a Java package."""
NEVER_HOSTS = frozenset(
    {
        "this", "self", "super", "window", "props", "state", "config", "settings", "module", "env",
        "application", "spring", "local",
    }
)  # fmt: skip
PORT = re.compile(r":\d{2,5}\b")


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each host name."""
    suffixes, domains = subject.limits.internal_suffixes, subject.lexicon.domains
    below, of_domain = cues(subject)
    is_below = suffixes and below in subject.cues
    matches = list(within(subject.text, below, _internal(suffixes))) if is_below else []
    names = {match[0].lower() for match in matches if _is_host(subject, match)}
    for match in matches:
        if match[0].lower() in names:  # known by one place, it is a host in every other
            yield Finding(*match.span(), "net.host", "internal-suffix", LIKELY)
    is_of_domain = domains and of_domain in subject.cues
    for match in within(subject.text, of_domain, _below(domains)) if is_of_domain else ():
        yield Finding(*match.span(), "net.host", "company-domain", LIKELY)


def cues(subject: Subject) -> tuple[str, str]:
    """Return a cue of hosts below an internal suffix, and one of those below a domain."""
    return _cue(subject.limits.internal_suffixes), f"(?i){_any(subject.lexicon.domains)}"


@cache
def _any(names: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, names))


@cache
def _cue(suffixes: tuple[str, ...]) -> str:
    """Return a cue of `_internal`: RE2 looks neither ahead nor behind."""
    return rf"(?i)[a-z0-9]\.(?:{_any(suffixes)})(?:[^a-z0-9_(.-]|\.[^a-z]|\.?\z)"


@cache
def _internal(suffixes: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        start(r"\w-") + rf"(?<![^*]\.)(?:{LABEL}\.){{1,8}}(?:{_any(suffixes)})(?![\w-]|\.[A-Za-z]|\()",
        re.ASCII | re.I,
    )


@cache
def _below(domains: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(start(r"\w-") + rf"(?:{LABEL}\.){{0,8}}(?:{_any(domains)})(?![\w-])", re.ASCII | re.I)


def _is_host(subject: Subject, match: re.Match[str]) -> bool:
    name = match[0].lower()
    if any(name == host or name.endswith(f".{host}") for host in subject.limits.public_hosts):
        return False
    before = subject.text[max(0, match.start() - 3) : match.start()]
    if before.endswith(("://", "@")) or PORT.match(subject.text, match.end()):
        return True
    labels = name.split(".")
    written_as_host = match[0] in (name, name.upper())
    return written_as_host and len(labels) > 2 and labels[0] not in PACKAGE | NEVER_HOSTS
