"""A clean clone gives the same, or the stage and the file that it gives otherwise are named."""

import subprocess
import sys
from pathlib import Path

import pytest

from apps.audit.reproduce import CHECK, differing
from stages.core.errors import PipelineError
from tests.audit.project import ask, told
from tests.audit.test_approvals import git

LOCK = {"crawl": {"deps a": "1", "outs b": "2"}, "build": {"params p": {"n": 1}}}


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (LOCK, []),
        (LOCK | {"crawl": {"deps a": "1", "outs b": "3"}}, ["crawl: outs b"]),
        (LOCK | {"build": {"params p": {"n": 2}}}, ["build: params p"]),
        ({"crawl": LOCK["crawl"]}, ["build: params p"]),
        (LOCK | {"gate": {"outs c": "4"}}, ["gate: outs c"]),
    ],
)
def test_what_two_locks_do_not_have_alike_is_named(
    after: dict[str, dict[str, object]], expected: list[str]
) -> None:
    assert differing(LOCK, after) == expected
    assert differing(after, LOCK) == expected


def dvc(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "dvc", *words], check=True, capture_output=True)


@pytest.mark.slow
def test_a_clone_is_run_anew_and_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    git("init", "--quiet")
    dvc("init", "--quiet")
    Path("raw").write_text("raw", encoding="utf-8")
    Path("dvc.yaml").write_text(
        "stages:\n  split:\n    cmd: cp raw out\n    deps: [raw]\n    outs: [out]\n", encoding="utf-8"
    )
    dvc("repro")
    git("add", "--all")
    git("commit", "--quiet", "--message", "run")
    code, found = ask(capsys, "reproduce")
    assert (code, found["stages"], found["differing"]) == (0, ["split"], [])
    Path("out").write_text("forged", encoding="utf-8")
    dvc("commit", "--force")
    git("commit", "--quiet", "--all", "--message", "forged")
    code, found = ask(capsys, "reproduce")
    assert (code, found["differing"]) == (1, ["split: outs out"])
    deep = {one["check"]: one for one in ask(capsys, "verify", "--deep")[1]}
    assert deep[CHECK]["faults"] == ["split: outs out"]
    with pytest.raises(PipelineError, match="--deep: with --signatures, expected one of them"):
        told(capsys, "verify", "--deep", "--signatures")
    with pytest.raises(PipelineError, match="dvc repro nope in a clone: "):
        told(capsys, "reproduce", "--stage", "nope")
