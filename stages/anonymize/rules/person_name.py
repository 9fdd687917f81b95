"""Find Chinese names by their context: a word for a person, a title behind, a column or a list of names.

A name is a surname of the list and one or two signs that given names have, or two parts with a point between
them (阿依古丽·买买提). Where only `name`, a role (审核), a sentence (由刘平跟进), the class of an object,
other names, a number of a person beside it or nothing at all announce it, its signs must be those of names
rather than of words. A name that was found is one wherever it stands in the text, and what looks like a name
is one where names stand in the same column or between the same signs. Whatever else stands anywhere is read
with a name and without (`name_reading`). Known limit: a thing whose name looks like one and that no
dictionary has is found, too.
"""

import re
from collections import Counter
from collections.abc import Iterator

from stages.anonymize.author_tags import tagged
from stages.anonymize.chinese_names import COMPOUND, GIVEN, NAME, SURNAMES
from stages.anonymize.finding import LIKELY, POSSIBLE, Finding, Subject
from stages.anonymize.firm_places import placed
from stages.anonymize.mentioned import mentioned
from stages.anonymize.name_context import HAN
from stages.anonymize.name_ends import END, Candidate, ends
from stages.anonymize.name_places import (
    DOTTED,
    FOREIGN,
    POINTED,
    announced,
    is_apart,
    is_called_thing,
    is_word,
    place_of,
    shape,
)
from stages.anonymize.name_reading import in_sentences
from stages.anonymize.name_signs import LEAST, likelihood
from stages.anonymize.name_words import FIGURES
from stages.anonymize.person_words import AMID, LEADS, ROLES_END
from stages.anonymize.present import again
from stages.anonymize.rare_names import stated

CUE = [r"\p{Han}{2}"]
FIRST = "".join(surname[0] for surname in COMPOUND.split("|"))
SECOND = "|".join(f"(?<={surname[0]}){surname[1]}" for surname in COMPOUND.split("|"))
LED = "".join(word[-1] for word in LEADS.split("|"))
CANDIDATE = re.compile(
    rf"(?P<name>[{SURNAMES}{FIRST}](?:(?<![A-Za-z_].)|(?<=\\[nrt].))"
    rf"(?:(?<![\u4e00-\u9fff].)|(?<=[{AMID}{ROLES_END}如].)|(?<=[{LED}].)(?<=(?:{LEADS}).))"
    rf"(?:{SECOND}|(?<=[{SURNAMES}])){GIVEN})"
)
"""What may be a name and the sign behind it, written so that only the signs that begin one are tried."""
JOINS, JOINED = "和与及", re.compile(NAME)
"""Signs that join names, and the name that one leads to."""
BESIDE_NAMES = LEAST - 3
"""What a name must reach among names."""
WORD_LEAST = 2
"""What a word must reach that a label calls a name: 高峰."""
MAJORITY = 2
"""Names of a shape for each other that make all of them names."""
MANY, OTHERS = 1000, 0.5
"""Chinese signs of a long text, and the share of different ones that it does not reach: those of the JDK's
tables are 52 to 100 %, of articles and lists of names below 40 %."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each name, also those with a rare surname where no other name was found."""
    if _is_table(subject.text):
        return
    found = list(_known(subject))
    yield from found
    ends_at = {finding.start: finding.end for finding in found}
    sure = [finding[:2] for finding in found if finding.rule not in ("doubted", "read")]
    firm = [*stated(subject), *placed(subject)]
    for rule, places in (("stated", firm), ("again", mentioned(subject.text, [*sure, *firm]))):
        for start, end in places:
            if ends_at.get(start, 0) < end:
                ends_at[start] = end
                yield Finding(start, end, "pii.person", rule, LIKELY)


