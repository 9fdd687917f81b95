"""Ask Git about a repository."""

import subprocess
from pathlib import Path


def git(place: Path, *words: str, given: bytes = b"") -> bytes:
    """Return what Git prints for a repository; raises CalledProcessError where it fails."""
    command = ["git", "-C", str(place), *words]
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout
