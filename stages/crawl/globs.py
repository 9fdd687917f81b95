"""Match paths with the globs of `include` and `exclude`."""

import re
from collections.abc import Callable, Sequence
from functools import cache

_PIECES = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@cache
def pattern(glob: str) -> re.Pattern[str]:
    """Return `glob` as a pattern of whole paths: `**` crosses folders, `*` and `?` do not."""
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", glob)
    return re.compile("".join(_PIECES.get(piece, re.escape(piece)) for piece in pieces), re.DOTALL)


def chooser(include: Sequence[str], exclude: Sequence[str]) -> Callable[[str], bool]:
    """Return whether a path is matched by one of `include` and none of `exclude`."""
    wanted, unwanted = [[pattern(glob) for glob in globs] for globs in (include, exclude)]

    def chosen(path: str) -> bool:
        return any(glob.fullmatch(path) for glob in wanted) and not any(
            glob.fullmatch(path) for glob in unwanted
        )

    return chosen
