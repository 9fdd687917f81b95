"""Find the contributors of the sources, and whom author tags name anywhere, by their names.

A module of Python that is named for one is found wherever code says its name: its path is another then.
Known limit: a person who neither contributed nor stands in an author tag is not found here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from stages.anonymize.boundaries import ESCAPE, start
from stages.anonymize.cues import places, standing, within
from stages.anonymize.finding import LIKELY, Finding, Seam, Subject
from stages.anonymize.present import cues_of, present
from stages.anonymize.seams import ANY, WRAP, readings, seams_of
from stages.anonymize.written import is_han, written_forms

BEFORE = r"(?:(?<![\u4e00-\u9fff])|(?<=[由经让找请问给和与及者人员师理长是为向同]))"
AFTER = r"(?:(?![\u4e00-\u9fff])|(?=[负先女老工经总说提写维审处的和与在于已将会同等]))"
"""Many Chinese names of two signs are also words: in a sentence they need a neighbour that fits."""
MODULE = "module"
"""The rule for names of modules: code changes with them, as it does with names of the company."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each name of a person."""
    text, lexicon = subject.text, subject.lexicon
    for name in (one for one in lexicon.modules if re.escape(one) in subject.cues):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            for first, last in _within(lexicon.persons, name):
                yield Finding(match.start() + first, match.start() + last, "pii.person", MODULE, LIKELY)
    for place in _named(lexicon.persons, text, subject.cues, subject.seams):
        yield Finding(*place, "pii.person", "contributor", LIKELY)
    for place in named(lexicon.told, text):
        yield Finding(*place, "pii.person", "again", LIKELY)


def cues(subject: Subject) -> tuple[str, ...]:
    """Return the cues of contributors and modules; names that a commit tells are others for each."""
    return cues_of(subject.lexicon.persons) + tuple(map(re.escape, subject.lexicon.modules))


def modules(persons: tuple[str, ...], paths: Iterable[str]) -> tuple[str, ...]:
    """Return the modules and packages of Python that have the name of a person in theirs."""
    files = (path.removesuffix(".py").split("/") for path in paths if path.endswith(".py"))
    names = sorted({name for parts in files for name in parts if name.isidentifier()}) if persons else []
    told = tuple(present(persons, standing("\n".join(names), cues_of(persons)))) if names else ()
    return tuple(name for name in names if _within(told, name))


@lru_cache(maxsize=4096)
def _within(persons: tuple[str, ...], module: str) -> tuple[tuple[int, int], ...]:
    """Return where the names of persons stand in that of a module, as in its path."""
    return tuple(dict.fromkeys([*named(persons, module), *named(persons, module.replace("_", " "))]))


def named(persons: tuple[str, ...], text: str) -> Iterator[tuple[int, int]]:
    """Yield where each of the names stands."""
    if not persons:
        return iter(())
    return _named(persons, text, standing(text, cues_of(persons)), seams_of(text, ANY))


def _named(
    persons: tuple[str, ...], text: str, found: frozenset[str], seams: Sequence[Seam]
) -> Iterator[tuple[int, int]]:
    for reading in readings(text, persons, seams) if persons else ():
        read = standing(reading.text, cues_of(persons)) if reading.seams else found
        for name in present(persons, read):
            matches = _chinese(name, reading.text) if is_han(name) else _latin(name, reading.text)
            yield from reading.spans(match.span() for match in matches)


def _chinese(name: str, text: str) -> Iterator[re.Match[str]]:
    """Yield a name in the lines that have its first Chinese sign."""
    return within(text, written_forms(next(filter(is_han, name))), _pattern(name))


def _latin(name: str, text: str) -> Iterator[re.Match[str]]:
    """Yield a name where its first word stands."""
    first, pattern, end = name.split(maxsplit=1)[0], _pattern(name), 0
    for _, last in places(text, f"(?:{ESCAPE})?(?i:{re.escape(first)})"):
        begin = last - len(first)
        match = pattern.match(text, begin) if begin >= end else None
        if match:
            end = match.end()
            yield match


@lru_cache(maxsize=4096)
def _pattern(name: str) -> re.Pattern[str]:
    """Return a pattern for a name; of as many names as a text may have, each is made once."""
    if is_han(name):
        forms = written_forms(name)
        return re.compile(forms if len(name) > 2 else f"{BEFORE}(?:{forms}){AFTER}")
    words = [re.escape(word) for word in name.split()]
    gap = rf"(?:{WRAP}|[ \t\u00a0]+|&nbsp;|[._-])"
    joined = f"|(?-i:{''.join(words)})" if name != name.lower() else ""
    return re.compile(
        start(r"\w.@$-") + rf"(?:{gap.join(words)}{joined})(?![\w@$-])", re.ASCII | re.IGNORECASE
    )
