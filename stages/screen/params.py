"""Settings of `screen`."""

from stages.core.params import Count, Params, Positive


class ScreenParams(Params, frozen=True):
    """Section `screen` of params.yaml."""

    max_bytes: Positive
    """Size above which a file is dropped, in bytes."""
    assets: list[str]
    """Kinds of assets that a later stage reads; others are dropped."""
    generated_lines: Count
    """Lines at the top of a file in which a generator's mark is looked for."""
    minified_mean: Positive
    """Mean length of a line, in characters, above which a script or style sheet counts as minified."""
    minified_longest: Positive
    """Length of the longest line, in characters, above which it does."""
    licence_head: Count
    """Characters at the top of a file in whose first comment its own licence is looked for."""
    vendored: list[str]
    """Folders, as parts of a path, that hold somebody else's code."""
    generated_paths: list[str]
    """Folders, as parts of a path, that a build writes."""
    licences: dict[str, list[str]]
    """SPDX ids that may be read, as globs, by class of the source; a class that is not named is refused."""
    declared_over_unknown: list[str]
    """Classes whose declared licence holds where a licence file is not recognised; others are refused."""
