"""Read held-out texts, and say what a sample has in common with them."""

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from stages.core.errors import PipelineError
from stages.gate.params import HeldOut

_TOKEN = re.compile(r"[A-Za-z0-9_]+|[^\sA-Za-z0-9_]")
_SHOWN = 160
"""Letters of the text that a drop quotes."""


class Overlap(NamedTuple):
    """What a text and a held-out one have in common."""

    where: str
    """File and number of the text in it, from 1."""
    text: str
    """Its beginning, on one line."""


class Piece(NamedTuple):
    """A held-out text."""

    where: str
    text: str


class HeldOutTexts:
    """The runs of tokens of held-out texts, by their length."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        """Take the texts; runs are made when they are first asked for."""
        self._pieces = list(pieces)
        self._runs: dict[int, dict[bytes, str]] = {}

    def overlap(self, text: str, length: int) -> Overlap | None:
        """Return the first `length` tokens in a row of `text` that a held-out text has too, or None."""
        if not self._pieces:
            return None
        if length not in self._runs:
            self._runs[length] = dict(self._indexed(length))
        runs = self._runs[length]
        for start, end, run in _windows(text, length):
            if run in runs:
                return Overlap(runs[run], " ".join(text[start:end].split())[:_SHOWN])
        return None

    def _indexed(self, length: int) -> Iterator[tuple[bytes, str]]:
        for piece in reversed(self._pieces):  # so that the first of equal ones is named
            yield from ((run, piece.where) for _, _, run in _windows(piece.text, length))


def _windows(text: str, length: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield start, end and digest of each `length` tokens in a row; nothing of a shorter text."""
    found = list(_TOKEN.finditer(text))
    for first in range(len(found) - length + 1):
        run = found[first : first + length]
        words = "\0".join(token[0] for token in run).lower()
        yield run[0].start(), run[-1].end(), hashlib.blake2b(words.encode(), digest_size=12).digest()


def read_held_out(settings: HeldOut) -> HeldOutTexts:
    """Return the texts of the folder; none without one.

    Raises PipelineError when it is missing, is not what the digest says, or holds what is no text.
    """
    if not settings.folder:
        return HeldOutTexts([])
    folder = Path(settings.folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    if not files:
        raise PipelineError(
            "gate.held_out.folder: no file in it, expected texts. Name another folder in conf/gate/, or ''."
        )
    contents = [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in files]
    found = _digest(contents)
    if found != settings.digest:
        raise PipelineError(
            f"gate.held_out.digest: found {found}, expected {settings.digest or 'none'}. The held-out texts "
            "are others: write what was found to conf/gate/ when that is meant."
        )
    return HeldOutTexts(piece for name, content in contents for piece in pieces(name, content))


def _digest(contents: list[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for name, content in contents:
        digest.update(hashlib.sha256(name.encode()).digest() + hashlib.sha256(content).digest())
    return digest.hexdigest()


def pieces(name: str, content: bytes) -> Iterator[Piece]:
    """Yield the texts of a file: each string of JSON, or the file as a whole."""
    try:
        text = (gzip.decompress(content) if name.endswith(".gz") else content).decode()
        ending = Path(name.removesuffix(".gz")).suffix
        rows = text.split("\n") if ending == ".jsonl" else [text]
        for number, row in enumerate(rows, 1):
            loaded = json.loads(row) if ending in (".json", ".jsonl") and row.strip() else row
            yield from (Piece(f"{name}:{number}", string) for string in _strings(loaded))
    except (OSError, EOFError, ValueError, RecursionError, zlib.error) as error:
        raise PipelineError(
            f"gate.held_out.folder: {name}: {type(error).__name__}, expected text, JSON or JSON Lines in "
            "UTF-8. Mend or remove the file."
        ) from error


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)
