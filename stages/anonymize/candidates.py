"""Propose names of the company, each with its evidence; a person confirms."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import ahocorasick  # type: ignore[import-not-found]

from stages.anonymize.evidence import KINDS, cuts, projects, python_packages
from stages.anonymize.lexicon import Lexicon
from stages.anonymize.mine import LEAST_TERM, is_listed, is_named, mail_domains
from stages.anonymize.owners import organisation, remote
from stages.anonymize.params import AnonymizeParams
from stages.anonymize.written import is_han
from stages.core.records.snapshot import Snapshot
from stages.core.tickets import ticket_keys

OWNERS = frozenset({"remote", "mail", "cut"} | {name for name, kind in KINDS.items() if kind.owner})
"""Kinds of evidence in a place that names an owner by convention; others name products at most."""
KEYS = frozenset({"ticket", "subject"})
"""Kinds of evidence for the key of a tracker, in texts and in subjects of commits: what is nothing else is
masked before numbers only."""
PERSON = "person"
"""Kind of evidence for the name of a person in a file of a package or repository."""
NO_COMPANY = KEYS | {PERSON}
SHORTEST = 3
"""Characters of a name that is proposed."""


class Candidate(NamedTuple):
    """A name that may be the company's; it stays in the raw zone."""

    term: str
    """In lower case."""
    evidence: dict[str, int]
    """How often it was found, by kind."""
    score: float
    """From 0 to 1: independent kinds of evidence, times how much rarer public texts say it."""

    @property
    def kinds(self) -> str:
        """Return the kinds of evidence, in order."""
        return "+".join(sorted(self.evidence))


class Corpus(NamedTuple):
    """What names are mined from."""

    snapshots: list[Snapshot]
    """Of confidential sources."""
    own: list[str]
    """Texts of confidential sources."""
    public: list[str]
    """Texts of open source: their words are everybody's."""
    paths: list[str] = []
    """Of the files of confidential sources."""
    listed: tuple[str, ...] = ()
    """Names of the lexicon."""
    people: Mapping[str, int] = {}
    """Names of persons in files of packages and repositories, with how often."""


def candidates(corpus: Corpus, borrowed: frozenset[str], params: AnonymizeParams) -> list[Candidate]:
    """Return what may be names of the company, the surest first, of equals the more frequent; never a word of
    `borrowed`."""
    found = _evidence(corpus, params)
    terms = [term for term in found if _is_name(term) and term not in borrowed]
    own, public = _rates(terms, corpus.own), _rates(terms, corpus.public)
    scored = (
        Candidate(term, dict(sorted(found[term].items())), _score(found[term], own[term], public[term]))
        for term in terms
    )
    return sorted(scored, key=lambda one: (-one.score, -sum(one.evidence.values()), one.term))


def _is_name(term: str) -> bool:
    return is_han(term) or (len(term) >= SHORTEST and not term.isdigit())


def _is_long(term: str) -> bool:
    """Say whether a name may be masked inside a longer word."""
    return is_han(term) or len(term) >= LEAST_TERM


def _evidence(corpus: Corpus, params: AnonymizeParams) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, names in {
        **{name: [n for text in corpus.own for n in kind.names(text)] for name, kind in KINDS.items()},
        "python": python_packages(corpus.paths),
        "cut": cuts(corpus.listed, corpus.own),
        "ticket": projects([ticket_keys(corpus.own)]),
        "subject": projects(snapshot.ticket_keys for snapshot in corpus.snapshots),
        "remote": [remote(snapshot.location) for snapshot in corpus.snapshots],
        "mail": [
            organisation(domain)
            for domain in mail_domains([snapshot.contributors for snapshot in corpus.snapshots], params)
        ],
    }.items():
        for name in names:
            found[name.lower()][kind] += 1
    for name, count in corpus.people.items():
        found[name.lower()][PERSON] += count
    return found


def _rates(terms: list[str], texts: Iterable[str]) -> dict[str, float]:
    """Return how often each of `terms` stands in a million characters."""
    if not terms:
        return {}
    automaton = ahocorasick.Automaton()
    for term in terms:
        automaton.add_word(term, term)
    automaton.make_automaton()
    counts, size = Counter[str](), 1
    for text in texts:
        counts.update(term for _, term in automaton.iter(text.lower()))
        size += len(text)
    return {term: counts[term] * 1e6 / size for term in terms}


def _score(evidence: Mapping[str, int], own: float, public: float) -> float:
    weight = sum(1.0 if kind in OWNERS else 0.5 for kind in evidence)
    rarity = own / (own + public) if own + public else 1.0
    return round(float(rarity * (1 - 0.5**weight)), 3)


def confirmed(
    lexicon: Lexicon,
    proposed: Iterable[Candidate],
    decision: Callable[[str], str],
    params: AnonymizeParams,
) -> Lexicon:
    """Return `lexicon` with accepted names as listed ones, without rejected ones, and with undecided ones
    as the settings say; short accepted names are masked as words only, and persons are unless rejected."""
    every = list(proposed)
    named = [one for one in every if not NO_COMPANY.issuperset(one.evidence)]
    accepted = {one.term for one in named if decision(one.term) == "accept"}
    asks = params.undecided == "mask"
    sure = {one.term for one in named if asks and one.score >= params.undecided_score}
    keys = {one.term.upper() for one in every if KEYS & {*one.evidence} and decision(one.term) == "accept"}

    def stays(name: str) -> bool:
        return decision(name) == "accept" or (asks and decision(name) != "reject")

    persons = tuple(name for name in lexicon.persons if decision(name.lower()) != "reject")
    known = frozenset(name.lower() for name in persons)
    terms = {*lexicon.terms, *(term for term in accepted if _is_long(term))}
    words = {
        *(word for word in {*lexicon.mined, *sure} if stays(word) and _is_long(word)),
        *accepted,
    }
    return lexicon._replace(
        terms=tuple(sorted(terms)),
        mined=tuple(sorted(word for word in words if not any(term in word for term in terms))),
        packages=tuple(
            root for root in lexicon.packages if stays(root.rsplit(".", 1)[-1]) or is_named(root, known)
        ),
        domains=tuple(
            domain
            for domain in lexicon.domains
            if stays(owner := organisation(domain)) or is_listed(owner, lexicon.terms)
        ),
        persons=persons,
        tickets=tuple(sorted(keys.union(key for key in lexicon.tickets if stays(key.lower())))),
    )
