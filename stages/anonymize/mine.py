"""Mine what the company and its people are called, instead of asking somebody to type it.

The lexicon is itself confidential: it never leaves the raw zone, only its keyed digest is reported.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from stages.anonymize.author_tags import is_full, is_telling, tagged_names
from stages.anonymize.evidence import projects
from stages.anonymize.lexicon import Lexicon
from stages.anonymize.nicknames import is_nickname
from stages.anonymize.owners import DOMAIN_LABELS, PUBLIC_FORGES, domain, organisation, remote
from stages.anonymize.params import AnonymizeParams
from stages.anonymize.seams import GAP
from stages.anonymize.services import addressed
from stages.core.records.snapshot import Snapshot

PACKAGE = re.compile(r"^[ \t]*package[ \t]+([\w.]+(?=\s*;)|\w+(?:\.\w+)+(?=[ \t\r]*$))", re.MULTILINE)
"""Of Java, and of Kotlin, Scala and Groovy, which need no `;`; one of Go has no dot."""
ADDRESS = re.compile(r"([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)")
IMPORT = re.compile(r"^\s*import\s+(?:static\s+)?([\w.]+)", re.MULTILINE)
WORD = re.compile(r"[^\W_]+")
LEAST_TERM = 5
"""Letters that a mined name needs to be masked everywhere; a shorter one is masked in package names only."""
ROLES = frozenset(
    {
        "admin", "administrator", "root", "system", "user", "test", "tester", "author", "developer", "dev",
        "service", "support", "contact", "noreply", "no-reply", "github", "gitlab", "jenkins", "unknown",
        "todo", "mail", "team", "info", "bot", "build", "release", "your", "name", "yourname", "anonymous",
        "default",
    }
)  # fmt: skip
"""Names of nobody."""


class JavaNames(NamedTuple):
    """What the Java files of one source declare and import."""

    packages: list[str]
    imports: list[str]


def mine(
    snapshots: Iterable[Snapshot],
    texts: Mapping[str, list[str]],
    terms: Iterable[str],
    people: Iterable[str],
    params: AnonymizeParams,
) -> Lexicon:
    """Return the lexicon of the confidential sources; `texts` are the contents of their files by source,
    `people` those whom files of packages and of repositories name."""
    own = [one for one in snapshots if one.source_class in params.confidential_classes]
    contributors = [snapshot.contributors for snapshot in own]
    java = {source: java_names(contents) for source, contents in texts.items()}
    public, own_words = frozenset(params.public_words), owners(own, params)
    listed = tuple(sorted({term.lower() for term in terms}))
    packages = tuple(
        root
        for root in package_roots(java, params.package_majority, public, own_words)
        if not any(term in (segment := root.rsplit(".", 1)[-1]) and term != segment for term in listed)
    )
    domains = mail_domains(contributors, params)
    segments = [root.rsplit(".", 1)[-1] for root in packages] + [organisation(domain) for domain in domains]
    borrowed = public | (foreign_segments(java, packages) - own_words)
    mined = {word for word in segments if len(word) >= LEAST_TERM and word not in borrowed}
    persons = person_names(
        [entry for entries in contributors for entry in entries],
        [text for contents in texts.values() for text in contents],
        people,
        public | (borrowed - _segments(name for found in java.values() for name in found.packages)),
    )
    return Lexicon(
        own=True,
        terms=listed,
        mined=tuple(sorted(word for word in mined if not any(term in word for term in listed))),
        packages=tuple(sorted({*packages, *person_roots(java, persons)})),
        domains=tuple(sorted({*domains, *named_domains(texts, listed, params)})),
        persons=persons,
        tickets=tuple(projects(snapshot.ticket_keys for snapshot in own)),
    )


def owners(snapshots: Iterable[Snapshot], params: AnonymizeParams) -> frozenset[str]:
    """Return whose the sources are by their remotes and by the mail of those who work on them: what is
    imported of these is a library of their own."""
    some = list(snapshots)
    mail = mail_domains([snapshot.contributors for snapshot in some], params)
    return frozenset({*(remote(one.location).lower() for one in some), *map(organisation, mail)} - {""})


def borrowed_words(
    snapshots: Iterable[Snapshot], texts: Mapping[str, list[str]], lexicon: Lexicon, params: AnonymizeParams
) -> frozenset[str]:
    """Return the words that belong to everybody, or to others: public ones and those of imports."""
    java = {source: java_names(contents) for source, contents in texts.items()}
    foreign = foreign_segments(java, lexicon.packages) - owners(snapshots, params)
    return frozenset(params.public_words) | foreign


def java_names(contents: Iterable[str]) -> JavaNames:
    """Return the packages and imports of those `contents` that are Java."""
    packages, imports = [], []
    for text in contents:
        declared = PACKAGE.search(text)
        if declared:
            packages.append(declared[1])
            imports += IMPORT.findall(text)
    return JavaNames(packages, imports)


def package_roots(
    java: Mapping[str, JavaNames], majority: float, public: frozenset[str], own: frozenset[str]
) -> tuple[str, ...]:
    """Return the shortest package prefix of each source that names its owner and holds most of its files;
    words of `own` name one, whoever imports what begins so."""
    declared = frozenset(name for names in java.values() for name in names.packages)
    imported = Counter(name for names in java.values() for name in names.imports)
    foreign = frozenset(_prefixes(name for name in imported if not _is_declared(name, declared)))
    others = {prefix for prefix in foreign if prefix.rsplit(".", 1)[-1] not in own}
    roots = (_root(names.packages, majority, public | others) for names in java.values())
    return tuple(sorted({root for root in roots if root}))


def _root(packages: list[str], majority: float, taken: frozenset[str]) -> str:
    counts = Counter(prefix for name in packages for prefix in _prefixes([name]))
    held = sorted(
        (prefix for prefix, count in counts.items() if count > majority * len(packages)),
        key=lambda p: p.count("."),
    )
    named = (p for p in held if p not in taken and p.rsplit(".", 1)[-1] not in taken | DOMAIN_LABELS)
    return next(named, "")


def person_roots(java: Mapping[str, JavaNames], persons: Iterable[str]) -> set[str]:
    """Return the declared packages that end with the name of a person, for which paths are masked, too:
    `com.zhangwei` of `com.zhangwei.demo`."""
    names = frozenset(name.lower() for name in persons)
    declared = _prefixes(name for found in java.values() for name in found.packages)
    return {root for root in declared if "." in root and is_named(root, names)}


def is_named(root: str, names: frozenset[str]) -> bool:
    """Say whether a package ends with one of `names`, in lower case: `com.zhangwei`, `com.zhang_wei`."""
    segment = root.rsplit(".", 1)[-1].lower()
    return segment in names or segment.replace("_", " ") in names


def _prefixes(names: Iterable[str]) -> set[str]:
    return {
        ".".join(segments[:length])
        for segments in (name.split(".") for name in names)
        for length in range(1, len(segments) + 1)
    }


def _is_declared(name: str, declared: frozenset[str]) -> bool:
    return any(prefix in declared for prefix in _prefixes([name]) if "." in prefix)


def foreign_segments(java: Mapping[str, JavaNames], packages: tuple[str, ...]) -> frozenset[str]:
    """Return the package segments of imported libraries: words that belong to somebody else."""
    own = tuple(f"{root}." for root in packages)
    names = {name for found in java.values() for name in found.imports if not name.startswith(own)}
    return _segments(names)


def _segments(names: Iterable[str]) -> frozenset[str]:
    return frozenset(segment for name in names for segment in name.split(".") if segment.islower())


def mail_domains(contributors: Iterable[list[str]], params: AnonymizeParams) -> tuple[str, ...]:
    """Return the mail domains that enough contributors of a source share and that not everybody can use."""
    found = {
        domain for entries in contributors for domain in _shared_domains(entries, params.mail_domain_share)
    }
    public = tuple(params.public_mail_domains)
    return tuple(
        sorted(d for d in found if not any(d == known or d.endswith(f".{known}") for known in public))
    )


def named_domains(
    texts: Mapping[str, list[str]], listed: tuple[str, ...], params: AnonymizeParams
) -> set[str]:
    """Return the domains of URLs whose owner has a listed name in it, but for those of internal name servers,
    which need no list."""
    own = (text for contents in texts.values() for text in contents if listed)
    found = {domain(host.lower()) for text in own for host in addressed(text)}
    internal = tuple(f".{suffix}" for suffix in params.internal_suffixes)
    return {one for one in found if is_listed(organisation(one), listed) and not one.endswith(internal)}


def is_listed(owner: str, listed: Iterable[str]) -> bool:
    """Say whether the label of an owner has a listed name in it: `foo-bank` has foobank."""
    return any(GAP.sub("", name) in GAP.sub("", owner) for name in listed)


def _shared_domains(entries: list[str], share: float) -> list[str]:
    addresses = {match for entry in entries for match in ADDRESS.findall(entry.lower())}
    counts = Counter(domain for _, domain in addresses)
    return [domain for domain, count in counts.items() if count >= max(2, share * len(addresses))]


def person_names(
    contributors: Iterable[str], texts: Iterable[str], people: Iterable[str], borrowed: frozenset[str]
) -> tuple[str, ...]:
    """Return full names, account names made of a full name, names of author tags, and `people`, longest
    first; none that `borrowed` words make up, as in `@author spring, Guava`, or that is a word itself, nor a
    forge, as in `github.com@mei.example`."""
    entries = list(contributors)
    full = {name for entry in entries if is_full(name := _name_of(entry))}
    accounts = {account for entry in entries for account in _accounts(entry, full)}
    tagged = {name for text in texts for name in tagged_names(text) if is_telling(name)}
    taken = ROLES | borrowed | PUBLIC_FORGES
    named = (name for name in full | accounts | tagged | {*people} if name.lower() not in taken)
    names = {name for name in named if not taken.issuperset(WORD.findall(name.lower()))}
    names -= {*filter(is_nickname, names)}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _name_of(entry: str) -> str:
    return " ".join(re.sub(r"<[^>]*>|\S+@\S+", " ", entry).split())


def _accounts(entry: str, full: set[str]) -> set[str]:
    locals_ = re.findall(r"([\w.+-]+)@", entry)
    joined = {form for name in full for form in _account_forms(name)}
    return {
        local
        for local in locals_
        if re.fullmatch(r"[a-z]{2,}[._][a-z]{2,}", local) or local.lower() in joined
    }


def _account_forms(name: str) -> set[str]:
    words = re.findall(r"[a-z]+", name.lower())
    if len(words) < 2:
        return set()
    forms = {"".join(words), "".join(reversed(words)), words[0][0] + words[-1], words[-1] + words[0][0]}
    return {form for form in forms if len(form) >= LEAST_TERM}
