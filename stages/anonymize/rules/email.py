"""Find mail addresses (RFC 5321 dot-atoms), also in words that people alone read: `ann at shop dot com`.

Known limit: quoted local parts and addresses in Chinese scripts are not found.
"""

import re
from collections.abc import Iterator

from stages.anonymize.boundaries import start
from stages.anonymize.cues import within
from stages.anonymize.finding import CERTAIN, LIKELY, Finding, Subject

SAID_AT = r"(?: ?(?:\[ ?(?:at|@) ?\]|\( ?(?:at|@) ?\)|[{<] ?(?:at|@) ?[}>]) ?| at |_at_|-at-)"
SAID_DOT = r"(?: ?(?:\[ ?(?:dot|\.) ?\]|\( ?(?:dot|\.) ?\)|[{<] ?(?:dot|\.) ?[}>]) ?| dot |_dot_|-dot-)"
"""Ways to write `@` and `.` that no program reads."""
AT, DOT = re.compile(rf"(?i){SAID_AT}"), re.compile(rf"(?i){SAID_DOT}")
AT_OR_NUMBER = re.compile(rf"(?i){SAID_AT}|#")
HOSTS = r"(?:(?:vip\.)?(?:qq|163|126|139|189|foxmail|gmail|hotmail|outlook|yahoo|sina|aliyun)\.(?:com|cn))"
"""Providers of mail, whose addresses are written with `#`."""
CUE = [
    r"[A-Za-z0-9_+-]@[A-Za-z0-9]",
    rf"(?i)[a-z0-9_+-](?:{SAID_AT}[a-z0-9][a-z0-9-]*(?:{SAID_DOT}|\.)[a-z]{{2}}|#{HOSTS})",
]
WILDCARD = r"(?:(?<=[\"'`(]%)|(?<=[\"'`(]%%))(?![bcdfioqsuvxX]@)"
"""Behind `%` in a pattern of SQL, and not at the name of a format: `'%s@b.com'`."""
ADDRESS = re.compile(
    rf"(?:(?<!\$\{{){start('A-Za-z0-9._%+-')}|{WILDCARD})"
    + r"(?P<local>[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_+-])?)"
    r"@(?P<domain>(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,6}[A-Za-z]{2,24})(?![A-Za-z0-9@_-])(?!:[\w~/])"
)
"""`git@host:path` is the address of a repository, not of a person: hence the last guard."""
SAID = re.compile(
    r"(?i)(?<![\w./#@-])(?P<local>[a-z0-9](?:[a-z0-9._+-]{0,62}[a-z0-9_+-])?"
    rf"(?:{SAID_DOT}[a-z0-9][a-z0-9_+-]{{0,62}}){{0,3}})"
    rf"(?:(?P<at>{SAID_AT})(?P<domain>(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?(?:{SAID_DOT}|\.)){{1,5}}[a-z]{{2,6}})"
    rf"|#(?P<host>{HOSTS}))(?![\w@-])"
)
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
SAID_TOP_LEVEL = TOP_LEVEL | {"nl", "fr", "ru", "eu", "ch", "au", "ca", "br", "es", "pl", "se", "kr", "cz"}
"""Domains at the end of an address in words; others may be words themselves."""
USERINFO = re.compile(r"://[^\s/@\"'<>]*$")
"""`https://user:word@host` names a host; see password."""
REACH = 120
"""Characters before an address in which a URL may begin."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each address."""
    for match in within(subject.text, CUE[0], ADDRESS) if CUE[0] in subject.cues else ():
        before = subject.text[max(0, match.start() - REACH) : match.start()]
        domain = _domain(match["domain"])
        if domain and _is_address(match["local"], domain) and not USERINFO.search(before):
            end = match.start("domain") + len(domain)
            yield Finding(match.start(), end, "pii.email", "address", CERTAIN)
    for match in within(subject.text, CUE[1], SAID) if CUE[1] in subject.cues else ():
        if match["host"] or _is_said(match):
            yield Finding(match.start(), match.end(), "pii.email", "said", LIKELY)


def _is_said(match: re.Match[str]) -> bool:
    """Say whether words are an address: `look at github.com` is none."""
    if match["at"].strip("_- ").isalpha() and not DOT.search(match["domain"]):
        return False
    local, domain = (DOT.sub(".", match[part]).lower() for part in ("local", "domain"))
    return domain.rpartition(".")[2] in SAID_TOP_LEVEL and _is_address(local, domain)


def spelled(written: str) -> str:
    """Return an address in small letters, with the signs that its words stand for."""
    if "@" in AT.sub("", written):
        return written.lower()
    return DOT.sub(".", AT_OR_NUMBER.sub("@", written)).lower()


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
