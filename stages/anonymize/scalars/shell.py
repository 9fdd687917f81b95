"""Read what shell scripts and Dockerfiles assign: `KEY=VALUE` as a word, options, and here-documents.

A value that the shell computes is none; that of `${NAME:-default}` stays as it is written. Known limit: the
body of `$(…)` and what `eval` reads.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stages.anonymize.scalars import lines
from stages.anonymize.scalars.scalar import Scalar

STRING = r"""\$?'(?:[^'\\]++|\\.)*'|"(?:[^"\\]++|\\.)*\""""
EXPANSION = r"\$\([^()\n]*\)|`[^`\n]*`|\$\{[^{}\n]*\}"
TOKEN = re.compile(
    r"(?P<here><<-?[ \t]*(?P<mark>[\"']?)(?P<tag>[A-Za-z_]\w*)(?P=mark))|(?P<gap>\\\r?\n)"
    r"|(?P<remark>(?<![^\s;|&(])#[^\n]*)"
    rf"|(?P<word>(?:{STRING}|{EXPANSION}|\\[^\r\n]|[^\s;|&()<>\"'`\\$]++|\$)+)|(?P<end>[\n;|&()])",
    re.DOTALL,
)
"""A word with its quotes and expansions, or what stands between words."""
KEYS = (
    re.compile(r"--(?P<key>[A-Za-z][\w.-]{0,99})="),
    re.compile(r"(?:--[\w-]{1,99}=|-[eEDP])?[\"']?(?P<key>[A-Za-z_][\w.-]{0,99})\+?="),
)
"""A word that gives a value to an option, to a variable, or to a variable in an option."""
OPTION = re.compile(r"--(?P<key>[A-Za-z][\w.-]{0,99})")
WHOLE = re.compile(rf"(?:{STRING})", re.DOTALL)
COMPUTED = re.compile(r"(?<!\\)(?:\$[\w({@*#?]|`)")
DEFAULT = re.compile(r"\$\{\w+:?[-=][^{}]*\}")


class Word(NamedTuple):
    """A word of a command and its first character."""

    start: int
    text: str


def scalars(text: str) -> Iterator[Scalar]:
    """Yield the values in order of their words."""
    option: str | None = None
    pending: list[str] = []
    place = 0
    while token := TOKEN.search(text, place):
        place = token.end()
        if token["word"]:
            word = Word(token.start(), token["word"])
            if option and not word.text.startswith("-"):
                yield from _value(option, word.start, word.text, "")
            yield from _assigned(word)
            named = OPTION.fullmatch(word.text)
            option = named["key"] if named else None
        elif token["here"]:
            pending.append(token["tag"])
        elif token["end"]:
            option = None
        for tag in pending if token["end"] == "\n" else ():
            start, (end, place) = place, _body(text, place, tag)
            yield from (
                one._replace(start=one.start + start, end=one.end + start)
                for one in lines.scalars(text[start:end], "ini")
            )
        pending = [] if token["end"] == "\n" else pending


def _body(text: str, start: int, tag: str) -> tuple[int, int]:
    """Return where a here-document ends, and where the script goes on."""
    end = re.compile(rf"^\t*{tag}\r?$", re.MULTILINE).search(text, start)
    return (end.start(), end.end()) if end else (len(text), len(text))


def _assigned(word: Word) -> Iterator[Scalar]:
    for key in filter(None, (pattern.match(word.text) for pattern in KEYS)):
        around = next((sign for sign in word.text[: key.start("key")] if sign in "\"'"), "")
        end = len(word.text) - (1 if around and word.text.endswith(around) else 0)
        yield from _value(key["key"], word.start + key.end(), word.text[key.end() : end], around)


def _value(key: str, start: int, written: str, around: str) -> Iterator[Scalar]:
    """Yield what is written behind a key, within a quote that opened before the key or none."""
    quote = around or written.lstrip("$")[:1]
    if not around and WHOLE.fullmatch(written):
        first = written.index(quote) + 1
        start, written = start + first, written[first:-1]
    is_computed = quote != "'" and COMPUTED.search(written) and not DEFAULT.fullmatch(written)
    if written and not is_computed:
        yield Scalar(key, "", start, start + len(written), 0, 0)
