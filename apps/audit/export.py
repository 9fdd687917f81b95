"""Give an auditor what is needed elsewhere: the verifier that needs nothing of this project."""

import argparse
from pathlib import Path
from typing import Any

from apps.audit import question, standalone
from apps.audit.question import Answer
from stages.core.contract import publish, sha256_of
from stages.core.errors import PipelineError

VERIFIER = Path(standalone.__file__)


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    asked = question.add(questions, "export", "write what an auditor needs elsewhere", answer)
    asked.add_argument(
        "--verifier", type=Path, required=True, help="write the verifier, one file of Python, to this path"
    )


def answer(arguments: argparse.Namespace) -> Answer:
    """Return yes once the file is written."""
    path: Path = arguments.verifier
    if path.exists():
        raise PipelineError(f"{path}: is there already, expected a new file. Name another one.")
    publish(path, VERIFIER.read_bytes())
    said = f"written to {path}, sha256 {sha256_of(path)}; `python {path}` says how it is asked"
    return Answer({"verifier": str(path), "sha256": sha256_of(path)}, [said], is_yes=True)
