"""Check an adaptrail project, or a proof out of one, without adaptrail: one file that needs Python 3.11 only.

    python verifier.py project [FOLDER]        what lies in a checked-out project, against reports/attest.json
    python verifier.py proof FILE ATTEST_JSON  the answer of `adaptrail audit trace --json` or of
                                               `adaptrail audit prove-absent --named NAME --json`

Keep your own copy of reports/attest.json, or a signed tag of the commit that holds it: everything is compared
with this one small file. Exit code 0 when all of it holds, 1 when something does not.

Not checked here: params.yaml (it needs a YAML parser), and spans against raw blobs; `adaptrail audit verify`
does both.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

RAW_ZONE = ("out/crawl/", "out/screen/", "out/dedupe/")
"""What a machine without raw data lacks: a missing file of it is no fault, an altered one is."""


class Refused(Exception):
    """Something does not hold; the text says what."""


class Checked(NamedTuple):
    """What a check looked at."""

    examined: int
    faults: list[str]


# The tree of RFC 9162, section 2.1, over SHA-256.


def leaf_hash(row: bytes) -> bytes:
    """Return the hash of a row."""
    return hashlib.sha256(b"\x00" + row).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(rows: Iterator[bytes]) -> tuple[bytes, int]:
    """Return the root over rows, and how many they are; holds one hash per level only."""
    stack: list[tuple[int, bytes]] = []
    count = 0
    for row in rows:
        count += 1
        size, node = 1, leaf_hash(row)
        while stack and stack[-1][0] == size:
            node, size = node_hash(stack.pop()[1], node), size * 2
        stack.append((size, node))
    if not stack:
        return hashlib.sha256().digest(), 0
    _, node = stack.pop()
    while stack:
        node = node_hash(stack.pop()[1], node)
    return node, count


def root_by_proof(row: bytes, position: int, size: int, path: list[bytes]) -> bytes:
    """Return the root that a proof gives for the row at `position` of `size` rows."""
    if not 0 <= position < size:
        raise Refused(f"position {position} is not within {size} rows")
    node, last, rest = leaf_hash(row), size - 1, list(path)
    while last > 0:
        if position % 2 or position < last:
            if not rest:
                raise Refused("the proof is too short")
            sibling = rest.pop(0)
            node = node_hash(sibling, node) if position % 2 else node_hash(node, sibling)
        position, last = position // 2, last // 2
    if rest:
        raise Refused("the proof is too long")
    return node


# Files.


def canonical(value: Any) -> bytes:  # noqa: ANN401  any JSON
    """Return JSON with sorted keys, no spaces, UTF-8: the bytes that are hashed."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_json(path: Path) -> dict[str, Any]:
    """Return a JSON object."""
    value = json.loads(path.read_bytes())
    if not isinstance(value, dict):
        raise Refused(f"{path} is no JSON object")
    return value


