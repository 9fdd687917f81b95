"""Run `model`: documents in, assets out."""

from collections import Counter

from stages.core.contract import Counts, Written, finish
from stages.core.errors import run
from stages.core.params import load_params
from stages.model import contract
from stages.model.figures import figures
from stages.model.model import Modelled, model
from stages.model.params import ModelParams


def main() -> None:
    """Read the safe documents, write their assets and the drops. Counts are of documents, not of parts."""
    params = load_params("model", ModelParams)
    documents = contract.DOCUMENTS.read_some()
    result = model(documents, params)
    dropped = Counter(drop.rule for drop in result.drops)
    counts = Counts(read=len(documents), written=result.documents, dropped=dict(sorted(dropped.items())))
    finish("model", counts, figures(result), files=write(result))


def write(result: Modelled) -> dict[str, Written]:
    """Write assets and drops, and return what a manifest says of them."""
    return (
        contract.TYPES.write(result.types)
        | contract.APIS.write(result.apis)
        | contract.SQL.write(result.sql)
        | contract.STORIES.write(result.stories)
        | contract.SECTIONS.write(result.sections)
        | contract.DIAGRAMS.write(result.diagrams)
        | contract.BUILDS.write(result.builds)
        | contract.SUGGESTIONS.write(result.suggestions)
        | contract.CHANGES.write(result.changes)
        | contract.DROPS.write([*result.drops, *result.passed_over])
    )


if __name__ == "__main__":
    run(main)