def _known(subject: Subject) -> Iterator[Finding]:
    """Yield each name that something announces, each further place of it, and what sentences likely have.

    In texts of others the tags of authors give credit and are not read.
    """
    found, others = list[tuple[Candidate, str]](), list[Candidate]()
    for candidate in _candidates(subject):
        rule = announced(place_of(subject, candidate))
        if candidate.name in FIGURES and rule in ("", "doubted"):
            continue
        if rule:
            found.append((candidate, rule))
        elif not is_word(candidate.name):
            others.append(candidate)
    for candidate, rule in found:
        confidence = POSSIBLE if rule == "doubted" else LIKELY
        yield Finding(candidate.start, candidate.end, "pii.person", rule, confidence)
    if names := [candidate for candidate, _ in found]:
        yield from _again(subject, names, others)
        yield from _among(subject, names, others)
    taken = {at for candidate, _ in found for at in range(candidate.start, candidate.end)}
    if not subject.lexicon.own:
        taken.update(at for place in tagged(subject.text) for at in range(*place))
    yield from _read(subject, taken, {candidate.name for candidate, _ in found})
    if POINTED.search(subject.text):
        yield from _dotted(subject)


def _is_table(text: str) -> bool:
    """Say whether signs are those of a code, nearly each another one: what looks like a name is chance."""
    signs = HAN.findall(text)
    return len(signs) >= MANY and len(set(signs)) > len(signs) * OTHERS


def _dotted(subject: Subject) -> Iterator[Finding]:
    """Yield the names with a point that sound foreign, or that something announces."""
    for match in FOREIGN.finditer(subject.text):
        yield Finding(*match.span(), "pii.person", "dotted", LIKELY)
    for match in DOTTED.finditer(subject.text):
        if announced(place_of(subject, Candidate(match["name"], *match.span("name"), END))):
            yield Finding(*match.span("name"), "pii.person", "dotted", LIKELY)


def _read(subject: Subject, taken: set[int], named: set[str]) -> Iterator[Finding]:
    """Yield the names by which a sentence is likelier than without, whatever stands beside them."""
    for read in in_sentences(subject.text, named):
        known = read.name in subject.lexicon.terms or read.name in FIGURES
        known = known or not taken.isdisjoint(range(read.start, read.end))
        if not known and not is_word(read.name) and not is_called_thing(subject, read.start, read.end):
            yield Finding(read.start, read.end, "pii.person", "read", POSSIBLE)


def _candidates(subject: Subject) -> Iterator[Candidate]:
    """Yield what may be a name, of one or two given signs by what stands behind it."""
    text, at = subject.text, 0
    while match := CANDIDATE.search(text, at):
        at = match.start() + 1
        if match["name"][0] in JOINS and JOINED.match(text, at):
            continue
        candidate = ends(text, *match.span("name"))
        if candidate and _may_be(candidate) and candidate.name not in subject.lexicon.terms:
            at = candidate.end
            yield candidate


def _may_be(candidate: Candidate) -> bool:
    """Say whether something may announce it: a word only if it stands alone and has the signs of a name."""
    name, follows = candidate.name, candidate.follows
    return not is_word(name) or (follows == END and likelihood(name) >= WORD_LEAST)


def _again(subject: Subject, names: list[Candidate], others: list[Candidate]) -> Iterator[Finding]:
    """Yield the further places of likely names: of two signs, where a name may stand."""
    known, starts = {name.name for name in names if name.is_likely}, {name.start for name in names}
    for other in others:
        if other.name in known and other.follows:
            yield Finding(other.start, other.end, "pii.person", "again", POSSIBLE)
    for start, end in again(known, subject.text):
        if start not in starts:
            yield Finding(start, end, "pii.person", "again", POSSIBLE)


def _among(subject: Subject, names: list[Candidate], others: list[Candidate]) -> Iterator[Finding]:
    """Yield what looks a little like a name where most that do are names."""
    left = [other for other in others if likelihood(other.name) >= BESIDE_NAMES and is_apart(subject, other)]
    if not left:
        return
    known = {name.name for name in names}
    shapes = Counter(shape(subject, name, known) for name in names if is_apart(subject, name))
    left_shapes = [shape(subject, other, known) for other in left]
    asked = Counter(left_shapes)
    for other, like in zip(left, left_shapes, strict=True):
        if shapes[like] >= MAJORITY * asked[like]:
            yield Finding(other.start, other.end, "pii.person", "among", POSSIBLE)
