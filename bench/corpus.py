"""A corpus of real files in a Git repository, and runs of the data stages on it, each in its own process."""

import hashlib
import os
import resource
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from stages.compose import compose

ROOT = Path(__file__).parents[1]
STAGES = ("crawl", "screen", "dedupe")
LARGEST = 1 << 20
"""Bytes of a file above which `screen` would drop it."""
# fmt: off
SUFFIXES = frozenset((
    ".c", ".cc", ".cpp", ".css", ".go", ".h", ".hpp", ".html", ".java", ".js", ".json", ".md", ".php", ".pl",
    ".pm", ".py", ".pyi", ".rb", ".rs", ".rst", ".sh", ".sql", ".ts", ".txt", ".xml", ".yaml", ".yml",
))
# fmt: on
HERE = [
    *{sysconfig.get_path("purelib"), sysconfig.get_path("stdlib")},
    "/usr/include",
    "/usr/share",
    "/usr/lib",
]
"""Where real files lie on every machine: installed packages, the standard library, headers."""


class Cost(NamedTuple):
    """What the stages took together; memory is that of the largest."""

    wall: float
    cpu: float
    megabytes: float


def files_of(folders: Iterable[str], count: int) -> list[Path]:
    """Return `count` files of the folders in an order that mixes them, the same for each call."""
    found = sorted({path for folder in folders for path in _text_files(Path(folder))}, key=_mixed)
    if len(found) < count:
        sys.exit(f"not measured: needs {count} files, found {len(found)}: name folders that hold more")
    return found[:count]


def _text_files(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place, name)
            regular = path.suffix in SUFFIXES and path.is_file() and not path.is_symlink()
            if regular and 0 < path.stat().st_size <= LARGEST:
                yield path


def _mixed(path: Path) -> bytes:
    return hashlib.sha256(str(path).encode()).digest()


def commit(repository: Path, contents: Iterable[tuple[str, bytes]]) -> str:
    """Add a commit that holds `contents`, besides what the last one holds, and return its id."""
    if not repository.exists():
        _git(repository.parent, "init", "--quiet", "--bare", "--initial-branch=main", str(repository))
    head = ["git", "rev-parse", "-q", "--verify", "main"]
    last = subprocess.run(head, cwd=repository, capture_output=True, check=False)
    process = subprocess.Popen(
        ["git", "fast-import", "--quiet", "--done"], cwd=repository, stdin=subprocess.PIPE
    )
    assert process.stdin
    process.stdin.write(b"commit refs/heads/main\ncommitter Bench <bench@example.com> 1 +0000\ndata 0\n")
    process.stdin.write(b"from " + last.stdout if last.stdout else b"")
    for path, content in contents:
        process.stdin.write(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content))
    process.stdin.write(b"done\n")
    process.stdin.close()
    assert process.wait() == 0
    return _git(repository, "rev-parse", "main")


def contents_of(files: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each file; the number in front keeps paths apart."""
    for number, file in enumerate(files):
        yield f"d{number % 100}/n{number}{file.suffix}", file.read_bytes()


def _git(folder: Path, *words: str) -> str:
    return subprocess.run(
        ["git", *words], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()


def settle(folder: Path, pin: str) -> None:
    """Write settings that read the repository in `folder` at a pin, whatever its licences."""
    composed = yaml.safe_load(compose([]))
    place = {"kind": "git", "location": str(folder / "corpus.git")}
    said = {
        "ref": "",
        "listing": None,
        "source_class": "own",
        "owner": "bench",
        "licence": "LicenseRef-Bench",
        "legal_basis": "measured and thrown away",
        "include": ["**"],
        "exclude": [],
        "commits": 0,
        "tags": [],
    }
    composed["crawl"] |= {"sources": {"corpus": place | said}, "assets": {}}
    policy = composed["screen"]["policy"]
    policy["actions"] = dict.fromkeys(policy["actions"], "allow")
    (folder / "params.yaml").write_text(yaml.safe_dump(composed, allow_unicode=True), encoding="utf-8")
    (folder / "sources.lock.yaml").write_text(yaml.safe_dump({"corpus": place | {"pin": pin}}))


def run(folder: Path) -> dict[str, Cost]:
    """Run the stages in `folder` and return what each took."""
    return {stage: _measured(folder, stage) for stage in STAGES}


def _measured(folder: Path, stage: str) -> Cost:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DO_NOT_TRACK": "1"}
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", f"stages.{stage}"], cwd=folder, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, _megabytes(used))


def _megabytes(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / 1024


def total(costs: Mapping[str, Cost]) -> Cost:
    """Return what all stages took."""
    every = list(costs.values())
    return Cost(
        sum(cost.wall for cost in every),
        sum(cost.cpu for cost in every),
        max(cost.megabytes for cost in every),
    )


def digest(folder: Path) -> str:
    """Return the SHA-256 of all outs."""
    found = hashlib.sha256()
    for path in sorted(path for path in (folder / "out").rglob("*") if path.is_file()):
        found.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
