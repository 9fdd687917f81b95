"""A clone of this repository in a folder of its own, and commands run in it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]


class Clone:
    """A fresh clone; `path` is its folder."""

    def __init__(self, path: Path, profile: str) -> None:
        """Clone the last commit of this repository and compose `profile`."""
        self.path = path
        self.environment = {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "DVC_SITE_CACHE_DIR": str(path.parent / "site-cache"),
            "PYTHONUNBUFFERED": "1",
            "PYTHONDONTWRITEBYTECODE": "",
        }
        subprocess.run(["git", "clone", "-q", str(ROOT), str(path)], check=True)
        self.run("python", "-m", "stages.compose", f"profile={profile}")

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Start a command in a session of its own, with one stream of output."""
        return subprocess.Popen(
            command,
            cwd=self.path,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, *command: str, code: int = 0) -> str:
        """Run a command, require its exit code and return what it printed."""
        process = self.start(*command)
        printed, _ = process.communicate()
        assert process.returncode == code, printed
        return printed

    def kill_when(self, begun: Callable[[Path], bool]) -> None:
        """Run the pipeline and kill it with all its children as soon as `begun` says so of the clone."""
        process = self.start("dvc", "repro")
        while not begun(self.path):
            assert process.poll() is None, process.communicate()[0]
            time.sleep(0.002)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()

    def lock(self) -> dict[str, Any]:
        """Return the entries of dvc.lock for the stages of the composed profile.

        The order of entries depends on the order of execution, their content does not. Entries of adapters
        that the profile leaves out are not looked at: DVC writes the file in place, and a kill may cut them.
        """
        locked = yaml.safe_load((self.path / "dvc.lock").read_text(encoding="utf-8"))["stages"]
        adapters = yaml.safe_load((self.path / "params.yaml").read_text(encoding="utf-8"))["adapters"]
        return {name: entry for name, entry in locked.items() if name.partition("@")[2] in ("", *adapters)}
