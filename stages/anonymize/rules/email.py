"""Find mail addresses (RFC 5321 dot-atoms).

Known limit: quoted local parts and addresses in Chinese scripts are not found.
"""

import re
from collections.abc import Iterator

from stages.anonymize.boundaries import start
from stages.anonymize.cues import within
from stages.anonymize.finding import CERTAIN, Finding, Subject

CUE = [r"[A-Za-z0-9_+-]@[A-Za-z0-9][A-Za-z0-9.-]{0,60}\.[A-Za-z]{2}"]
WILDCARD = r"(?:(?<=[\"'`(]%)|(?<=[\"'`(]%%))(?![bcdfioqsuvxX]@)"
"""Behind `%` in a pattern of SQL, and not at the name of a format: `'%s@b.com'`."""
ADDRESS = re.compile(
    rf"(?:(?<!\$\{{){start('A-Za-z0-9._%+-')}|{WILDCARD})"
    + r"(?P<local>[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_+-])?)"
    r"@(?P<domain>(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,6}[A-Za-z]{2,24})(?![A-Za-z0-9@_-])(?!:[\w~/])"
)
"""`git@host:path` is the address of a repository, not of a person: hence the last guard."""
RESERVED = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|net|org|cn))?|test|invalid|localhost)$", re.I)
"""RFC 2606 and RFC 6761: nobody can have these."""
NO_DOMAIN = re.compile(r"(?:^|\.)(?:openssh\.com|libssh\.org|ssh\.com|tls\.org)$", re.I)
"""Algorithm names of SSH look like addresses."""
FILE_ENDINGS = frozenset(
    {
        "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "js", "mjs", "ts", "tsx", "jsx", "css", "scss",
        "less", "java", "class", "py", "json", "xml", "yml", "yaml", "md", "html", "htm", "properties",
        "jar", "war", "zip", "gz", "txt", "sh", "sql", "vue", "kt", "go", "override", "bean", "component",
        "service", "autowired", "value",
    }
)  # fmt: skip
"""`icon@2x.png` is a picture; in `notes/ann@shop.com.md` the address ends before the ending."""
TOP_LEVEL = frozenset(
    {
        "com", "net", "org", "cn", "edu", "gov", "io", "co", "de", "jp", "uk", "hk", "tw", "me", "info",
        "biz", "dev", "app", "cc",
    }
)  # fmt: skip
"""Domains before a file ending that make an address of what stands there: in `logo@2x.min.png` is none."""
USERINFO = re.compile(r"://[^\s/@\"'<>]*$")
"""`https://user:word@host` names a host; see password."""
REACH = 120
"""Characters before an address in which a URL may begin."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each address."""
    for match in within(subject.text, CUE[0], ADDRESS):
        before = subject.text[max(0, match.start() - REACH) : match.start()]
        domain = _domain(match["domain"])
        if domain and _is_address(match["local"], domain) and not USERINFO.search(before):
            end = match.start("domain") + len(domain)
            yield Finding(match.start(), end, "pii.email", "address", CERTAIN)


def _domain(written: str) -> str:
    """Return a domain without the ending of a file behind it; nothing when that leaves none."""
    rest, _, last = written.rpartition(".")
    if last.lower() not in FILE_ENDINGS:
        return written
    return rest if rest.rpartition(".")[2].lower() in TOP_LEVEL and "." in rest else ""


def _is_address(local: str, domain: str) -> bool:
    return not (
        RESERVED.search(domain)
        or NO_DOMAIN.search(domain)
        or ".." in local
        or set(local.lower()) <= {"x"}
        or local.lower() in ("git", "hg", "svn")
    )
