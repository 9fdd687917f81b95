"""Compare what `attest` writes under other interpreters, hash seeds, locales and time zones, byte for byte.

python -m bench.versions [PYTHON ...]    runs it in a temporary copy of the outs, with this interpreter and
those named, which need msgspec and PyYAML only; prints a digest a run. Exit code 1 when two differ.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bench.measured import need_files

ROOT = Path(__file__).parents[1]
NEEDED = ("out", "reports", "params.yaml", "constraints.txt", "sources.lock.yaml")
RAW = shutil.ignore_patterns("crawl", "screen", "dedupe", "manifest.json.unfinished")
ENVIRONMENTS = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "77", "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"},
)


def copy(folder: Path) -> None:
    """Copy what `attest` reads."""
    for name in NEEDED:
        if Path(name).is_dir():
            shutil.copytree(name, folder / name, ignore=RAW)
        else:
            shutil.copy(name, folder / name)


def written(python: str, environment: Mapping[str, str], folder: Path) -> str:
    """Return the digest over all that `attest` writes in a folder."""
    shutil.rmtree(folder / "out/attest", ignore_errors=True)
    told = os.environ | environment | {"PYTHONPATH": str(ROOT)}
    subprocess.run([python, "-m", "stages.attest"], cwd=folder, env=told, check=True, capture_output=True)
    files = [path for name in ("out/attest", "reports") for path in sorted((folder / name).rglob("*"))]
    digest = hashlib.sha256()
    for path in filter(Path.is_file, files):
        digest.update(
            f"{path.relative_to(folder)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode()
        )
    return digest.hexdigest()


def main() -> int:
    """Return 1 when two runs wrote other bytes."""
    need_files("out/attest/shards.jsonl")
    digests = set()
    with tempfile.TemporaryDirectory() as name:
        copy(Path(name))
        for python in (sys.executable, *sys.argv[1:]):
            version = subprocess.run([python, "--version"], capture_output=True, text=True, check=True).stdout
            for environment in ENVIRONMENTS:
                digest = written(python, environment, Path(name))
                digests.add(digest)
                print(f"{version.strip()}, {' '.join(environment.values())}: {digest[:16]}")
    print("the same bytes" if len(digests) == 1 else f"NO: {len(digests)} different digests")
    return int(len(digests) > 1)


if __name__ == "__main__":
    sys.exit(main())
