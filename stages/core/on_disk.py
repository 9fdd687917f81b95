"""Rows that stay on disk: sequences whose records are decoded when they are asked for."""

import heapq
import os
import weakref
from array import array
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Generic, TypeVar, overload

from stages.core.contract import Rows, Written, canonical, decoded, read_json, sha256_of
from stages.core.records.record import Record

HELD = 1 << 20
"""Bytes of rows that are sorted in memory at a time."""
RUNS = 64
"""Sorted files that are merged at a time: as many are open of each level of merging."""
SORTED = 1 << 14
"""Numbers of rows that are sorted in memory at a time."""
TOGETHER = 1 << 16
"""Bytes of rows, or one row, that are read at a time by whoever reads all."""
RECENT = 1 << 22
"""Bytes of rows, or one row, whose records are held after they were asked for by number."""
MOST = 128
"""Records that are held so."""

R = TypeVar("R", bound=Record)


class OnDisk(Sequence[R]):
    """The rows of a file, which stays open as long as they are in use; twelve bytes of each are held, and
    the records that were asked for last. Two are equal when their records are."""

    def __init__(self, record: type[R], file: IO[bytes], sizes: Iterable[int]) -> None:
        """Take a file and the bytes of each line, with the line feed that ends it; the file may be closed
        then."""
        self._record, self._name = record, file.name
        self._file = os.dup(file.fileno())
        weakref.finalize(self, os.close, self._file)
        self._starts, self._sizes = array("Q"), array("I")
        self._recent: dict[int, R] = {}
        self._held = 0
        start = 0
        for size in sizes:
            self._starts.append(start)
            self._sizes.append(size - 1)
            start += size

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._starts)

    def row(self, number: int) -> bytes:
        """Return a row as it is written."""
        return os.pread(self._file, self._sizes[number], self._starts[number])

    def without(self, numbers: Container[int]) -> "OnDisk[R]":
        """Return the other rows, in their order."""
        with open(self._file, closefd=False, mode="rb") as file:
            left = OnDisk(self._record, file, ())
        for number in range(len(self)):
            if number not in numbers:
                left._starts.append(self._starts[number])
                left._sizes.append(self._sizes[number])
        return left

    def rows(self) -> Iterator[bytes]:
        """Yield the rows as they are written; some are read at a time."""
        some, first = b"", 0
        for start, size in zip(self._starts, self._sizes, strict=True):
            place = start - first
            if place + size > len(some):
                some, first, place = os.pread(self._file, max(size, TOGETHER), start), start, 0
            yield some[place : place + size]

    def __iter__(self) -> Iterator[R]:
        """Yield the records, in order."""
        return (decoded(self._record, row, self._name, number) for number, row in enumerate(self.rows(), 1))

    @overload
    def __getitem__(self, number: int) -> R: ...
    @overload
    def __getitem__(self, number: slice) -> list[R]: ...
    def __getitem__(self, number: int | slice) -> R | list[R]:
        """Return a record; raises PipelineError when the row is of another shape."""
        if isinstance(number, slice):
            return [self[one] for one in range(len(self))[number]]
        found = self._recent.pop(number, None)
        if found is None:
            return self._read(range(len(self))[number])
        self._recent[number] = found
        return found

    def _read(self, number: int) -> R:
        if number in self._recent:
            return self._recent[number]
        found = self._recent[number] = decoded(self._record, self.row(number), self._name, number + 1)
        self._held += self._sizes[number]
        while len(self._recent) > MOST or (self._held > RECENT and len(self._recent) > 1):
            oldest = next(iter(self._recent))
            del self._recent[oldest]
            self._held -= self._sizes[oldest]
        return found

    def __eq__(self, other: object) -> bool:
        """Say whether another sequence has the same records."""
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


def ordered(count: int, key: Callable[[int], int | bytes]) -> Iterator[int]:
    """Yield the numbers below `count` by their keys, equal ones in their order; held are 8 bytes of each."""
    starts = range(0, count, SORTED)
    parts = [array("Q", sorted(range(one, min(one + SORTED, count)), key=key)) for one in starts]
    return heapq.merge(*parts, key=key)


