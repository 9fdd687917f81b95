"""Read the values of a settings file of any format."""

import re
from collections.abc import Iterable
from functools import lru_cache

from stages.anonymize.scalars import lines, trees
from stages.anonymize.scalars.scalar import Scalar

BY_LINE = frozenset({"properties", "ini"})
SETTINGS = BY_LINE | trees.GRAMMARS.keys()
"""Languages whose files are settings."""
KUBERNETES = re.compile(r"""(?m)^kind:[ \t]*["']?Secret["']?[ \t]*(?:#.*)?$""")
DOCUMENT = re.compile(r"(?m)^---")


@lru_cache(maxsize=1)
def scalars(text: str, language: str) -> tuple[Scalar, ...]:
    """Return the values with their keys; none when the file is broken or no settings file.

    Several rules ask for the same text one after the other.
    """
    if language in BY_LINE:
        return tuple(lines.scalars(text))
    return tuple(trees.scalars(text, language) or ()) if language in trees.GRAMMARS else ()


def of_kubernetes_secrets(text: str, found: Iterable[Scalar]) -> list[Scalar]:
    """Return the values below `data` and `stringData` of the documents that are Secrets."""
    places = [match.start() for match in KUBERNETES.finditer(text)]
    if not places:
        return []
    borders = [0, *(match.start() for match in DOCUMENT.finditer(text)), len(text) + 1]
    secret = [
        (start, end)
        for start, end in zip(borders, borders[1:], strict=False)
        if any(start <= p < end for p in places)
    ]
    return [
        scalar
        for scalar in found
        if scalar.owner in ("data", "stringData")
        and any(start <= scalar.start < end for start, end in secret)
    ]
