"""Read who may sign, and sign: by a file, a variable, ssh-keygen, or what securesystemslib reaches.

governance/signers.json holds public keys and where each private key is, never a private key itself.
"""

import base64
import hashlib
import os
import subprocess
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import msgspec
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from apps.audit.outside import refuse_inside
from apps.audit.standalone import SIGNERS, is_signed
from stages.core.contract import read_json
from stages.core.errors import PipelineError

Sign = Callable[[bytes], bytes]


class Signer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One person or machine that may sign."""

    name: str
    key: str
    """Public key: PEM of Ed25519 or ECDSA P-256, or a line `ssh-ed25519 …`."""
    until: str
    """Last day on which the key may sign, as 2027-12-31."""
    private: str
    """Where the private key is: `file:PATH`, `env:NAME`, `ssh:PATH` (a public key there asks the agent), or a
    URI of securesystemslib such as `hsm:` or `awskms:`."""

    @property
    def keyid(self) -> str:
        """The name of the key: the SHA-256 of its text."""
        return hashlib.sha256(self.key.strip().encode()).hexdigest()


class Log(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who signs the checkpoints of the log."""

    origin: str
    """Name of the log, as a URL without its scheme."""
    key: str
    """Public key: PEM of Ed25519."""
    private: str


class Signers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of governance/signers.json."""

    threshold: Annotated[int, msgspec.Meta(ge=1)]
    """People who must sign an attestation, or approve of an erasure, by name."""
    log: Log
    signers: list[Signer]


def read_signers() -> Signers:
    """Return who may sign; raises PipelineError when the file is missing or of another shape."""
    if not Path(SIGNERS).is_file():
        raise PipelineError(
            f"{SIGNERS}: not found, expected who may sign. Write it: docs/audit.md, Signatures."
        )
    return read_json(Path(SIGNERS), Signers)


def signer(name: str) -> Signer:
    """Return who signs by this name; raises PipelineError when there is none, or the key has expired."""
    known = {one.name: one for one in read_signers().signers}
    if name not in known:
        raise PipelineError(
            f"{name!r}: no such signer, expected one of {', '.join(known)}. Mend the name, or {SIGNERS}."
        )
    found = known[name]
    if found.until < today():
        raise PipelineError(
            f"{SIGNERS}: the key of {name} expired on {found.until}, expected one that holds. Name a new key."
        )
    return found


def today() -> str:
    """Return the date, UTC."""
    return datetime.now(UTC).date().isoformat()


def signed(name: str, key: str, private: str, message: bytes) -> bytes:
    """Return a signature over `message` by the private key at a place, which must be that of `key`.

    Raises PipelineError when the key cannot be read, is in the project, or is another one.
    """
    scheme, _, place = private.partition(":")
    backends = {"file": _by_file, "env": _by_variable, "ssh": _by_ssh}
    signature = backends.get(scheme, _by_library)(
        name, place if scheme in backends else private, key, message
    )
    if not is_signed(key, message, signature):
        raise PipelineError(
            f"{SIGNERS}: the private key of {name} is not that of its public key, expected a pair. Name the "
            "right key."
        )
    return signature


def _by_file(name: str, place: str, _: str, message: bytes) -> bytes:
    path = Path(place).expanduser()
    refuse_inside(path, f"the private key of {name}")
    try:
        return _by_pem(name, path.read_bytes(), message)
    except OSError as error:
        raise PipelineError(f"{path}: {error.strerror}, expected the private key of {name}.") from error


def _by_variable(name: str, place: str, _: str, message: bytes) -> bytes:
    if place not in os.environ:
        raise PipelineError(f"{place}: not set, expected the private key of {name} as PEM. Set the variable.")
    return _by_pem(name, os.environ[place].encode(), message)


def _by_pem(name: str, pem: bytes, message: bytes) -> bytes:
    try:
        key = serialization.load_pem_private_key(pem, None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise PipelineError(
            f"the private key of {name}: no PEM without a password, expected one. Give the right key."
        ) from error
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(message)
    if isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, ec.SECP256R1):
        return key.sign(message, ec.ECDSA(hashes.SHA256()))
    raise PipelineError(f"the private key of {name}: another kind, expected Ed25519 or ECDSA P-256.")


def _by_ssh(name: str, place: str, _: str, message: bytes) -> bytes:
    """Return what `ssh-keygen -Y sign` makes, without its armour."""
    path = Path(place).expanduser()
    if path.suffix != ".pub":
        refuse_inside(path, f"the private key of {name}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "message")
        file.write_bytes(message)
        words = ["ssh-keygen", "-q", "-Y", "sign", "-n", "adaptrail", "-f", str(path), str(file)]
        done = subprocess.run(words, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        if done.returncode:
            said = (done.stderr.strip().splitlines() or ["no reason given"])[-1].rstrip(".")
            raise PipelineError(f"{path}: ssh-keygen says: {said}; expected the key of {name}. Mend the key.")
        lines = Path(f"{file}.sig").read_text(encoding="ascii").splitlines()
    return base64.b64decode("".join(lines[1:-1]))


def _by_library(name: str, place: str, key: str, message: bytes) -> bytes:
    try:
        library: Any = import_module("securesystemslib.signer")
    except ImportError as error:
        raise PipelineError(
            f"{SIGNERS}: {name} signs by {place.partition(':')[0]}, expected securesystemslib for that. Run "
            "`pip install adaptrail[sign]`."
        ) from error
    public: Any = library.SSlibKey.from_crypto(serialization.load_pem_public_key(key.encode()))
    try:
        found = library.Signer.from_priv_key_uri(place, public)
        return bytes.fromhex(found.sign(message).signature)
    except Exception as error:  # noqa: BLE001  each backend has errors of its own
        said = " ".join(str(error).split())[:200]
        raise PipelineError(f"{SIGNERS}: {name}: {said}; expected a signature. Mend `private`.") from error
