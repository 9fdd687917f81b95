"""Run `train` for one adapter: python -m stages.train ADAPTER."""

from stages.core.contract import Rows, Written, read_json
from stages.core.errors import run
from stages.core.language_model.environment import prepare
from stages.core.params import load_params, refuse_unknown_adapter
from stages.core.records.sample import Sample
from stages.train import contract
from stages.train.params import TrainParams


def digest(rows: Rows[Sample]) -> str:
    """Return the SHA-256 of the file behind `rows`: reading has compared it with the manifest."""
    return read_json(rows.manifest, dict[str, Written])[rows.path].sha256


def main(adapter: str) -> None:
    """Train the adapter of the command line."""
    refuse_unknown_adapter(adapter)
    params = load_params("train", TrainParams)
    train, validation = contract.TRAIN.of(adapter), contract.VALIDATION.of(adapter)
    rows = train.read_some(), validation.read_some()
    prepare(1, params.seed)  # `apart` gives the threads out
    from stages.train.run import Read, produce  # noqa: PLC0415  model libraries must see `prepare` first

    trained = produce(adapter, Read(*rows, digest(train), digest(validation)), params)
    print(f"train@{adapter}: read {len(trained.samples)}, wrote {len(trained.samples)}")


if __name__ == "__main__":
    run(main, "ADAPTER")
