"""Read every source at its pinned revision: what stands where, and each content once."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from stages.core.contract import Figures
from stages.core.errors import PipelineError
from stages.core.records.failure import Failure
from stages.core.records.file import File
from stages.core.records.snapshot import Snapshot
from stages.core.shards import DIGITS
from stages.core.suppressed import is_suppressed
from stages.crawl.assets import asset_kind
from stages.crawl.params import AssetKind, OnFailure
from stages.crawl.reading import Entry, Reading
from stages.crawl.source import Source

SUBMODULE = "160000"


class Fact(msgspec.Struct, frozen=True):
    """What the row of a file needs to know of its content; the rest of the row of a blob is passed over."""

    size: int
    hints: list[str]
    reading: str


NOTHING = Fact(0, [], "")
"""Stands for a content that is not here: that of a submodule, or one that its source lacks."""


class Gathered(NamedTuple):
    """What could be read of the sources, and what could not."""

    readings: dict[str, Reading]
    """By name of the source."""
    failures: list[Failure]
    """By name of the source; nothing of these is used."""


class Crawled(NamedTuple):
    """What `crawl` writes beside the contents: snapshots by source, files by source and path."""

    snapshots: list[Snapshot]
    files: list[File]


def wanted(readings: Mapping[str, Reading]) -> dict[str, list[str]]:
    """Return the blob ids of all files by their first digit, sorted, whose content is here."""
    ids = {blob for reading in readings.values() for blob in here(reading)}
    found: dict[str, list[str]] = {digit: [] for digit in DIGITS}
    for blob in sorted(ids):
        found[blob[0]].append(blob)
    return found


def here(reading: Reading) -> set[str]:
    """Return the blob ids whose content the source has; a submodule has none."""
    return {entry.blob for entry in reading.entries if entry.mode != SUBMODULE} - reading.missing


def refuse_failures(gathered: Gathered, on_failure: OnFailure) -> None:
    """Raise PipelineError when a source could not be read, unless that is passed over and others are left."""
    failed = len(gathered.failures)
    all_of_them = failed + len(gathered.readings)
    if failed and (on_failure == "stop" or failed == all_of_them):
        raise PipelineError(
            f"crawl: {failed} of {all_of_them} sources cannot be read, expected none. Each has its line above"
            + (", or go on without them: crawl.on_failure: skip." if failed < all_of_them else ".")
        )


def crawl(
    readings: Mapping[str, Reading],
    facts: Mapping[str, Fact],
    sources: Mapping[str, Source],
    assets: Mapping[str, AssetKind],
) -> Crawled:
    """Return the rows of what was read of each source, by name; `facts` are those of the blobs, by id.

    Raises PipelineError when there is no source, or when `assets` names one that is not there.
    """
    _refuse_nothing(sources, assets)
    files = [
        file
        for name, reading in sorted(readings.items())
        for file in sorted(_files(name, reading, facts, sources, assets), key=lambda file: file.path)
    ]
    return Crawled(
        snapshots=[_snapshot(name, sources[name], reading) for name, reading in sorted(readings.items())],
        files=files,
    )


def inventory(crawled: Crawled, gathered: Gathered, facts: Mapping[str, Fact]) -> Figures:
    """Return what the sources hold: files by source, by asset kind and by both."""
    return {
        "assets": dict(Counter(file.asset for file in crawled.files)),
        "blobs": len(facts),
        "changes": {name: reading.changes for name, reading in gathered.readings.items() if reading.changes},
        "changes_left_out": {
            f"{name}/{reason}": count
            for name, reading in gathered.readings.items()
            for reason, count in sorted(reading.changes_left_out.items())
        },
        "bytes": sum(fact.size for fact in facts.values()),
        "failed": {failure.source: failure.kind for failure in gathered.failures},
        "files": dict(Counter(file.source for file in crawled.files)),
        "inventory": dict(Counter(f"{file.source}/{file.asset}" for file in crawled.files)),
        "left_out": {name: reading.left_out for name, reading in gathered.readings.items()},
        "missing": {name: len(reading.missing) for name, reading in gathered.readings.items()},
        "sources": len(crawled.snapshots),
        "suppressed": dict(Counter(file.source for file in crawled.files if is_suppressed(file.path))),
    }


def _refuse_nothing(sources: Mapping[str, Source], assets: Mapping[str, AssetKind]) -> None:
    if not sources:
        raise PipelineError(
            "crawl.sources: empty, expected at least one source. Add one: `adaptrail sources add`."
        )
    strangers = sorted(assets.keys() - sources.keys())
    if strangers:
        raise PipelineError(
            f"crawl.assets: names {strangers}, expected names of sources. Mend conf/crawl/default.yaml."
        )


def _files(
    name: str,
    reading: Reading,
    facts: Mapping[str, Fact],
    sources: Mapping[str, Source],
    assets: Mapping[str, AssetKind],
) -> Iterator[File]:
    for entry in reading.entries:
        fact = facts.get(entry.blob, NOTHING)
        yield File(
            source=name,
            commit=reading.commit,
            path=entry.path,
            blob=entry.blob,
            mode=entry.mode,
            size=fact.size,
            reading=fact.reading,
            asset=assets.get(name) or _asset(entry, facts),
            source_class=sources[name].source_class,
        )


def _asset(entry: Entry, facts: Mapping[str, Fact]) -> str:
    return asset_kind(entry.path, facts[entry.blob].hints) if entry.blob in facts else "other"


def _snapshot(name: str, source: Source, reading: Reading) -> Snapshot:
    return Snapshot(
        source=name,
        kind=source.kind,
        location=source.location,
        commit=reading.commit,
        source_class=source.source_class,
        owner=source.owner,
        licence=reading.licence,
        legal_basis=source.legal_basis,
        history=reading.history,
        contributors=reading.contributors,
        ticket_keys=reading.ticket_keys,
        tags=source.tags,
    )
