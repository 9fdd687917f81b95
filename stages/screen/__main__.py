"""Run `screen`: python -m stages.screen."""

from collections import Counter

from stages.core.contract import Counts, Figures, finish
from stages.core.engine import EngineParams, start
from stages.core.errors import run
from stages.core.params import load_params
from stages.core.store import StoreParams, open_store
from stages.screen import contract
from stages.screen.gather import gather
from stages.screen.params import ScreenParams
from stages.screen.screen import screen


def main() -> None:
    """Read the crawled files, annotate and judge them, write what passed and what did not."""
    params = load_params("screen", ScreenParams)
    store = open_store(load_params("store", StoreParams), "screen", ["PyYAML"], params.annotate)
    files = contract.FILES.read_some()
    known = gather(files, store, start(load_params("engine", EngineParams)), params.annotate)
    result = screen(contract.SNAPSHOTS.read_some(), files, known.annotations, params)
    written = contract.KEPT.write(result.kept) | contract.DROPS.write(result.drops) | known.written
    dropped = dict(Counter(drop.rule for drop in result.drops))
    counts = Counts(read=len(files), written=len(result.kept), dropped=dropped)
    figures: Figures = {
        "languages": dict(Counter(file.language for file in result.kept)),
        "licences": dict(Counter(file.licence for file in result.kept)),
        "policy_classes": dict(Counter(file.policy_class for file in result.kept)),
    }
    finish("screen", counts, figures, written)


if __name__ == "__main__":
    run(main)
