"""Recognise full licence texts by comparing them, word by word, with those of licence_templates/.

A text is what its templates say when they explain its words: those that no template explains may name holders
and works, but hold nothing that restricts. A licence with an added condition is therefore not the licence,
nor is one that lacks words that grant something.
"""

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "licence_templates"

GRAM = 4
"""Words of a run that is looked up."""

COVERAGE = 0.85
"""Share of a template's runs that a text must hold: holders, years and appendices differ."""

EXCEPTED = 0.97
"""The same of a licence with an exception, which is short beside it."""

SENTENCE = 4
"""Words of an addition that is more than a name put in."""

CONTEXT = 3
"""Words before an addition that are looked at, too: a known text may have them in the same order."""

LONGEST = 100_000
"""Words of a text that are compared; the longest licence has 7,000."""

RESTRICTIVE = re.compile(
    r"not|no|non|none|never|only|must|shall|may|cannot|without|except|unless|prohibit\w*|forbid\w*|restrict\w*"
    r"|conditions?|conditional|provided|provision\w*|require\w*|commercial\w*|noncommercial\w*|sell\w*|sale"
    r"|fees?|paid|pay\w*|evaluation|academic|educational|personal|internal|evil|military|consent"
    r"|limited|limits|exclu\w*|disallow\w*|banned|allowed|permitted|buy|purchase\w*|need|needs|enterprises?"
    r"|employees|students|nonprofit|profit|proprietary|confidential|eula|expires?|subject|train\w*"
    r"|nicht|kommerzi\w*|prohibid\w*|interdit\w*|comercial\w*"
    r"|\w*(?:不得|不可|不能|不允许|不许|禁|严禁|请勿|切勿|仅限|仅供|只能|只限|只供|必须|除外|非商业|商用|商业|授权|付费|收费"
    r"|購買|购买|個人|限る|非営利|営利)\w*"
)
"""Words of a condition: one that no template explains makes a text another licence."""

HARMLESS = re.compile(
    r"(?:unless|except)(?: when| where)? (?:otherwise|explicitly)(?: (?:noted|stated|specified|indicated))?"
    r"|may be used under the (?:terms|conditions) of either|under the conditions of either"
    r"|subject to the (?:terms|conditions)(?: and (?:terms|conditions))? (?:laid |set )?(?:out )?below"
    r"|agreeing to the following conditions"
    r"|license version \d(?: \d)? only"
)
"""Phrases with such words that add no condition."""

GRANTING = re.compile(
    r"\b(?:use|cop(?:y|ies)|(?:re)?produce|modif\w+|merge|publish|(?:re)?distribut(?:e|ion|ing)|sublicense|sell"
    r"|display|perform|prepare|permission|permitted|permits|grant\w*|without (?:restriction|fee)|restriction"
    r"|free of charge|no charge|royalty|perpetual|irrevocable|worldwide|any (?:purpose|person))\b"
)
"""Words of a grant: a text without those of its template says less."""

APPENDIX = ("end", "of", "terms", "and", "conditions")
"""Words after which a licence says how to apply it."""

HOLDER = re.compile(r"(?m)^[^\w\n]*(?:copyright|©|\(c\)|portions? copyright).*$", re.IGNORECASE)
"""A line that names who holds the rights."""


class Match(NamedTuple):
    """The licences of a text, and whether words remain that restrict."""

    spdx: frozenset[str]
    modified: bool
    rest: str
    """The words that no licence text explains."""


class Template(NamedTuple):
    """A licence text by its runs of words."""

    spdx: str
    grams: frozenset[str]
    coverage: float
    """Share of its runs that a text must hold."""
    terms: list[str]
    """Its words up to the appendix."""


