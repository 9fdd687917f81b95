"""Answer whether a clean clone gives the same data again: its stages are run anew, and the locks compared."""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from apps.audit import question, revision
from apps.audit.question import Answer
from apps.audit.verify import Looked
from stages.core.errors import PipelineError
from stages.core.mapping import mapping

HERE = Path()
LAST = "split"
"""The last of the data stages: training comes behind it, which may give other bytes on another machine."""


CHECK = "a clean clone gives the same data again"


class Reproduced(NamedTuple):
    """What a clean clone gave."""

    commit: str
    stages: list[str]
    """Those that were run anew."""
    differing: list[str]
    """Stage and path, or setting, of what dvc.lock of the commit has otherwise."""


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    sentence = "run the data stages anew in a clean clone, and say if they give the same"
    asked = question.add(questions, "reproduce", sentence, answer)
    asked.add_argument("--revision", default="HEAD", help="the commit that is cloned; without it, HEAD")
    asked.add_argument("--stage", default=LAST, help=f"the last stage that is run; without it, {LAST}")


def answer(arguments: argparse.Namespace) -> Answer:
    """Return yes when every stage that was run anew has the lock that was committed."""
    found = reproduced(arguments.revision, arguments.stage)
    said = f"{'NO ' if found.differing else 'yes'} {len(found.stages)} stages run anew at {found.commit[:12]}"
    return Answer(found, ["\n    ".join([said, *found.differing])], is_yes=not found.differing)


def reproduced(name: str, stage: str) -> Reproduced:
    """Return what a clean clone of a revision gives, up to a stage."""
    at = revision.revision(name)
    with tempfile.TemporaryDirectory(prefix="reproduce-") as folder:
        clone = Path(folder, "clone")
        _clone(clone, at.commit)
        before = lock(clone)
        ran = _run(clone, stage)
        return Reproduced(at.commit, ran, differing(before, lock(clone)))


def look() -> Looked:
    """Check the last commit as `verify --deep` does."""
    found = reproduced("HEAD", LAST)
    return Looked(len(found.stages), found.differing)


def _clone(clone: Path, commit: str) -> None:
    """Clone this repository at a commit; Git is run as users run it, since `git_command` refuses to clone."""
    for words in (["clone", "--quiet", "--no-checkout", ".", str(clone)], ["checkout", "--quiet", commit]):
        where = HERE if words[0] == "clone" else clone
        done = subprocess.run(["git", *words], cwd=where, capture_output=True, text=True, check=False)
        if done.returncode:
            said = (done.stderr.strip().splitlines() or ["no reason given"])[-1].rstrip(".")
            raise PipelineError(
                f"{commit[:12]}: Git says: {said}; expected to clone it. Mend the repository."
            )


def _run(clone: Path, stage: str) -> list[str]:
    """Run all stages up to one, and return which ones; raises PipelineError when that fails or runs none."""
    environment = os.environ | {"PYTHONPATH": str(clone), "DVC_NO_ANALYTICS": "1"}
    words = [sys.executable, "-m", "dvc", "repro", stage]
    done = subprocess.run(words, cwd=clone, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise PipelineError(
            f"dvc repro {stage} in a clone: {said}. Run it in a clone of your own to see why."
        )
    ran = re.findall(r"^Running stage '([^']+)'", done.stdout, re.MULTILINE)
    if not ran:
        raise PipelineError(f"dvc repro {stage} in a clone: no stage ran, expected some. Name a stage.")
    return ran


def lock(folder: Path) -> dict[str, dict[str, object]]:
    """Return what dvc.lock of a project says, by stage and, with their kind, by path or setting."""
    stages = mapping(folder / "dvc.lock", "Name a revision after a run.").get("stages", {})
    return {name: dict(_entries(stage)) for name, stage in stages.items()}


def _entries(stage: dict[str, Any]) -> list[tuple[str, object]]:
    files = [
        (f"{kind} {one['path']}", one.get("md5")) for kind in ("deps", "outs") for one in stage.get(kind, [])
    ]
    return [*files, *((f"params {name}", value) for name, value in stage.get("params", {}).items())]


def differing(before: dict[str, dict[str, object]], after: dict[str, dict[str, object]]) -> list[str]:
    """Return stage and path of what two locks do not have alike, sorted."""
    return sorted(
        f"{stage}: {what}"
        for stage in before.keys() | after.keys()
        for what in before.get(stage, {}).keys() | after.get(stage, {}).keys()
        if before.get(stage, {}).get(what) != after.get(stage, {}).get(what)
    )
