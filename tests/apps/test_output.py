"""A command whose output cannot be written ends with one line, or silently when its reader has gone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.layout import ROOT
from tests.small_model import environment

ANSWERS = (["--help"], ["sources", "list"], ["audit", "report"], ["audit", "report", "--json"])


CLOSED = ["sh", "-c", 'exec "$@" >&-', "sh"]


def said(words: list[str], stdout: int | None, *before: str) -> tuple[int, str]:
    """The exit code of a command and what it says on standard error."""
    done = subprocess.run(
        [*before, sys.executable, "-m", "apps.adaptrail", *words],
        cwd=ROOT,
        env=environment(),
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
def test_a_full_disk_is_one_line(words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        assert said(words, full.fileno()) == (
            1,
            "error: standard output: No space left on device, expected room for the answer. "
            "Send it elsewhere.\n",
        )


@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
def test_a_reader_that_has_gone_ends_the_command_in_silence(words: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        assert said(words, writer) == (141, "")
    finally:
        os.close(writer)


def test_a_closed_output_is_one_line() -> None:
    code, line = said(["sources", "list"], None, *CLOSED)
    assert (code, line.count("\n")) == (1, 1)
    assert line.startswith("error: standard output: closed, expected an open one.")
