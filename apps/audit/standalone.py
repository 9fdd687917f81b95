"""Check an adaptrail project, or a proof out of one, without adaptrail: one file that needs Python 3.11 and,
for signatures, the package cryptography.

    python verifier.py project [FOLDER]        what lies in a checked-out project, against reports/attest.json
    python verifier.py signatures [FOLDER]     who signed it, by governance/signers.json, and the log of that
    python verifier.py proof FILE ATTEST_JSON  a --json answer of `audit trace`, `audit prove-absent --named`

Keep your own reports/attest.json and governance/signers.json: everything is compared with these. Exit code
0: all holds. Not checked: params.yaml, and spans against raw blobs; `adaptrail audit verify` does both.
"""

import base64
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

RAW_ZONE = ("out/crawl/", "out/screen/", "out/dedupe/")
"""What a machine without raw data lacks: a missing file of it is no fault, an altered one is."""
COMMITMENTS = "reports/commitments.json"
SIGNERS, LOG = "governance/signers.json", "governance/log/entries.jsonl"


Checked = tuple[int, list[str]]
"""How much a check looked at, and what is at fault."""


def leaf_hash(row: bytes) -> bytes:
    """Return the hash of a row; a row that was erased has left its hash."""
    if row.startswith(b'{"erased":'):
        return bytes.fromhex(json.loads(row)["erased"])
    return hashlib.sha256(b"\x00" + row).digest()


def root_of(rows: Iterable[bytes]) -> str:
    """Return the root of RFC 9162, section 2.1, over rows, as hex."""
    level = [leaf_hash(row) for row in rows] or [hashlib.sha256().digest()]
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [_node(left, right) for left, right in pairs] + [level[-1]] * (len(level) % 2)
    return level[0].hex()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def lead(row: bytes, position: int, size: int, path: list[str], root: str) -> None:
    """Raise ValueError when a proof does not lead from the row at `position` of `size` rows to this root."""
    if not 0 <= position < size:
        raise ValueError(f"position {position} is not within {size} rows")
    node, last, rest = leaf_hash(row), size - 1, [bytes.fromhex(one) for one in path]
    while last > 0:
        if position % 2 or position < last:
            sibling = rest.pop(0)  # an IndexError when the proof is too short
            node = _node(sibling, node) if position % 2 else _node(node, sibling)
        position, last = position // 2, last // 2
    if rest or node.hex() != root:
        raise ValueError("the proof leads to another root")


def canonical(value: Any) -> bytes:  # noqa: ANN401  any JSON
    """Return JSON with sorted keys, no spaces, UTF-8: the bytes that are hashed."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def is_as(path: Path, digest: str) -> bool:
    """Say whether a file is there and has this SHA-256."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == digest


def read_json(path: Path) -> dict[str, Any]:
    """Return a JSON object."""
    value: dict[str, Any] = json.loads(path.read_bytes())
    return value


def lines_of(path: Path) -> list[bytes]:
    """Return the lines of a file, without their ends."""
    return [line.removesuffix(b"\n") for line in path.read_bytes().splitlines(keepends=True)]


def check_files(folder: Path) -> Checked:
    """Check commitments, exports and outs against reports/attest.json and the manifests."""
    figures = read_json(folder / "reports/attest.json")["figures"]
    manifests = sorted([*folder.glob("out/*/manifest.json"), *folder.glob("out/*/manifest/*.json")])
    outs = [(name, one["sha256"]) for path in manifests for name, one in read_json(path).items()]
    if not outs:
        raise ValueError("out/ has no manifest")
    committed = read_json(folder / COMMITMENTS)["files"].items()
    each = [*figures["exports"].items(), *outs, (COMMITMENTS, figures["commitments_sha256"])]
    each += [one for one in committed if not one[0].startswith(RAW_ZONE) or (folder / one[0]).exists()]
    return len(each), [name for name, digest in each if not is_as(folder / name, digest)]


def check_ledger(folder: Path) -> Checked:
    """Check that the shards of the ledger are canonical and sorted, and give the root."""
    report = read_json(folder / "reports/attest.json")
    listed = lines_of(folder / "out/attest/shards.jsonl")
    shards = [json.loads(line) for line in listed]
    size = sum(shard["rows"] for shard in shards)
    expected = (report["figures"]["ledger_root"], report["counts"]["written"])
    faults = [] if (root_of(listed), size) == expected else ["the shards do not give the root"]
    for shard in shards:
        lines = lines_of(folder / f"out/attest/ledger/{shard['source']}.jsonl")
        rows = [json.loads(line) for line in lines]
        keys = [(row["kind"], row["item"]) for row in rows if "erased" not in row]
        gone = {folder / f"governance/receipts/{row['receipt']}.json" for row in rows if "erased" in row}
        wrong = {
            "does not give its root": (root_of(lines), len(lines)) != (shard["root"], shard["rows"]),
            "is not canonical": any(map(bytes.__ne__, map(canonical, rows), lines)),
            "is not sorted": keys != sorted(keys),
            "has erased rows without a receipt": not all(path.is_file() for path in gone),
        }
        faults += [f"the shard {shard['source']} {what}" for what, is_so in wrong.items() if is_so]
    return size, faults


