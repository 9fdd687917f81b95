"""Answer whether raw data and the ledger of anonymization give every document and safe path again."""

import argparse
from typing import Any

from apps.audit import evidence, question
from apps.audit.question import Answer, on_one_line
from stages.anonymize import contract as anonymize
from stages.anonymize.replay import Renamed, Replayed, replay, replay_paths
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
    ledger = anonymize.DECISIONS.read()
    texts = replay(anonymize.DOCUMENTS.read_some(), ledger, anonymize.BLOBS.read())
    paths = replay_paths(anonymize.ORIGINS.read(), ledger, anonymize.CRAWLED.read())
    differing = [*texts.differing, *paths.differing]
    found = texts._asdict() | paths._asdict() | {"differing": differing}
    return Answer(found, [_said(texts), _renamed(paths)], is_yes=not differing)


def _renamed(found: Renamed) -> str:
    return "\n".join(
        [
            f"{'NO ' if found.differing else 'yes'} raw paths and ledger give every safe path: "
            f"{found.paths} paths, {found.renames} replacements",
            *(f"    {on_one_line(document)}: {why}" for document, why in found.differing),
        ]
    )


def _said(found: Replayed) -> str:
    return "\n".join(
        [
            f"{'NO ' if found.differing else 'yes'} raw blobs and ledger give every document: "
            f"{found.documents} documents, {found.rows} replacements, "
            f"{found.equal} of {found.size} bytes equal",
            *(f"    {on_one_line(document)}: {why}" for document, why in found.differing),
        ]
    )
