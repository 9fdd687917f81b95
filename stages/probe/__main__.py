"""Run `probe` for one adapter: python -m stages.probe ADAPTER."""

from pathlib import Path

from stages.core.contract import Counts, Figures, finish
from stages.core.errors import run
from stages.core.language_model.environment import prepare
from stages.core.params import load_params, refuse_unknown_adapter
from stages.probe import contract
from stages.probe.params import ProbeParams
from stages.probe.probe import copied, figures, index_of


def main(adapter: str) -> None:
    """Probe the adapter of the command line."""
    refuse_unknown_adapter(adapter)
    params = load_params("probe", ProbeParams)
    train = contract.TRAIN.of(adapter).read_some()
    asked = train[: params.prompts]
    prepare(1, params.seed)  # `apart` gives the threads out
    from stages.probe.answers import answers  # noqa: PLC0415  model libraries must see `prepare` first

    known = index_of(train, params)
    said = answers(asked, contract.BASE, Path(contract.TRAINED.format(adapter=adapter)), params)
    rows = copied(said, asked, known)
    written = contract.COPIED.of(adapter).write(rows)
    counts = Counts(read=len(said), written=len(rows), dropped={"not-copied": len(said) - len(rows)})
    digests: Figures = {"digests": {path: entry.sha256 for path, entry in written.items()}}
    finish("probe", counts, figures(rows, asked, known, params) | digests, written, adapter)


if __name__ == "__main__":
    run(main, "ADAPTER")
