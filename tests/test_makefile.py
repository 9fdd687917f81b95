"""The targets that a machine runs: what they refuse, and what they leave."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
RECORDED = ("dvc.lock", "params.yaml", "reports/gate.json")


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    person = {
        f"GIT_{role}_{key}": "a@example.com" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")
    }
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")} | person
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "make", "-f", str(ROOT / "Makefile"), *arguments)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with one commit and a remote."""
    folder = tmp_path / "checkout"
    (folder / "reports").mkdir(parents=True)
    for name in RECORDED:
        (folder / name).write_text("old\n")
    run(tmp_path, "git", "init", "-q", "--bare", "remote.git")
    for command in ("init -q -b main", "add .", "commit -q -m first", "remote add origin ../remote.git"):
        assert run(folder, "git", *command.split()).returncode == 0
    return folder


@pytest.mark.parametrize(
    "workflow", sorted((ROOT / ".github/workflows").glob("*.yml")), ids=lambda path: path.stem
)
def test_every_step_of_a_workflow_is_a_target(workflow: Path) -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8")))
    jobs = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"].values()
    commands = [step["run"] for job in jobs for step in job["steps"] if "run" in step]
    assert {command.split(" >> ")[0] for command in commands} <= {f"make {target}" for target in targets}


@pytest.mark.parametrize(
    ("written", "printed"),
    [({}, ""), ({"dvc.lock": "new"}, " M dvc.lock\n"), ({"left.txt": ""}, "?? left.txt\n")],
    ids=["nothing", "changed", "left"],
)
def test_a_clean_tree_holds_no_changed_and_no_new_file(
    written: dict[str, str], printed: str, checkout: Path
) -> None:
    for name, text in written.items():
        (checkout / name).write_text(text)
    done = make(checkout, "clean-tree")
    assert (done.returncode == 0, done.stdout) == (not written, printed)


def test_a_folder_outside_git_is_no_clean_tree(tmp_path: Path) -> None:
    assert make(tmp_path, "clean-tree").returncode != 0


def test_a_run_is_recorded_on_a_branch_of_the_remote(checkout: Path) -> None:
    for name in (*RECORDED, "reports/new.json", "left.txt"):
        (checkout / name).write_text("new\n")
    done = make(checkout, "record", "BRANCH=run-7")
    assert done.returncode == 0, done.stderr
    changed = run(checkout.parent / "remote.git", "git", "diff", "--name-only", "run-7~", "run-7")
    assert changed.stdout.split() == ["dvc.lock", "params.yaml", "reports/gate.json", "reports/new.json"]


def test_a_run_that_changed_nothing_has_its_branch_too(checkout: Path) -> None:
    assert make(checkout, "record", "BRANCH=run-8").returncode == 0
    assert run(checkout.parent / "remote.git", "git", "rev-parse", "run-8").returncode == 0


def test_a_record_without_a_branch_is_refused(checkout: Path) -> None:
    done = make(checkout, "record")
    assert done.stderr.startswith("make record: no BRANCH, expected the name of a new branch. ")
    assert run(checkout, "git", "branch", "--show-current").stdout == "main\n"


def test_a_python_without_ensurepip_is_one_line(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "constraints.txt", "constraints-dev.txt"):
        (tmp_path / name).touch()
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    done = make(tmp_path, "repro", f"PYTHON={python}")
    said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert said == [
        f"{python}: no ensurepip, expected it for a virtual environment. Install the package python3-venv."
    ]
    assert not (tmp_path / ".venv").exists()
