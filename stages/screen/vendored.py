"""Tell which pattern makes a path somebody else's code: linguist's, or a folder of our own list."""

import re
from functools import lru_cache
from pathlib import PurePosixPath

import yaml

from stages.core.errors import PipelineError
from stages.screen.languages import DATA
from stages.screen.params import AnnotateParams

NAME = "(^|/)"
"""How most of linguist's patterns begin."""


def vendored(path: str, params: AnnotateParams) -> str:
    """Return the folder or the pattern of linguist's vendor.yml that a path matches, or an empty string.

    Raises PipelineError when the settings switch off a pattern that linguist does not have.
    """
    return within(path, params.vendored) or _matched(path, tuple(params.not_vendored))


def within(path: str, folders: list[str]) -> str:
    """Return the first of `folders` that a path lies in, or an empty string."""
    inside = f"/{PurePosixPath(path).parent}/"
    return next((folder for folder in folders if f"/{folder}/" in inside), "")


def patterns() -> list[str]:
    """Return the patterns of linguist's vendor.yml."""
    return list(yaml.safe_load((DATA / "vendor.yml").read_bytes()))


def _matched(path: str, without: tuple[str, ...]) -> str:
    whole, single = _compiled(without)
    if not whole.search(path):
        return ""
    return next(pattern.pattern for pattern in single if pattern.search(path))


@lru_cache(1)
def _compiled(without: tuple[str, ...]) -> tuple[re.Pattern[str], list[re.Pattern[str]]]:
    unknown = sorted(set(without) - set(patterns()))
    if unknown:
        raise PipelineError(
            f"screen.annotate.not_vendored: {unknown[0]}, expected patterns of "
            "stages/screen/linguist/vendor.yml. Mend it in conf/screen/."
        )
    wanted = [pattern for pattern in patterns() if pattern not in without]
    return re.compile(_together(wanted)), [re.compile(pattern) for pattern in wanted]


def _together(patterns: list[str]) -> str:
    """Return all patterns as one: those for the start of a name are tried there only, not at each letter."""
    names = [pattern.removeprefix(NAME) for pattern in patterns if pattern.startswith(NAME)]
    others = [pattern for pattern in patterns if not pattern.startswith(NAME)]
    return "|".join([f"{NAME}(?:{'|'.join(names)})", *others])
