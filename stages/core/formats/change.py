"""A change of one file by one commit, as a text that can be masked and cut like any other.

    change   = part+                 every part begins with a line of its own, which is no part of it
    part     = "=== " commit " " kind "\\n" text "\\n"
    commit   = the first 12 hexadecimal digits of the commit: no text that the commit holds can have them
    kind     = "message " number "/" of | "before" | "after"

`message` comes first and says which of the files of the commit this is; then `before` and `after` in turn, a
pair for each place that changed. A text is as it stands in Git, without signs of a diff in front of its
lines, so that what reads code reads it, too. Such a text stands in the sources under a path that Git allows
to no file: `.git/changes/<commit>/<path of the file>.change`.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath
from typing import NamedTuple

FOLDER = ".git/changes"
SUFFIX = ".change"

_PATH = re.compile(rf"{re.escape(FOLDER)}/([0-9a-f]+)/(.+){re.escape(SUFFIX)}", re.DOTALL)
_SHORT = 12


_SUFFIXES = {
    "c": "c h", "cpp": "cc cpp hpp", "csharp": "cs", "css": "css less scss", "csv": "csv", "dart": "dart",
    "gherkin": "feature", "go": "go", "groovy": "groovy gradle", "html": "htm html", "ini": "cfg ini",
    "java": "java", "javascript": "cjs js jsx mjs", "json": "json", "kotlin": "kt kts",
    "markdown": "markdown md", "php": "php", "properties": "properties", "python": "py", "ruby": "rb",
    "rust": "rs", "scala": "scala", "shell": "bash sh", "sql": "sql", "swift": "swift", "toml": "toml",
    "tsv": "tsv", "typescript": "ts tsx", "vue": "vue", "xml": "xml", "yaml": "yaml yml",
}  # fmt: skip
"""Suffixes of the languages that are read in their own way."""
LANGUAGES = tuple(_SUFFIXES)
_LANGUAGES = {f".{suffix}": language for language, many in _SUFFIXES.items() for suffix in many.split()}


class Place(NamedTuple):
    """What stood at a place, and what stands there now; an empty text where it was added or removed."""

    before: str
    after: str


class Change(NamedTuple):
    """What a commit did to one file."""

    commit: str
    number: int
    """Which of the files of the commit it is, from 1."""
    of: int
    message: str
    places: tuple[Place, ...]


class Part(NamedTuple):
    """Where a part stands in the text of a change, in characters."""

    kind: str
    """`message`, `before` or `after`."""
    number: int
    of: int
    """Of the message only; 0 for the others."""
    start: int
    end: int


class Changed(NamedTuple):
    """The file that a change is about."""

    commit: str
    path: str


def path_of(commit: str, path: str) -> str:
    """Return where the change of `path` stands."""
    return f"{FOLDER}/{commit}/{path}{SUFFIX}"


def changed(path: str) -> Changed | None:
    """Return what the change at `path` is about; None for the path of a file."""
    found = _PATH.fullmatch(path)
    return Changed(found[1], found[2]) if found else None


def language_of(path: str) -> str:
    """Return the language of a changed file by its suffix; empty where none of these is."""
    return _LANGUAGES.get(PurePosixPath(path).suffix.lower(), "")


def render(change: Change) -> str:
    """Return the text of a change."""
    texts = [(f"message {change.number}/{change.of}", change.message)]
    for place in change.places:
        texts += [("before", place.before), ("after", place.after)]
    return "".join(f"=== {change.commit[:_SHORT]} {kind}\n{text}\n" for kind, text in texts)


def parts(commit: str, text: str) -> list[Part]:
    """Return the parts of a change in their order: a message, then pairs; nothing when it is no change."""
    head = re.compile(rf"(?m)^=== {commit[:_SHORT]} (?:(message) (\d+)/(\d+)|(before)|(after))$")
    heads = list(head.finditer(text))
    found = [
        Part(one[1] or one[4] or one[5], int(one[2] or 0), int(one[3] or 0), one.end() + 1, end - 1)
        for one, end in zip(heads, _ends(heads, text), strict=True)
    ]
    kinds = [part.kind for part in found]
    pairs = (len(kinds) - 1) // 2
    return found if pairs > 0 and kinds == ["message", *["before", "after"] * pairs] else []


def _ends(heads: list[re.Match[str]], text: str) -> Iterator[int]:
    yield from (after.start() for _, after in pairwise(heads))
    if heads:
        yield len(text)


def parse(commit: str, text: str) -> Change | None:
    """Return the change that `text` is; None when it is none of `commit`."""
    found = parts(commit, text)
    if not found:
        return None
    message, *rest = (text[part.start : part.end] for part in found)
    places = tuple(Place(*pair) for pair in zip(rest[::2], rest[1::2], strict=True))
    return Change(commit, found[0].number, found[0].of, message, places)
