"""Answer what the trainer of an adapter really read, and if that is what was committed to."""

import argparse
from pathlib import Path
from typing import Any, NamedTuple

from apps.audit import evidence, question, verify
from apps.audit.erasure import receipts
from apps.audit.question import Answer
from stages.attest import contract as attest
from stages.attest.commitments import section_digest
from stages.attest.results import content
from stages.core.contract import sha256_of
from stages.core.records.trained import Trained
from stages.core.template import TEMPLATE_SHA256

SETTINGS = ("base", "train")
"""Sections of params.yaml that a training hangs on."""


class Training(NamedTuple):
    """What one adapter was made from."""

    adapter: str
    base: str
    """Name of the preset, and where the weights are from."""
    base_sha256: str
    train_rows: int
    train_sha256: str
    validation_sha256: str
    order_sha256: str
    """Over the ids in the order of training."""
    template_sha256: str
    seed: int
    settings: dict[str, str]
    """SHA-256 by section of SETTINGS."""
    files: dict[str, str]
    """SHA-256 of every file of adapter and placebo."""
    faults: list[str]
    """What is not as it was committed to, or not what lies here; empty when all is."""


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    asked = question.add(
        questions,
        "trained",
        "say what an adapter was trained on, and if that is what was committed to",
        answer,
    )
    question.add_adapter(asked)


def answer(arguments: argparse.Namespace) -> Answer:
    """Return yes when every trained.json is the one that was committed to, and names what lies here."""
    found = [training(adapter) for adapter in evidence.chosen(arguments.adapter)]
    return Answer(found, [_lines(one) for one in found], is_yes=not any(one.faults for one in found))


def _lines(one: Training) -> str:
    lines = [
        f"{one.adapter}: {'NO, not as committed to' if one.faults else 'as committed to'}",
        f"  base       {one.base}, sha256 {one.base_sha256}",
        f"  train      {one.train_rows} rows, sha256 {one.train_sha256}",
        f"  validation sha256 {one.validation_sha256}",
        f"  order      sha256 {one.order_sha256}, seed {one.seed}",
        f"  template   sha256 {one.template_sha256}",
        *(f"  settings   {name}, sha256 {digest}" for name, digest in one.settings.items()),
        f"  files      {len(one.files)}, listed with --json",
        *(f"  NO         {question.on_one_line(fault)}" for fault in one.faults),
    ]
    return "\n".join(lines)


def training(adapter: str) -> Training:
    """Return what the trainer of `adapter` wrote down, and what of it is not as committed to."""
    said, base = evidence.trained(adapter), evidence.base()
    sections = evidence.sections()
    return Training(
        adapter=adapter,
        base=" ".join(filter(None, (base.name, base.source, base.location, base.revision))),
        base_sha256=said.base_sha256,
        train_rows=len(said.samples),
        train_sha256=said.train_sha256,
        validation_sha256=said.validation_sha256,
        order_sha256=said.order_sha256,
        template_sha256=said.template_sha256,
        seed=said.seed,
        settings={name: section_digest(sections.get(name)) for name in SETTINGS},
        files=said.files,
        faults=receipts.taints([adapter]).faults or _faults(adapter, said),
    )


def _faults(adapter: str, said: Trained) -> list[str]:
    path = evidence.TRAINED / adapter / "trained.json"
    committed = evidence.commitments()
    train, validation = (rows.of(adapter) for rows in (attest.TRAIN, attest.VALIDATION))
    reported = content("evaluate", adapter).figures.get("trained")
    carried = {
        name: getattr(said, name)
        for name in ("base_sha256", "order_sha256", "template_sha256", "train_sha256", "validation_sha256")
    }
    ids = [row.id for row in train.read()]
    checks = {
        str(path): committed.files.get(str(path)) == sha256_of(path),
        f"reports/evaluate/{adapter}.json": reported == carried,
        "ids of the training rows, in file order": said.samples == ids,
        "prompt template": said.template_sha256 == TEMPLATE_SHA256,
        **{f"params.yaml: {name}": _is_committed(name, committed.params.get(name)) for name in SETTINGS},
    }
    files = verify.adapter(path.parent, Path(train.path), Path(validation.path), evidence.base())
    return [fault for fault, is_so in checks.items() if not is_so] + files.faults


def _is_committed(name: str, digest: str | None) -> bool:
    return section_digest(evidence.sections().get(name)) == digest
