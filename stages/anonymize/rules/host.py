"""Find host names of the company: below an internal suffix, or below one of its mail domains."""

import re
from collections.abc import Iterator
from functools import cache

from stages.anonymize.boundaries import start
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
    lower = subject.text.lower()
    suffixes = tuple(suffix for suffix in subject.limits.internal_suffixes if f".{suffix}" in lower)
    if suffixes:
        matches = list(_internal(suffixes).finditer(subject.text))
        names = {match[0].lower() for match in matches if _is_host(subject, match)}
        for match in matches:
            if match[0].lower() in names:  # known by one place, it is a host in every other
                yield Finding(*match.span(), "net.host", "internal-suffix", LIKELY)
    domains = tuple(domain for domain in subject.lexicon.domains if domain in lower)
    if domains:
        for match in _below(domains).finditer(subject.text):
            yield Finding(*match.span(), "net.host", "company-domain", LIKELY)


@cache
def _internal(suffixes: tuple[str, ...]) -> re.Pattern[str]:
    ends = "|".join(re.escape(suffix) for suffix in suffixes)
    return re.compile(
        start(r"\w-") + rf"(?<![^*]\.)(?:{LABEL}\.){{1,8}}(?:{ends})(?![\w-]|\.[A-Za-z]|\()", re.ASCII | re.I
    )


@cache
def _below(domains: tuple[str, ...]) -> re.Pattern[str]:
    ends = "|".join(re.escape(domain) for domain in domains)
    return re.compile(start(r"\w-") + rf"(?:{LABEL}\.){{0,8}}(?:{ends})(?![\w-])", re.ASCII | re.I)


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
