"""Ask a person which mined names are the company's."""

from collections.abc import Iterable

from stages.anonymize.anonymize import propose
from stages.anonymize.candidates import KEYS, PERSON, Candidate
from stages.anonymize.keys import Keys, fingerprint
from stages.anonymize.params import AnonymizeParams
from stages.anonymize.read import read_raw
from stages.anonymize.reviews import CONFIRMATIONS, read_reviews
from stages.core.records.confirmation import Confirmation


def proposed(terms: tuple[str, ...], params: AnonymizeParams) -> list[Candidate]:
    """Return what the sources of the last run say of the company's name, without what is listed already."""
    found = propose(read_raw(), terms, params)
    mined = [*found.lexicon.mined, *(root.rsplit(".", 1)[-1] for root in found.lexicon.packages)]
    kinds = {key.lower(): "subject" for key in found.lexicon.tickets} | dict.fromkeys(mined, "mined")
    known = {candidate.term for candidate in found.candidates} | set(terms)
    alone = [Candidate(term, {kinds[term]: 1}, 0.5) for term in sorted(kinds.keys() - known)]
    return [one for one in [*found.candidates, *alone] if one.term not in terms]


def undecided(candidates: Iterable[Candidate], reviewer: str, keys: Keys) -> list[Candidate]:
    """Return those of which `reviewer` has said nothing yet."""
    said = {row.fingerprint for row in read_reviews(CONFIRMATIONS, Confirmation) if row.reviewer == reviewer}
    return [one for one in candidates if fingerprint(keys, one.term) not in said]


def confirmation(candidate: Candidate, pressed: str, reviewer: str, keys: Keys) -> Confirmation:
    """Return the row of a decision: `a` accepts, any other key rejects."""
    return Confirmation(
        schema=1,
        key=keys.check,
        fingerprint=fingerprint(keys, candidate.term),
        kind=candidate.kinds,
        decision="accept" if pressed == "a" else "reject",
        reviewer=reviewer,
    )


def described_by(candidate: Candidate) -> str:
    """Return the evidence of a candidate, without its name."""
    counts = ", ".join(f"{kind} {count}" for kind, count in candidate.evidence.items())
    limit = "; masked before numbers only, as in KEY-12" if KEYS.issuperset(candidate.evidence) else ""
    limit = "; masked as a person" if {*candidate.evidence} == {PERSON} else limit
    return f"score {candidate.score:.3f}; found in: {counts}{limit}"
