"""Say where an erased file stands in the rows of a source: under a path that Git allows to no file."""

FOLDER = ".git/suppressed"
NO_CONTENT = "0" * 40
"""Blob id of a file of which nothing was read: Git's own name for no object."""


def place_of(digest: str) -> str:
    """Return the path under which a file is listed that may not be read."""
    return f"{FOLDER}/{digest}"


def is_suppressed(path: str) -> bool:
    """Say whether a path is that of a file that may not be read."""
    return path.startswith(f"{FOLDER}/")
