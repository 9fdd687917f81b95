"""Check an adaptrail project, or a proof out of one: needs Python 3.11 and, for signatures, cryptography.

    python verifier.py project [FOLDER]  what lies in a checked-out project, against reports/attest.json
    python verifier.py signatures [FOLDER [CHECKPOINT]]  who signed it, and their log; with one that you kept
    python verifier.py proof FILE ATTEST_JSON  a --json answer of `audit trace`, `audit prove-absent --named`

Keep your own reports/attest.json and governance/signers.json: everything is compared with these. Exit code 0:
all holds. Not checked: params.yaml and raw blobs (`audit verify`), what is left of erased text (`erased`).
"""

import base64
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

RAW_ZONE = ("out/crawl/", "out/screen/", "out/dedupe/")  # may be missing, not altered
COMMITMENTS, RECEIPTS = "reports/commitments.json", "governance/receipts/*.json"
SIGNERS, LOG = "governance/signers.json", "governance/log/entries.jsonl"
Checked = tuple[int, list[str]]  # how much a check looked at, and what is at fault
canonical = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False
).encode  # rows as hashed


def leaf_hash(row: bytes) -> bytes:
    """Return the hash of a row; a row that was erased has left its hash."""
    left = json.loads(row)["erased"] if row.startswith(b'{"erased":') else ""
    return bytes.fromhex(left) or hashlib.sha256(b"\x00" + row).digest()


def root_of(rows: list[bytes]) -> str:
    """Return the root of RFC 9162, section 2.1, over rows, as hex."""
    level = [leaf_hash(row) for row in rows] or [hashlib.sha256().digest()]
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [_node(left, right) for left, right in pairs] + [level[-1]] * (len(level) % 2)
    return level[0].hex()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def climb(node: bytes, position: int, last: int, rest: list[bytes]) -> tuple[bytes, bytes]:
    """Return the roots of a tree up to the node at `position` of a level, and up to the `last` one."""
    part = whole = node
    while last > 0:
        side = rest.pop(0) if position % 2 or position < last else b""  # an IndexError for too short a proof
        part = _node(side, part) if position % 2 else part
        whole = _node(side, whole) if position % 2 else _node(whole, side) if side else whole
        position, last = position // 2, last // 2
    return part, whole


def lead(one: Any, size: int, root: str) -> Any:  # noqa: ANN401
    """Return a row of `size` ones; raise ValueError when its proof does not lead from it to this root."""
    row, at, rest = one["row"].encode(), one["position"], [bytes.fromhex(node) for node in one["proof"]]
    if not 0 <= at < size or climb(leaf_hash(row), at, size - 1, rest)[1].hex() != root or rest:
        raise ValueError("the proof leads to another root")
    return json.loads(row)


def grew(old: tuple[int, bytes], new: tuple[int, bytes], proof: list[bytes]) -> bool:
    """Say whether a consistency proof (RFC 9162, section 2.1.4) leads from old size and root to new ones."""
    (first, was), (end, now), way = old, new, [base64.b64decode(one, validate=True) for one in proof]
    place, last = first - 1, end - 1
    while place > 0 and place % 2:
        place, last = place // 2, last // 2
    return 0 < first < end and climb(way.pop(0) if place else was, place, last, way) == (was, now) and not way


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces; an empty string when it is not there."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def lines_of(path: Path) -> list[bytes]:
    """Return the lines of a file, without their ends."""
    return [line.removesuffix(b"\n") for line in path.read_bytes().splitlines(keepends=True)]


def check_files(folder: Path) -> Checked:
    """Check commitments, exports and outs against reports/attest.json and the manifests."""
    figures = json.loads((folder / "reports/attest.json").read_bytes())["figures"]
    manifests = sorted([*folder.glob("out/*/manifest.json"), *folder.glob("out/*/manifest/*.json")])
    outs = [(out, one["sha256"]) for at in manifests for out, one in json.loads(at.read_bytes()).items()]
    committed = json.loads((folder / COMMITMENTS).read_bytes())["files"].items()
    each = [*figures["exports"].items(), *outs, (COMMITMENTS, figures["commitments_sha256"])]
    each += [one for one in committed if not one[0].startswith(RAW_ZONE) or (folder / one[0]).exists()]
    faults = [name for name, digest in each if digest_of(folder / name) != digest]
    return len(each), faults if outs else ["out/ has no manifest"]


