"""Run `build`."""

from stages.build import contract
from stages.build.build import build
from stages.build.flows import taught
from stages.build.params import BuildParams
from stages.build.reading import read_assets
from stages.build.recordings import recorded
from stages.core.contract import Counts, finish
from stages.core.errors import run
from stages.core.on_disk import put
from stages.core.params import load_params


def main() -> None:
    """Make records of the assets, and of recorded answers; write candidates and drops."""
    params, assets = load_params("build", BuildParams), read_assets()
    built = taught(build(assets, params), assets, params, recorded)
    files = put(contract.CANDIDATES, built.candidates) | put(contract.DROPS, built.drops)
    counts = Counts(read=built.offers, written=len(built.candidates), dropped=dict(built.dropped))
    finish("build", counts, built.figures, files)


if __name__ == "__main__":
    run(main)
