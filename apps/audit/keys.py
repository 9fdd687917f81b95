"""Make the key of each source from which the salts of its shard are derived, where there is none yet."""

import argparse
import os
import secrets
from pathlib import Path
from typing import Any, NamedTuple

from apps.audit import evidence, question
from apps.audit.outside import refuse_inside
from apps.audit.question import Answer
from stages.attest.units import place, unit_of
from stages.core.errors import PipelineError

SIZE = 32
"""Bytes of a key."""


class Key(NamedTuple):
    """The key of one source; never its bytes."""

    source: str
    check: str
    """Says which key it is; the shards of the ledger name it."""
    made: bool
    """Whether it was made now."""


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    question.add(
        questions, "keys", "make a key for each source that has none, and say which there are", answer
    )


def answer(_: argparse.Namespace) -> Answer:
    """Return yes once every source of the settings has a key."""
    folder = evidence.setting("attest", "unit_keys", kind=str)
    if not folder:
        raise PipelineError(
            "attest.unit_keys: empty, expected a folder outside the project. Name one in conf/attest/, then "
            "run `python -m stages.compose`."
        )
    refuse_inside(Path(folder).expanduser(), "the keys of the sources")
    found = [_key(folder, name) for name in sorted(evidence.declared())]
    shown = [f"{one.source}: key {one.check}{', made now' if one.made else ''}" for one in found]
    return Answer(found, shown, is_yes=True)


def _key(folder: str, source: str) -> Key:
    path = place(folder, source)
    made = not path.exists()
    if made:
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_hex(SIZE).encode() + b"\n")
        except OSError as error:
            raise PipelineError(f"{path}: {error.strerror}, expected to write a key. Mend rights.") from error
    return Key(source, unit_of(path).check, made)
