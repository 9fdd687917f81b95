"""What DVC does not notice: an edit behind its back, a forged lock, altered objects of cache and remote."""

import hashlib
import os
from pathlib import Path

import pytest
import yaml

from apps.audit import evidence, revision, stored
from apps.audit.checks import REMOTES, STORED, findings
from stages.attest import contract as attest
from stages.core.contract import Written, publish_json, read_json, sha256_of
from tests.audit.project import ADAPTER, ORIGINS, SPLIT, forget, write_ledger, write_training

TRAIN = Path(f"out/split/train/{ADAPTER}.jsonl")


def put(place: Path, content: bytes, end: str = "") -> str:
    digest = hashlib.md5(content, usedforsecurity=False).hexdigest() + end
    path = revision.where(place, digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return digest


def lock(*places: Path) -> None:
    """Write dvc.lock and the objects that it names, as `dvc commit --force` would."""
    outs = []
    for out in (TRAIN.parent, attest.LEDGER, evidence.TRAINED / ADAPTER):
        listed = revision.listing(out)
        for place in places:
            put(place, listed, ".dir")
            for file in filter(Path.is_file, out.rglob("*")):
                put(place, file.read_bytes())
        outs.append({"path": str(out), "md5": stored.digest_of(out)})
    Path("dvc.lock").write_text(yaml.safe_dump({"schema": "2.0", "stages": {"split": {"outs": outs}}}))


@pytest.fixture
def run(project: Path) -> Path:
    """The project after a run, with a remote in a folder."""
    Path(".dvc").mkdir()
    remote = project.parent / "remote"
    Path(".dvc/config").write_text(f"['remote \"here\"']\n    url = {remote}\n", encoding="utf-8")
    lock(Path(".dvc/cache"), remote)
    return remote


PAIR = bytes.fromhex(
    "d131dd02c5e6eec4693d9a0698aff95c2fcab58712467eab4004583eb8fb7f8955ad340609f4b30283e488832571415a"
    "085125e8f7cdc99fd91dbdf280373c5bd8823e3156348f5bae6dacd436c919c6dd53e2b487da03fd02396306d248cda0"
    "e99f33420f577ee8ce54b67080a80d1ec69821bcb6a8839396f9652b6ff72a70"
)
"""One of two contents with one MD5 (Wang and Yu, 2005); the other has six other bits."""
OTHER_BITS = (19, 45, 59, 83, 109, 123)


def edit(path: Path) -> None:
    """Change a file, but neither its size nor its time."""
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Key 1", b"Key 7", 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def named(*wanted: str) -> dict[str, list[str]]:
    forget()
    return {one.check: one.faults for one in findings() if one.faults and one.check.startswith(wanted)}


def test_a_run_that_nobody_touched_has_no_fault(run: Path) -> None:
    forget()
    found = {one.check: one for one in findings()}
    assert not [one for one in found.values() if one.faults]
    assert [found[name].examined for name in STORED] == [3, 14]


def test_a_remote_that_dvc_believes_is_not_measured(run: Path) -> None:
    forget()
    why = {one.check: one.not_measured for one in findings()}[REMOTES]
    assert why == "DVC takes altered objects from here; run `dvc remote modify here verify true`"
    with Path(".dvc/config").open("a", encoding="utf-8") as config:
        config.write("    verify = true\n")
    forget()
    assert REMOTES not in {one.check for one in findings()}


def test_an_edit_of_the_same_size_and_time_is_named(run: Path) -> None:
    edit(TRAIN)
    assert named("outs", "dvc.lock") == {
        "outs are what their manifests say": [str(TRAIN)],
        "dvc.lock names what lies here": [str(TRAIN.parent)],
    }


def test_a_forged_commit_of_it_all_is_named_by_the_commitments(run: Path) -> None:
    edit(TRAIN)
    manifest = Path(f"out/split/manifest/{ADAPTER}.json")
    said = read_json(manifest, dict[str, Written])
    said[str(TRAIN)] = Written(rows=said[str(TRAIN)].rows, sha256=sha256_of(TRAIN))
    publish_json(manifest, said)
    lock(Path(".dvc/cache"), run)
    assert named("outs", "dvc.lock", "reports", "samples") == {
        "reports and manifests are what was committed to": [str(manifest)],
        "samples are what the ledger says": [evidence.splits()[0].train[1].id],
    }


def test_another_content_of_the_same_md5_is_named(run: Path) -> None:
    weights = Path("out/train", ADAPTER, "adapter/weights")
    write_training(SPLIT, PAIR)
    write_ledger(ORIGINS, SPLIT)
    lock(Path(".dvc/cache"), run)
    assert named("adapter", "dvc.lock") == {}
    other = bytearray(PAIR)
    for place in OTHER_BITS:
        other[place] ^= 0x80
    weights.write_bytes(other)
    assert (
        hashlib.md5(other, usedforsecurity=False).digest()
        == hashlib.md5(PAIR, usedforsecurity=False).digest()
    )
    assert named("adapter", "dvc.lock") == {f"adapter {ADAPTER} is what was trained": [str(weights)]}


@pytest.mark.parametrize("place", [".dvc/cache", "../remote"])
def test_an_altered_object_is_named_and_where_it_is(place: str, run: Path) -> None:
    digest = hashlib.md5(TRAIN.read_bytes(), usedforsecurity=False).hexdigest()
    path = revision.where(Path(place).resolve(), digest)
    edit(path)
    found = named("objects", "dvc.lock")
    assert found == {"objects of DVC's cache and remotes are what their names say": [str(path)]}


def test_a_row_that_was_hidden_without_a_receipt_is_named(run: Path) -> None:
    file = attest.shard("shop")
    lines = file.content().splitlines()
    leaf = hashlib.sha256(b"\0" + lines[0]).hexdigest()
    lines[0] = b'{"erased":"%s","receipt":"none"}' % leaf.encode()
    said = read_json(file.manifest, dict[str, Written])
    publish_json(file.manifest, said | file.write_encoded(lines))
    assert (
        "shop: a row was erased without a receipt"
        in named("the ledger")["the ledger gives the committed root"]
    )
