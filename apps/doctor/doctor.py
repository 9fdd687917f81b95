"""Say what is installed, what is missing and what that costs."""

import importlib.metadata
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


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
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            return ""

    return look


def program(*command: str) -> Callable[[], str]:
    """Return a look for a program on PATH; the answer is the first version number that it prints."""

    def look() -> str:
        if not shutil.which(command[0]):
            return ""
        printed = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
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
    """Return the names of the CUDA devices that PyTorch sees."""
    import torch  # noqa: PLC0415  it takes a second, and only this check needs it

    return ", ".join(torch.cuda.get_device_name(index) for index in range(torch.cuda.device_count()))


PROBES = [
    Probe("git", program("git", "--version"), True, "no source can be read"),
    Probe("dvc", package("dvc"), True, "the pipeline cannot run"),
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
        "generated code cannot be executed: measured by parsing only",
    ),
    Probe(
        "JDK",
        program("javac", "-version"),
        False,
        "generated Java cannot be compiled: measured by parsing only",
    ),
    Probe(
        "JUnit",
        jar("junit-platform-console*.jar", "junit-jupiter-api*.jar"),
        False,
        "generated Java tests cannot be run",
    ),
]
"""Everything that a run can use, what it needs first."""
