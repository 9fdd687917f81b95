"""Run every detector over a text, and settle overlaps."""

import hashlib
import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from ipaddress import ip_address
from types import ModuleType
from typing import NamedTuple

from stages.anonymize import defaults, encoded
from stages.anonymize.cues import Cues, parted, standing
from stages.anonymize.decide import Verdict
from stages.anonymize.escaped import CUE, escaped
from stages.anonymize.extras import chosen
from stages.anonymize.finding import CERTAIN, LIKELY, Finding, Subject
from stages.anonymize.joined import readings
from stages.anonymize.packs import scan
from stages.anonymize.parted import again
from stages.anonymize.parted import readings as parts_of
from stages.anonymize.pseudonym import MAKERS
from stages.anonymize.rules import (
    author_tag,
    bank_account,
    bank_card,
    birth_date,
    cn_address,
    cn_id,
    cn_landline,
    cn_mobile,
    cn_passport,
    cn_permit,
    cn_plate,
    cn_uscc,
    company_package,
    company_term,
    copyright_holder,
    database,
    email,
    generic_api_key,
    host,
    im_account,
    ip,
    jwk,
    login,
    mac,
    password,
    people_file,
    person,
    person_latin,
    person_name,
    person_pinyin,
    person_title,
    phone,
    prefixed_key,
    private_key,
    ticket,
    us_ssn,
    uuid,
    wide_key,
)
from stages.anonymize.seams import SEAM, seams_of, signs_of
from stages.anonymize.strings import behind, strings

RULES: tuple[ModuleType, ...] = (
    private_key,
    jwk,
    password,
    scan,
    generic_api_key,
    wide_key,
    prefixed_key,
    email,
    host,
    ip,
    mac,
    uuid,
    cn_id,
    bank_card,
    bank_account,
    cn_uscc,
    cn_passport,
    cn_permit,
    cn_mobile,
    cn_landline,
    us_ssn,
    phone,
    im_account,
    login,
    cn_plate,
    birth_date,
    cn_address,
    copyright_holder,
    author_tag,
    people_file,
    person,
    person_latin,
    person_name,
    person_pinyin,
    person_title,
    database,
    ticket,
    company_package,
    company_term,
)
"""In order of precedence: of findings that overlap, the first kind names the whole."""
CUES = {rank: frozenset(module.CUE) for rank, module in enumerate(RULES) if getattr(module, "CUE", ())}
"""Those of each rule, by rank; every text needs the rules without."""
SAID = (*(module for module in RULES if hasattr(module, "cues")), encoded)
"""What has cues that settings and lexicon say."""
ENCODED = "secret.encoded"
"""A run of Base64 that holds something, whatever it is."""
ENTITIES = frozenset(MAKERS) | {
    "company.term",
    "company.package",
    ENCODED,
    "secret.generic-api-key",
    "secret.jwk",
    "secret.password",
    "secret.private-key",
}
"""What the rules of this folder find; those of the packs find `secret.` and their id."""


COUNTS = re.compile(r"\{[1-9]")
"""What counts signs in a cue."""
AGAIN = RULES.index(person)
"""The rank of names that another part of a change shows."""
SECRETS = RULES.index(generic_api_key)
"""The rank of secrets that another tool finds; what else it finds comes last."""


class Ranked(NamedTuple):
    """A finding and the precedence of its rule; the lower number goes first."""

    rank: int
    finding: Finding


class Judged(NamedTuple):
    """A finding with what is done about it."""

    rank: int
    finding: Finding
    verdict: Verdict
    named: Finding
    """What names the whole; `finding` reaches further where others stick out of it."""


def detect(subject: Subject) -> list[Ranked]:
    """Return what every detector finds, by precedence; findings may overlap."""
    core = [*_in_parts(subject), *_in_names(subject)]
    others = [Ranked(_rank_of(finding), finding) for finding in chosen.find(subject)]
    return _heeded(sorted([*core, *others], key=lambda entry: entry.rank)) if others else core


def _in_parts(subject: Subject) -> list[Ranked]:
    """Return what is found in a text, by precedence; a change is read part by part."""
    parts = list(parts_of(subject))
    found = [
        entry._replace(
            finding=entry.finding._replace(start=entry.finding.start + at, end=entry.finding.end + at)
        )
        for at, part in parts
        for read in (_read(part, behind(part.lexicon)),)
        for entry in dict.fromkeys(
            (
                *_by_cues(read),
                *_by_default(read),
                *_joined(read),
                *_escaped(read),
                *_in_base64(read),
            )
        )
    ]
    seen = [entry.finding for entry in found]
    names = (Ranked(AGAIN, _versioned(name, person)) for name in again(subject.text, seen, parts))
    return sorted([*found, *names], key=lambda entry: entry.rank)


