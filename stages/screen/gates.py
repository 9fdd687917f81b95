"""The gates of `screen`: each returns what it found when a file may not go on, or nothing."""

from collections.abc import Callable
from typing import NamedTuple

from stages.core.records.annotation import Annotation
from stages.core.records.file import File
from stages.core.suppressed import is_suppressed
from stages.screen.annotate import MARK
from stages.screen.licences import Licence
from stages.screen.params import ScreenParams
from stages.screen.policy import Decision

TEXTLESS = ("binary", "missing", "oversized", "unknown")
"""Encodings of what has no text."""

LINK = "120000"
"""Git mode of a symbolic link, whose content is a path."""

SOURCES = ("code", "test")
"""Assets that generators write and that are measured as code."""


class Subject(NamedTuple):
    """A file with all that its gates look at."""

    file: File
    annotation: Annotation
    licence: Licence
    decision: Decision


class Refusal(NamedTuple):
    """Why a file may not go on."""

    rule: str
    value: str
    threshold: str


def refusal(subject: Subject, params: ScreenParams) -> Refusal | None:
    """Return the first gate's refusal in the order of `GATES`, or None."""
    for rule, gate in GATES:
        value, threshold = gate(subject, params)
        if value:
            return Refusal(rule, value, threshold)
    return None


def _suppressed(subject: Subject, _: ScreenParams) -> tuple[str, str]:
    return ("erased" if is_suppressed(subject.file.path) else "", "what may be read")


def _symlink(subject: Subject, _: ScreenParams) -> tuple[str, str]:
    return ("mode 120000" if subject.file.mode == LINK else "", "regular files")


def _submodule(subject: Subject, _: ScreenParams) -> tuple[str, str]:
    return ("mode 160000" if subject.file.mode == "160000" else "", "regular files")


def _missing(subject: Subject, _: ScreenParams) -> tuple[str, str]:
    return ("no content" if subject.annotation.encoding == "missing" else "", "a content that its source has")


def _oversized(subject: Subject, params: ScreenParams) -> tuple[str, str]:
    text = subject.annotation.encoding != "pdf"  # pages and characters are limited where it is read
    large = (text and subject.file.size > params.max_bytes) or subject.annotation.encoding == "oversized"
    return (f"{subject.file.size} bytes" if large else "", f"{params.max_bytes} bytes")


def _empty(subject: Subject, _: ScreenParams) -> tuple[str, str]:
    blank = subject.annotation.encoding not in TEXTLESS and not subject.annotation.lines
    return (f"{subject.file.size} bytes of white space" if blank else "", "some text")


def _binary(subject: Subject, _: ScreenParams) -> tuple[str, str]:
    return ("zero bytes" if subject.annotation.encoding == "binary" else "", "text")


def _encoding(subject: Subject, _: ScreenParams) -> tuple[str, str]:
    encoding = subject.annotation.encoding
    return (encoding if encoding in TEXTLESS else "", "a known encoding")


def _pointer(subject: Subject, _: ScreenParams) -> tuple[str, str]:
    return ("a pointer to a file in Git LFS" if subject.annotation.pointer else "", "the file itself")


def _vendored(subject: Subject, _: ScreenParams) -> tuple[str, str]:
    return (subject.annotation.vendored, "own folders")


def _generated(subject: Subject, _: ScreenParams) -> tuple[str, str]:
    rule = subject.annotation.generated
    written = rule == MARK and subject.file.asset not in SOURCES
    return ("" if written else rule, "written by people")


def _minified(subject: Subject, params: ScreenParams) -> tuple[str, str]:
    mean, longest = subject.annotation.mean_line, subject.annotation.longest_line
    dense = mean > params.minified_mean or longest > params.minified_longest
    judged = subject.annotation.language in params.minified_languages
    threshold = f"mean {params.minified_mean}, longest {params.minified_longest} characters"
    return (f"mean {mean:.0f}, longest {longest} characters" if dense and judged else "", threshold)


def _sparse(subject: Subject, params: ScreenParams) -> tuple[str, str]:
    letters = subject.annotation.letters
    sparse = subject.file.asset in SOURCES and letters < params.min_letters
    return (f"{letters} letters and digits" if sparse else "", f"{params.min_letters}")


def _asset(subject: Subject, params: ScreenParams) -> tuple[str, str]:
    asset = subject.file.asset
    return ("" if asset in params.assets else asset, ", ".join(params.assets))


def _language(subject: Subject, params: ScreenParams) -> tuple[str, str]:
    language = subject.annotation.language
    return ("" if language in params.languages else language, ", ".join(params.languages))


def _quarantine(subject: Subject, _: ScreenParams) -> tuple[str, str]:
    return _refused(subject, "quarantine")


def _deny(subject: Subject, _: ScreenParams) -> tuple[str, str]:
    return _refused(subject, "deny")


def _refused(subject: Subject, action: str) -> tuple[str, str]:
    refused = subject.decision.action == action
    return (subject.licence.spdx or "none" if refused else "", f"{subject.decision.policy_class}: {action}")


GATES: tuple[tuple[str, Callable[[Subject, ScreenParams], tuple[str, str]]], ...] = (
    ("suppressed", _suppressed),
    ("symlink", _symlink),
    ("submodule", _submodule),
    ("missing", _missing),
    ("oversized", _oversized),
    ("empty", _empty),
    ("binary", _binary),
    ("encoding", _encoding),
    ("lfs-pointer", _pointer),
    ("vendored", _vendored),
    ("generated", _generated),
    ("minified", _minified),
    ("sparse", _sparse),
    ("asset", _asset),
    ("language", _language),
    ("licence-quarantine", _quarantine),
    ("licence-deny", _deny),
)
"""Rules by name, in the order in which they are tried: the first refusal is the one that is reported."""
