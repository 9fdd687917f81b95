"""Recorded answers of a teacher: one file each, named by what was asked."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from stages.build.contract import RECORDINGS
from stages.core.contract import canonical
from stages.core.errors import PipelineError
from stages.core.records.recording import Recording, Request

Answers = Callable[[Request], Recording | None]
"""Returns the answer to a request, None when there is none."""


def key_of(request: Request) -> str:
    """Return the SHA-256 of all that decides an answer."""
    return hashlib.sha256(canonical(request)).hexdigest()


def path_of(key: str) -> Path:
    """Return where the answer to the request with this key lies."""
    return RECORDINGS / key[:2] / f"{key}.json"


def recorded(request: Request) -> Recording | None:
    """Return the recorded answer to a request, None when there is none.

    Raises PipelineError when the file is damaged or answers another request.
    """
    path = path_of(key_of(request))
    if not path.is_file():
        return None
    try:
        recording = msgspec.json.decode(path.read_bytes(), type=Recording)
    except msgspec.DecodeError as error:
        raise PipelineError(
            f"{path}: {error}. Restore it from Git, or remove it and ask again with `adaptrail teach`."
        ) from error
    if recording.request != request:
        raise PipelineError(
            f"{path}: another request than its name says, expected the one of this key. Restore it from Git."
        )
    return recording
