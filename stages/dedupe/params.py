"""Settings of `dedupe`."""

import math

from stages.core.params import Count, Few, Params, Positive, Seed, Similarity, refuse


class DedupeParams(Params, frozen=True):
    """Section `dedupe` of params.yaml."""

    threshold: Similarity
    """Jaccard similarity of shingles from which two files count as one; every removal is verified."""
    hashes: Few
    """MinHash functions of a signature."""
    band: Few
    """Hashes of a band: files that share a whole band are compared."""
    ngram: Few
    """Lexemes of a shingle."""
    min_lexemes: Count
    """Lexemes below which a file is compared by its blob only: short files are alike by chance."""
    margin: Count
    """Standard errors of the share of equal hashes below the threshold, from which on two files are unlike
    and not compared."""
    bucket: Positive
    """Kept files of a bucket that another one is compared with at most: the first in order of preference."""
    seed: Seed
    """Seed of the hash functions."""

    def __post_init__(self) -> None:
        """Refuse a signature whose last band would be shorter than the others."""
        refuse(
            (
                self.hashes % self.band != 0,
                f"band is {self.band}, expected a divisor of hashes, {self.hashes}",
            ),
        )

    def of_a_content(self) -> tuple[int, ...]:
        """Return the settings on which lexemes, signature and similarity of contents depend."""
        return (self.hashes, self.ngram, self.min_lexemes, self.seed)

    def least_share(self) -> float:
        """Return the share of equal hashes (its mean is Jaccard, Broder 1997) below which they are unlike."""
        error = math.sqrt(self.threshold * (1 - self.threshold) / self.hashes)
        return self.threshold - self.margin * error
