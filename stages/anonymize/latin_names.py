"""Say what a name in Latin letters looks like, and which words are none; name_lists/README.md says whose."""

import re

from stages.anonymize.name_words import FOLDER
from stages.anonymize.person_words import SYLLABLE

LETTERS = [
    chr(code)
    for code in (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00))
]
UPPER = "".join(letter for letter in LETTERS if letter.isupper())
LOWER = "".join(letter for letter in LETTERS if letter.islower())
PIECE = rf"(?:(?:Ma?c|O['’]|D['’])?[{UPPER}][{LOWER}]+(?:['’][{LOWER}]{{2,}})?|[À-ÖØ-Þ](?=[ ]))"
WORD = rf"{PIECE}(?:-{PIECE})*"
"""A word of a name: Jean-Loup, O'Hanrahan, MacAllister."""
PARTICLE = "(?:von|van|de|der|den|da|di|du|del|la|le|dos|bin|binti|ibn|al|el|ter|zu)"
END = r"(?![\w-]|[.(\[][^\W\d_]|['’](?!s?\b))"
INITIAL = rf"[{UPPER}]\."
NAME = rf"(?:{WORD}|{INITIAL})(?:[ ](?:{PARTICLE}[ ]){{0,2}}(?:{INITIAL}[ ]){{0,2}}{WORD}){{1,4}}{END}"
"""Two words or more, of which all but the last may be initials."""
TURNED = rf"{WORD},[ ]{WORD}{END}"
"""The family first: MacAllister, Fionnuala."""
ALONE = rf"{WORD}{END}"
PINYIN = re.compile(rf"(?i:{SYLLABLE}{{1,3}})(?:[ -](?i:{SYLLABLE}{{1,3}})){{1,2}}")
HYPHENED = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+-[A-Z]?[a-z]+")
GIVEN = frozenset((FOLDER / "given.txt").read_text(encoding="utf-8").split())
THINGS = frozenset((FOLDER / "things.txt").read_text(encoding="utf-8").split())
SPLIT, SPLIT_WORDS = re.compile(r"[ ,-]+"), re.compile(r"[ ,]+")


def is_name(name: str) -> bool:
    """Say whether no word of a name is one of things."""
    return not any(word.lower() in THINGS for word in SPLIT.split(name) if not word.islower())


def is_familiar(name: str) -> bool:
    """Say whether a name has a known given name, is Chinese or has other letters than English."""
    words = [word.lower() for word in SPLIT.split(name)]
    return not GIVEN.isdisjoint(words) or is_chinese(name) or not name.isascii()


def is_chinese(name: str) -> bool:
    """Say whether a name is pinyin, or has a given name of two syllables: Chih-Hao."""
    return bool(PINYIN.fullmatch(name) or HYPHENED.fullmatch(name))


def parts(name: str) -> tuple[str, str]:
    """Return the first and the last word of a name."""
    words = SPLIT_WORDS.split(name)
    return words[0], words[-1]


def others(name: str) -> tuple[str, ...]:
    """Return a name and, if its family is first, the same with it last."""
    family, comma, given = name.partition(", ")
    return (f"{given} {family}",) if comma else (name,)
