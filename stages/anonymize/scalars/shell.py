"""Read what shell scripts and Dockerfiles assign: `KEY=VALUE` as a word, options, and here-documents.

So are Makefiles and the strings of a Jenkinsfile read that have a here-document. A value that the shell
computes is none, unless a here-document says it (`KEY=$(cat <<END`); that of `${NAME:-default}` stays as it
is written. Known limit: the body of another `$(…)` and what `eval` reads.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from textwrap import dedent
from typing import NamedTuple

from stages.anonymize.scalars.scalar import Inner, Scalar
from stages.core.formats.change import language_of

STRING = r"""\$?'(?:[^'\\]++|\\.)*'|"(?!\$\([^()"\n]*<<)(?:[^"\\]++|\\.)*\""""
EXPANSION = r"\$\([^()\n]*\)|`[^`\n]*`|\$\{[^{}\n]*\}"
HERE = r"(?<!<)<<-?[ \t]*\\?(?P<mark>[\"']?)(?P<tag>[A-Za-z_][\w.-]*)(?P=mark)"
TOKEN = re.compile(
    rf"(?P<here>{HERE})"
    r"|(?P<gap>\\\r?\n)"
    r"|(?P<remark>(?<![^\s;|&(])#[^\n]*)"
    rf"|(?P<word>(?:{STRING}|{EXPANSION}|\\[^\r\n]|[^\s;|&()<>\"'`\\$]++|\$)+)"
    r"|(?P<end>\)\"(?=[ \t]*[\n;|&)])|[\n;|&()])",
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
GIVEN = re.compile(r"(?P<key>[A-Za-z_]\w{0,99})=\${0,2}")
"""A word whose value a command behind it says; `make` writes `$$(…)`."""
SAYS = ("(", "`", '"$(')
"""What such a command begins with."""
READERS = {
    "bash": "shell", "sh": "shell", "zsh": "shell", "ssh": "shell", "su": "shell", "RUN": "shell",
    "kubectl": "yaml", "oc": "yaml", "helm": "yaml", "kustomize": "yaml", "docker-compose": "yaml",
}  # fmt: skip
"""What commands read from a here-document."""
LOOKS = {"json": re.compile(r"\s*[\[{]"), "yaml": re.compile(r"(?m)^[\w.-]+:[ \t]*\r?$")}
"""What the text of a language looks like that neither file nor command says."""
TABS = re.compile(r"(?m)^\t+")
"""What `<<-` leaves out."""
BEGIN = re.compile(HERE)
STRINGS = re.compile(r"(?P<quotes>\'{3}|\"{3})(?P<text>.*?)(?P=quotes)", re.DOTALL)
"""Strings of several lines in Groovy."""


class Word(NamedTuple):
    """A word of a command and its first character."""

    start: int
    text: str


class Here(NamedTuple):
    """A here-document that is announced."""

    tag: str
    key: str
    """The variable that gets its text; empty when none does."""


class Script(NamedTuple):
    """What a script says."""

    scalars: list[Scalar]
    """In order of their words."""
    bodies: list[Inner]
    """Here-documents."""


def read(text: str) -> Script:
    """Return the values of a script, and its here-documents."""
    script = Script([], [])
    words: list[Word] = []
    pending: list[Here] = []
    option: str | None = None
    place = 0
    while token := TOKEN.search(text, place):
        place = token.end()
        if token["word"]:
            word = Word(token.start(), token["word"])
            words.append(word)
            if option and not word.text.startswith("-"):
                script.scalars.extend(_value(option, word.start, word.text, ""))
            script.scalars.extend(_assigned(word))
            named = OPTION.fullmatch(word.text)
            option = named["key"] if named else None
        elif token["here"]:
            pending.append(Here(token["tag"], _receiver(text, words)))
        elif token["end"]:
            option = None
        for here in pending if token["end"] == "\n" else ():
            start, (end, place) = place, _body(text, place, here.tag)
            script.scalars.extend(_whole(text, here.key, start, end))
            body = TABS.sub(lambda tabs: " " * len(tabs[0]), text[start:end])
            script.bodies.append(Inner(start, body, _language(body, words)))
        if token["end"] == "\n":
            words, pending = [], []
    return script


def has_document(text: str) -> bool:
    """Say whether a text has a here-document with its end."""
    tags = {begin["tag"] for begin in BEGIN.finditer(text)} if "<<" in text else set()
    return bool(tags) and any(line.strip() in tags for line in text.split("\n"))


def in_strings(text: str) -> Iterator[Inner]:
    """Yield the strings of several lines that are scripts with a here-document."""
    for string in STRINGS.finditer(text):
        if has_document(string["text"]):
            yield Inner(string.start("text"), string["text"], "shell")


def _receiver(text: str, words: list[Word]) -> str:
    """Return the name of the variable that a here-document behind some words is for; empty when it is for a
    command."""
    for word in words:
        given = GIVEN.fullmatch(word.text)
        if given and text.startswith(SAYS, word.start + len(word.text)):
            return given["key"]
    is_read = any(word.text == "read" for word in words)
    return words[-1].text if is_read and words[-1].text.isidentifier() else ""


def _body(text: str, start: int, tag: str) -> tuple[int, int]:
    """Return where a here-document ends, in a script that may be indented, and where the script goes on."""
    end = re.compile(rf"^[ \t]*{re.escape(tag)}\r?$", re.MULTILINE).search(text, start)
    return (end.start(), end.end()) if end else (len(text), len(text))


def _whole(text: str, key: str, start: int, end: int) -> Iterator[Scalar]:
    inside = text[start:end]
    first = start + len(inside) - len(inside.lstrip())
    if key and first < end:
        yield Scalar(key, "", first, start + len(inside.rstrip()), 0, 0)


def _language(body: str, words: Iterable[Word]) -> str:
    """Return the language of the file that a here-document is written to, or of the command that reads it: of
    `RUN kubectl` and `ssh db bash` the last."""
    names = [PurePosixPath(word.text.strip("\"'")).name for word in words]
    said = [language_of(name) or READERS.get(name, "") for name in reversed(names)]
    return next(filter(None, said), "") or next(
        (language for language, pattern in LOOKS.items() if pattern.search(dedent(body))), "ini"
    )


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
    if written.strip("$") and not is_computed:
        yield Scalar(key, "", start, start + len(written), 0, 0)
