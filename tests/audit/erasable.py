"""The small project with all that can hold text of a source: raw zone, store, cache, remote, reviews, Git."""

import hashlib
import json
import subprocess
from pathlib import Path

from cryptography.hazmat.primitives import serialization as pem
from cryptography.hazmat.primitives.asymmetric import ed25519

from apps.audit import revision
from apps.audit.standalone import SIGNERS
from stages.anonymize import contract as anonymize
from stages.attest import contract as attest
from stages.core.contract import Written, canonical, publish, publish_json
from stages.core.records.blob import Blob
from stages.core.store import Store
from stages.crawl import contract as crawl
from tests import records
from tests.audit.project import ADAPTER, METHODS, OTHER, PIN, RAW, SAMPLES, write
from tests.crawl.repositories import ENVIRONMENT
from tests.layout import ROOT

KEY_BLOB, OTHER_BLOB, BIG_BLOB = (records.blob(text) for text in (RAW, OTHER, "-- big"))
GONE = METHODS[0].encode()
"""Of the file that is erased."""
STAYS = b"list.add(item0, value0 * 0);"
OUTS = (anonymize.DOCUMENTS.path, attest.CANDIDATES.path, f"out/split/train/{ADAPTER}.jsonl")


def fill(folder: Path) -> Path:
    """Add to the project in which the test stands, and return its remote."""
    remote = folder.parent / "remote"
    _raw_zone()
    _dvc(remote)
    Store(Path(".store/crawl/f")).fill([(one.blob, canonical(one)) for one in (KEY_BLOB, OTHER_BLOB)])
    verdict = {"schema": 1, "sample": "", "output": "5" * 64, "verdict": "accept", "reviewer": "ann"}
    lines = [verdict | {"sample": id_} for id_ in (SAMPLES[1].id, "9" * 64)]
    publish(Path("governance/reviews/samples.jsonl"), b"".join(map(_line, lines)))
    publish(crawl.SUPPRESSIONS, b"")
    publish(Path(".gitignore"), b"/out/\n/.store/\n/.audit/\n/data/\n/.dvc/cache/\n/governance/reviews/\n")
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "run"]):
        named = ["git", "-c", "user.name=A", "-c", "user.email=a@example.com", *words]
        subprocess.run(named, check=True, env=ENVIRONMENT)
    signers(folder.parent)
    return remote


def _line(row: dict[str, object]) -> bytes:
    return json.dumps(row).encode() + b"\n"


def _raw_zone() -> None:
    files = [
        records.file(path, blob.blob, commit=PIN, size=blob.size)
        for path, blob in (("Big.sql", BIG_BLOB), ("Key.java", KEY_BLOB), ("Other.java", OTHER_BLOB))
    ]
    blobs: dict[str, list[Blob]] = {}
    for blob in sorted((KEY_BLOB, OTHER_BLOB, BIG_BLOB), key=lambda one: one.blob):
        blobs.setdefault(blob.blob[0], []).append(blob)
    written: dict[str, Written] = crawl.BLOBS.write(lambda digit: map(canonical, blobs.get(digit, [])))
    write("crawl", crawl.FILES.write(files) | crawl.SNAPSHOTS.write([]) | written)


def _dvc(remote: Path) -> None:
    Path(".dvc").mkdir()
    Path(".dvc/config").write_text(f"['remote \"here\"']\n    url = {remote}\n", encoding="utf-8")
    for place in (Path(".dvc/cache"), remote):
        for path in OUTS:
            put(place, Path(path).read_bytes())
        put(place, Path(attest.shard("shop").path).read_bytes())
        put(place, b'{"of": "another project"}')
        put(place, Path("out/train", ADAPTER, "trained.json").read_bytes())


def put(place: Path, content: bytes) -> Path:
    """Put an object into a cache or remote, read-only as DVC does."""
    path = revision.where(place, hashlib.md5(content, usedforsecurity=False).hexdigest())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(0o444)
    return path


def signers(keys: Path) -> None:
    """Write three who may sign, one of them, eve, with a key that has expired."""
    public = {name: _key(keys / f"{name}.pem") for name in ("ann", "ben", "eve", "log")}
    until = {"ann": "2999-12-31", "ben": "2999-12-31", "eve": "2999-12-31"}
    publish_json(
        Path(SIGNERS),
        {
            "threshold": 1,
            "log": {"origin": "example.org", "key": public["log"], "private": f"file:{keys / 'log.pem'}"},
            "signers": [
                {"name": name, "key": public[name], "private": f"file:{keys / f'{name}.pem'}", "until": day}
                for name, day in until.items()
            ],
        },
    )


def _key(path: Path) -> str:
    key = ed25519.Ed25519PrivateKey.from_private_bytes(hashlib.sha256(path.name.encode()).digest())
    path.write_bytes(key.private_bytes(pem.Encoding.PEM, pem.PrivateFormat.PKCS8, pem.NoEncryption()))
    public = key.public_key().public_bytes(pem.Encoding.PEM, pem.PublicFormat.SubjectPublicKeyInfo)
    return public.decode()


def everything(*folders: Path) -> dict[str, bytes]:
    """Every file of the project and its remote, by path, but what Git and the index keep."""
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path): path.read_bytes() for path in found if not {".git", ".audit"} & {*path.parts}}


__all__ = ["BIG_BLOB", "GONE", "ROOT", "STAYS", "everything", "fill", "put", "signers"]
