"""Read what the pipeline left behind: the files that an audit rests on."""

import json
from pathlib import Path
from typing import NamedTuple

import msgspec

from stages.anonymize import contract as anonymize
from stages.attest import contract as attest
from stages.core.contract import read_json, report_path
from stages.core.errors import PipelineError
from stages.core.params import load_params
from stages.core.records.sample import Sample

MANIFESTS = "out/*/manifest.json", "out/*/manifest/*.json"


class Splits(NamedTuple):
    """The rows of one adapter."""

    adapter: str
    train: list[Sample]
    validation: list[Sample]
    test: list[Sample]


def adapters() -> list[str]:
    """Return the adapters of params.yaml."""
    return load_params("adapters", list[str])


def splits() -> list[Splits]:
    """Return the rows of every adapter."""
    return [
        Splits(name, *(rows.of(name).read() for rows in (attest.TRAIN, attest.VALIDATION, attest.TEST)))
        for name in adapters()
    ]


def manifests() -> list[Path]:
    """Return the manifests that are here; a GPU runner lacks those of the raw zone."""
    return sorted(path for pattern in MANIFESTS for path in Path().glob(pattern))


def committed_root() -> str:
    """Return the root of the ledger that reports/attest.json, which is in Git, holds."""
    report = read_json(report_path("attest"), dict[str, dict[str, object]])
    root = report.get("figures", {}).get("ledger_root")
    if not isinstance(root, str):
        raise PipelineError(f"{report_path('attest')}: no ledger_root, expected one. Run `dvc repro attest`.")
    return root


def raw_zone() -> bool:
    """Say whether the raw zone is here: without it spans cannot be compared with raw bytes."""
    return Path(anonymize.BLOBS.path).is_file()


def as_json(answer: object) -> str:
    """Return an answer as indented JSON for people and scripts; its parts keep their names."""
    return json.dumps(_plain(answer), ensure_ascii=False, indent=2)


def _plain(value: object) -> object:
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(part) for name, part in value._asdict().items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return msgspec.to_builtins(value)
