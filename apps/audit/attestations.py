"""Keep signed statements (DSSE in governance/attestations/) and the log of signatures, which only grows."""

import base64
import hashlib
from pathlib import Path
from typing import NamedTuple

import msgspec
from cryptography.hazmat.primitives import serialization

from apps.audit.signers import Log, Signer, signed, today
from apps.audit.standalone import LOG
from stages.attest.merkle import leaf_hash, root
from stages.core.contract import canonical, publish, publish_json, read_json
from stages.core.errors import PipelineError

FOLDER = Path("governance/attestations")
IN_TOTO = "application/vnd.in-toto+json"
OMS = "https://model_signing/signature/v1.0"
BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json"


class Signature(msgspec.Struct, frozen=True):
    """One signature of an envelope."""

    keyid: str
    sig: str


class Envelope(msgspec.Struct, frozen=True, rename="camel"):
    """A signed statement: DSSE v1."""

    payload: str
    payload_type: str
    signatures: list[Signature]


class Entry(msgspec.Struct, frozen=True):
    """One row per signature that was made, in order."""

    at: str
    keyid: str
    payload: str
    sig: str


class Signed(NamedTuple):
    """What was signed now."""

    envelope: str
    payload: str
    """SHA-256 of the statement."""
    by: list[str]
    """Ids of all keys that signed it."""
    entries: int
    """Of the log."""


def pae(payload: bytes) -> bytes:
    """Return what a signature over an in-toto statement is over."""
    return b"DSSEv1 %d %s %d %s" % (len(IN_TOTO), IN_TOTO.encode(), len(payload), payload)


def place_of(payload: bytes) -> Path:
    """Return where the signatures over a statement are kept."""
    return FOLDER / f"{hashlib.sha256(payload).hexdigest()[:16]}.dsse.json"


def sign(payload: bytes, by: Signer) -> Signed:
    """Add a signature to the envelope of a statement, and to the log.

    Raises PipelineError when this key signed it already.
    """
    path = place_of(payload)
    before = read_json(path, Envelope).signatures if path.exists() else []
    if by.keyid in {one.keyid for one in before}:
        raise PipelineError(f"{path}: {by.name} signed it already, expected another signer. Name one.")
    raw = signed(by.name, by.key, by.private, pae(payload))
    each = [*before, Signature(by.keyid, base64.b64encode(raw).decode())]
    publish_json(path, Envelope(base64.b64encode(payload).decode(), IN_TOTO, each))
    digest = hashlib.sha256(payload).hexdigest()
    lines = [*entries(), canonical(Entry(today(), by.keyid, digest, hashlib.sha256(raw).hexdigest()))]
    publish(Path(LOG), b"".join(line + b"\n" for line in lines))
    return Signed(str(path), digest, [one.keyid for one in each], len(lines))


def entries() -> list[bytes]:
    """Return the entries of the log; none while nothing was signed."""
    return Path(LOG).read_bytes().splitlines() if Path(LOG).exists() else []


def checkpoint(log: Log) -> Path:
    """Sign the log as it is now, as a note of C2SP tlog-checkpoint, and return where it stands.

    Raises PipelineError when nothing was logged, or the key is not Ed25519.
    """
    found = entries()
    if not found:
        raise PipelineError(f"{LOG}: empty, expected signatures. Run `adaptrail audit sign`.")
    top = base64.b64encode(root([leaf_hash(line) for line in found])).decode()
    body = f"{log.origin}\n{len(found)}\n{top}\n"
    note = _hash_of(log) + signed("the log", log.key, log.private, body.encode())
    path = Path(LOG).with_name(f"{len(found):08}.checkpoint")
    publish(path, f"{body}\n\N{EM DASH} {log.origin} {base64.b64encode(note).decode()}\n".encode())
    return path


def _hash_of(log: Log) -> bytes:
    """Return the four bytes by which a signed note names its key."""
    raw = serialization.load_pem_public_key(log.key.encode()).public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )[-32:]
    return hashlib.sha256(log.origin.encode() + b"\n\x01" + raw).digest()[:4]


def bundle(folder: Path, by: Signer) -> dict[str, object]:
    """Return the bundle of OpenSSF model signing over the files of a folder, signed by ECDSA P-256."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    digests = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()) for path in files}
    names = sorted(digests, key=lambda name: Path(name).parts)
    whole = hashlib.sha256(b"".join(digests[name].digest() for name in names)).hexdigest()
    statement = {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": folder.name, "digest": {"sha256": whole}}],
        "predicateType": OMS,
        "predicate": {
            "serialization": {
                "method": "files", "hash_type": "sha256", "allow_symlinks": False, "ignore_paths": [],
            },
            "resources": [
                {"name": name, "algorithm": "sha256", "digest": digests[name].hexdigest()} for name in names
            ],
        },
    }  # fmt: skip
    if not by.key.startswith("-----BEGIN"):
        raise PipelineError(f"{by.name}: a key of OpenSSH, expected ECDSA P-256 for a model. Name another.")
    payload = canonical(statement)
    raw = signed(by.name, by.key, by.private, pae(payload))
    return {
        "mediaType": BUNDLE,
        "verificationMaterial": {
            "publicKey": {"hint": hashlib.sha256(by.key.strip().encode() + b"\n").hexdigest()},
            "tlogEntries": [],
        },
        "dsseEnvelope": {
            "payload": base64.b64encode(payload).decode(),
            "payloadType": IN_TOTO,
            "signatures": [{"sig": base64.b64encode(raw).decode(), "keyid": ""}],
        },
    }