def _by_rules(subject: Subject) -> Iterator[Ranked]:
    return _by_cues(cued(subject))


def _by_cues(read: Subject) -> Iterator[Ranked]:
    """Yield what the rules find in a text with its cues."""
    for rank, module in enumerate(RULES):
        if rank not in CUES or not CUES[rank].isdisjoint(read.cues):
            for finding in module.find(read):
                yield Ranked(rank, _versioned(finding, module))


def cued(subject: Subject) -> Subject:
    """Return a text with the cues of all rules that stand in it, and its seams within names."""
    return _read(subject, signs_of(subject.lexicon))


def _read(subject: Subject, signs: str) -> Subject:
    """Return a text with the cues that stand in it, and its seams behind which one of the signs stands."""
    cues = _patterns(tuple(module.cues(subject) for module in SAID))
    return subject._replace(cues=standing(subject.text, *cues), seams=seams_of(subject.text, signs))


@lru_cache(maxsize=8)
def _patterns(said: tuple[tuple[str, ...], ...]) -> list[Cues]:
    """Return all cues in parts: those of packs, of rules those in ASCII, others, and all that count signs."""
    kinds = (*said, *CUES.values(), {CUE, defaults.CUE})
    every = dict.fromkeys(cue for cues in kinds for cue in sorted(cues))
    packs = frozenset(said[SAID.index(scan)])
    return parted(every, lambda cue: "packs" if cue in packs and not COUNTS.search(cue) else _kind(cue))


def _kind(cue: str) -> str:
    return ("counts" if COUNTS.search(cue) else "words") if cue.isascii() else "others"


def _by_default(subject: Subject) -> Iterator[Ranked]:
    """Yield what is found apart from the name of a variable; the rules of secrets read such names."""
    for read in defaults.readings(subject) if defaults.CUE in subject.cues else ():
        yield from (entry for entry in _by_rules(read) if not entry.finding.entity.startswith("secret."))


def _joined(subject: Subject) -> Iterator[Ranked]:
    """Yield what is found in strings that code joins, and in none of them alone."""
    for read in strings(subject):
        for entry in (*_by_rules(read.subject), *_encoded(read.subject, range(len(read.subject.text)))):
            yield from (entry._replace(finding=whole) for whole in read.whole(entry.finding))


def _escaped(subject: Subject) -> Iterator[Ranked]:
    """Yield what is found where escapes are read as the signs that they are; a secret has its key beside it,
    what else may be one needs more than its line."""
    for read in escaped(subject) if CUE in subject.cues else ():
        for entry in _by_rules(read.subject):
            if entry.finding.confidence >= LIKELY or entry.finding.entity.startswith("secret."):
                yield entry._replace(finding=read.whole(entry.finding))


def _in_base64(subject: Subject) -> Iterator[Ranked]:
    """Yield what stands in Base64 in a text with its cues."""
    run, *names = encoded.cues(subject)
    yield from _encoded(subject, range(len(subject.text))) if run in subject.cues else ()
    for start, end in encoded.named(subject) if not subject.cues.isdisjoint(names) else ():
        term = Finding(start, end, ENCODED, "listed", CERTAIN)
        yield Ranked(len(RULES), _versioned(term, encoded))


def _encoded(subject: Subject, places: range) -> Iterator[Ranked]:
    """Yield each run of Base64 in which something is found, whole: a placeholder takes its place."""
    for run in encoded.runs(subject, places):
        inside = (
            entry.finding
            for entry in (*_by_rules(run.subject), *_encoded(run.subject, run.said))
            if entry.finding.start < run.said.stop and run.said.start < entry.finding.end
        )
        found = max(inside, key=lambda finding: finding.confidence, default=None)
        if found:
            whole = found._replace(start=run.start, end=run.end, entity=ENCODED)
            yield Ranked(len(RULES), whole)


def _in_names(subject: Subject) -> list[Ranked]:
    """Return what is found in a path beside signs that join words."""
    return sorted(
        {
            entry
            for reading in readings(subject)
            for entry in _by_rules(reading)
            if _stands_in_names(entry.finding, reading.text)
        }
    )


def _stands_in_names(finding: Finding, text: str) -> bool:
    """Say whether a value is one although signs join it with others: four numbers are a version, too, but for
    those of private networks."""
    if finding.entity == "net.ip":
        return ip_address(text[finding.start : finding.end]).is_private
    return finding.entity.startswith(("pii.", "secret.", "net.host"))


def _rank_of(finding: Finding) -> int:
    return SECRETS if finding.entity.startswith("secret.") else len(RULES)


