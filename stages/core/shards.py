"""Rows by blob id in sixteen files: a large out is read and written in pieces, always the same ones."""

from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

import msgspec

from stages.core.contract import Rows, Written
from stages.core.records.record import Record

DIGITS = "0123456789abcdef"
"""First digits of a blob id: one file each."""

GROUP = 1 << 25
"""Bytes of rows that are worked on at a time: some, so that processes are worth their start, not all."""

R = TypeVar("R", bound=Record)

START = b'{"blob":"'
"""Start of a row."""

THREADS = 4
"""Files that are written at a time: hashing and writing hold no lock."""


class Shards(NamedTuple, Generic[R]):
    """A folder of JSON Lines files, one for each first digit of the blob id that its rows start with.

    `blob` is the first field of the record by name, so that a row's id is read without decoding the row.
    """

    path: str
    record: type[R]

    @property
    def manifest(self) -> Path:
        """Path of the manifest that vouches for the files."""
        return self.shard(DIGITS[0]).manifest

    def shard(self, digit: str) -> Rows[R]:
        """Return the file of the ids that start with `digit`."""
        return Rows(f"{self.path}/{digit}.jsonl", self.record)

    def write(self, rows_of: Callable[[str], Iterable[bytes]]) -> dict[str, Written]:
        """Write what `rows_of` gives for each digit: canonical JSON, sorted by id; some files at a time."""

        def written(digit: str) -> dict[str, Written]:
            return self.shard(digit).write_encoded(rows_of(digit))

        with ThreadPoolExecutor(THREADS) as threads:
            return {path: said for one in threads.map(written, DIGITS) for path, said in one.items()}

    def groups(self, blobs: Collection[str]) -> Iterator[dict[str, R]]:
        """Yield the rows of `blobs`, one a blob, in groups of about GROUP bytes, without those that are not there.

        Raises PipelineError as `Rows.read` does.
        """
        group: dict[str, R] = {}
        size = 0
        for blob, row in self._found(sorted(blobs)):
            group[blob] = msgspec.json.decode(row, type=self.record)
            size += len(row)
            if size >= GROUP:
                yield group
                group, size = {}, 0
        yield group

    def _found(self, blobs: list[str]) -> Iterator[tuple[str, bytes]]:
        for digit, ids in groupby(blobs, key=lambda blob: blob[0]):
            content = self.shard(digit).content()
            for blob in ids:
                if row := _row(content, blob):
                    yield blob, row

    def read(self) -> Iterator[R]:
        """Yield every row, sorted by blob id; raises PipelineError as `Rows.read` does."""
        for digit in DIGITS:
            yield from self.shard(digit).read()


def _row(content: bytes, blob: str) -> bytes:
    """Return the row of a blob among rows sorted by blob, found by bisection; empty when there is none."""
    start = START + blob.encode() + b'"'
    low, high = 0, len(content)
    while low < high:
        row = content.rfind(b"\n", 0, (low + high) // 2) + 1
        row = max(row, low)
        if content[row : row + len(start)] < start:
            low = content.index(b"\n", row) + 1
        else:
            high = row
    return content[low : content.index(b"\n", low)] if content.startswith(start, low) else b""
