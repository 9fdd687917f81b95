"""`adaptrail doctor` tells what is there and what its lack costs."""

import io

import pytest
from rich.console import Console

from apps.doctor.command import table
from apps.doctor.doctor import PROBES, Probe, examine, jar, package, program


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
