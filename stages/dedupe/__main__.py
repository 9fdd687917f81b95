"""Run `dedupe`: python -m stages.dedupe."""

from collections import Counter

from stages.core.contract import Counts, Figures, finish
from stages.core.engine import EngineParams, signatures, start
from stages.core.errors import run
from stages.core.params import load_params
from stages.dedupe import contract
from stages.dedupe.dedupe import dedupe
from stages.dedupe.lexemes import lexemes
from stages.dedupe.params import DedupeParams


def main() -> None:
    """Read the screened files, drop duplicates, write both."""
    params = load_params("dedupe", DedupeParams)
    start(load_params("engine", EngineParams))
    files = contract.FILES.read_some()
    wanted = {file.blob for file in files}
    texts = {blob.blob: blob.text for blob in contract.BLOBS.read() if blob.blob in wanted and blob.text}
    words = {blob: lexemes(text) for blob, text in texts.items()}
    long = {blob: " ".join(found) for blob, found in words.items() if len(found) >= params.min_lexemes}
    signed = signatures(long, params.hashes, params.ngram, params.seed)
    result = dedupe(files, words, signed, params)
    written = contract.KEPT.write(result.kept) | contract.DROPS.write(result.drops)
    dropped = dict(Counter(drop.rule for drop in result.drops))
    counts = Counts(read=len(files), written=len(result.kept), dropped=dropped)
    figures: Figures = {
        "pairs_capped": result.near.capped,
        "pairs_compared": result.near.compared,
        "signed": len(signed),
    }
    finish("dedupe", counts, figures, written)


if __name__ == "__main__":
    run(main)
