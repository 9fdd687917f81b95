"""Decide the licence of a path: its own header, the nearest licence file above, or what the source declares.

A licence column per repository is unsafe: sub-folders with other licences are common.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import NamedTuple

from stages.screen.licence_texts import header_licence, joined, text_licence

FILE_NAME = re.compile(r"(?i)^((un)?licen[cs]es?|copying)([.-](?!(py|java|kt|ts|js|go|json)$).*)?$")

LICENCE = re.compile(r"[\w.+:-]+(?: WITH [\w.+:-]+)?", re.IGNORECASE)
"""One licence of an SPDX expression, with its exception; a glob says nothing of what is not spelled so."""


class Licence(NamedTuple):
    """The licence that holds for a path, and why."""

    spdx: str
    basis: str


def is_licence_file(path: str) -> bool:
    """Say whether a path names a licence text."""
    return bool(FILE_NAME.match(PurePosixPath(path).name))


def by_folder(texts: Iterable[tuple[str, str]]) -> dict[str, Licence]:
    """Return the licence of each folder with licence files, from pairs of path and text; several hold."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path, text in sorted(texts):
        found[str(PurePosixPath(path).parent)].append((text_licence(text), path))
    return {
        folder: Licence(joined(spdx for spdx, _ in entries), f"file:{entries[0][1]}")
        for folder, entries in found.items()
    }


def licence_of(path: str, head: str, folders: Mapping[str, Licence], declared: Licence) -> Licence:
    """Return the licence of `path`, whose first characters are `head`."""
    header = header_licence(head)
    if header:
        return Licence(header, "header")
    above = (str(folder) for folder in PurePosixPath(path).parents)
    return next((folders[folder] for folder in above if folder in folders), declared)


def allowed(expression: str, ids: Iterable[str]) -> bool:
    """Say whether every part of an SPDX expression, or one of its alternatives, matches a glob of `ids`.

    Operators may be in lower case. A licence with an exception must be listed with it. Brackets are not read:
    an expression with brackets may be refused though it is allowed, never the reverse.
    """
    patterns = list(ids)

    def listed(licence: str) -> bool:
        named = " ".join(licence.split())
        return bool(LICENCE.fullmatch(named)) and any(fnmatchcase(named, pattern) for pattern in patterns)

    parts = re.split(r"(?i)\sAND\s", re.sub(r"[()]", " ", expression))
    return all(any(listed(choice) for choice in re.split(r"(?i)\sOR\s", part)) for part in parts)
