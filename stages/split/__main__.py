"""Run `split`."""

from stages.core.contract import finish
from stages.core.errors import run
from stages.core.params import load_params
from stages.split import contract
from stages.split.params import SplitParams
from stages.split.split import split


def main() -> None:
    """Deal the samples; write three files for each adapter, and drops."""
    params = load_params("split", SplitParams)
    result = split(contract.SAMPLES.read_some(), params)
    for name, part in result.parts.items():
        files = (
            contract.TRAIN.of(name).write(part.train)
            | contract.VALIDATION.of(name).write(part.validation)
            | contract.TEST.of(name).write(part.test)
        )
        finish("split", part.counts, part.figures, files, adapter=name)
    finish("split", result.counts, result.figures, contract.DROPS.write(result.drops))


if __name__ == "__main__":
    run(main)