def opened(rows: Rows[R]) -> OnDisk[R]:
    """Return the rows of an earlier stage; raises PipelineError as `Rows.read` does."""
    path = Path(rows.path)
    if not path.is_file() or not _is_vouched_for(rows):
        rows.content()  # says what is wrong
    with path.open("rb") as file:
        return OnDisk(rows.record, file, map(len, file))


def opened_some(rows: Rows[R]) -> OnDisk[R]:
    """Return the rows of an earlier stage, of which there must be at least one."""
    found = opened(rows)
    if not found:
        rows.read_some()  # says where to look
    return found


def put(rows: Rows[R], found: OnDisk[R]) -> dict[str, Written]:
    """Write rows that are on disk already, as `Rows.write` does records."""
    return rows.write_encoded(found.rows())


def encoded(record: type[R], rows: Iterable[bytes]) -> OnDisk[R]:
    """Return rows of canonical JSON once they are on disk, in a file without a name."""
    return _placed(record, (row + b"\n" for row in rows))


def _placed(record: type[R], lines: Iterable[bytes]) -> OnDisk[R]:
    with TemporaryFile() as file:
        sizes = array("I", map(file.write, lines))
        file.flush()
        return OnDisk(record, file, sizes)


def _is_vouched_for(rows: Rows[R]) -> bool:
    said = read_json(rows.manifest, dict[str, Written]).get(rows.path)
    return said is not None and said.sha256 == sha256_of(Path(rows.path))


class Keeping(Generic[R]):
    """Takes records in order and writes each at once: as many as the disk holds."""

    def __init__(self, record: type[R]) -> None:
        """Take records of one type."""
        self._record = record
        self._file = TemporaryFile()  # noqa: SIM115  read when all records are there
        self._sizes = array("I")

    def add(self, record: R) -> None:
        """Take a record."""
        self._sizes.append(self._file.write(canonical(record) + b"\n"))

    def kept(self) -> OnDisk[R]:
        """Return all records; none is taken afterwards."""
        with self._file as file:
            file.flush()
            return OnDisk(self._record, file, self._sizes)


class Sorting(Generic[R]):
    """Takes records in any order, each with its key, and gives them back sorted by key, then by what is
    written: as many as the disk holds (sorted runs, merged)."""

    def __init__(self, record: type[R]) -> None:
        """Take records of one type."""
        self._record = record
        self._held: list[bytes] = []
        self._size = 0
        self._runs: list[list[IO[bytes]]] = [[]]

    def add(self, record: R, key: str) -> None:
        """Take a record; a key has no tab, and what parts it sorts before all of its other signs."""
        line = b"%b\t%b\n" % (key.encode(), canonical(record))
        self._held.append(line)
        self._size += len(line)
        if self._size >= HELD:
            self._run(sorted(self._held))

    def sorted(self) -> OnDisk[R]:
        """Return all records; none is taken afterwards."""
        runs = list(chain.from_iterable(self._runs))
        rows = _placed(self._record, map(_keyless, heapq.merge(*runs, sorted(self._held))))
        _close(runs)
        return rows

    def _run(self, lines: list[bytes]) -> None:
        """Write a run; many become one, and many of these again, so that a row is written a few times."""
        self._runs[0].append(_filled(lines))
        self._held, self._size = [], 0
        for level, runs in enumerate(self._runs):
            if len(runs) == RUNS:
                self._runs += [[]] if level + 1 == len(self._runs) else []
                self._runs[level + 1].append(_filled(heapq.merge(*runs)))
                _close(runs)


def _close(runs: list[IO[bytes]]) -> None:
    for run in runs:
        run.close()
    runs.clear()


def _filled(lines: Iterable[bytes]) -> IO[bytes]:
    file = TemporaryFile()  # noqa: SIM115  read when all runs are there
    file.writelines(lines)
    file.seek(0)
    return file


def _keyless(line: bytes) -> bytes:
    return line[line.index(b"\t") + 1 :]
