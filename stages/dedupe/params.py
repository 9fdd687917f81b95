"""Settings of `dedupe`."""

from stages.core.params import Params


class DedupeParams(Params, frozen=True):
    """Section `dedupe` of params.yaml."""

    threshold: float
    """Jaccard similarity of shingles from which two files count as one; every removal is verified."""
    hashes: int
    """MinHash functions of a signature."""
    band: int
    """Hashes of a band: files that share a whole band are compared."""
    ngram: int
    """Lexemes of a shingle."""
    min_lexemes: int
    """Lexemes below which a file is compared by its blob only: short files are alike by chance."""
    bucket: int
    """Kept files of a bucket that another one is compared with at most: the first in order of preference."""
    seed: int
    """Seed of the hash functions."""