def check_ledger(folder: Path) -> Checked:
    """Check that the shards of the ledger are canonical and sorted, and give the root."""
    report = json.loads((folder / "reports/attest.json").read_bytes())
    shards = list(map(json.loads, listed := lines_of(folder / "out/attest/shards.jsonl")))
    size = sum(shard["rows"] for shard in shards)
    expected = (report["figures"]["ledger_root"], report["counts"]["written"])
    faults = [] if (root_of(listed), size) == expected else ["the shards do not give the root"]
    said = [json.loads(at.read_bytes()) for at in folder.glob(RECEIPTS)]
    mine = [one["predicate"] for one in said if one["subject"][0]["digest"]["sha256"] == expected[0]]
    for shard in shards:
        lines = lines_of(folder / f"out/attest/ledger/{shard['source']}.jsonl")
        rows = [json.loads(line) for line in lines]
        keys = [(row["kind"], row["item"]) for row in rows if "erased" not in row]
        gone = {(row["receipt"], at) for at, row in enumerate(rows) if "erased" in row}
        known = {(plan["id"], at) for plan in mine for at in plan["rows"].get(shard["source"], [])}
        wrong = {
            "does not give its root": (root_of(lines), len(lines)) != (shard["root"], shard["rows"]),
            "is not canonical": [*map(canonical, rows)] != [*map(bytes.decode, lines)],
            "is not sorted": keys != sorted(keys),
            "has erased rows without a receipt": not gone <= known,
        }
        faults += [f"the shard {shard['source']} {what}" for what, is_so in wrong.items() if is_so]
    return size, faults


def check_adapters(folder: Path) -> Checked:
    """Check adapters, their rows and their base against what their trainers wrote down."""
    base, holds = json.loads((folder / "out/base/base.json").read_bytes())["sha256"], dict[str, bool]()
    for path in sorted(folder.glob("out/train/*/trained.json")):
        name = (said := json.loads(path.read_bytes()))["adapter"]
        train, validation = (folder / f"out/split/{part}/{name}.jsonl" for part in ("train", "validation"))
        holds |= {
            f"{name}: train rows": digest_of(train) == said["train_sha256"],
            f"{name}: validation rows": digest_of(validation) == said["validation_sha256"],
            f"{name}: order": [json.loads(line)["id"] for line in lines_of(train)] == said["samples"],
            f"{name}: base": base == said["base_sha256"],
            **{f"{name}: {at}": digest_of(path.parent / at) == one for at, one in said["files"].items()},
        }
    faults = [what for what, is_so in holds.items() if not is_so]
    return len(holds), faults if holds else ["out/train/ has no adapter"]


