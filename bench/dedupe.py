"""Compare our near duplicates, every one verified, with those of datasketch's MinHashLSH on the same texts.

python -m bench.dedupe    prints the ratio of CPU seconds, ours / datasketch; of both, the recall and the
removals that are wrong, against comparing every pair.

The texts are those that `dedupe` signs, and for each of the first EDITED one copy with some lexemes changed,
so that there is something to find. All three keep the first of two files that are alike.
"""

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from bench.measured import need_files, need_library, timed
from stages.core.engine import EngineParams, signatures, start
from stages.core.params import load_params
from stages.core.records.screened_file import ScreenedFile
from stages.core.similarity import ngrams
from stages.dedupe import contract
from stages.dedupe.dedupe import near_duplicates, preference
from stages.dedupe.lexemes import lexemes
from stages.dedupe.params import DedupeParams

MOST = 700
"""Texts, so that comparing every pair takes seconds."""
EDITED = 200


class Texts(NamedTuple):
    """What is compared: files in order of preference and the lexemes of each blob."""

    files: list[ScreenedFile]
    words: dict[str, list[str]]


def texts(params: DedupeParams) -> Texts:
    """Return one file for each long text, and a file for each edited copy."""
    found = {blob.blob: lexemes(blob.text) for blob in contract.BLOBS.read_some() if blob.text}
    first = {file.blob: file for file in sorted(contract.FILES.read_some(), key=preference, reverse=True)}
    long = [blob for blob in sorted(first) if len(found[blob]) >= params.min_lexemes][:MOST]
    copies = {f"{blob}~{every}": _edited(found[blob], every) for blob, every in _dealt(long)}
    files = [first[blob] for blob in long]
    files += [msgspec.structs.replace(first[blob.partition("~")[0]], path=blob, blob=blob) for blob in copies]
    return Texts(sorted(files, key=preference), {blob: found[blob] for blob in long} | copies)


def _dealt(blobs: list[str]) -> list[tuple[str, int]]:
    """Return blobs with the distance of their edits: likeness falls from 0.95 to 0.6 and below."""
    return [(blob, (200, 80, 40, 25, 15)[number % 5]) for number, blob in enumerate(blobs[:EDITED])]


def _edited(words: list[str], every: int) -> list[str]:
    return [f"edit{place}" if place % every == every // 2 else word for place, word in enumerate(words)]


def ours(given: Texts, params: DedupeParams) -> set[str]:
    """Return the blobs that `dedupe` drops."""
    joined = {blob: " ".join(words) for blob, words in given.words.items()}
    signed = signatures(joined, params.hashes, params.ngram, params.seed)
    return set(near_duplicates(given.files, given.words, signed, params).found)


def every_pair(given: Texts, params: DedupeParams) -> set[str]:
    """Return the blobs that are dropped when each file is compared with every kept one."""
    alike = dict.fromkeys(given.words, (0,) * params.band)
    unlimited = msgspec.structs.replace(params, hashes=params.band, bucket=len(given.files))
    return set(near_duplicates(given.files, given.words, alike, unlimited).found)


def datasketch(given: Texts, params: DedupeParams) -> set[str]:
    """Return the blobs that MinHashLSH calls alike, unverified, as its documentation shows it."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415  of the extra `bench`

    index, dropped = MinHashLSH(threshold=params.threshold, num_perm=params.hashes), set()
    for file in given.files:
        signature = MinHash(num_perm=params.hashes, seed=params.seed)
        runs = ngrams(given.words[file.blob], params.ngram)
        signature.update_batch([" ".join(run).encode() for run in runs])
        if index.query(signature):
            dropped.add(file.blob)
        else:
            index.insert(file.blob, signature)
    return dropped


def main() -> None:
    """Print recall, wrong removals and the ratio."""
    need_library("datasketch", "run `pip install -e '.[bench]'`")
    need_files(contract.BLOBS.path, contract.FILES.path)
    params = load_params("dedupe", DedupeParams)
    start(EngineParams(runner="native", address="local"))
    given = texts(params)
    truth = every_pair(given, params)

    def said(name: str, find: Callable[[Texts, DedupeParams], set[str]]) -> float:
        find(Texts(given.files[:9], given.words), params)  # imports and first use are not measured
        found = timed(lambda: find(given, params))
        dropped = found.result
        assert isinstance(dropped, set)
        recall, wrong = len(dropped & truth) / len(truth), len(dropped - truth)
        print(f"{name}: {found.seconds:.2f} s, recall {recall:.3f}, {wrong} of {len(dropped)} removals wrong")
        return found.seconds

    ratio = said("ours", ours) / said("datasketch", datasketch)
    print(f"{len(given.files)} texts, {len(truth)} near duplicates: ratio of seconds {ratio:.2f}")


if __name__ == "__main__":
    main()
