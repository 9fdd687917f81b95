"""Run `model`: documents in, assets out."""

from collections import Counter
from itertools import chain

from stages.core.contract import Counts, Written, finish
from stages.core.errors import run
from stages.core.on_disk import opened_some, put
from stages.core.params import load_params
from stages.model import contract
from stages.model.model import Modelled, model
from stages.model.params import ModelParams


def main() -> None:
    """Read the safe documents, write their assets and the drops. Counts are of documents, not of parts."""
    params = load_params("model", ModelParams)
    documents = opened_some(contract.DOCUMENTS)
    result = model(documents, params)
    dropped = Counter(drop.rule for drop in result.drops)
    counts = Counts(read=len(documents), written=result.documents, dropped=dict(sorted(dropped.items())))
    finish("model", counts, result.figures, files=write(result))


def write(result: Modelled) -> dict[str, Written]:
    """Write assets and drops, and return what a manifest says of them."""
    return (
        put(contract.TYPES, result.types)
        | put(contract.APIS, result.apis)
        | put(contract.SQL, result.sql)
        | put(contract.STORIES, result.stories)
        | put(contract.SECTIONS, result.sections)
        | put(contract.DIAGRAMS, result.diagrams)
        | put(contract.BUILDS, result.builds)
        | put(contract.SUGGESTIONS, result.suggestions)
        | put(contract.CHANGES, result.changes)
        | contract.DROPS.write_encoded(chain(result.drops.rows(), result.passed_over.rows()))
    )


if __name__ == "__main__":
    run(main)
