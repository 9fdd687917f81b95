"""Read what was erased: a run lists it under a digest, and reads nothing of it."""

import hashlib
import hmac
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

from stages.core.by_hand import ask_for, decoded, numbered
from stages.core.contract import canonical
from stages.core.errors import PipelineError
from stages.core.formats.change import changed
from stages.core.records.suppression import Suppression
from stages.core.suppressed import NO_CONTENT, place_of
from stages.crawl.contract import SUPPRESSIONS
from stages.crawl.reading import Entry, Reading

ERASING = Path("governance/erasing.json")
"""There while an erasure is half applied."""
SHORTEST = 16
"""Bytes of a key."""
DIGITS = 32
"""Hex digits of a digest."""
DEMO = "demo"
"""Check value of the key that everybody knows: that of the embedded sample."""


class Key(NamedTuple):
    """What digests of erased things are made with."""

    secret: bytes
    check: str
    """Says which key it was, without saying the key."""

    def digest(self, kind: Literal["source", "path", "blob"], *names: str) -> str:
        """Return what stands in the place of a source, of a path of a source, or of a blob id."""
        return hmac.digest(self.secret, canonical([kind, *names]), hashlib.sha256).hex()[:DIGITS]


class Suppressions(NamedTuple):
    """What may not be read."""

    key: Key
    digests: frozenset[str]

    def hides_source(self, source: str) -> bool:
        """Say whether a source was erased as a whole."""
        return self.key.digest("source", source) in self.digests

    def hidden(self, source: str, path: str, blob: str) -> str:
        """Return the digest of a path that was erased, or whose content was; else an empty string.

        A change of an erased file is erased.
        """
        if not self.digests:
            return ""
        about = changed(path)
        own = self.key.digest("path", source, path)
        others = {
            self.key.digest("path", source, about.path if about else path),
            self.key.digest("blob", blob),
        }
        return own if self.digests & {own, *others} else ""


NOTHING = Suppressions(Key(b"", ""), frozenset())
"""Of a source of which all may be read."""


def read_key(file: str) -> Key:
    """Return the key in a file, or without a file the one that everybody knows.

    Raises PipelineError when it is missing or too short.
    """
    if not file:
        return Key(hashlib.sha256(b"adaptrail demo suppressions").digest(), DEMO)
    path = Path(file).expanduser()
    try:
        secret = path.read_bytes().strip()
    except OSError as error:
        raise PipelineError(
            f"{path}: {error.strerror}, expected the key of {SUPPRESSIONS}. Restore it, or mend "
            "crawl.suppression_key: without it what was erased would be read again."
        ) from error
    if len(secret) < SHORTEST:
        raise PipelineError(f"{path}: {len(secret)} bytes, expected at least {SHORTEST}. Restore the key.")
    return Key(secret, hmac.digest(secret, b"adaptrail suppression check", hashlib.sha256).hex()[:16])


def read_rows() -> list[Suppression]:
    """Return what was erased; raises PipelineError for a line of another shape."""
    if not SUPPRESSIONS.exists():
        return []
    lines = numbered(SUPPRESSIONS, "what was erased. Restore it from Git.")
    return [
        decoded(SUPPRESSIONS, number, line, Suppression, ask_for(Suppression))
        for number, line in lines
        if line.strip()
    ]


def read_suppressions(file: str) -> Suppressions:
    """Return what may not be read; `file` holds the key.

    Raises PipelineError when a row is by another key, or when an erasure is half applied.
    """
    refuse_half()
    rows = read_rows()
    key = read_key(file)
    refuse_other_key(rows, key)
    return Suppressions(key, frozenset(row.digest for row in rows))


def refuse_half() -> None:
    """Raise PipelineError while an erasure is half applied."""
    if ERASING.exists():
        raise PipelineError(
            f"{ERASING}: an erasure is half applied, expected it done. Run `adaptrail audit erase "
            "--apply` with its plan again."
        )


def refuse_other_key(rows: Iterable[Suppression], key: Key) -> None:
    """Raise PipelineError when a row is by another key: what it is of would be read again."""
    other = sorted({row.key for row in rows} - {key.check})
    if other:
        raise PipelineError(
            f"{SUPPRESSIONS}: by the key {other[0]}, expected {key.check}, that of crawl.suppression_key. "
            "Name the key that it was written with."
        )


def suppress(name: str, reading: Reading, erased: Suppressions) -> Reading:
    """Return a source without what was erased: path and content give way to a digest."""
    entries = [_listed(name, entry, erased) for entry in reading.entries]
    hides = any(entry.blob == NO_CONTENT for entry in entries)
    missing = reading.missing | {NO_CONTENT} if hides else reading.missing
    return reading._replace(entries=entries, missing=missing)


def _listed(name: str, entry: Entry, erased: Suppressions) -> Entry:
    digest = erased.hidden(name, entry.path, entry.blob)
    return Entry(place_of(digest), entry.mode, NO_CONTENT) if digest else entry
