"""Bring the contents of all sources into the store, those that it lacks, and write the outs from there."""

from collections.abc import Iterator, Mapping

import msgspec

from stages.core.contract import Written, canonical
from stages.core.store import Store
from stages.crawl import contract
from stages.crawl.crawl import Fact, wanted
from stages.crawl.params import CrawlParams
from stages.crawl.read import read
from stages.crawl.reading import Reading


def gather(params: CrawlParams, store: Store) -> dict[str, Reading]:
    """Return what each source holds, by name; its contents are in the store then."""
    known = store.keys()
    readings: dict[str, Reading] = {}

    def new() -> Iterator[tuple[str, bytes]]:
        for name, source in sorted(params.sources.items()):
            reading = read(name, source, params)
            lacking = {blob for blobs in wanted({name: reading}).values() for blob in blobs} - known
            for row in reading.contents(lacking):
                yield row.blob, canonical(row)
            known.update(lacking)
            readings[name] = reading

    store.fill(new())
    return readings


def written_from(store: Store, ids: Mapping[str, list[str]]) -> tuple[dict[str, Written], dict[str, Fact]]:
    """Write the contents of `ids`, which are sorted by digit, and return what was written and their facts."""
    facts: dict[str, Fact] = {}

    def rows(digit: str) -> Iterator[bytes]:
        found = store.rows(digit)
        for blob in ids[digit]:
            facts[blob] = msgspec.json.decode(found[blob], type=Fact)
            yield found[blob]

    return contract.BLOBS.write(rows), facts
