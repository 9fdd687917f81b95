"""Run Git to read a repository: no network, no prompt, no replaced objects, no settings of a calling hook."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from stages.core.errors import PipelineError

_SETTINGS = {
    "GIT_ALLOW_PROTOCOL": "none",  # a partial clone must not fetch what it lacks
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",  # refs/replace would show other contents under the same commit
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


def environment(repository: Path) -> dict[str, str]:
    """Return the environment of a reading command; the search for a repository stays in `repository`."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith("GIT_") or "CONFIG" in name
    }
    return kept | _SETTINGS | {"GIT_CEILING_DIRECTORIES": str(repository.resolve().parent)}


def git(repository: Path, name: str, *words: str) -> bytes:
    """Return what a reading command prints; raises PipelineError with Git's own reason when it fails."""
    done = subprocess.run(
        ["git", *words], cwd=repository, env=environment(repository), capture_output=True, check=False
    )
    if done.returncode:
        raise refusal(name, done.stderr)
    return done.stdout


def start(repository: Path, words: list[str], stdin: IO[bytes], stderr: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a command whose output is read as a stream."""
    return subprocess.Popen(
        ["git", *words],
        cwd=repository,
        env=environment(repository),
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=stderr,
    )


@contextmanager
def lines_file(lines: list[str]) -> Iterator[IO[bytes]]:
    """Give a temporary file with one line each: input of a command that answers while it reads."""
    with tempfile.TemporaryFile() as file:
        file.write("".join(f"{line}\n" for line in lines).encode())
        file.seek(0)
        yield file


def refusal(name: str, stderr: bytes) -> PipelineError:
    """Return Git's reason as an error of one line, without the user part of a URL."""
    said = stderr.decode(errors="replace").strip().splitlines()
    reasons = [line for line in said if line.startswith(("fatal:", "error:"))] or said or ["no reason given"]
    reason = re.sub(r"://[^/@\s]+@", "://", reasons[0]).removeprefix("fatal: ").removeprefix("error: ")
    return PipelineError(
        f"source '{name}': Git says: {reason.rstrip('.')}; expected a complete repository that it may read. "
        f"{_remedy(reason)}"
    )


def unquoted(stderr: object) -> bytes:
    """Return what Git said out of the text that GitPython puts around it."""
    return str(stderr).strip().removeprefix("stderr:").strip().strip("'").encode()


def _remedy(reason: str) -> str:
    if "dubious ownership" in reason:
        return "If you trust the folder, run `git config --global --add safe.directory <folder>`."
    if "promisor remote" in reason:
        return "It is a partial clone: clone it without a filter, or exclude the paths."
    return "Check its location, or fetch it again."
