"""Read the parts of a change as what they are: the message as text, a place in the language of its file.

Known limit: what says what a place is may stand outside of it, as `kind: Secret` does above `data`.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from stages.anonymize.finding import Subject
from stages.core.formats.change import changed, parts

SUFFIXES = {
    "c": "c h", "cpp": "cc cpp hpp", "csharp": "cs", "css": "css less scss", "csv": "csv", "dart": "dart",
    "gherkin": "feature", "go": "go", "groovy": "groovy gradle", "html": "htm html", "ini": "cfg ini",
    "java": "java", "javascript": "cjs js jsx mjs", "json": "json", "kotlin": "kt kts",
    "markdown": "markdown md", "php": "php", "properties": "properties", "python": "py", "ruby": "rb",
    "rust": "rs", "scala": "scala", "shell": "bash sh", "sql": "sql", "swift": "swift", "toml": "toml",
    "tsv": "tsv", "typescript": "ts tsx", "vue": "vue", "xml": "xml", "yaml": "yaml yml",
}  # fmt: skip
"""Suffixes of the languages that detectors read in their own way; a place of another file is read in any."""
LANGUAGES = {f".{suffix}": language for language, many in SUFFIXES.items() for suffix in many.split()}


class Reading(NamedTuple):
    """A text to search, and where it stands."""

    start: int
    """First character."""
    subject: Subject


def readings(subject: Subject) -> Iterator[Reading]:
    """Yield the parts of a change; a text that is none as a whole."""
    about = changed(subject.path) if subject.language == "change" else None
    found = parts(about.commit, subject.text) if about else []
    if about is None or not found:
        yield Reading(0, subject)
        return
    language = LANGUAGES.get(PurePosixPath(about.path).suffix.lower(), subject.language)
    for part in found:
        read = "text" if part.kind == "message" else language
        text = subject.text[part.start : part.end]
        yield Reading(part.start, subject._replace(text=text, language=read, path=about.path))