def match(text: str) -> Match:
    """Return the licences whose texts a text consists of, several when they follow each other.

    Nothing is found in a notice, which only names its licence.
    """
    words = words_of(HOLDER.sub(" ", text))[:LONGEST]
    grams = _grams(words)
    found = _found(frozenset(grams))
    if not found:
        return Match(frozenset(), modified=False, rest=" ".join(words))
    known = frozenset[str]().union(*(template.grams for template in found))
    left = _unexplained([gram in known for gram in grams], len(words))
    added = (words[max(0, one.start - CONTEXT * (len(one) >= SENTENCE)) : one.stop] for one in left)
    return Match(
        spdx=frozenset(template.spdx for template in found),
        modified=any(restricts(" ".join(run)) for run in added) or _weakened(found, text),
        rest=" / ".join(" ".join(words[one.start : one.stop]) for one in left),
    )


def restricts(words: str) -> bool:
    """Say whether words, with one space between, hold one of a condition."""
    return any(RESTRICTIVE.fullmatch(word) for word in HARMLESS.sub(" ", words).split())


def _weakened(found: list[Template], text: str) -> bool:
    """Say whether a text lacks words of its templates that grant something, however its lines are wrapped."""
    grams = frozenset(_grams(words_of(text)[:LONGEST]))
    return any(
        GRANTING.search(" ".join(template.terms[one.start : one.stop]))
        for template in found
        for one in _unexplained([gram in grams for gram in _grams(template.terms)], len(template.terms))
    )


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, punctuation left out; one spelling of those with two."""
    return re.findall(r"\w+", text.lower().replace("licence", "license").replace("https", "http"))


@cache
def templates() -> tuple[Template, ...]:
    """Return the vendored licence texts, of some licences several: `ISC.txt` and `ISC~pristine.txt`."""
    return tuple(map(_template, sorted(FOLDER.glob("*.txt"))))


def _template(file: Path) -> Template:
    spdx = file.stem.partition("~")[0].replace("_", " ")
    text = file.read_text(encoding="utf-8")
    grams = frozenset(_grams(words_of(HOLDER.sub(" ", text))))
    return Template(spdx, grams, EXCEPTED if " WITH " in spdx else COVERAGE, _terms(words_of(text)))


def _terms(words: list[str]) -> list[str]:
    ends = (at for at in range(len(words)) if tuple(words[at : at + len(APPENDIX)]) == APPENDIX)
    return words[: next(ends, len(words))]


@cache
def _holders() -> dict[str, list[int]]:
    """Return the templates that hold a run, by run: most texts share runs with few."""
    found = defaultdict(list)
    for number, template in enumerate(templates()):
        for gram in template.grams:
            found[gram].append(number)
    return found


def _grams(words: list[str]) -> list[str]:
    return [" ".join(words[at : at + GRAM]) for at in range(len(words) - GRAM + 1)]


def _found(grams: frozenset[str]) -> list[Template]:
    """Return templates, each the one that explains most of what those before it left unexplained.

    Short licences are parts of longer ones: a template counts only while its own runs are still there.
    """
    holders, found, rest = _holders(), list[Template](), set(grams)
    while best := _best(Counter(number for gram in rest for number in holders.get(gram, ()))):
        found.append(best)
        rest -= best.grams
    return found


def _best(hits: Counter[int]) -> Template | None:
    """Return the template of which most runs were hit, by share where two are hit as often."""
    known = templates()
    shares = ((hit, hit / len(known[number].grams), number) for number, hit in hits.items())
    whole = [entry for entry in shares if entry[1] >= known[entry[2]].coverage]
    return known[max(whole)[2]] if whole else None


def _unexplained(explained: list[bool], words: int) -> list[range]:
    """Return the runs of words that no known run of words covers, by their places."""
    covered = [False] * words
    for at, known in enumerate(explained):
        if known:
            covered[at : at + GRAM] = [True] * GRAM
    starts = [at for at in range(words) if not covered[at] and (at == 0 or covered[at - 1])]
    stops = [at + 1 for at in range(words) if not covered[at] and (at + 1 == words or covered[at + 1])]
    return [range(start, stop) for start, stop in zip(starts, stops, strict=True)]
