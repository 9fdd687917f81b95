"""Flip single bits of every kind of file that `audit verify` covers, and count those that it does not find.

python -m bench.flips [count]    flips 10,000 seeded bits in a temporary copy of the outs here, one at a
time; the kind of file is drawn first, then the file, the byte and the bit. After each flip it makes the check
that names this file. Left out are governance/signers.json, and what only Git holds: dvc.lock, conf/, reviews.
"""

import hashlib
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import chdir
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

import yaml
from cryptography.hazmat.primitives import serialization as pem
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

from apps.audit import attestations, bundle, checks, evidence, revision, sign, stored, verify
from apps.audit.signers import Log, Signer, Signers
from apps.audit.standalone import LOG, SIGNERS
from bench.measured import need_files
from stages.attest import contract as attest
from stages.core.contract import Written, publish_json, read_json, sha256_of
from stages.core.params import PARAMS, load_sections

COUNT = 10_000
COPIED = ("out", "reports", ".dvc/config", "dvc.lock", "params.yaml", "sources.lock.yaml")
CACHED = ("out/split/", "out/attest/")
"""Outs that are put into the cache of the copy."""

Look = Callable[[], verify.Looked]


class Covered(NamedTuple):
    """A file, and what checks it."""

    kind: str
    path: Path
    look: Look


def copy(folder: Path) -> None:
    """Copy what is checked."""
    for name in COPIED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if Path(name).is_dir() else shutil.copy)(name, folder / name)


def cache() -> None:
    """Put some outs into the cache as DVC does."""
    for path in (Path(name) for name in stored.named() if name.startswith(CACHED)):
        for file in path.rglob("*") if path.is_dir() else [path]:
            if file.is_file():
                _put(file.read_bytes())
        if path.is_dir():
            _put(revision.listing(path), stored.DIR)


def _put(content: bytes, end: str = "") -> None:
    digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
    path = revision.where(Path(".dvc/cache"), digest + end)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def signed(keys: Path) -> None:
    """Sign the statement of the run, one adapter, and a log of two checkpoints, by new keys."""
    ann, log = (_key(keys / name, ed25519.Ed25519PrivateKey.generate()) for name in ("ann", "log"))
    ben = _key(keys / "ben", ec.generate_private_key(ec.SECP256R1()))
    both = [
        Signer(name, key, "2999-12-31", f"file:{keys / name}") for name, key in (("ann", ann), ("ben", ben))
    ]
    publish_json(Path(SIGNERS), Signers(2, Log("example.org/audit", log, f"file:{keys / 'log'}"), both))
    for by in both:
        attestations.sign(sign.STATEMENT.read_bytes(), by)
        attestations.checkpoint(Log("example.org/audit", log, f"file:{keys / 'log'}"))
    bundle.sign(evidence.adapters()[0], both[1])
    attestations.checkpoint(Log("example.org/audit", log, f"file:{keys / 'log'}"))


def _key(path: Path, key: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey) -> str:
    path.write_bytes(key.private_bytes(pem.Encoding.PEM, pem.PrivateFormat.PKCS8, pem.NoEncryption()))
    return key.public_key().public_bytes(pem.Encoding.PEM, pem.PublicFormat.SubjectPublicKeyInfo).decode()


def covered() -> Iterator[Covered]:
    """Yield every file that is checked."""
    committed, figures = evidence.commitments().files, evidence.exports()
    for manifest in evidence.manifests():
        for name in read_json(manifest, dict[str, Written]):
            if Path(name).is_file():
                yield Covered(_kind(name), Path(name), partial(verify.outs, [manifest]))
    for name, digest in (committed | figures).items():
        if Path(name).is_file():
            yield Covered(_kind(name), Path(name), partial(verify.files, {name: digest}, raw_zone=True))
    for adapter in evidence.adapters():
        for name in evidence.trained(adapter).files:
            path = evidence.TRAINED / adapter / name
            yield Covered("adapters", path, partial(checks.adapter, adapter))
        yield Covered("losses", evidence.TRAINED / adapter / "losses.csv", stored.outs)
    yield Covered("manifest of attest", attest.SHARDS.manifest, _attest)
    yield Covered("commitments", attest.COMMITMENTS, _commitments)
    yield Covered("attestation", Path("reports/attest.json"), stored.outs)
    yield Covered("settings", PARAMS, lambda: verify.settings(evidence.commitments().params, load_sections()))
    for path in [*Path(LOG).parent.iterdir(), *attestations.FOLDER.iterdir()]:
        yield Covered(path.suffix or "log", path, _signatures)
    for path in Path(".dvc/cache").rglob("*"):
        if path.is_file():
            yield Covered("objects of DVC", path, stored.objects)


def _kind(name: str) -> str:
    """Return the folder of a stage, or that a file is a manifest."""
    if "manifest" in name:
        return "manifests"
    return "/".join(Path(name).parts[:2])


def _attest() -> verify.Looked:
    """Check what `attest` wrote, its own manifest included, which the attestation does not name."""
    for cached in (evidence.lines, evidence.rows, evidence.ledger):
        cached.cache_clear()
    found = checks.finding("", checks.ledger)
    looked = verify.outs([attest.SHARDS.manifest])
    return looked._replace(faults=[*looked.faults, *found.faults])


def _commitments() -> verify.Looked:
    digest, committed = sha256_of(attest.COMMITMENTS), evidence.figure("commitments_sha256")
    return verify.Looked(1, [] if digest == committed else [str(attest.COMMITMENTS)])


def _signatures() -> verify.Looked:
    found = sign.findings(None)
    return verify.Looked(len(found), [fault for one in found for fault in one.faults])


def flip(one: Covered, draw: Random) -> str:
    """Flip a bit, check, and put it back; return what it was when nobody found it."""
    content = one.path.read_bytes()
    place, bit = draw.randrange(len(content)), draw.randrange(8)
    flipped = content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :]
    one.path.write_bytes(flipped)
    try:
        found = bool(checks.finding("", one.look).faults) or (one.path == PARAMS and _says_the_same(content))
    finally:
        one.path.write_bytes(content)
    return "" if found else f"{one.path}: bit {bit} of byte {place}"


def _says_the_same(content: bytes) -> bool:
    """Say whether the settings are as they were: `verify` compares values, as the stages read them."""
    return bool(load_sections() == yaml.load(content, yaml.CSafeLoader))  # noqa: S506  it is safe


def main() -> int:
    """Return 1 when a flip was not found."""
    need_files("out/attest/shards.jsonl", "dvc.lock", ".dvc/config")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    draw = Random(13)  # noqa: S311  seeded, no secret
    with tempfile.TemporaryDirectory() as keys, tempfile.TemporaryDirectory() as folder:
        copy(Path(folder))
        with chdir(folder):
            cache()
            signed(Path(keys))
            kinds = defaultdict(list)
            for one in sorted(covered(), key=lambda one: (one.kind, one.path)):
                if one.path.stat().st_size:
                    kinds[one.kind].append(one)
            said = [one.path for files in kinds.values() for one in files if one.look().faults]
            missed = [flip(draw.choice(kinds[draw.choice(list(kinds))]), draw) for _ in range(count)]
    for kind, files in kinds.items():
        print(f"{kind}: {len(files)} files")
    lost = [line for line in missed if line]
    print(f"at fault before any flip: {said or 'none'}")
    print(f"{count - len(lost)} of {count} flips found (goal: all)", *lost, sep="\n    ")
    return int(bool(lost or said))


if __name__ == "__main__":
    sys.exit(main())
