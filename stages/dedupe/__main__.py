"""Run `dedupe`: python -m stages.dedupe."""

from collections import Counter

from stages.core.contract import Counts, Figures, finish
from stages.core.engine import EngineParams, start
from stages.core.errors import run
from stages.core.minhash import signer
from stages.core.params import load_params
from stages.core.store import StoreParams, open_store
from stages.dedupe import contract
from stages.dedupe.candidates import components
from stages.dedupe.compared import compare
from stages.dedupe.dedupe import comparable, dedupe, distinct
from stages.dedupe.params import DedupeParams
from stages.dedupe.signed import long_ones, sign


def main() -> None:
    """Read the screened files, drop duplicates, write both."""
    params = load_params("dedupe", DedupeParams)
    signing = signer(start(load_params("engine", EngineParams)))
    store = open_store(load_params("store", StoreParams), "dedupe", ["daft"], params.of_a_content())
    files = contract.FILES.read_some()
    unique = comparable(distinct(files))
    sign(unique, store, signing, params)
    long = long_ones(unique, store, params)
    near = compare(long, components(long.signatures, params.band), store, signing, params)
    result = dedupe(files, near.found, params)
    written = contract.KEPT.write(result.kept) | contract.DROPS.write(result.drops)
    dropped = dict(Counter(drop.rule for drop in result.drops))
    counts = Counts(read=len(files), written=len(result.kept), dropped=dropped)
    figures: Figures = {
        "pairs_capped": near.capped,
        "pairs_compared": near.compared,
        "pairs_unlike": near.unlike,
        "signed": len(long.files),
    }
    finish("dedupe", counts, figures, written)


if __name__ == "__main__":
    run(main)
