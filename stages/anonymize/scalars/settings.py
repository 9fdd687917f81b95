"""Read the values of a settings file of any format, and of the settings that such values hold themselves."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

from stages.anonymize.scalars import kubernetes, lines, loose, shell, trees
from stages.anonymize.scalars.scalar import Inner, Scalar
from stages.core.formats.change import language_of

BY_LINE = frozenset({"properties", "ini"})
SCRIPTS = frozenset({"shell", "dockerfile"})
SETTINGS = BY_LINE | SCRIPTS | trees.GRAMMARS.keys() | {"jsonl"}
"""Languages whose files are settings, or set something."""
SCRIPT_KEYS = frozenset({"run", "script"})
"""Keys whose values of several lines are scripts, as others are that have a here-document."""
OBJECT = re.compile(r"\s*\{.*\}[\s\\nrt]*", re.DOTALL)
ESCAPE = re.compile(r"\\(.)")
DEEPEST = 3
"""Texts within texts; no file that people write comes near."""


class Document(NamedTuple):
    """A text with its values; those of a document within another one have their places in it."""

    start: int
    """First character in the whole text."""
    text: str
    scalars: tuple[Scalar, ...]


def is_read(text: str, language: str) -> bool:
    """Say whether a text is one of settings, or has here-documents that may be."""
    return language in SETTINGS or (language in ("groovy", "makefile") and shell.has_document(text))


def scalars(text: str, language: str) -> Iterator[Scalar]:
    """Yield the values with their keys; none when the file is no settings file."""
    for document in documents(text, language):
        yield from _moved(document.scalars, document.start)


def of_kubernetes_secrets(text: str, language: str) -> Iterator[Scalar]:
    """Yield the values that manifests of Kubernetes keep as Secrets."""
    for document in documents(text, language):
        yield from _moved(kubernetes.secrets(document.text, document.scalars), document.start)


def _moved(found: Iterable[Scalar], by: int) -> Iterator[Scalar]:
    return (
        (scalar._replace(start=scalar.start + by, end=scalar.end + by) for scalar in found)
        if by
        else iter(found)
    )


@lru_cache(maxsize=1)
def documents(text: str, language: str) -> tuple[Document, ...]:
    """Return a text and those that its values hold, each with its values.

    Several rules ask for the same text one after the other.
    """
    return tuple(_documents(text, language, 0, 0))


def _documents(text: str, language: str, start: int, depth: int) -> Iterator[Document]:
    read, bodies = _read(text, language)
    found = tuple(read)
    yield Document(start, text, found)
    inside = filter(None, (_inside(text, scalar) for scalar in found))
    for inner in (*bodies, *inside) if depth < DEEPEST else ():
        yield from _documents(inner.text, inner.language, start + inner.start, depth + 1)


def _read(text: str, language: str) -> tuple[Iterable[Scalar], Iterable[Inner]]:
    if language in SCRIPTS or language == "makefile":
        return shell.read(text)
    if language == "groovy":
        return (), shell.in_strings(text)
    return _values(text, language), ()


def _values(text: str, language: str) -> Iterable[Scalar]:
    if language in BY_LINE:
        return lines.scalars(text, language)
    found = trees.scalars(text, language) if language in trees.GRAMMARS else None
    if found is None and language in ("json", "jsonl"):
        return loose.scalars(text)
    return found or ()


def _inside(text: str, scalar: Scalar) -> Inner | None:
    """Return the settings that a value holds: JSON, a file under its name, a script."""
    value = text[scalar.start : scalar.end]
    if OBJECT.fullmatch(value):
        return Inner(scalar.start, ESCAPE.sub(_unescaped, value), "json")
    if "\n" not in value:
        return None
    begin = text.rfind("\n", 0, scalar.start) + 1
    named = "shell" if scalar.key in SCRIPT_KEYS else language_of(PurePosixPath(scalar.key).name)
    language = "shell" if named not in SETTINGS and shell.has_document(value) else named
    return Inner(begin, text[begin : scalar.end], language) if language in SETTINGS else None


def _unescaped(escape: re.Match[str]) -> str:
    """Return what an escape in a string stands for, in as many characters."""
    return f"{escape[1]} " if escape[1] in "\"'" else f" {escape[1]}" if escape[1] == "\\" else "  "
