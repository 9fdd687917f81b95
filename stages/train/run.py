"""Train adapter and placebo of one entry of the matrix, and publish them together or not at all."""

import hashlib
import importlib.metadata
import shutil
from functools import partial
from pathlib import Path
from typing import NamedTuple

from stages.core.contract import canonical, publish, publish_json
from stages.core.language_model.apart import apart
from stages.core.language_model.encoding import Encoded, encode
from stages.core.language_model.files import digests, publish_folder, unfinished
from stages.core.language_model.generation import pad_id_of
from stages.core.language_model.loading import Loaded, load_base
from stages.core.records.sample import Sample
from stages.core.records.trained import Trained
from stages.core.template import TEMPLATE_SHA256
from stages.train import contract
from stages.train.checks import Measured, checksum, examine
from stages.train.fit import Rows, Step, fit
from stages.train.params import TrainParams
from stages.train.save import curve_csv, save_adapter
from stages.train.train import answer_share, batches, dealt, fitting, order_digest, turns

CACHE = Path(".cache/train")
"""Checkpoints: outside every out, safe to delete."""
OWN = 4
"""Batches of training rows on which an adapter must beat the base."""
LIBRARIES = ("torch", "transformers", "peft", "accelerate", "tokenizers")


class Places(NamedTuple):
    """Where one run writes, before it is published."""

    building: Path
    checkpoints: Path


class Made(NamedTuple):
    """How one adapter came about, beside its files."""

    curve: list[Step]
    figures: dict[str, float | int]


class Read(NamedTuple):
    """The rows of one adapter and the digests of the files that they were read from."""

    train: list[Sample]
    validation: list[Sample]
    train_sha256: str
    validation_sha256: str


def produce(adapter: str, read: Read, params: TrainParams) -> Trained:
    """Train `adapter`, check it, write out/train/<adapter>/ and return its trained.json."""
    loaded = load_base(contract.BASE, params.device, params.quantization)
    train, validation = (
        list(fitting(adapter, encode(rows, loaded.tokenizer), params.max_tokens))
        for rows in (read.train, read.validation)
    )
    weights = [sample.weight for sample in read.train]
    chosen = turns([row.sample for row in train], weights, params.epochs, params.seed)
    order = batches([row.length for row in train], chosen, params.batch, params.group, params.seed)
    kinds = {"adapter": train}
    if params.placebo:
        kinds["placebo"] = dealt(train, params.max_tokens, params.seed)
    key = _key(read, loaded, params)
    folder = Path(contract.FOLDER.format(adapter=adapter))
    building = unfinished(folder)
    places = Places(building, CACHE / adapter / key)
    jobs = [
        partial(_made, kind, loaded, Rows(rows, validation, order), params, places)
        for kind, rows in kinds.items()
    ]
    made = dict(zip(kinds, apart(jobs, params.threads, params.device), strict=True))
    figures = {f"{kind}_{name}": value for kind, one in made.items() for name, value in one.figures.items()}
    curves = {kind: one.curve for kind, one in made.items()}
    publish(building / "losses.csv", curve_csv(curves).encode())
    trained = Trained(
        adapter=adapter,
        train_sha256=read.train_sha256,
        validation_sha256=read.validation_sha256,
        samples=[row.sample for row in train],
        order_sha256=order_digest(train, order),
        base_sha256=loaded.base.sha256,
        template_sha256=TEMPLATE_SHA256,
        seed=params.seed,
        files=digests(building),
        figures=figures | _sizes(train, order, params),
    )
    publish_json(building / "trained.json", trained)
    publish_folder(folder)
    shutil.rmtree(CACHE / adapter, ignore_errors=True)
    return trained


def _made(kind: str, loaded: Loaded, rows: Rows, params: TrainParams, places: Places) -> Made:
    """Train, save and check one adapter of the base, and leave the base as it was."""
    before = checksum(loaded.model)
    fitted = fit(loaded, rows, params, places.checkpoints / kind)
    save_adapter(fitted.model, places.building / kind)
    own = rows.train[: OWN * params.batch]
    measured = Measured(rows.validation, own, pad_id_of(loaded.tokenizer), params.batch)
    figures = examine(fitted, before, places.building / kind, measured)
    fitted.model.unload()
    return Made(fitted.curve, figures)


def _sizes(rows: list[Encoded], order: list[list[int]], params: TrainParams) -> dict[str, float | int]:
    return {
        "records": len(rows),
        "steps": -(-len(order) // params.accumulation),
        "tokens": sum(rows[number].length for numbers in order for number in numbers),
        "answer_tokens": sum(len(rows[number].answer) for numbers in order for number in numbers),
        "answer_share": round(answer_share(rows), 6),
        "longest": max(row.length for row in rows),
    }


def _key(read: Read, loaded: Loaded, params: TrainParams) -> str:
    versions = [importlib.metadata.version(name) for name in LIBRARIES]
    inputs = [
        read.train_sha256,
        read.validation_sha256,
        loaded.base.sha256,
        TEMPLATE_SHA256,
        params,
        versions,
    ]
    return hashlib.sha256(canonical(inputs)).hexdigest()[:16]
