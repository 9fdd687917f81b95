"""Read the key of the pseudonyms, and derive what is needed from it. A key is never printed."""

import hashlib
import hmac
import os
from pathlib import Path
from typing import NamedTuple

from stages.core.errors import PipelineError

VARIABLE = "ADAPTRAIL_KEY"
DEMO_CHECK = "61e0d4491e5b3238"
"""Check value of samples/demo.key, which everybody can read."""
SHORTEST = 16
"""Bytes: a key that can be guessed makes every pseudonym reversible by trying names."""


class Keys(NamedTuple):
    """What is derived from the key."""

    pseudonym: bytes
    fingerprint: bytes
    """A second key: who reads the ledger can ask whether a value is in it only with this key."""
    check: str


def derive(key: bytes) -> Keys:
    """Return the keys that are derived from `key`."""
    return Keys(
        pseudonym=_hmac(key, b"pseudonym"),
        fingerprint=_hmac(key, b"fingerprint"),
        check=_hmac(key, b"adaptrail key check").hex()[:16],
    )


def load_keys(key_id: str, key_check: str, key_file: str) -> Keys:
    """Return the keys from the environment, or from `key_file`, also below `~`, when the variable is not set.

    Raises PipelineError when there is no key, it is too short, or it is not the one that the settings name.
    """
    found = os.environ.get(VARIABLE)
    key = found.encode().strip() if found else _from_file(Path(key_file).expanduser())
    if len(key) < SHORTEST:
        raise PipelineError(
            f"key '{key_id}': {len(key)} bytes, expected at least {SHORTEST}. "
            "Make one with `openssl rand -hex 32`."
        )
    keys = derive(key)
    if keys.check != key_check:
        raise PipelineError(
            f"key '{key_id}': its check value is {keys.check}, expected {key_check}. Give the right key in "
            f"{VARIABLE} or {key_file}, or set key_id and key_check for a new key: every pseudonym changes."
        )
    return keys


def fingerprint(keys: Keys, value: str) -> str:
    """Return the keyed fingerprint of a value, 128 bits as hex."""
    return _hmac(keys.fingerprint, value.encode()).hex()[:32]


def description(keys: Keys) -> str:
    """Return what a report says of the key."""
    if keys.check == DEMO_CHECK:
        return "demo key of the samples, known to everybody: not for real data"
    return "private key"


def _from_file(path: Path) -> bytes:
    if not path.is_file():
        raise PipelineError(
            f"{path}: not found, expected the key of the pseudonyms. Set {VARIABLE} or anonymize.key_file."
        )
    return path.read_bytes().strip()


def _hmac(key: bytes, message: bytes) -> bytes:
    return hmac.digest(key, message, hashlib.sha256)
