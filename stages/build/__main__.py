"""Run `build`."""

from collections import Counter

from stages.build import contract
from stages.build.build import build
from stages.build.params import BuildParams
from stages.build.unit import Assets
from stages.core.contract import Counts, finish
from stages.core.errors import run
from stages.core.params import load_params


def main() -> None:
    """Make records of the assets; write candidates and drops."""
    params = load_params("build", BuildParams)
    assets = Assets(
        types=contract.TYPES.read(),
        apis=contract.APIS.read(),
        sql=contract.SQL.read(),
        stories=contract.STORIES.read(),
        sections=contract.SECTIONS.read(),
        diagrams=contract.DIAGRAMS.read(),
        builds=contract.BUILDS.read(),
        suggestions=contract.SUGGESTIONS.read(),
    )
    built = build(assets, params)
    files = contract.CANDIDATES.write(built.candidates) | contract.DROPS.write(built.drops)
    dropped = dict(Counter(drop.rule for drop in built.drops))
    counts = Counts(read=built.offers, written=len(built.candidates), dropped=dropped)
    finish("build", counts, built.figures, files)


if __name__ == "__main__":
    run(main)
