"""Keep signed statements (DSSE in governance/attestations/) and the log of signatures, which only grows."""

import base64
import hashlib
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec
from cryptography.hazmat.primitives import serialization

from apps.audit.signers import Log, Signer, read_signers, signed, today
from apps.audit.standalone import LOG, check_log
from apps.audit.verify import Looked
from stages.attest.merkle import consistency_proof, leaf_hash, root
from stages.core.contract import canonical, publish, publish_json, read_json
from stages.core.errors import PipelineError

FOLDER = Path("governance/attestations")
IN_TOTO = "application/vnd.in-toto+json"


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


class Made(NamedTuple):
    """One signature of the log, for people."""

    at: str
    by: str
    """Name of the signer; the start of the id of a key that nobody has any more."""
    statement: str
    """SHA-256 of what was signed."""


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
    return Signed(str(path), digest, [one.keyid for one in each], enter(payload, by, raw))


def enter(payload: bytes, by: Signer, raw: bytes) -> int:
    """Add a signature over a statement to the log, and return how many entries that has now."""
    digests = (hashlib.sha256(one).hexdigest() for one in (payload, raw))
    lines = [*entries(), canonical(Entry(today(), by.keyid, *digests))]
    publish(Path(LOG), b"".join(line + b"\n" for line in lines))
    return len(lines)


def entries() -> list[bytes]:
    """Return the entries of the log; none while nothing was signed."""
    return Path(LOG).read_bytes().splitlines() if Path(LOG).exists() else []


def made() -> list[Made]:
    """Return who signed what and when, as the log says; raises PipelineError where nobody may sign."""
    names = {one.keyid: one.name for one in read_signers().signers}
    return [Made(one.at, names.get(one.keyid, one.keyid[:16]), one.payload) for one in logged()]


def logged() -> list[Entry]:
    """Return the entries of the log as records; raises PipelineError for a line of another shape."""
    try:
        return [msgspec.json.decode(line, type=Entry) for line in entries()]
    except msgspec.DecodeError as error:
        raise PipelineError(f"{LOG}: {error}, expected signatures. Restore it from Git.") from error


def decoded(text: str) -> bytes:
    """Return the bytes of a text in Base64; no bytes, which no key signed, when it is none."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""


def checkpoint(log: Log) -> Path:
    """Sign the log as it is now, as a note of C2SP tlog-checkpoint, and return where it stands.

    Beside it is the proof that the log grew out of the checkpoint before. Raises PipelineError when nothing
    was logged, when it did not grow, or the key is not Ed25519.
    """
    found = entries()
    if not found:
        raise PipelineError(f"{LOG}: empty, expected signatures. Run `adaptrail audit sign`.")
    _refuse_shrunk()
    leaves = [leaf_hash(line) for line in found]
    body = f"{log.origin}\n{len(found)}\n{base64.b64encode(root(leaves)).decode()}\n"
    signature = signed("the log", log.key, log.private, body.encode())
    path = Path(LOG).with_name(f"{len(found):08}.checkpoint")
    earlier = [size for one in path.parent.glob("*.checkpoint") if (size := int(one.stem)) < len(found)]
    if earlier:
        publish(path.with_suffix(".consistency"), _proof(leaves, max(earlier)))
    publish(path, _note(body, signature, log))
    return path


def _refuse_shrunk() -> None:
    """Raise PipelineError when the log is not the one of its checkpoints: another one would be signed."""
    try:
        check_log(Path())
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise PipelineError(
            f"governance/log/: {error}; expected every checkpoint to hold. Restore it from Git."
        ) from error


def _proof(leaves: list[bytes], first: int) -> bytes:
    """Return a consistency proof as witnesses of C2SP tlog-witness take it: the old size, then the hashes."""
    hashes = [base64.b64encode(node) for node in consistency_proof(leaves, first)]
    return b"".join(line + b"\n" for line in [b"old %d" % first, *hashes])


def _hash_of(log: Log) -> bytes:
    """Return the four bytes by which a signed note names its key."""
    raw = serialization.load_pem_public_key(log.key.encode()).public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )[-32:]
    return hashlib.sha256(log.origin.encode() + b"\n\x01" + raw).digest()[:4]


def check_written() -> Looked:
    """Check that signatures, checkpoints and proofs stand as they are written here, to the last bit: Base64
    has bits that say nothing, and who checks a note need not read the name of its key."""
    envelopes, log = sorted(FOLDER.glob("*.dsse.json")), read_signers().log
    notes = sorted(Path(LOG).parent.glob("*.checkpoint"))
    leaves = [leaf_hash(line) for line in entries()]
    wrong = [path for path in envelopes if not _is_plain(read_json(path, Envelope))]
    wrong += [path for path in notes if path.read_bytes() != _rewritten(path.read_bytes(), log)]
    pairs = [(path.with_suffix(".consistency"), int(before.stem)) for before, path in pairwise(notes)]
    wrong += [path for path, first in pairs if path.read_bytes() != _proof(leaves[: int(path.stem)], first)]
    return Looked(len(envelopes) + len(notes) + len(pairs), list(map(str, wrong)))


def _is_plain(said: Envelope) -> bool:
    texts = [said.payload, *(one.sig for one in said.signatures)]
    return all(base64.b64encode(base64.b64decode(text)).decode() == text for text in texts)


def _rewritten(note: bytes, log: Log) -> bytes:
    """Return a note as `checkpoint` writes it, with the same signature."""
    body, _, signed_ = note.decode().partition("\n\n\N{EM DASH} ")
    return _note(f"{body}\n", base64.b64decode(signed_.split()[1])[4:], log)


def _note(body: str, signature: bytes, log: Log) -> bytes:
    said = base64.b64encode(_hash_of(log) + signature).decode()
    return f"{body}\n\N{EM DASH} {log.origin} {said}\n".encode()
