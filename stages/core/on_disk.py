"""Rows that stay on disk: sequences whose records are decoded when they are asked for."""

import heapq
import os
import weakref
from array import array
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Generic, TypeVar, overload

import msgspec

from stages.core.contract import Rows, Written, canonical, read_json, sha256_of
from stages.core.errors import PipelineError
from stages.core.records.record import Record

HELD = 1 << 22
"""Bytes of rows that are sorted in memory at a time."""
RUNS = 64
"""Sorted files that are merged at a time."""
TOGETHER = 64
"""Rows that are read at a time by whoever reads all."""

R = TypeVar("R", bound=Record)


class OnDisk(Sequence[R]):
    """The rows of a file, which stays open as long as they are in use; twelve bytes of each are held. Two
    are equal when their records are."""

    def __init__(self, record: type[R], file: IO[bytes], lines: Iterable[bytes]) -> None:
        """Take a file and its lines, each with the line feed that ends it; the file may be closed then."""
        self._record, self._name = record, file.name
        self._file = os.dup(file.fileno())
        weakref.finalize(self, os.close, self._file)
        self._starts, self._sizes = array("Q"), array("I")
        start = 0
        for line in lines:
            self._starts.append(start)
            self._sizes.append(len(line) - 1)
            start += len(line)

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
        for first in range(0, len(self), TOGETHER):
            numbers = range(first, min(first + TOGETHER, len(self)))
            start, last = self._starts[first], numbers[-1]
            some = os.pread(self._file, self._starts[last] + self._sizes[last] - start, start)
            places = ((self._starts[number] - start, self._sizes[number]) for number in numbers)
            yield from (some[place : place + size] for place, size in places)

    def __iter__(self) -> Iterator[R]:
        """Yield the records, in order."""
        return (self._decoded(number, row) for number, row in enumerate(self.rows()))

    @overload
    def __getitem__(self, number: int) -> R: ...
    @overload
    def __getitem__(self, number: slice) -> list[R]: ...
    def __getitem__(self, number: int | slice) -> R | list[R]:
        """Return a record, made anew each time; raises PipelineError when the row is of another shape."""
        if isinstance(number, slice):
            return [self[one] for one in range(len(self))[number]]
        found = range(len(self))[number]
        return self._decoded(found, self.row(found))

    def _decoded(self, number: int, row: bytes) -> R:
        try:
            return msgspec.json.decode(row, type=self._record)
        except msgspec.DecodeError as error:
            raise PipelineError(
                f"{self._name}:{number + 1}: {error}. Run the stage that writes it again."
            ) from error

    def __eq__(self, other: object) -> bool:
        """Say whether another sequence has the same records."""
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


def opened(rows: Rows[R]) -> OnDisk[R]:
    """Return the rows of an earlier stage; raises PipelineError as `Rows.read` does."""
    path = Path(rows.path)
    if not path.is_file() or not _is_vouched_for(rows):
        rows.content()  # says what is wrong
    with path.open("rb") as file:
        return OnDisk(rows.record, file, file)


def opened_some(rows: Rows[R]) -> OnDisk[R]:
    """Return the rows of an earlier stage, of which there must be at least one."""
    found = opened(rows)
    if not found:
        rows.read_some()  # says where to look
    return found


def put(rows: Rows[R], found: OnDisk[R]) -> dict[str, Written]:
    """Write rows that are on disk already, as `Rows.write` does records."""
    return rows.write_encoded(found.rows())


def written(record: type[R], rows: Iterable[R]) -> OnDisk[R]:
    """Return records once they are on disk, in a file without a name."""
    return _placed(record, (canonical(row) + b"\n" for row in rows))


def _placed(record: type[R], lines: Iterable[bytes]) -> OnDisk[R]:
    with TemporaryFile() as file:
        return OnDisk(record, file, _passed_on(file, lines))


def _is_vouched_for(rows: Rows[R]) -> bool:
    said = read_json(rows.manifest, dict[str, Written]).get(rows.path)
    return said is not None and said.sha256 == sha256_of(Path(rows.path))


class Sorting(Generic[R]):
    """Takes records in any order, each with its key, and gives them back sorted by key, then by what is
    written: as many as the disk holds (sorted runs, merged)."""

    def __init__(self, record: type[R]) -> None:
        """Take records of one type."""
        self._record = record
        self._held: list[bytes] = []
        self._size = 0
        self._runs: list[IO[bytes]] = []

    def add(self, record: R, key: str) -> None:
        """Take a record; a key has no tab, and what parts it sorts before all of its other signs."""
        line = b"%b\t%b\n" % (key.encode(), canonical(record))
        self._held.append(line)
        self._size += len(line)
        if self._size >= HELD:
            self._run(sorted(self._held))

    def sorted(self) -> OnDisk[R]:
        """Return all records; none is taken afterwards."""
        self._run(sorted(self._held))
        rows = _placed(self._record, map(_keyless, heapq.merge(*self._runs)))
        self._close()
        return rows

    def _close(self) -> None:
        for run in self._runs:
            run.close()
        self._runs.clear()

    def _run(self, lines: list[bytes]) -> None:
        """Write a run; many become one."""
        self._runs.append(_filled(lines))
        self._held, self._size = [], 0
        if len(self._runs) == RUNS:
            merged = _filled(heapq.merge(*self._runs))
            self._close()
            self._runs.append(merged)


def _filled(lines: Iterable[bytes]) -> IO[bytes]:
    file = TemporaryFile()  # noqa: SIM115  read when all runs are there
    file.writelines(lines)
    file.seek(0)
    return file


def _passed_on(file: IO[bytes], lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines once they are written to a file."""
    for line in lines:
        file.write(line)
        yield line
    file.flush()


def _keyless(line: bytes) -> bytes:
    return line[line.index(b"\t") + 1 :]
