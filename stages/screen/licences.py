"""Decide the licence of a path: a text beside it, its own header, the nearest licence file above, or what the
source declares.

A licence column per repository is unsafe: sub-folders with other licences are common.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from stages.screen.licence_texts import joined
from stages.screen.reuse import Rule

FILE_NAME = re.compile(
    r"(?i)(?!(?:third|3rd))(?:[\w.+]+[-_])?(?:(?:un)?licen[cs]es?|copying)(?:[\d.+_~( -].*)?"
)
"""Names of licence texts: `LICENSE`, `LICENSE_1_0.txt`, `COPYING3`, `GPL-LICENSE.txt`."""

OF_RIGHTS = re.compile(
    r"(?i)(?:copyrights?|eula|许可证|许可协议|授权协议)(?:[-_][a-z]{2})?(?:\.(?:txt|md|rst|adoc|rtf|pdf|docx?))?"
)
"""Names of texts that may only say who holds the rights."""

OTHERS = re.compile(
    r"(?i).*\.(?:c|cc|cpp|cs|css|go|groovy|h|hpp|java|jsx?|json|kts?|less|mjs|php|properties|proto|ps1|py|rb|rs"
    r"|scala|scss|sh|sql|swift|toml|tsx?|vue|xml|ya?ml|x?html?|gif|ico|jpe?g|png|svg|webp)"
)
"""Names of code, pages and pictures about licences, which are no such text."""


BESIDE = ".license"
"""What REUSE adds to the name of a file for the text that states its licence."""


class Licence(NamedTuple):
    """The licence that holds for a path, and why."""

    spdx: str
    basis: str


def is_licence_file(path: str) -> bool:
    """Say whether a path names a licence text."""
    name = PurePosixPath(path).name
    return names_rights(path) or bool(FILE_NAME.fullmatch(name)) and not OTHERS.fullmatch(name)


def is_beside(path: str) -> bool:
    """Say whether a path names a text beside a file that states its licence: `logo.svg.license`."""
    return path.endswith(BESIDE) and not is_licence_file(path)


def names_rights(path: str) -> bool:
    """Say whether a path names a text that is a licence only when it holds one, or a condition."""
    return bool(OF_RIGHTS.fullmatch(PurePosixPath(path).name))


def by_folder(found: Iterable[tuple[str, str]]) -> dict[str, Licence]:
    """Return the licence of each folder with licence files, from pairs of path and expression.

    A text beside a file stands for that file alone.
    """
    folders: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path, spdx in sorted(found):
        bound = path.removesuffix(BESIDE) if is_beside(path) else str(PurePosixPath(path).parent)
        folders[bound].append((spdx, path))
    return {
        folder: Licence(joined(_without_base({spdx for spdx, _ in entries})), f"file:{entries[0][1]}")
        for folder, entries in folders.items()
    }


def _without_base(licences: set[str]) -> set[str]:
    """Return licences without the GPL 3 that the LGPL 3 beside it (COPYING.LESSER) adds permissions to."""
    return licences - {"GPL-3.0-only"} if "LGPL-3.0-only" in licences else licences


def licence_of(
    path: str,
    header: str,
    rule: tuple[str, Rule] | None,
    folders: Mapping[str, Licence],
    declared: Licence,
) -> Licence:
    """Return the licence of `path`, whose first comment states `header`, or states none.

    What stands beside it wins over its header, as REUSE has it; a `rule` of REUSE.toml wins over both only
    when it says so.
    """
    own = folders.get(path) or (Licence(header, "header") if header else None)
    if rule and (not own or rule[1].precedence == "override"):
        return Licence(rule[1].spdx, f"file:{rule[0]}")
    if own and rule and rule[1].precedence == "aggregate":
        return Licence(joined([own.spdx, rule[1].spdx]), own.basis)
    if own:
        return own
    above = (str(folder) for folder in PurePosixPath(path).parents)
    return next((folders[folder] for folder in above if folder in folders), declared)
