"""Read some of the contents of `crawl`, found by bisection: what a run reads is what it needs."""

from collections.abc import Collection, Iterator
from itertools import groupby
from mmap import ACCESS_READ, mmap
from pathlib import Path

import msgspec

from stages.core.records.blob import Blob
from stages.core.shards import Shards

GROUP = 1 << 25
"""Bytes of rows that are worked on at a time: some, so that processes are worth their start, not all."""

START = b'{"blob":"'


def contents(blobs: Shards[Blob], ids: Collection[str]) -> Iterator[dict[str, Blob]]:
    """Yield the rows of `ids` in groups of about GROUP bytes; an id that is not there is left out.

    A text that gives its id vouches for itself. Where one cannot, as what was extracted from a PDF, or is not
    there, its whole file is compared with the manifest. Raises PipelineError as `Rows.read` does.
    """
    group: dict[str, Blob] = {}
    size = 0
    for blob in _found(blobs, sorted(ids)):
        group[blob.blob] = blob
        size += blob.size
        if size >= GROUP:
            yield group
            group, size = {}, 0
    yield group


def _found(blobs: Shards[Blob], ids: list[str]) -> Iterator[Blob]:
    for digit, some in groupby(ids, key=lambda blob: blob[0]):
        file = blobs.shard(digit)
        unproved = True
        for row in _rows(Path(file.path), some):
            blob = _decoded(row)
            if unproved and not (blob and blob.is_itself()):
                file.content()
                unproved = False
            if blob:
                yield blob


def _decoded(row: bytes) -> Blob | None:
    """Return the row of a blob; None when it is empty or damaged, for which the manifest has the word."""
    try:
        return msgspec.json.decode(row, type=Blob)
    except msgspec.DecodeError:
        return None


def _rows(path: Path, ids: Iterator[str]) -> Iterator[bytes]:
    """Yield the row of each id; empty where there is none."""
    if not path.is_file() or not path.stat().st_size:
        yield from (b"" for _ in ids)
        return
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        for blob in ids:
            yield _row(content, blob)


def _row(content: mmap, blob: str) -> bytes:
    """Return the row of a blob among rows sorted by blob; empty when there is none."""
    start = START + blob.encode() + b'"'
    low, high = 0, len(content)
    while low < high:
        row = max(content.rfind(b"\n", 0, (low + high) // 2) + 1, low)
        if content[row : row + len(start)] < start:
            low = content.find(b"\n", row) + 1
        else:
            high = row
    return content[low : content.find(b"\n", low)] if content[low : low + len(start)] == start else b""
