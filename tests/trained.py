"""A folder with a small base, and adapters trained there: made once a module, copied for each test."""

import shutil
from pathlib import Path

import pytest

from stages.base.base import made
from stages.core.contract import Written, read_json
from stages.core.language_model.environment import prepare
from stages.core.records.trained import Trained
from stages.train import contract
from stages.train.params import TrainParams
from stages.train.run import Read, produce
from tests.small_model import ADAPTER, base_params, documents, write_inputs

SEED = 3


def make_base(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Write inputs and base into `folder`, and stay there."""
    patch.chdir(folder)
    prepare(1, SEED)
    write_inputs(folder)
    made(documents(), base_params(), Path("out/base"))


def produced(params: TrainParams) -> Trained:
    """Train the adapter on what the current folder holds."""
    train, validation = contract.TRAIN.of(ADAPTER), contract.VALIDATION.of(ADAPTER)
    vouched = read_json(train.manifest, dict[str, Written])
    digests = (vouched[train.path].sha256, vouched[validation.path].sha256)
    return produce(ADAPTER, Read(train.read(), validation.read(), *digests), params)


def enter_copy(made_once: Path, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Work in a copy of a folder, with the random numbers of a fresh process."""
    shutil.copytree(made_once, folder, dirs_exist_ok=True)
    patch.chdir(folder)
    prepare(1, SEED)
