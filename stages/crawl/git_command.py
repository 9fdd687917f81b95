"""Run Git to read a repository: no network, no prompt, no replaced objects, no settings of a calling hook."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from stages.core.records.failure import FailureKind
from stages.crawl.faults import FREE, SourceFault

BUFFER = 1 << 20
"""Bytes between Git and its reader: what Linux lets any user have."""

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
    """Return what a reading command prints; raises SourceFault with Git's own reason when it fails."""
    done = subprocess.run(
        ["git", *words], cwd=repository, env=environment(repository), capture_output=True, check=False
    )
    if done.returncode:
        raise refusal(name, done.stderr)
    return done.stdout


def start(repository: Path, words: list[str], stdin: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a command whose output is read as a stream; what it says beside that is dropped."""
    return subprocess.Popen(
        ["git", *words],
        cwd=repository,
        env=environment(repository),
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=BUFFER,
        pipesize=BUFFER,
    )


@contextmanager
def lines_file(lines: list[str]) -> Iterator[IO[bytes]]:
    """Give a temporary file with one line each: input of a command that answers while it reads."""
    with tempfile.TemporaryFile() as file:
        file.write("".join(f"{line}\n" for line in lines).encode())
        file.seek(0)
        yield file


def refusal(name: str, stderr: bytes) -> SourceFault:
    """Return Git's reason as a fault of the source, without the user part of a URL."""
    text = stderr.decode(errors="replace")
    said = text.strip().splitlines()
    reasons = [line for line in said if line.startswith(("fatal:", "error:"))] or said or ["no reason given"]
    reason = re.sub(r"://[^/@\s]+@", "://", reasons[0]).removeprefix("fatal: ").removeprefix("error: ")
    kind, remedy = next((kind, remedy) for kind, signs, remedy in _REASONS if re.search(signs, text))
    expected = "expected a complete repository that it may read"
    return SourceFault(name, kind, f"Git says: {reason.rstrip('.')}; {expected}", remedy)


def unquoted(stderr: object) -> bytes:
    """Return what Git said out of the text that GitPython puts around it."""
    return str(stderr).strip().removeprefix("stderr:").strip().strip("'").encode()


_REASONS: tuple[tuple[FailureKind, str, str], ...] = (
    (
        "ownership",
        "dubious ownership",
        "If you trust the folder, run `git config --global --add safe.directory <folder>`.",
    ),
    ("disk-full", "No space left|File too large|quota exceeded|died of signal 25", FREE),
    (
        "no-access",
        "Authentication failed|could not read (Username|Password)|[Pp]ermission denied|[Aa]ccess denied"
        "|terminal prompts disabled|returned error: 40[13]",
        "Give the user that runs `crawl` the right to read it: a credential helper of Git, or an SSH key.",
    ),
    (
        "missing-pin",
        "not our ref|[Cc]ouldn't find remote ref|no such remote ref|unadvertised object",
        "It holds no such commit, or does not give it: move the pin, `adaptrail sources update`.",
    ),
    (
        "not-found",
        "[Nn]ot a git repository|does not appear to be a git|[Rr]epository .*not found|does not exist"
        "|No such file|returned error: 404",
        "Check its location, or that it is there.",
    ),
    (
        "incomplete",
        "promisor remote",
        "It is a partial clone without its commits or folders: fetch those, or clone it whole.",
    ),
    ("corrupt", "does not look like a v[0-9]", "Make the bundle again: `git bundle create`."),
    (
        "unreachable",
        "[Cc]ould not resolve|unable to access|[Cc]onnection|timed out|unable to connect"
        "|Could not read from remote",
        "Check its location and the network, then run again.",
    ),
    (
        "corrupt",
        "corrupt|bad |Could not read [0-9a-f]{40}|unable to (read|unpack|parse)|inflate|early EOF"
        "|[Pp]ack|[Cc]hecksum|bundle|[Mm]issing|mismatch|invalid|did not receive expected|not valid",
        "Fetch it again.",
    ),
    ("refused", "", "Check its location, or fetch it again."),
)
"""Kinds of a refusal, the words of Git that tell them, and what to do; the first one counts."""
