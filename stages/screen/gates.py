"""The gates of `screen`: each returns what it found when a file may not go on, or nothing."""

import re
from base64 import b64decode
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import NamedTuple

from stages.core.records.blob import Blob
from stages.core.records.file import File
from stages.screen.languages import UNKNOWN_LANGUAGE, language
from stages.screen.licences import Licence, allowed
from stages.screen.params import ScreenParams

GENERATED = re.compile(
    r"(?i:\bdo not (?:edit|modify|change)\b|@generated\b|\b(?:auto|automatically|machine)[ -]?generated\b)"
    r"|(?i:\b(?:file|code|class|source|module|client|stub)s? (?:(?:was|is|are|were|has been) )?"
    r"generated (?:by|from|with|using)\b)"
    r"|^\W*(?:Code g|G)enerated (?:by|from|with|using)\b"
    r"|(?:本|此|该)(?:文件|代码|类).{0,12}(?:自动|工具)生成|自动生成的?(?:文件|代码|类)"
    r"|(?:请勿|不要|切勿)(?:手动|手工)?(?:修改|编辑)",
    re.MULTILINE,
)
"""What generators write at the top of their files; a sentence about generated values is none."""

COMMENTED = re.compile(r"\s*(?://|/\*|\*|#|--|<!--)")
"""Start of a line that is comment."""

MINIFIABLE = {"javascript", "css"}

POINTER = "version https://git-lfs.github.com/spec/v1\n"


class Subject(NamedTuple):
    """A file with all that its gates look at."""

    file: File
    blob: Blob
    licence: Licence


class Refusal(NamedTuple):
    """Why a file may not go on."""

    rule: str
    value: str
    threshold: str


def refusal(subject: Subject, params: ScreenParams) -> Refusal | None:
    """Return the first gate's refusal in the order of `GATES`, or None."""
    found = ((rule, *gate(subject, params)) for rule, gate in GATES)
    return next((Refusal(rule, value, threshold) for rule, value, threshold in found if value), None)


def _symlink(subject: Subject, _: ScreenParams) -> tuple[str, str]:
    return ("mode 120000" if subject.file.mode == "120000" else "", "regular files")


def _submodule(subject: Subject, _: ScreenParams) -> tuple[str, str]:
    return ("mode 160000" if subject.file.mode == "160000" else "", "regular files")


def _oversized(subject: Subject, params: ScreenParams) -> tuple[str, str]:
    unread = subject.file.size > 0 and subject.blob.text is None and subject.blob.base64 is None
    large = subject.file.size > params.max_bytes or unread
    return (f"{subject.file.size} bytes" if large else "", f"{params.max_bytes} bytes")


def _empty(subject: Subject, _: ScreenParams) -> tuple[str, str]:
    blank = subject.blob.text is not None and not subject.blob.text.strip()
    return (f"{subject.file.size} bytes of white space" if blank else "", "some text")


def _binary(subject: Subject, _: ScreenParams) -> tuple[str, str]:
    content = b64decode(subject.blob.base64) if subject.blob.base64 else (subject.blob.text or "").encode()
    return ("zero bytes" if b"\0" in content else "", "text")


def _encoding(subject: Subject, _: ScreenParams) -> tuple[str, str]:
    return ("not UTF-8" if subject.blob.text is None else "", "UTF-8")


def _pointer(subject: Subject, _: ScreenParams) -> tuple[str, str]:
    pointer = (subject.blob.text or "").startswith(POINTER)
    return ("a pointer to a file in Git LFS" if pointer else "", "the file itself")


def _vendored(subject: Subject, params: ScreenParams) -> tuple[str, str]:
    return (_within(subject.file.path, params.vendored), "own folders")


def _generated(subject: Subject, params: ScreenParams) -> tuple[str, str]:
    folder = _within(subject.file.path, params.generated_paths)
    head = (subject.blob.text or "").split("\n", params.generated_lines)[: params.generated_lines]
    comments = "\n".join(line for line in head if COMMENTED.match(line))
    mark = GENERATED.search(comments) if subject.file.asset in ("code", "test") else None
    return (folder or ("a generator's mark" if mark else ""), "written by people")


def _minified(subject: Subject, params: ScreenParams) -> tuple[str, str]:
    lengths = [len(line) for line in (subject.blob.text or "").splitlines() if line] or [0]
    mean, longest = sum(lengths) / len(lengths), max(lengths)
    dense = mean > params.minified_mean or longest > params.minified_longest
    is_script = language(subject.file.path) in MINIFIABLE
    threshold = f"mean {params.minified_mean}, longest {params.minified_longest} characters"
    return (f"mean {mean:.0f}, longest {longest} characters" if dense and is_script else "", threshold)


def _asset(subject: Subject, params: ScreenParams) -> tuple[str, str]:
    unknown = language(subject.file.path) == UNKNOWN_LANGUAGE
    unused = subject.file.asset not in params.assets or unknown
    found = f"{subject.file.asset} in an unknown language" if unknown else subject.file.asset
    return (found if unused else "", ", ".join(params.assets))


def _licence(subject: Subject, params: ScreenParams) -> tuple[str, str]:
    ids = params.licences.get(subject.file.source_class, [])
    spdx = subject.licence.spdx
    return ("" if allowed(spdx, ids) else spdx or "none", ", ".join(ids))


def _within(path: str, folders: list[str]) -> str:
    inside = f"/{PurePosixPath(path).parent}/"
    return next((folder for folder in folders if f"/{folder}/" in inside), "")


GATES: tuple[tuple[str, Callable[[Subject, ScreenParams], tuple[str, str]]], ...] = (
    ("symlink", _symlink),
    ("submodule", _submodule),
    ("oversized", _oversized),
    ("empty", _empty),
    ("binary", _binary),
    ("encoding", _encoding),
    ("lfs-pointer", _pointer),
    ("vendored", _vendored),
    ("generated", _generated),
    ("minified", _minified),
    ("asset", _asset),
    ("licence", _licence),
)
"""Rules by name, in the order in which they are tried: the first refusal is the one that is reported."""
