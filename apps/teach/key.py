"""Read the key of an endpoint, from the environment or a file outside Git. It is never printed or written."""

import os
from pathlib import Path

from apps.network import is_token
from stages.core.errors import PipelineError

VARIABLE = "ADAPTRAIL_TEACHER_KEY"


def load_key(key_file: str) -> str:
    """Return the key, or an empty string when neither the variable nor a file is named.

    Raises PipelineError when the file cannot be read or lies in the repository, or the key is no token.
    """
    found = os.environ.get(VARIABLE, "").strip()
    key = found or (_from_file(Path(key_file).expanduser()) if key_file else "")
    if not is_token(key):
        raise PipelineError(
            f"{VARIABLE if found else key_file}: holds what no key has, expected one key. Set it again."
        )
    return key


def _from_file(path: Path) -> str:
    if path.resolve().is_relative_to(Path.cwd().resolve()):
        raise PipelineError(
            f"{path}: lies in the repository, expected a file outside. Move it, and set teacher.key_file."
        )
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "not UTF-8"
        raise PipelineError(
            f"{path}: {why}, expected the key of the teacher. Set {VARIABLE} or teacher.key_file."
        ) from error
