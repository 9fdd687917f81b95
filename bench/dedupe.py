"""Compare our near duplicates, every one verified, with those of datasketch's MinHashLSH on the same texts.

python -m bench.dedupe [count [folder ...]]    prints the ratio of CPU seconds, ours / datasketch; of both the
recall and the removals that are wrong, against comparing every pair; and the recall of planted copies.

The texts are `count` (600) real files and for each of them an edited copy, whose likeness is between 0.95 and
0.5, so that there is something to find. All keep the first of two files that are alike.
"""

import sys
from collections.abc import Callable
from typing import NamedTuple

import msgspec
import numpy as np

from bench import corpus
from bench.measured import need_library, timed
from stages.core.engine import EngineParams, start
from stages.core.minhash import Signer, signer
from stages.core.params import load_params
from stages.core.records.screened_file import ScreenedFile
from stages.core.similarity import NGrams, jaccard, ngrams
from stages.crawl.content import describe
from stages.dedupe.candidates import Component, components
from stages.dedupe.compared import joined
from stages.dedupe.dedupe import Long, near_duplicates, preference
from stages.dedupe.lexemes import split
from stages.dedupe.params import DedupeParams
from stages.dedupe.signed import read

COUNT = 600
EVERY = (200, 80, 40, 30, 25, 20, 15)
"""Distances of edits in lexemes: likeness falls from 0.95 to 0.5."""


class Texts(NamedTuple):
    """What is compared: files in order of preference and the lexemes of each blob."""

    files: list[ScreenedFile]
    words: dict[str, list[str]]


def texts(count: int, folders: list[str], signing: Signer, params: DedupeParams) -> Texts:
    """Return long real files and an edited copy of each."""
    contents = [path.read_bytes() for path in corpus.files_of(folders, 3 * count)]
    rows = [describe([content], len(content), corpus.LARGEST) for content in contents]
    found = read({row.blob: row for row in rows if row.text}, signing)
    long = {blob: split(words) for blob, words in found.items()}
    long = {blob: words for blob, words in long.items() if len(words) >= 4 * params.min_lexemes}
    chosen = dict(list(long.items())[:count])
    copies = {
        f"{blob}~": _edited(words, EVERY[number % len(EVERY)])
        for number, (blob, words) in enumerate(chosen.items())
    }
    files = [_file(blob) for blob in [*chosen, *copies]]
    return Texts(sorted(files, key=preference), chosen | copies)


def _edited(words: list[str], every: int) -> list[str]:
    return [f"edit{place}" if place % every == every // 2 else word for place, word in enumerate(words)]


def _file(blob: str) -> ScreenedFile:
    return ScreenedFile(
        source="corpus",
        commit="",
        path=blob,
        blob=blob,
        size=1,
        reading="utf-8",
        asset="code",
        source_class="own",
        language="java",
        licence="",
        licence_basis="",
        policy_class="own",
    )


def ours(given: Texts, signing: Signer, params: DedupeParams) -> set[str]:
    """Return the blobs that `dedupe` drops."""
    lexemes = {blob: " ".join(words) for blob, words in given.words.items()}
    signed = signing.signatures(lexemes, params.hashes, params.ngram, params.seed)
    table = np.array([np.frombuffer(signed[file.blob], "<u4") for file in given.files])
    return _dropped(given, Long(given.files, table), components(table, params.band), params)


def every_pair(given: Texts, params: DedupeParams) -> set[str]:
    """Return the blobs that are dropped when each file is compared with every kept one."""
    rows = list(range(len(given.files)))
    alike = Long(given.files, np.zeros((len(rows), 1), np.uint32))
    unlimited = msgspec.structs.replace(params, bucket=len(rows))
    return _dropped(given, alike, [Component(rows, {row: [0] for row in rows})], unlimited)


def _dropped(given: Texts, long: Long, found: list[Component], params: DedupeParams) -> set[str]:
    grams: dict[str, NGrams] = {}

    def shingles(file: ScreenedFile) -> NGrams:
        if file.blob not in grams:
            grams[file.blob] = ngrams(given.words[file.blob], params.ngram)
        return grams[file.blob]

    def similarity(one: ScreenedFile, other: ScreenedFile) -> float:
        return jaccard(shingles(one), shingles(other))

    return set(joined(near_duplicates(long, one, similarity, params) for one in found).found)


def planted(given: Texts, params: DedupeParams) -> set[str]:
    """Return the edited copies that are like their original."""
    return {
        max(blob, f"{blob}~")
        for blob in given.words
        if f"{blob}~" in given.words
        and jaccard(*(ngrams(given.words[one], params.ngram) for one in (blob, f"{blob}~")))
        >= params.threshold
    }


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
    params = load_params("dedupe", DedupeParams)
    signing = signer(start(load_params("engine", EngineParams)))
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    given = texts(count, sys.argv[2:] or corpus.HERE, signing, params)
    truth, copies = every_pair(given, params), planted(given, params)

    def said(name: str, find: Callable[[Texts], set[str]]) -> float:
        find(Texts(given.files[:9], {file.blob: given.words[file.blob] for file in given.files[:9]}))
        found = timed(lambda: find(given))
        dropped = found.result
        assert isinstance(dropped, set)
        recall, wrong = len(dropped & truth) / len(truth), len(dropped - truth)
        print(
            f"{name}: {found.seconds:.2f} s, recall {recall:.3f}, {wrong} of {len(dropped)} removals wrong; ",
            end="",
        )
        print(f"of {len(copies)} planted copies {len(dropped & copies) / len(copies):.3f}")
        return found.seconds

    own = said("ours", lambda some: ours(some, signing, params))
    ratio = own / said("datasketch", lambda some: datasketch(some, params))
    print(f"{len(given.files)} texts, {len(truth)} near duplicates: ratio of seconds {ratio:.2f}")


if __name__ == "__main__":
    main()
