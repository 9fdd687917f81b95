"""Sign the files of an adapter as OpenSSF model signing does, and check who signed what lies here."""

import base64
import hashlib
from pathlib import Path

import msgspec

from apps.audit import evidence
from apps.audit.attestations import FOLDER, IN_TOTO, Envelope, decoded, enter, pae
from apps.audit.signers import Signer, read_signers, signed, today
from apps.audit.standalone import SIGNERS, is_signed
from apps.audit.verify import Looked
from stages.core.contract import canonical, publish_json, read_json, sha256_of
from stages.core.errors import PipelineError

OMS = "https://model_signing/signature/v1.0"
BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json"
END = ".oms.json"


class _Key(msgspec.Struct, frozen=True):
    """Names a key: the SHA-256 of its text."""

    hint: str


class _Material(msgspec.Struct, frozen=True, rename="camel"):
    """What it takes to check a bundle."""

    public_key: _Key


class _Bundle(msgspec.Struct, frozen=True, rename="camel"):
    """A signed statement about the files of a model."""

    verification_material: _Material
    dsse_envelope: Envelope


class _Resource(msgspec.Struct, frozen=True):
    """A file of a model."""

    name: str
    digest: str


class _Predicate(msgspec.Struct, frozen=True):
    """All files of a model."""

    resources: list[_Resource]


class _Statement(msgspec.Struct, frozen=True, rename="camel"):
    """What was signed."""

    predicate_type: str
    predicate: _Predicate


def place_of(adapter: str) -> Path:
    """Return where the bundle of an adapter is kept."""
    return FOLDER / f"{adapter}{END}"


def sign(adapter: str, by: Signer) -> Path:
    """Write and log the bundle over the files of an adapter, signed by ECDSA P-256, and return where it is.

    An older one, which the log names, is kept beside it.
    """
    if not by.key.startswith("-----BEGIN"):
        raise PipelineError(f"{by.name}: a key of OpenSSH, expected ECDSA P-256 for a model. Name another.")
    folder, path = evidence.TRAINED / adapter / "adapter", place_of(adapter)
    payload = canonical(_said(folder.name, _files(folder)))
    raw = signed(by.name, by.key, by.private, pae(payload))
    if path.exists():
        path.rename(place_of(f"{adapter}.{sha256_of(path)[:16]}"))
    publish_json(path, _written(by, payload, raw))
    enter(payload, by, raw)
    return path


def _written(by: Signer, payload: bytes, signature: bytes) -> dict[str, object]:
    return {
        "mediaType": BUNDLE,
        "verificationMaterial": {"publicKey": {"hint": _hint(by)}, "tlogEntries": []},
        "dsseEnvelope": {
            "payload": base64.b64encode(payload).decode(),
            "payloadType": IN_TOTO,
            "signatures": [{"sig": base64.b64encode(signature).decode(), "keyid": by.keyid}],
        },
    }


def _said(name: str, files: dict[str, str]) -> dict[str, object]:
    names = sorted(files, key=lambda name: Path(name).parts)
    whole = hashlib.sha256(b"".join(bytes.fromhex(files[name]) for name in names)).hexdigest()
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": name, "digest": {"sha256": whole}}],
        "predicateType": OMS,
        "predicate": {
            "serialization": {
                "method": "files", "hash_type": "sha256", "allow_symlinks": False, "ignore_paths": [],
            },
            "resources": [{"name": name, "algorithm": "sha256", "digest": files[name]} for name in names],
        },
    }  # fmt: skip


def _files(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file below a folder, by its path there."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256_of(path) for path in files}


def _hint(by: Signer) -> str:
    return hashlib.sha256(by.key.strip().encode() + b"\n").hexdigest()


def check_bundles() -> Looked:
    """Check that somebody whose key holds today signed the files of each adapter that has a bundle, as they
    lie here; an adapter that is not here is left out."""
    known = {_hint(one): one for one in read_signers().signers}
    here = [path for path in sorted(FOLDER.glob(f"*{END}")) if _folder(path).is_dir()]
    return Looked(len(here), [f"{path}: {why}" for path in here if (why := _wrong(path, known))])


def _folder(path: Path) -> Path:
    return evidence.TRAINED / path.name.removesuffix(END) / "adapter"


def _wrong(path: Path, known: dict[str, Signer]) -> str:
    """Return why a bundle does not count; an empty string when it does."""
    said = read_json(path, _Bundle)
    hint = said.verification_material.public_key.hint
    payload, signature = (
        decoded(text) for text in (said.dsse_envelope.payload, said.dsse_envelope.signatures[0].sig)
    )
    by = known.get(hint)
    if by is None:
        return f"signed by a key that {SIGNERS} does not name"
    if read_json(path, dict[str, object]) != _written(by, payload, signature):
        return "not as `adaptrail audit sign` writes it"
    if not is_signed(by.key, pae(payload), signature):
        return f"the signature of {by.name} is wrong"
    if by.until < today():
        return f"signed by a key of {by.name} that expired on {by.until}"
    statement = msgspec.json.decode(payload, type=_Statement)
    listed = {one.name: one.digest for one in statement.predicate.resources}
    is_same = statement.predicate_type == OMS and listed == _files(_folder(path))
    return "" if is_same else f"{by.name} signed other files than lie here"