def is_signed(key: str, message: bytes, signature: bytes) -> bool:
    """Say whether a signature is that of a key: PEM (Ed25519, ECDSA P-256), or OpenSSH (`ssh-keygen -Y`)."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm  # noqa: PLC0415  only signatures need it
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    kind = "ssh" if key.startswith("ssh-") else "pem"
    try:
        loaded: Any = getattr(serialization, f"load_{kind}_public_key")(key.encode())
        how = (ec.ECDSA(hashes.SHA256()),) if isinstance(loaded, ec.EllipticCurvePublicKey) else ()
        if kind == "ssh":
            fields, at = list[bytes](), 10
            while at < len(signature):
                end = at + 4 + int.from_bytes(signature[at : at + 4], "big")
                fields, at = [*fields, signature[at + 4 : end]], end
            _, space, reserved, algorithm, inner = fields
            signed = (b"adaptrail", reserved, algorithm, hashlib.new(algorithm.decode(), message).digest())
            message = b"SSHSIG" + b"".join(len(one).to_bytes(4, "big") + one for one in signed)
            signature = inner[-64:] if space == signed[0] else b""
        return loaded.verify(signature, message, *how) is None
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError, AttributeError):  # of another kind
        return False


def _signed(folder: Path) -> tuple[int, dict[str, set[str]], int, list[str]]:
    """Return how many must sign, who signed what well by its SHA-256, how many signatures, and faults."""
    trusted = json.loads((folder / SIGNERS).read_bytes())
    keys = {hashlib.sha256(one["key"].strip().encode()).hexdigest(): one for one in trusted["signers"]}
    log = {
        (it["payload"], it["sig"], it["keyid"]): it["at"] for it in map(json.loads, lines_of(folder / LOG))
    }
    found, seen, faults = dict[str, set[str]](), set[tuple[str, str, str]](), list[str]()
    for path in sorted(folder.glob("governance/attestations/*.json")):
        envelope = (said := json.loads(path.read_bytes())).get("dsseEnvelope", said)  # of an adapter's bundle
        payload, kind = base64.b64decode(envelope["payload"], validate=True), envelope["payloadType"]
        message = b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload)
        digest = hashlib.sha256(payload).hexdigest()
        good = found.setdefault(digest, set()) if envelope is said else set()
        for one in envelope["signatures"]:
            signature = base64.b64decode(one["sig"], validate=True)
            seen.add(place := (digest, hashlib.sha256(signature).hexdigest(), one["keyid"]))
            by, day, why = keys.get(one["keyid"]), log.get(place), "is by a key that had expired"
            if by is None:
                why = "is by a key that governance/signers.json does not name"
            elif not is_signed(by["key"], message, signature):
                why = "is wrong"
            elif day is None or day <= by["until"]:
                why = "" if day else "is not in the log"
            faults += [f"{path.name}: signature {one['keyid'][:16]} {why}"] * bool(why)
            good |= {by["name"]} if by and not why else set()
    faults += [f"the log has a signature of {one[0][:16]} that is gone" for one in log.keys() - seen]
    return trusted["threshold"], found, len(seen), faults


def check_signatures(folder: Path, *_: Path) -> Checked:
    """Check that enough people signed what lies here and each attestation, and that just these are logged."""
    wanted, signed, count, faults = _signed(folder)
    few = [(one[:16], len(good)) for one, good in signed.items() if len(good) < wanted]
    faults += [f"{one}.dsse.json: {good} people signed well, expected {wanted}" for one, good in few]
    here = hashlib.sha256((folder / "out/attest/exports/lineage.json").read_bytes()).hexdigest()
    return count, faults + [f"nobody signed {here[:16]}, which lies here"] * (here not in signed)


def check_erasures(folder: Path) -> Checked:
    """Check that two people, or as many as must sign, approved of the plan of each receipt, byte for byte."""
    paths, faults = sorted(folder.glob(RECEIPTS)), list[str]()
    least, signed, *_ = _signed(folder) if paths else (0, dict[str, set[str]]())
    for path in paths:
        plan = path.read_bytes().replace(b'/erasure/v1"', b'/erasure-plan/v1"')
        good, wanted = len(signed.get(hashlib.sha256(plan).hexdigest(), ())), max(2, least)
        faults += [f"{path.name}: {good} people approved of its plan, expected {wanted}"] * (good < wanted)
    return len(paths), faults


def check_log(folder: Path, *kept: Path) -> Checked:
    """Check that checkpoints (C2SP signed notes) give the roots of the entries, one out of the other."""
    trusted = json.loads((folder / SIGNERS).read_bytes())["log"]
    entries, last = lines_of(folder / LOG), (0, b"")
    notes = sorted(folder.glob("governance/log/*.checkpoint"))
    for path in [*notes, *kept]:
        body, _, signed = path.read_text(encoding="utf-8").partition("\n\n\u2014 ")
        origin, size, root = body.split("\n")
        now = (int(size), base64.b64decode(root, validate=True))
        signature = base64.b64decode(signed.split()[1], validate=True)[4:]
        if origin != trusted["origin"] or not is_signed(trusted["key"], f"{body}\n".encode(), signature):
            raise ValueError(f"{path.name}: the signature is wrong, or of another log")
        if now[0] > len(entries):
            raise ValueError(f"{path.name}: the log was cut off: {len(entries)} entries are left of {size}")
        if root_of(entries[: now[0]]) != now[1].hex():
            raise ValueError(f"{path.name}: the log was rewritten: not the first {size} entries of then")
        if path in notes[1:] and not grew(last, now, lines_of(path.with_suffix(".consistency"))[1:]):
            raise ValueError(f"{path.name}: no proof that the log grew from {last[0]} to {size} entries")
        last = max(last, now)
    rest = len(entries) - last[0]
    return len(entries), [f"{rest} entries after the last checkpoint"] * bool(rest)


PROJECT = dict(files=check_files, ledger=check_ledger, adapters=check_adapters, erasures=check_erasures)
SIGNATURES: dict[str, Any] = {"signatures": check_signatures, "log": check_log}
FAULTS = (OSError, ValueError, KeyError, TypeError, IndexError)


def check_all(checks: dict[str, Any], *paths: Path) -> bool:
    """Print one line a check, and what is at fault; say whether all hold."""
    holds = True
    for name, look in checks.items():
        try:
            examined, faults = look(*paths)
        except FAULTS as error:
            examined, faults = 0, [f"{type(error).__name__}: {error}"]
        print(f"{'NO ' if faults else 'yes'} {name}: {examined} examined", *map(repr, faults), sep="\n    ")
        holds = holds and not faults
    return holds


def check_proof(answer: dict[str, Any], root: str, shards: int) -> str:
    """Return what an answer proves of the ledger with this root; raise ValueError when it proves nothing."""
    if way := answer.get("way"):
        row, shard = answer["row"], way["shard"]
        lead(way | {"row": canonical(row)}, shard["rows"], shard["root"])
        lead({"row": canonical(shard), "position": way["place"], "proof": way["above"]}, shards, root)
        return f"{row['kind']} {row['item']!r} is row {way['position']} of {shard['source']}"
    if not (absence := answer.get("proof")):
        raise ValueError("the answer holds no proof")
    kind, first, last, before, after = map(absence.get, ("kind", "first", "last", "before", "after"))
    place, expected = (kind, first.partition(":")[0]), ("source", first)
    if shard := absence["shard"]:
        said = lead(shard, shards, root)
        root, shards, expected = said["root"], said["rows"], ("file", said["source"])
    if place != expected:
        raise ValueError("the range is of another shard")
    rows = [lead(one, shards, root) for one in (before, after) if one]
    keys = [(row.get("kind", "source"), row.get("item", row["source"])) for row in rows]
    ends = (before["position"] if before else -1, after["position"] if after else shards)
    if not first < last or ends[1] != ends[0] + 1:
        raise ValueError("the rows are no neighbours, or the range is empty")
    if before and keys[0] >= (kind, first) or after and keys[-1] < (kind, last):
        raise ValueError("something is between the rows, or the range is another one")
    return f"no {kind} from {first!r} up to {last!r} is in the ledger, if `project` finds it sorted"


def main(words: list[str]) -> int:
    """Return the exit code."""
    asked, paths = "".join(words[:1]), [Path(word) for word in words[1:]]
    try:
        if checks := {"project": PROJECT, "signatures": SIGNATURES}.get(asked):
            return int(not check_all(checks, *(paths or [Path()])))
        if asked == "proof" and len(paths) == 2:
            answer, figures = json.loads(paths[0].read_bytes()), json.loads(paths[1].read_bytes())["figures"]
            print("yes", check_proof(answer, figures["ledger_root"], figures["shards"]))
            return 0
    except FAULTS as error:
        print("NO ", f"{type(error).__name__}: {error}")
        return 1
    print(__doc__)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
