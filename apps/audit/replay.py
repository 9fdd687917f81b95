"""Answer whether the raw blobs and the ledger of anonymization give every document again, byte for byte."""

import argparse
from typing import Any

from apps.audit import evidence, question
from apps.audit.question import Answer, on_one_line
from stages.anonymize import contract as anonymize
from stages.anonymize.replay import Replayed, replay
from stages.core.errors import PipelineError


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    question.add(
        questions,
        "replay",
        "say if raw data and the ledger of anonymization give every document again",
        answer,
    )


def answer(_: argparse.Namespace) -> Answer:
    """Return yes when every byte of every document is the one that the ledger gives."""
    if not evidence.raw_zone():
        raise PipelineError(
            f"{anonymize.BLOBS.path}: not found, expected the raw blobs. Run `dvc checkout crawl`, on the "
            "machine with the raw data."
        )
    found = replay(anonymize.DOCUMENTS.read_some(), anonymize.DECISIONS.read(), anonymize.BLOBS.read())
    return Answer(found, [_said(found)], is_yes=not found.differing)


def _said(found: Replayed) -> str:
    return "\n".join(
        [
            f"{'NO ' if found.differing else 'yes'} raw blobs and ledger give every document: "
            f"{found.documents} documents, {found.rows} replacements, "
            f"{found.equal} of {found.size} bytes equal",
            *(f"    {on_one_line(document)}: {why}" for document, why in found.differing),
        ]
    )
