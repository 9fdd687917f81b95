"""Run `base`: python -m stages.base."""

from stages.base import contract
from stages.base.params import BaseParams
from stages.core.contract import finish
from stages.core.errors import run
from stages.core.language_model.environment import prepare
from stages.core.params import load_params


def main() -> None:
    """Train or pin the base model."""
    params = load_params("base", BaseParams)
    documents = contract.DOCUMENTS.read()
    prepare(params.threads, params.seed)
    from stages.base.base import made  # noqa: PLC0415  model libraries must see `prepare` first

    done = made(documents, params, contract.FOLDER)
    finish("base", done.counts, done.figures, done.files)


if __name__ == "__main__":
    run(main)
