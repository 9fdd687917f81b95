"""Know a text again without keeping it: by keyed hashes of a few of its windows, looked for in bytes.

A window is WIDTH bytes that begin at an anchor: where three bytes have a small sum, or behind a quotation
mark, as ids do in rows. So of eight places one is hashed. A mark has a quick hash of the window by a secret,
which says where it may stand, and an HMAC, which says that it does. Who lacks the key can tell nothing of it.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Hashes = npt.NDArray[np.uint64]

WIDTH = 24
"""Bytes of a window: three numbers of 64 bits."""
DISTINCT = 8
"""Different bytes that a window must have."""
CHUNK = 1 << 20
"""Bytes that are looked at together."""
TRIED = 24
"""Windows of a text that are looked at."""
KEPT = 4
"""Windows of a text that are kept."""
BITS = 22
"""Of a quick hash, by which most places are passed over."""
HALF = 16
"""Hex digits of each half of a mark."""
FACTORS = (167, 91, 213)
LEAST = 32
"""Sums, of 256, that are an anchor."""
QUOTE = 0x22

_RUN = re.compile(rb'[^"\\\x00-\x1f]{%d,}' % WIDTH)


class Found(NamedTuple):
    """A window that stands somewhere."""

    at: int
    """Offset in bytes."""
    mark: str


class Maker:
    """Makes marks of one key."""

    def __init__(self, secret: bytes) -> None:
        """Derive the quick hash from the key."""
        stream = hmac.digest(secret, b"adaptrail marks", hashlib.sha256)
        self._factors = np.frombuffer(stream, dtype="<u8").astype(np.uint64) | np.uint64(1)
        self._secret = secret

    def mark(self, window: bytes) -> str:
        """Return the mark of a window."""
        quick = int(self.hashes(np.frombuffer(window, dtype=np.uint8), np.zeros(1, dtype=np.int64))[0])
        return f"{quick:0{HALF}x}{self.proof(window)}"

    def proof(self, window: bytes) -> str:
        """Return the half of a mark that is certain."""
        return hmac.digest(self._secret, window, hashlib.sha256).hex()[:HALF]

    def hashes(self, content: Bytes, places: npt.NDArray[np.int64]) -> Hashes:
        """Return the quick hash of the window at each of `places`."""
        numbers = np.ndarray(len(content) - 7, dtype="<u8", buffer=content.data, strides=(1,))
        mixed = np.zeros(len(places), dtype=np.uint64)
        for number, factor in enumerate(self._factors[:3]):
            mixed = (mixed ^ numbers[places + 8 * number]) * factor
            mixed ^= mixed >> np.uint64(29)
        found: Hashes = mixed * self._factors[3]
        return found


def anchors(content: Bytes) -> npt.NDArray[np.int64]:
    """Return where windows begin."""
    size = len(content) - WIDTH + 1
    if size < 1:
        return np.zeros(0, dtype=np.int64)
    sums = np.zeros(size, dtype=np.uint8)
    for number, factor in enumerate(FACTORS):
        sums += content[number : number + size] * np.uint8(factor)
    begins = sums < LEAST
    begins[1:] |= content[: size - 1] == QUOTE
    return np.flatnonzero(begins)


class Marks:
    """Looks for marks in bytes."""

    def __init__(self, maker: Maker, marks: Iterable[str]) -> None:
        """Take the marks to look for."""
        self._maker = maker
        self._proved: dict[bytes, str] = {}
        self._proofs: dict[int, set[str]] = {}
        for mark in marks:
            self._proofs.setdefault(int(mark[:HALF], 16), set()).add(mark[HALF:])
        self._likely = np.zeros(1 << BITS, dtype=bool)
        self._likely[[quick >> 64 - BITS for quick in self._proofs]] = True

    def find(self, content: bytes | mmap) -> Iterator[Found]:
        """Yield where marks stand, in order."""
        if not self._proofs:
            return
        for start in range(0, max(len(content) - WIDTH + 1, 0), CHUNK - WIDTH + 1):
            piece = np.frombuffer(content[max(start - 1, 0) : start + CHUNK], dtype=np.uint8)
            places = anchors(piece)
            hashes = self._maker.hashes(piece, places)
            likely = np.flatnonzero(self._likely[hashes >> np.uint64(64 - BITS)])
            for place, quick in zip(places[likely].tolist(), hashes[likely].tolist(), strict=True):
                proofs = self._proofs.get(quick)
                if proofs and (proof := self._proof(bytes(piece[place : place + WIDTH]))) in proofs:
                    yield Found(max(start - 1, 0) + place, f"{quick:0{HALF}x}{proof}")

    def _proof(self, window: bytes) -> str:
        if window not in self._proved:
            self._proved[window] = self._maker.proof(window)
        return self._proved[window]

    def are_in(self, path: Path) -> bool:
        """Say whether a mark stands in a file."""
        if path.stat().st_size < WIDTH:
            return False
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
            return next(self.find(content), None) is not None


def windows(text: str) -> list[bytes]:
    """Return windows of a text, from all over it, at most TRIED.

    A text without a window within a line gives those of the bytes that it has in a row.
    """
    return spread(every_window(text) or _pieces(msgspec.json.encode(text)[1:-1]), TRIED)


def every_window(text: str) -> list[bytes]:
    """Return the windows of a text that stand within lines and have nothing that JSON escapes, so that they
    are found in rows, too."""
    return [piece for run in _RUN.findall(text.encode()) for piece in _pieces(run)]


def identity(name: str) -> bytes:
    """Return the window of a blob id, or of the id of a record, as it stands behind a quotation mark."""
    return name.encode()[:WIDTH]


def _pieces(run: bytes) -> list[bytes]:
    found = (run[at : at + WIDTH] for at in anchors(np.frombuffer(run, dtype=np.uint8)).tolist())
    return [piece for piece in found if len(set(piece)) >= DISTINCT]


def spread(found: list[bytes], most: int) -> list[bytes]:
    """Return at most so many, as far apart as can be."""
    every = list(dict.fromkeys(found))
    return [every[n * len(every) // most] for n in range(most)] if len(every) > most else every


def known_by(text: str, common: frozenset[bytes]) -> list[bytes]:
    """Return the windows by which a text is known again: none that stands in what is kept."""
    return spread([window for window in windows(text) if window not in common], KEPT)
