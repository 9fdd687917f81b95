"""Say what is installed, what is missing and what that costs."""

import importlib.metadata
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

SECONDS = 30
"""After which a program that does not tell its version counts as missing."""


class Check(NamedTuple):
    """Something that adaptrail can use."""

    name: str
    found: str
    """Version or place; empty when it is missing."""
    needed: bool
    """Whether the pipeline cannot run without it."""
    cost: str
    """What is lost without it."""


class Probe(NamedTuple):
    """How to look for something."""

    name: str
    look: Callable[[], str]
    needed: bool
    cost: str


def examine(probes: list[Probe]) -> list[Check]:
    """Return one check per probe, in order."""
    return [Check(probe.name, probe.look(), probe.needed, probe.cost) for probe in probes]


def package(name: str) -> Callable[[], str]:
    """Return a look for an installed Python distribution."""

    def look() -> str:
        try:
            return importlib.metadata.version(name) or ""
        except importlib.metadata.PackageNotFoundError:
            return ""

    return look


def program(*command: str) -> Callable[[], str]:
    """Return a look for a program on PATH; the answer is the first version number that it prints.

    A program that cannot be started, fails or hangs is none: a stub of a JDK answers with an error.
    """

    def look() -> str:
        if not shutil.which(command[0]):
            return ""
        try:
            printed = subprocess.run(
                command, capture_output=True, text=True, errors="replace", check=True, timeout=SECONDS
            )
        except (OSError, subprocess.SubprocessError):
            return ""
        version = re.search(r"\d+(\.\d+)+", printed.stdout + printed.stderr)
        return version.group() if version else "found"

    return look


def jar(*patterns: str) -> Callable[[], str]:
    """Return a look for a Java archive in the places where Debian puts them."""

    def look() -> str:
        found = [path for pattern in patterns for path in sorted(Path("/usr/share/java").glob(pattern))]
        return str(found[0]) if found else ""

    return look


def cuda_devices() -> str:
    """Return the names of the CUDA devices that PyTorch sees; none without a PyTorch that can be loaded."""
    try:
        import torch  # noqa: PLC0415  it takes a second, and only this check needs it
    except (ImportError, OSError):
        return ""
    return ", ".join(torch.cuda.get_device_name(index) for index in range(torch.cuda.device_count()))


def remotes() -> str:
    """Return that every remote of DVC is compared when something is pulled; nothing when one is not."""
    if not Path(".dvc").is_dir():
        return "no repository here"
    try:
        from apps.audit import evidence, stored  # noqa: PLC0415  DVC may be missing
    except ImportError:
        return ""
    return "" if evidence.or_fault(stored.unverified, str) else "verify = true, or none"


PROBES = [
    Probe("git", program("git", "--version"), True, "no source can be read"),
    Probe("dvc", package("dvc"), True, "the pipeline cannot run"),
    Probe(
        "DVC's remotes",
        remotes,
        False,
        "an altered object is pulled unnoticed: `dvc remote modify NAME verify true`",
    ),
    Probe("hydra-core", package("hydra-core"), True, "conf/ cannot be composed"),
    Probe("tree-sitter", package("tree-sitter"), True, "code cannot be parsed"),
    Probe("daft", package("daft"), True, "near duplicates cannot be found"),
    Probe("torch", package("torch"), True, "no model can be trained"),
    Probe("transformers", package("transformers"), True, "no model can be loaded"),
    Probe("peft", package("peft"), True, "no adapter can be trained"),
    Probe("bitsandbytes", package("bitsandbytes"), False, "train=qlora_gpu is refused; LoRA works"),
    Probe(
        "CUDA device",
        cuda_devices,
        False,
        "base=tiny only: hub bases of 1 B parameters and more need hours a step",
    ),
    Probe("Ray", package("ray"), False, "engine=ray is refused; the native engine works on one machine"),
    Probe(
        "bubblewrap",
        program("bwrap", "--version"),
        False,
        "nothing yet: generated code is measured by parsing alone; executing it will need a sandbox",
    ),
    Probe(
        "JDK",
        program("javac", "-version"),
        False,
        "nothing yet: generated Java is measured by parsing alone; compiling it will need one",
    ),
    Probe(
        "JUnit",
        jar("junit-platform-console*.jar", "junit-jupiter-api*.jar"),
        False,
        "nothing yet: generated Java tests are measured by parsing alone; running them will need it",
    ),
]
"""Everything that a run can use, what it needs first."""
