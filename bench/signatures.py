"""Compare our MinHash signatures with the MinHash step of datatrove on the same files.

python -m bench.signatures [count [folder ...]]    prints MB per CPU second of both and the ratio, for `count`
(3,000) real files. Both read token 5-grams into 256 hashes; datatrove splits words with a regular expression,
as fast as it can be, instead of its default, spaCy. Ours also leaves out headers, imports and authors.
"""

import re
import sys
import tempfile
from typing import Any

from bench import corpus
from bench.measured import need_library, timed
from stages.core.engine import EngineParams, start
from stages.core.minhash import signer
from stages.core.params import load_params
from stages.core.records.blob import Blob
from stages.crawl.content import describe
from stages.dedupe.params import DedupeParams
from stages.dedupe.signed import read

COUNT = 3_000
BAR = 20
"""MB per CPU second."""


class Words:
    """The tokenizer of datatrove that costs least."""

    def word_tokenize(self, text: str) -> list[str]:
        """Return the words of a text."""
        return re.findall(r"[A-Za-z_0-9]+", text)


def datatrove(texts: list[str], params: DedupeParams) -> None:
    """Sign texts as `MinhashDedupSignature.run` does, without writing files."""
    from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupSignature  # noqa: PLC0415

    config = MinhashConfig(
        n_grams=params.ngram, num_buckets=params.hashes // params.band, hashes_per_bucket=params.band
    )
    with tempfile.TemporaryDirectory() as folder:
        step: Any = MinhashDedupSignature.__new__(MinhashDedupSignature)
        step.__dict__ |= _state(config, folder)
        for text in texts:
            shingles = step.get_shingles(text)
            if shingles.size:
                step.get_signature(shingles)


def _state(config: Any, folder: str) -> dict[str, Any]:  # noqa: ANN401  a class of datatrove
    """Return what the constructor sets, but for the tokenizer: its default wants spaCy and a model."""
    from datatrove.utils.hashing import create_hash_func  # noqa: PLC0415

    return {
        "config": config,
        "num_hashes": config.num_buckets * config.hashes_per_bucket,
        "output_folder": folder,
        "word_tokenizer": Words(),
        "_hash_func": create_hash_func(config.hash_config),
        "_parameters": None,
    }


def main() -> None:
    """Print both rates and the ratio."""
    need_library("datatrove", "run `pip install -e '.[bench]'`")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    params = load_params("dedupe", DedupeParams)
    signing = signer(start(load_params("engine", EngineParams)))
    contents = [path.read_bytes() for path in corpus.files_of(sys.argv[2:] or corpus.HERE, count)]
    rows = [describe([content], len(content), corpus.LARGEST) for content in contents]
    blobs = {row.blob: row for row in rows if row.text}
    size = sum(row.size for row in blobs.values()) / 1e6

    def ours(some: dict[str, Blob]) -> None:
        signing.signatures(read(some, signing), params.hashes, params.ngram, params.seed)

    ours(dict(list(blobs.items())[:9]))  # imports and first use are not measured
    own = size / timed(lambda: ours(blobs)).seconds
    texts = [row.text or "" for row in blobs.values()]
    datatrove(texts[:9], params)
    peer = size / timed(lambda: datatrove(texts, params)).seconds
    print(f"{len(blobs)} files, {size:.0f} MB: ours {own:.1f} MB per CPU second (bar {BAR}), ", end="")
    print(f"datatrove {peer:.2f}, ratio {own / peer:.1f} (bar 5)")


if __name__ == "__main__":
    main()
