"""Settings of `dedupe`."""

from stages.core.params import Params


class DedupeParams(Params):
    """Section `dedupe` of params.yaml."""

    threshold: float
    """Jaccard similarity of shingles from which two files count as one; every removal is verified to reach it."""
    hashes: int
    """MinHash functions of a signature."""
    band: int
    """Hashes of a band: files that share a whole band are compared."""
    ngram: int
    """Lexemes of a shingle."""
    min_lexemes: int
    """Lexemes below which a file is compared by its blob only: short files are alike by chance."""
    bucket: int
    """Files of a bucket that are compared with each other at most; the first in order of preference are taken."""
    seed: int
    """Seed of the hash functions."""
