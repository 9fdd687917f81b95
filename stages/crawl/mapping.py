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
        loaded = yaml.safe_load(file.read_bytes())
    except OSError as error:
        raise PipelineError(f"{file}: {error.strerror}, expected a file to read. {remedy}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: a date of 13 months
        mark = getattr(error, "problem_mark", None)
        place = f"{file}:{mark.line + 1}" if mark else f"{file}"
        raise PipelineError(f"{place}: no YAML, expected it. {remedy}") from error
    if loaded is None:
        return {}
    if not isinstance(loaded, dict) or not all(isinstance(key, str) for key in loaded):
        raise PipelineError(f"{file}: a {type(loaded).__name__}, expected a mapping of names. {remedy}")
    return loaded
