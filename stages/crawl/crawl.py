"""Read every source at its pinned revision: what stands where, and each content once."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from stages.core.contract import Figures
from stages.core.errors import PipelineError
from stages.core.records.blob import Blob
from stages.core.records.file import File
from stages.core.records.snapshot import Snapshot
from stages.crawl.assets import asset_kind
from stages.crawl.params import CrawlParams, Source
from stages.crawl.reading import Entry, Reading

HEAD = 4096
"""Characters of a content that its asset kind is told from."""


class Crawled(NamedTuple):
    """What `crawl` writes: snapshots by source, files by source and path, blobs by id."""

    snapshots: list[Snapshot]
    files: list[File]
    blobs: list[Blob]


def crawl(readings: Mapping[str, Reading], params: CrawlParams) -> Crawled:
    """Return the rows of what was read of each source, by name.

    Raises PipelineError when there is no source, or when `assets` names one that is not there.
    """
    _refuse_nothing(readings, params)
    blobs = {blob.blob: blob for reading in readings.values() for blob in reading.blobs.values()}
    files = [
        file
        for name, reading in sorted(readings.items())
        for file in sorted(_files(name, reading, params), key=lambda file: file.path)
    ]
    return Crawled(
        snapshots=[
            _snapshot(name, params.sources[name], reading) for name, reading in sorted(readings.items())
        ],
        files=files,
        blobs=[blobs[blob] for blob in sorted(blobs)],
    )


def inventory(crawled: Crawled, readings: Mapping[str, Reading]) -> Figures:
    """Return what the sources hold: files by source, by asset kind and by both."""
    return {
        "assets": dict(Counter(file.asset for file in crawled.files)),
        "blobs": len(crawled.blobs),
        "bytes": sum(blob.size for blob in crawled.blobs),
        "files": dict(Counter(file.source for file in crawled.files)),
        "inventory": dict(Counter(f"{file.source}/{file.asset}" for file in crawled.files)),
        "left_out": {name: reading.left_out for name, reading in readings.items()},
        "sources": len(crawled.snapshots),
    }


def _refuse_nothing(readings: Mapping[str, Reading], params: CrawlParams) -> None:
    if not readings:
        raise PipelineError(
            "crawl.sources: empty, expected at least one source. Add one: `adaptrail sources add`."
        )
    strangers = sorted(params.assets.keys() - readings.keys())
    if strangers:
        raise PipelineError(
            f"crawl.assets: names {strangers}, expected names of sources. Mend conf/crawl/default.yaml."
        )


def _files(name: str, reading: Reading, params: CrawlParams) -> Iterator[File]:
    for entry in reading.entries:
        blob = reading.blobs.get(entry.blob)
        yield File(
            source=name,
            commit=reading.commit,
            path=entry.path,
            blob=entry.blob,
            mode=entry.mode,
            size=blob.size if blob else 0,
            asset=params.assets.get(name) or _asset(entry, blob),
            source_class=params.sources[name].source_class,
        )


def _asset(entry: Entry, blob: Blob | None) -> str:
    return asset_kind(entry.path, (blob.text or "")[:HEAD]) if blob else "other"


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
        contributors=reading.contributors,
    )
