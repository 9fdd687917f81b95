"""Seal what was pseudonymised, so that who holds a second key can name the value behind a pseudonym.

Off by default. One line a pseudonym: AES-256-GCM (NIST SP 800-38D) under a key of its own. The nonce is a MAC
of the content, so that two runs write the same bytes and no nonce is used for two contents. The file lies
outside Git and is no out of a stage.
"""

import hashlib
import hmac
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from stages.anonymize.keys import SHORTEST
from stages.core.contract import canonical, publish
from stages.core.errors import PipelineError

VARIABLE = "ADAPTRAIL_VAULT_KEY"
CONTEXT = b"adaptrail vault 1"
NONCE = 12
"""Bytes."""


class Sealed(msgspec.Struct, frozen=True, order=True):
    """What a line holds."""

    entity: str
    replacement: str
    value: str


def key_for(path: str) -> bytes:
    """Return the key of the vault at a path; without a path there is none.

    Raises PipelineError when it is missing or too short.
    """
    return _key() if path else b""


def seal(path: str, key: bytes, sealed: Iterable[Sealed]) -> None:
    """Write the vault, replacing it; without a path there is none."""
    if path:
        lines = [_line(key, canonical(one)) for one in sorted(set(sealed))]
        publish(Path(path).expanduser(), b"".join(lines))


def unsealed(path: str) -> Iterator[Sealed]:
    """Yield what the vault holds; raises PipelineError when it is missing, altered or of another key."""
    vault = Path(path).expanduser()
    if not path or not vault.is_file():
        raise PipelineError(
            f"{path or 'anonymize.vault_file'}: not found, expected a vault. Set anonymize.vault_file."
        )
    key = _key()
    for number, line in enumerate(vault.read_bytes().splitlines(), 1):
        yield msgspec.json.decode(_opened(key, line, f"{path}:{number}"), type=Sealed)


def _key() -> bytes:
    found = os.environ.get(VARIABLE, "").encode()
    if len(found) < SHORTEST:
        raise PipelineError(
            f"{VARIABLE}: {len(found)} bytes, expected {SHORTEST} or more. Make one: `openssl rand -hex 32`."
        )
    return hmac.digest(found, CONTEXT, hashlib.sha256)


def _line(key: bytes, content: bytes) -> bytes:
    nonce = hmac.digest(key, content, hashlib.sha256)[:NONCE]
    return b64encode(nonce + AESGCM(key).encrypt(nonce, content, CONTEXT)) + b"\n"


def _opened(key: bytes, line: bytes, place: str) -> bytes:
    try:
        sealed = b64decode(line, validate=True)
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], CONTEXT)
    except (InvalidTag, ValueError) as error:
        raise PipelineError(
            f"{place}: cannot be opened, expected a line of this vault. Give its key in {VARIABLE}."
        ) from error