def _heeded(found: list[Ranked]) -> list[Ranked]:
    """Return `found` with what people said of a secret, by whichever rule it was found: F holds within."""
    false = [entry.finding for entry in found if entry.finding.review == "F"]
    return [
        entry._replace(finding=entry.finding._replace(review="F"))
        if entry.finding.entity.startswith("secret.") and _is_within(entry.finding, false)
        else entry
        for entry in found
    ]


def _is_within(finding: Finding, others: list[Finding]) -> bool:
    return any(other.start <= finding.start and finding.end <= other.end for other in others)


def _versioned(finding: Finding, module: ModuleType) -> Finding:
    return finding if finding.version else finding._replace(version=version_of(module))


@cache
def version_of(module: ModuleType) -> str:
    """Return the first 8 hex digits of the SHA-256 of the code of a rule and of all that it is made of."""
    code = (inspect.getsource(sys.modules[name]) for name in sorted(_parts(module)))
    return hashlib.sha256("".join(code).encode()).hexdigest()[:8]


def _parts(module: ModuleType) -> set[str]:
    """Return the names of a module and of those of this stage that it imports from, whatever the way."""
    parts, pending = set[str](), [module.__name__]
    while pending:
        name = pending.pop()
        if name not in parts and name.startswith(__package__):
            parts.add(name)
            pending += [_home(value) for value in vars(sys.modules[name]).values()]
    return parts


def _home(value: object) -> str:
    return value.__name__ if isinstance(value, ModuleType) else str(getattr(value, "__module__", ""))


def settle(text: str, judged: Iterable[Judged]) -> list[Judged]:
    """Return the findings of one text in order and without overlaps: a person who is called as the company is
    the company."""
    every = list(judged)
    named = (entry.finding for entry in every if entry.finding.entity in ("company.term", "company.package"))
    terms = sorted(finding[:2] for finding in named)
    ends = {place: end for start, end in terms for place in range(start, end)}
    persons = [entry for entry in every if entry.finding.entity == "pii.person"]
    names = [name for name in persons if ends.get(name.finding.start, 0) < name.finding.end]
    stronger = [entry.finding for entry in every if names and entry.rank < names[0].rank]
    trimmed = [
        name._replace(finding=piece, named=piece)
        for name in names
        for piece in _outside(text, name.finding, stronger)
    ]
    others = [entry for entry in every if entry.finding.entity != "pii.person"]
    return [_winner(text, cluster) for cluster in _clusters([*others, *trimmed])]


def _outside(text: str, name: Finding, stronger: list[Finding]) -> list[Finding]:
    """Return the parts of a name outside stronger findings: a token or a host may follow an author."""
    over = [finding for finding in stronger if finding.start < name.end and name.start < finding.end]
    if not over:
        return [name]
    taken = {place for finding in over for place in range(finding.start, finding.end)}
    rest = "".join(
        "\0" if name.start + n in taken else sign for n, sign in enumerate(text[name.start : name.end])
    )
    return [
        name._replace(start=name.start + part.start(), end=name.start + part.end())
        for part in re.finditer(r"[^\W\d_](?:[^\0]*[^\W_])", rest)
    ]


def _clusters(judged: Iterable[Judged]) -> Iterator[list[Judged]]:
    cluster: list[Judged] = []
    end = -1
    for entry in sorted(judged, key=lambda entry: (entry.finding.start, entry.finding.end, entry.rank)):
        if cluster and entry.finding.start >= end:
            yield cluster
            cluster = []
        cluster.append(entry)
        end = max(end, entry.finding.end)
    if cluster:
        yield cluster


def _winner(text: str, cluster: list[Judged]) -> Judged:
    """Take the whole cluster: what sticks out of the winner is a part of something confidential too."""
    if len(cluster) == 1:
        return cluster[0]
    found = [entry.finding for entry in cluster]
    first = min(
        cluster,
        key=lambda entry: (not _is_sewn(text, entry), entry.rank, entry.finding.start, -entry.finding.end),
    )
    gone = [entry.verdict for entry in cluster if entry.verdict.action == "drop_file"]
    whole = first.finding._replace(
        start=min(finding.start for finding in found),
        end=max(finding.end for finding in found),
        confidence=max(finding.confidence for finding in found),
        detectors=tuple(sorted({name for finding in found for name in finding.detectors})),
    )
    return Judged(first.rank, whole, gone[0] if gone else first.verdict, first.finding)


def _is_sewn(text: str, entry: Judged) -> bool:
    """Say whether a name is in several strings, of which no other rule knows that they belong together."""
    finding = entry.finding
    return finding.entity == "company.term" and bool(SEAM.search(text[finding.start : finding.end]))
