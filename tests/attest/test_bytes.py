"""Ledger, commitments and exports are the same bytes whatever the hash seed, the locale and the time zone."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.layout import ROOT

MAKE = "from pathlib import Path; from tests.audit.project import make; make(Path())"


def made(folder: Path, environment: dict[str, str]) -> dict[str, str]:
    """Return the digests of all that is written under an environment."""
    folder.mkdir()
    told = os.environ | environment | {"PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", MAKE], cwd=folder, env=told, check=True, capture_output=True)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return made(
        tmp_path_factory.mktemp("bytes") / "plain", {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"}
    )


@pytest.mark.parametrize(
    "environment",
    [{"PYTHONHASHSEED": "77"}, {"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, {"TZ": "Asia/Shanghai"}],
    ids=["hash seed", "locale", "time zone"],
)
def test_nothing_of_the_machine_is_in_the_bytes(
    environment: dict[str, str], plain: dict[str, str], tmp_path: Path
) -> None:
    found = made(tmp_path / "other", {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"} | environment)
    assert {"out/attest/shards.jsonl", "reports/commitments.json", "reports/attest.json"} <= found.keys()
    assert found == plain
