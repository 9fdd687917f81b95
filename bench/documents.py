"""Documents in which Chinese firms write personal data, filled with fictional values and with what is none.

The sets lie in the folder beside this file; `bench.layouts` says what each was used for. Each was written
after the form of real code, configuration, fixtures, tables, letters and chats. None has a row of a project.
A new set NAME needs no code: `NAME.txt` with the documents, each as

    ~~~LANGUAGE
    text with places such as «person1», «mobile», «ORDER» (`bench.fictional`; one number, one value)
    ~~~

and `words_NAME.txt` with words, apart by blanks, that begin with a surname and are no names, for «WORD».
Or the values stand in it themselves, each as «pii.ENTITY:VALUE»; then there are no words, and each document
is read once. `python -m bench.personal 2000 7 NAME` measures it alone. Its line in `SETS` is written when it
was read.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from bench.fictional import DOCUMENTS, OTHERWISE, PERSONAL, Writer, sounded

PLACE = re.compile(r"«([A-Za-z0-9]+)»")
MARK = re.compile(r"«(pii\.[a-z-]+):([^»]+)»")
DOCUMENT = re.compile(r"^~~~([a-z]+)\n(.*?\n)~~~$", re.DOTALL | re.MULTILINE)
PER_RECORD = 5
"""Documents that a record is written into."""
PARTING = 20_261_128
"""Seed by which the words were parted among the sets."""
WORDS = {
    "words": (("development",), ("held_out",), ("reserve", "last")),
    "words_later": (("fresh",), ("spare",)),
    "words_strangers": (("strangers",),),
    "words_unread": (("unread", "blind"),),
}
"""Files of words, and the sets that share each part of them; a set that is not here has its own."""


class Document(NamedTuple):
    """A text with places; lower case for values, capitals for what is none."""

    language: str
    text: str


class Written(NamedTuple):
    """A document with values."""

    text: str
    language: str
    values: list[tuple[int, int, str]]
    """Start, end and entity."""
    others: Counter[str]
    """How often each thing that is no personal data stands in it."""


def documents(name: str) -> list[Document]:
    """Return the documents of a set."""
    text = (DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8")
    return [Document(*found) for found in DOCUMENT.findall(text)]


def words(name: str) -> list[str]:
    """Return the words of a set: a part of a file of them, in an order that chance gave."""
    file, part, parts = next(
        (
            (file, part, parts)
            for file, parts in WORDS.items()
            for part, sets in enumerate(parts)
            if name in sets
        ),
        (f"words_{name}", 0, ((name,),)),
    )
    every = (DOCUMENTS / f"{file}.txt").read_text(encoding="utf-8").split()
    return random.Random(PARTING).sample(every, len(every))[part :: len(parts)]  # noqa: S311


def write(document: Document, writer: Writer) -> Written:
    """Return a document with a value in each place; a place with a number has the same value everywhere."""
    known = dict(zip(("latin", "han"), sounded(writer), strict=True))
    known |= {f"{place}1": value for place, value in known.items()}
    text, values, others, at = "", list[tuple[int, int, str]](), Counter[str](), 0
    for place in PLACE.finditer(document.text):
        text += document.text[at : place.start()]
        at, name = place.end(), place[1]
        kind = name if name in PERSONAL or name in OTHERWISE else name.rstrip("0123456789")
        given = known[name] if name in known else (OTHERWISE.get(kind) or PERSONAL[kind][1])(writer)
        if name != kind:
            known[name] = given
        if kind in OTHERWISE:
            others[kind] += 1
        else:
            entity = PERSONAL[kind][0] if kind in PERSONAL else "pii.person"
            values.append((len(text), len(text) + len(given), entity))
        text += given
    return Written(text + document.text[at:], document.language, values, others)


def unmarked(document: Document) -> Written:
    """Return a document with the values that are marked in it."""
    text, values, at = "", list[tuple[int, int, str]](), 0
    for mark in MARK.finditer(document.text):
        text += document.text[at : mark.start()]
        values.append((len(text), len(text) + len(mark[2]), mark[1]))
        text, at = text + mark[2], mark.end()
    return Written(text + document.text[at:], document.language, values, Counter())


def written(records: int, seed: int, name: str) -> Iterator[Written]:
    """Yield the documents that the records of a set are written into, each of them in turn; those with values
    of their own once."""
    from faker import Faker  # noqa: PLC0415  an optional peer

    every = documents(name)
    if any(MARK.search(document.text) for document in every):
        yield from map(unmarked, every)
        return
    draw, fake = random.Random(seed), Faker("zh_CN")  # noqa: S311  no secret
    fake.seed_instance(seed)
    writer = Writer(draw, fake, words(name))
    for _ in range(records):
        for document in draw.sample(every, PER_RECORD):
            yield write(document, writer)