def check_adapters(folder: Path) -> Checked:
    """Check adapters, their rows and their base against what their trainers wrote down."""
    base = read_json(folder / "out/base/base.json")["sha256"]
    faults, count = [], 0
    for path in sorted(folder.glob("out/train/*/trained.json")):
        said = read_json(path)
        name = said["adapter"]
        train, validation = (folder / f"out/split/{part}/{name}.jsonl" for part in ("train", "validation"))
        holds = {
            "train rows": is_as(train, said["train_sha256"]),
            "validation rows": is_as(validation, said["validation_sha256"]),
            "order of the rows": [json.loads(line)["id"] for line in lines_of(train)] == said["samples"],
            "base": base == said["base_sha256"],
            **{file: is_as(path.parent / file, digest) for file, digest in said["files"].items()},
        }
        count += len(holds)
        faults += [f"{name}: {what}" for what, is_so in holds.items() if not is_so]
    if not count:
        raise ValueError("out/train/ has no adapter")
    return count, faults


def is_signed(key: str, message: bytes, signature: bytes) -> bool:
    """Say whether a signature is that of a key: PEM (Ed25519, ECDSA P-256), or OpenSSH (`ssh-keygen -Y`)."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  only signatures need it
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    kind = "ssh" if key.startswith("ssh-") else "pem"
    loaded: Any = getattr(serialization, f"load_{kind}_public_key")(key.encode())
    how = (ec.ECDSA(hashes.SHA256()),) if isinstance(loaded, ec.EllipticCurvePublicKey) else ()
    try:
        if kind == "ssh":
            fields, at = list[bytes](), 10
            while at < len(signature):
                end = at + 4 + int.from_bytes(signature[at : at + 4], "big")
                fields, at = [*fields, signature[at + 4 : end]], end
            _, space, reserved, algorithm, inner = fields
            signed = (b"adaptrail", reserved, algorithm, hashlib.new(algorithm.decode(), message).digest())
            message = b"SSHSIG" + b"".join(len(one).to_bytes(4, "big") + one for one in signed)
            signature = inner[-64:] if space == signed[0] else b""
        loaded.verify(signature, message, *how)
    except (InvalidSignature, ValueError):
        return False
    return True


def check_signatures(folder: Path) -> Checked:
    """Check that enough people signed what lies here, and each attestation (DSSE v1), and the log of that."""
    trusted = read_json(folder / SIGNERS)
    keys = {hashlib.sha256(one["key"].strip().encode()).hexdigest(): one for one in trusted["signers"]}
    log = {(row["payload"], row["sig"]): row for row in map(json.loads, lines_of(folder / LOG))}
    wanted = {hashlib.sha256((folder / "out/attest/exports/lineage.json").read_bytes()).hexdigest()}
    faults, seen = list[str](), set[tuple[str, str]]()
    for path in sorted(folder.glob("governance/attestations/*.dsse.json")):
        envelope, good = read_json(path), set()
        payload, kind = base64.b64decode(envelope["payload"], validate=True), envelope["payloadType"]
        message = b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload)
        for one in envelope["signatures"]:
            signature, by = base64.b64decode(one["sig"], validate=True), keys.get(one["keyid"])
            place = (hashlib.sha256(payload).hexdigest(), hashlib.sha256(signature).hexdigest())
            why = _wrong(by, message, signature, one["keyid"], log.get(place))
            faults += [f"{path.name}: signature {one['keyid'][:16]} {why}"] if why else []
            good |= set() if why else {one["keyid"]}
            seen.add(place)
        if len(good) < trusted["threshold"]:
            faults.append(f"{path.name}: {len(good)} good signatures, expected {trusted['threshold']}")
    faults += [f"nobody signed {one[:16]}, which lies here" for one in wanted - {one for one, _ in seen}]
    return len(seen), faults + [
        f"the log has a signature {sig[:16]} too many" for _, sig in log.keys() - seen
    ]


def _wrong(by: Any, message: bytes, signature: bytes, name: str, entry: Any) -> str:  # noqa: ANN401
    """Return why a signature does not count; an empty string when it does."""
    if by is None:
        return "is by a key that governance/signers.json does not name"
    if not is_signed(by["key"], message, signature):
        return "is wrong"
    if entry is None or entry["keyid"] != name:
        return "is not in the log"
    return "is by a key that had expired" if by["until"] < entry["at"] else ""


def check_log(folder: Path) -> Checked:
    """Check that the log only grew: each checkpoint (C2SP signed note) gives the root of its entries."""
    trusted, entries = read_json(folder / SIGNERS)["log"], lines_of(folder / LOG)
    faults, sizes = [], [0]
    for path in sorted(folder.glob("governance/log/*.checkpoint")):
        body, _, signed = path.read_text(encoding="utf-8").partition("\n\n\u2014 ")
        origin, size, root = body.split("\n")
        found = base64.b64encode(bytes.fromhex(root_of(entries[: int(size)]))).decode()
        signature = base64.b64decode(signed.split()[1], validate=True)[4:]
        if not is_signed(trusted["key"], f"{body}\n".encode(), signature):
            faults.append(f"{path.name}: the signature is wrong")
        if (origin, root) != (trusted["origin"], found) or int(size) > len(entries):
            faults.append(f"{path.name}: of another log than lies here")
        sizes.append(int(size))
    rest = len(entries) - max(sizes)
    return len(entries), faults + [f"{rest} entries after the last checkpoint"] * bool(rest)


PROJECT = {"files": check_files, "ledger": check_ledger, "adapters": check_adapters}
SIGNATURES = {"signatures": check_signatures, "log": check_log}
FAULTS = (OSError, ValueError, KeyError, TypeError, IndexError)


def check_all(checks: Mapping[str, Callable[[Path], Checked]], folder: Path) -> bool:
    """Print one line a check, and what is at fault; say whether all hold."""
    holds = True
    for name, look in checks.items():
        try:
            examined, faults = look(folder)
        except FAULTS as error:
            examined, faults = 0, [f"{type(error).__name__}: {error}"]
        said = f"{'NO ' if faults else 'yes'} {name}: {examined} examined"
        print(said, *map(repr, faults), sep="\n    ")
        holds = holds and not faults
    return holds


def check_proof(answer: dict[str, Any], root: str, shards: int) -> str:
    """Return what an answer proves of the ledger with this root; raise ValueError when it proves nothing."""
    if way := answer.get("way"):
        row, shard = answer["row"], way["shard"]
        lead(canonical(row), way["position"], shard["rows"], way["proof"], shard["root"])
        lead(canonical(shard), way["place"], shards, way["above"], root)
        return f"{row['kind']} {row['item']!r} is row {way['position']} of {shard['source']}"
    absence = answer.get("proof")
    if not absence:
        raise ValueError("the answer holds no proof")
    place, expected = (absence["kind"], absence["first"].partition(":")[0]), ("source", absence["first"])
    if shard := absence["shard"]:
        lead(shard["row"].encode(), shard["position"], shards, shard["proof"], root)
        said = json.loads(shard["row"])
        root, shards, expected = said["root"], said["rows"], ("file", said["source"])
    if place != expected:
        raise ValueError("the range is of another shard")
    return _check_absence(absence, root, shards)


def _check_absence(absence: dict[str, Any], root: str, size: int) -> str:
    """Check that two neighbours leave no room for what would sort between them."""
    kind, first, last = absence["kind"], absence["first"], absence["last"]
    before, after = absence["before"], absence["after"]
    keys = []
    for one in filter(None, (before, after)):
        lead(one["row"].encode(), one["position"], size, one["proof"], root)
        row = json.loads(one["row"])
        keys.append((row.get("kind", "source"), row.get("item", row["source"])))
    ends = (before["position"] if before else -1, after["position"] if after else size)
    if not first < last or ends[1] != ends[0] + 1:
        raise ValueError("the rows are no neighbours, or the range is empty")
    if before and keys[0] >= (kind, first) or after and keys[-1] < (kind, last):
        raise ValueError("something is between the rows, or the range is another one")
    return f"no {kind} from {first!r} up to {last!r} is in the ledger, if `project` finds it sorted"


def main(words: list[str]) -> int:
    """Return the exit code."""
    asked = {"project": PROJECT, "signatures": SIGNATURES}.get(words[0] if words else "")
    try:
        if asked and len(words) <= 2:
            return int(not check_all(asked, Path(*words[1:])))
        if words[:1] == ["proof"] and len(words) == 3:
            figures = read_json(Path(words[2]))["figures"]
            print("yes", check_proof(read_json(Path(words[1])), figures["ledger_root"], figures["shards"]))
            return 0
    except FAULTS as error:
        print("NO ", f"{type(error).__name__}: {error}")
        return 1
    print(__doc__)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
