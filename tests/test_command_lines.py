"""Every command takes exactly the words that it reads; another number is one line and exit code 1."""

import subprocess
import sys
from pathlib import Path

import pytest

from stages.compose import kinds
from tests.small_model import environment

MATRIX = ("train", "evaluate", "probe")


def fault(folder: Path, *words: str) -> str:
    """The one line that a command gives."""
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    return done.stderr


@pytest.mark.parametrize("stage", sorted(kinds()))
def test_a_stage_refuses_words_that_it_does_not_read(stage: str, tmp_path: Path) -> None:
    usage = f"usage: python -m stages.{stage}{' ADAPTER' if stage in MATRIX else ''}: found "
    assert usage in fault(tmp_path, f"stages.{stage}", "a", "b")
    if stage in MATRIX:
        assert f"{usage}0 arguments, expected 1" in fault(tmp_path, f"stages.{stage}")


@pytest.mark.parametrize("stage", sorted(kinds()))
def test_a_stage_refuses_an_empty_params_yaml(stage: str, tmp_path: Path) -> None:
    (tmp_path / "params.yaml").write_bytes(b"")
    words = ["a"] if stage in MATRIX else []
    assert "params.yaml: empty, expected a mapping" in fault(tmp_path, f"stages.{stage}", *words)


@pytest.mark.parametrize("stage", MATRIX)
def test_a_stage_of_the_matrix_refuses_an_unknown_adapter(stage: str, tmp_path: Path) -> None:
    (tmp_path / "params.yaml").write_text("adapters: [write-test]\n", encoding="utf-8")
    said = fault(tmp_path, f"stages.{stage}", "write-tests")
    assert "adapter 'write-tests': not known, expected one of write-test." in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "usage: adaptrail: the following arguments are required: command"),
        (["nope"], "invalid choice: 'nope'"),
        (["sources"], "usage: adaptrail sources: the following arguments are required: action"),
        (["sources", "list", "x"], "unrecognized arguments: x"),
        (["sources", "add", "x"], "the following arguments are required: --kind"),
        (["sources", "add", "x", "--kind", "svn"], "argument --kind: invalid choice: 'svn'"),
        (["sources", "remove"], "the following arguments are required: name"),
        (["audit"], "usage: adaptrail audit: the following arguments are required: question"),
        (["audit", "trace"], "the following arguments are required: item"),
        (["audit", "trace", "a", "b"], "unrecognized arguments: b"),
        (["audit", "report", "--nope"], "unrecognized arguments: --nope"),
        (["doctor", "x"], "unrecognized arguments: x"),
    ],
)
def test_a_command_of_adaptrail_refuses_missing_and_extra_words(
    words: list[str], said: str, tmp_path: Path
) -> None:
    assert said in fault(tmp_path, "apps.adaptrail", *words)


@pytest.mark.parametrize("word", ["--chekc", "nope", "train=nope", "+x=["])
def test_compose_refuses_what_is_no_override(word: str, tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf/config.yaml").write_text("seed: 1\n", encoding="utf-8")
    assert "Mend the override" in fault(tmp_path, "stages.compose", word)
