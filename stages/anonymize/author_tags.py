"""Find names behind author tags (@author, Author:, 作者, Signed-off-by:) and before an address."""

import re
from collections.abc import Iterator

from stages.anonymize.chinese_names import COMPOUND, SURNAMES
from stages.anonymize.cues import within
from stages.anonymize.person_words import HAN, TITLES

TAG_CUE = r"(?i:@author)|__author__|[Aa]uthors?[ \t]*[:：]|Created[ ]by|作者[ \t]*[:：]|-[bB]y:"
TAG = re.compile(
    r"(?:(?i:@authors?)\b|__author__|^[ \t/*#-]*[Aa]uthors?(?=[ \t]*[:：])"
    r"|\bCreated[ ]by(?=[^\n]{2,60}?[ ](?:on|at)[ ]\d)|作者(?=[ \t]*[:：])"
    r"|^[ \t>*]*[A-Z][a-z]+(?:-[a-z]+)*-[Bb]y(?=:))"
    r"[ \t]*[:：=]?[ \t]*['\"]?(?=(?P<names>[^\n'\"]{2,100}))",
    re.MULTILINE,
)
END = re.compile(r"\*/|\s@|\s+on\s|\bat\b|https?:|[<(（\[{$]|\d{4}[-/年.]|-->|\\n|\s-\s")
ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）|<[^<>]*>|＜[^＜＞]*＞|\[[^\[\]]*\]")
"""What stands behind a name in brackets: an address, a company."""
AND = r"(?:\s(?:and|和|与|及)\s|(?<=[A-Za-z])[和与及]|[和与及](?=[A-Za-z]))"
FULL = rf"(?:{COMPOUND}|[{SURNAMES}]){HAN}{{1,2}}"
JOINED = rf"\s*[和与及](?=\s*{FULL})"
"""What stands between two Chinese names, and without blanks may be a part of one: 李和平."""
ONE = re.compile(
    rf"(?:{AND}|(?<={HAN}){JOINED})?\s*(?P<one>{FULL}(?:{TITLES})?(?={JOINED})|(?:(?!{AND})[^,，、;；/&|])+)"
)
"""One of several names."""
TITLED = re.compile(rf"(?P<name>{FULL})(?<![总副老])[ ]?{TITLES}")
"""A name with its title."""
WORD = r"(?!REDACTED_)[^\W\d_][\w'·-]*(?:\.(?!example\b)[\w'·-]+)?(?:\.(?!\w))?"
NAME = re.compile(rf"{WORD}(?:[ ]{WORD}){{0,3}}")
START = re.compile(rf"{WORD}(?:[ ]{WORD})?(?=[ ])")
"""Of a name that a sentence follows, the first two words are taken."""
NOBODY = frozenset(
    {
        "author", "authors", "name", "your", "yourname", "todo", "unknown", "none", "null", "admin", "root",
        "system", "user", "generator", "the", "string", "intellij", "default", "anonymous",
        "others", "contributors",
    }
)  # fmt: skip

COMPANY = re.compile(r"\b(?:inc|ltd|llc|gmbh|corp|co|company|team|group|foundation|project)\b\.?$", re.I)

BOX_CUE = r"(?:[\w.+-]|[^\x00-\x7f])@"
"""Cue of a mail address: without what stands before it, RE2 needs a third less states for all cues."""
OWNER_CUE = r"\pL[ ]?[（(<＜][ ]?[^@\s]+@"
INSTRUCTION = "(?!(?i:maintainer|author|contact|thanks|from|to|cc|by|and)[ ])"
OWNER = re.compile(
    rf"(?<!某)(?P<han>[{SURNAMES}][\u4e00-\u9fff]{{1,2}})[ ]?[（(<＜][ ]?[\w.+-]{{1,40}}@"
    rf"|(?<![\w@])(?P<box>{INSTRUCTION}[A-Z][\w'’-]*(?:[ ][A-Z][\w'’.-]*){{1,3}})[ ]?<[ ]?[\w.+-]{{1,40}}@"
    r"|\b(?P<latin>[A-Z][a-z]+ [A-Z][a-z]+)[ ]?[（(<＜][ ]?(?P<local>[\w.+-]{1,40})@"
)


def tagged_names(text: str) -> set[str]:
    """Return the names behind the author tags of `text`."""
    return {text[start:end] for start, end in tagged(text)}


def tagged(text: str) -> Iterator[tuple[int, int]]:
    """Yield the range of each name behind an author tag or before its mail address."""
    yield from owners(text)
    yield from tags(text)


def tags(text: str) -> Iterator[tuple[int, int]]:
    """Yield the range of each name behind an author tag."""
    for tag in within(text, TAG_CUE, TAG):
        start = tag.start("names")
        names = ASIDE.sub(lambda aside: " " * len(aside[0]), tag["names"])
        for part in ONE.finditer(END.split(names, maxsplit=1)[0]):
            name = _name(part["one"].strip())
            if name:
                first = start + part.start("one") + part["one"].index(name)
                yield first, first + len(name)


def owners(text: str) -> Iterator[tuple[int, int]]:
    """Yield the range of each name before its mail address."""
    for owner in within(text, OWNER_CUE, OWNER):
        if owner["han"]:
            yield owner.span("han")
        elif owner["box"]:
            yield owner.span("box")
        elif any(word in owner["local"].lower() for word in owner["latin"].lower().split()):
            yield owner.span("latin")


def _name(text: str) -> str:
    name = NAME.fullmatch(text) or START.match(text)
    if not name or name[0].split()[0].lower() in NOBODY or COMPANY.search(text):
        return ""
    titled = TITLED.fullmatch(name[0])
    return titled["name"] if titled else name[0]


LEAST_NAME = 5
"""Letters of a name of one word that tells a person from a word."""


def is_full(name: str) -> bool:
    """Say whether a name is a full one: a single Latin word is none, as `Long` and `May` are words."""
    return bool(re.search(r"[\u4e00-\u9fff]{2}", name)) or len(re.findall(r"[^\W\d_]{2,}", name)) > 1


def is_telling(name: str) -> bool:
    """Say whether a name may be looked for where nothing announces it."""
    letters = re.sub(r"[^\w]", "", name)
    return is_full(name) or (len(letters) >= LEAST_NAME and not letters.isdigit())
