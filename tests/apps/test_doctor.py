"""`adaptrail doctor` tells what is there and what its lack costs."""

import io
import sys
from pathlib import Path

import pytest
from rich.console import Console

from apps.audit.revision import settings
from apps.doctor import doctor
from apps.doctor.command import table
from apps.doctor.doctor import PROBES, Probe, cuda_devices, examine, jar, package, program, remotes


def test_the_needed_packages_of_this_environment_are_found() -> None:
    assert all(check.found for check in examine(PROBES) if check.needed)


@pytest.mark.parametrize(
    "look", [package("no-such-distribution"), program("no-such-program"), jar("no-such-*.jar")]
)
def test_what_is_not_there_is_not_found(look) -> None:  # noqa: ANN001
    assert look() == ""


def test_a_program_that_is_there_tells_its_version() -> None:
    major, minor = program("git", "--version")().split(".")[:2]
    assert int(major) >= 2
    assert int(minor) >= 0


def test_a_missing_thing_is_shown_with_what_it_costs() -> None:
    checks = examine(
        [
            Probe("anvil", lambda: "", True, "nothing can be forged"),
            Probe("bell", lambda: "", False, "silence"),
            Probe("coal", lambda: "2.0", True, "cold"),
        ]
    )
    shown = io.StringIO()
    Console(file=shown, width=100).print(table(checks))
    lines = shown.getvalue().splitlines()
    assert any("MISSING" in line and "anvil" in line and "nothing can be forged" in line for line in lines)
    assert any("bell" in line and "silence" in line and "MISSING" not in line for line in lines)
    assert any("coal" in line and "2.0" in line and "cold" not in line for line in lines)


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("#!/bin/sh\necho tool 1.2.3\n", "1.2.3"),
        ("#!/bin/sh\necho tool 1.2.3 >&2\n", "1.2.3"),
        ("#!/bin/sh\necho ready\n", "found"),
        ("#!/bin/sh\nprintf '\\377 1.2'\n", "1.2"),
        ("#!/bin/sh\necho 'no Java runtime present, get version 17.0' >&2\nexit 1\n", ""),
        ("#!/no/such/interpreter\n", ""),
        ("\x00\x01 no program", ""),
        ("#!/bin/sh\nexec sleep 60\n", ""),
    ],
)
def test_a_program_that_fails_or_hangs_is_missing(
    script: str, found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "tool"
    tool.write_bytes(script.encode())
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(doctor, "SECONDS", 2)
    assert program("tool", "--version")() == found


def test_a_torch_that_cannot_be_loaded_has_no_devices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    assert cuda_devices() == ""


def test_optional_tools_are_looked_for_and_their_lack_has_a_cost() -> None:
    names = {probe.name for probe in PROBES}
    assert {"CUDA device", "bubblewrap", "JDK", "Ray"} <= names
    assert all(probe.cost for probe in PROBES)


@pytest.mark.parametrize(
    ("config", "found"),
    [
        (None, "no repository here"),
        ("", "verify = true, or none"),
        ("['remote \"store\"']\n    url = s3://bucket\n    verify = true\n", "verify = true, or none"),
        ("['remote \"store\"']\n    url = s3://bucket\n    verify = false\n", ""),
        ("['remote \"store\"']\n    url = s3://bucket\n", ""),
        ("no settings", ""),
    ],
)
def test_a_remote_that_dvc_believes_is_told(
    config: str | None, found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if config is not None:
        Path(".dvc").mkdir()
        Path(".dvc/config").write_text(config, encoding="utf-8")
    settings.cache_clear()
    assert remotes() == found
    settings.cache_clear()
