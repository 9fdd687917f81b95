"""Run `screen`: python -m stages.screen."""

from collections import Counter

from stages.core.contract import Counts, Figures, finish
from stages.core.errors import run
from stages.core.params import load_params
from stages.screen import contract
from stages.screen.params import ScreenParams
from stages.screen.screen import screen


def main() -> None:
    """Read the crawled files, judge them, write what passed and what did not."""
    params = load_params("screen", ScreenParams)
    files = contract.FILES.read_some()
    blobs = {blob.blob: blob for blob in contract.BLOBS.read()}
    result = screen(contract.SNAPSHOTS.read_some(), files, blobs, params)
    written = contract.KEPT.write(result.kept) | contract.DROPS.write(result.drops)
    dropped = dict(Counter(drop.rule for drop in result.drops))
    counts = Counts(read=len(files), written=len(result.kept), dropped=dropped)
    figures: Figures = {
        "languages": dict(Counter(file.language for file in result.kept)),
        "licences": dict(Counter(file.licence for file in result.kept)),
    }
    finish("screen", counts, figures, written)


if __name__ == "__main__":
    run(main)