def lines_of(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file, without their ends."""
    with path.open("rb") as file:
        for line in file:
            yield line.removesuffix(b"\n")


def is_as(path: Path, digest: str) -> bool:
    """Say whether a file is there and has the digest."""
    return path.is_file() and sha256_of(path) == digest


# What reports/attest.json commits to.


def attested(path: Path) -> tuple[str, int, str]:
    """Return root and size of the ledger, and the digest of the commitments."""
    report = read_json(path)
    figures = report["figures"]
    return figures["ledger_root"], report["counts"]["written"], figures["commitments_sha256"]


def check_commitments(folder: Path) -> Checked:
    """Check reports/commitments.json, and every file that it names."""
    _, _, digest = attested(folder / "reports/attest.json")
    path = folder / "reports/commitments.json"
    faults = [] if is_as(path, digest) else ["reports/commitments.json"]
    files = read_json(path)["files"]
    faults += [name for name, expected in files.items() if _is_altered(folder, name, expected)]
    return Checked(1 + len(files), faults)


def _is_altered(folder: Path, name: str, digest: str) -> bool:
    is_away = name.startswith(RAW_ZONE) and not (folder / name).exists()
    return not is_away and not is_as(folder / name, digest)


def check_outs(folder: Path) -> Checked:
    """Check every out against the manifest that names it."""
    manifests = sorted([*folder.glob("out/*/manifest.json"), *folder.glob("out/*/manifest/*.json")])
    named = {name: one["sha256"] for path in manifests for name, one in read_json(path).items()}
    if not named:
        raise Refused("out/ has no manifest")
    return Checked(len(named), [name for name, digest in named.items() if not is_as(folder / name, digest)])


def check_ledger(folder: Path) -> Checked:
    """Check that the ledger is canonical, sorted, and gives the root."""
    root, size, _ = attested(folder / "reports/attest.json")
    path = folder / "out/attest/ledger.jsonl"
    found, count = root_of(lines_of(path))
    faults = [] if (found.hex(), count) == (root, size) else ["it does not give the root"]
    before = ("", "")
    for number, line in enumerate(lines_of(path), 1):
        row = json.loads(line)
        key = (row["kind"], row["item"])
        if canonical(row) != line:
            faults.append(f"row {number} is not canonical")
        if key < before:
            faults.append(f"row {number} is not sorted")
        before = key
    return Checked(count, faults)


def check_chain(folder: Path) -> Checked:
    """Check that every decision of `anonymize` names the digest of the one before it."""
    before, faults, count = hashlib.sha256().hexdigest(), [], 0
    for count, line in enumerate(lines_of(folder / "out/anonymize/decisions.jsonl"), 1):
        if json.loads(line)["prev"] != before:
            faults.append(f"row {count}")
        before = hashlib.sha256(line).hexdigest()
    return Checked(count, faults)


def check_adapters(folder: Path) -> Checked:
    """Check adapters, their rows and their base against what their trainers wrote down."""
    base = read_json(folder / "out/base/base.json")["sha256"]
    faults, count = [], 0
    for path in sorted(folder.glob("out/train/*/trained.json")):
        said = read_json(path)
        name = said["adapter"]
        rows = folder / f"out/split/train/{name}.jsonl"
        holds = {
            "train rows": is_as(rows, said["train_sha256"]),
            "validation rows": is_as(
                folder / f"out/split/validation/{name}.jsonl", said["validation_sha256"]
            ),
            "order of the rows": [json.loads(line)["id"] for line in lines_of(rows)] == said["samples"],
            "base": base == said["base_sha256"],
            **{file: is_as(path.parent / file, digest) for file, digest in said["files"].items()},
        }
        count += len(holds)
        faults += [f"{name}: {what}" for what, is_so in holds.items() if not is_so]
    if not count:
        raise Refused("out/train/ has no adapter")
    return Checked(count, faults)


CHECKS: dict[str, Callable[[Path], Checked]] = {
    "commitments": check_commitments,
    "outs": check_outs,
    "ledger": check_ledger,
    "decisions": check_chain,
    "adapters": check_adapters,
}


def check_project(folder: Path) -> bool:
    """Print one line a check, and what is at fault; say whether all hold."""
    holds = True
    for name, check in CHECKS.items():
        try:
            examined, faults = check(folder)
        except (OSError, ValueError, KeyError, TypeError, Refused) as error:
            examined, faults = 0, [f"{type(error).__name__}: {error}"]
        print(f"{'NO ' if faults else 'yes'} {name}: {examined} examined")
        for fault in faults:
            print(f"    {fault!r}")
        holds = holds and not faults
    return holds


# Proofs.


def check_proof(answer: dict[str, Any], root: str, size: int) -> str:
    """Return what an answer proves of the ledger with this root; raise Refused when it proves nothing."""
    if "position" in answer:
        _check_row(canonical(answer["row"]), answer, root, size)
        return f"{answer['row']['kind']} {answer['row']['item']!r} is row {answer['position']} of {size}"
    absence = answer.get("proof")
    if not absence:
        raise Refused("the answer holds no proof")
    return _check_absence(absence, root, size)


def _check_row(row: bytes, place: dict[str, Any], root: str, size: int) -> None:
    path = [bytes.fromhex(node) for node in place["proof"]]
    if root_by_proof(row, place["position"], size, path).hex() != root:
        raise Refused("the proof leads to another root")


def _check_absence(absence: dict[str, Any], root: str, size: int) -> str:
    """Check that two neighbours leave no room for what would sort between them."""
    kind, first, last = absence["kind"], absence["first"], absence["last"]
    before, after = absence["before"], absence["after"]
    if not first < last:
        raise Refused("the range is empty")
    keys = []
    for neighbour in filter(None, (before, after)):
        _check_row(neighbour["row"].encode(), neighbour, root, size)
        row = json.loads(neighbour["row"])
        keys.append((row["kind"], row["item"]))
    ends = (before["position"] if before else -1, after["position"] if after else size)
    if ends[1] != ends[0] + 1:
        raise Refused("the rows are no neighbours")
    if before and keys[0] >= (kind, first) or after and keys[-1] < (kind, last):
        raise Refused("something is between the rows, or the range is another one")
    return f"no {kind} from {first!r} up to {last!r} is in the ledger, if `project` finds it sorted"


def main(words: list[str]) -> int:
    """Return the exit code."""
    try:
        if words[:1] == ["project"] and len(words) <= 2:
            return int(not check_project(Path(*words[1:])))
        if words[:1] == ["proof"] and len(words) == 3:
            root, size, _ = attested(Path(words[2]))
            print("yes", check_proof(read_json(Path(words[1])), root, size))
            return 0
    except (OSError, ValueError, KeyError, TypeError, Refused) as error:
        print("NO ", f"{type(error).__name__}: {error}")
        return 1
    print(__doc__)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
