"""Rows by blob id in sixteen files: a large out is read and written in pieces, always the same ones."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from stages.core.contract import Buffer, Rows, Written
from stages.core.records.record import Record

DIGITS = "0123456789abcdef"
"""First digits of a blob id: one file each."""

R = TypeVar("R", bound=Record)

THREADS = 4
"""Files that are written at a time: hashing and writing hold no lock."""


class Shards(NamedTuple, Generic[R]):
    """A folder of JSON Lines files, one for each first digit of the blob id that its rows start with.

    `blob` is the first field of the record by name, so that rows are found by it without being decoded.
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

    def write(self, rows_of: Callable[[str], Iterable[Buffer]]) -> dict[str, Written]:
        """Write what `rows_of` gives for each digit: canonical JSON, sorted by id; some files at a time."""

        def written(digit: str) -> dict[str, Written]:
            return self.shard(digit).write_encoded(rows_of(digit))

        with ThreadPoolExecutor(THREADS) as threads:
            return {path: said for one in threads.map(written, DIGITS) for path, said in one.items()}

    def read(self) -> Iterator[R]:
        """Yield every row, sorted by blob id; raises PipelineError as `Rows.read` does."""
        for digit in DIGITS:
            yield from self.shard(digit).read()
