"""Read a YAML file that holds a mapping, and say in one line when it does not."""

from pathlib import Path
from typing import Any

import yaml

from stages.core.errors import PipelineError


def mapping(file: Path, remedy: str) -> dict[str, Any]:
    """Return the mapping in `file`; an empty file is an empty one.

    Raises PipelineError, which ends with `remedy`, when the file is not there or holds something else.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise PipelineError(f"{file}: {error.strerror}, expected a file to read. {remedy}") from error
    try:
        loaded = yaml.load(content, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: a date of 13 months
        raise PipelineError(f"{file}{_line(error, content)}: no YAML, expected it. {remedy}") from error
    if loaded is None:
        return {}
    if not isinstance(loaded, dict) or not all(isinstance(key, str) for key in loaded):
        raise PipelineError(f"{file}: a {type(loaded).__name__}, expected a mapping of names. {remedy}")
    return loaded


def _line(error: Exception, content: bytes) -> str:
    """Return `:` and the line of a fault; libyaml counts one more where the end of something is missing."""
    mark = getattr(error, "problem_mark", None)
    return f":{min(mark.line + 1, len(content.splitlines()))}" if mark else ""
