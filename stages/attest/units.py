"""Read the key of each unit of erasure, and derive the salts of its rows from it. A key is never printed.

Once the key of a source is destroyed, nobody can tell of a leaf that is left which row it was.
"""

import hashlib
import hmac
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from stages.attest.operations import short
from stages.core.contract import canonical
from stages.core.errors import PipelineError

DEMO = "demo"
"""Check value of a key that everybody can derive: that of the embedded sample."""
SHORTEST = 16
"""Bytes of a key."""


class Unit(NamedTuple):
    """The key of one source."""

    key: bytes
    check: str
    """Says which key it was, without saying the key."""


def units(folder: str, sources: Iterable[str]) -> dict[str, Unit]:
    """Return the unit of each source; without a folder, that of the key which everybody knows.

    Raises PipelineError when a key is missing or too short.
    """
    return {name: unit_of(place(folder, name)) if folder else _demo(name) for name in sources}


def place(folder: str, source: str) -> Path:
    """Return where the key of a source lies."""
    return Path(folder).expanduser() / f"{source}.key"


def unit_of(path: Path) -> Unit:
    """Return the unit whose key a file holds; raises PipelineError when it does not."""
    if not path.is_file():
        raise PipelineError(
            f"{path}: not found, expected the key of a source. Run `adaptrail audit keys`, or restore it; "
            "that of an erased source is gone on purpose: remove the source from conf/source/."
        )
    key = path.read_bytes().strip()
    if len(key) < SHORTEST:
        raise PipelineError(
            f"{path}: {len(key)} bytes, expected at least {SHORTEST}. Restore the key, or remove the file "
            "and run `adaptrail audit keys`."
        )
    return Unit(key, hmac.digest(key, b"adaptrail unit check", hashlib.sha256).hex()[:16])


def salt(unit: Unit, kind: str, item: str, recipe: str) -> str:
    """Return the salt of a row."""
    return short(hmac.digest(unit.key, canonical([kind, item, recipe]), hashlib.sha256))


def _demo(source: str) -> Unit:
    return Unit(hashlib.sha256(f"adaptrail demo unit {source}".encode()).digest(), DEMO)
