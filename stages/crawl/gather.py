"""Bring the contents of all sources into the store, those that it lacks, and write the outs from there."""

import sys
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from rich.console import Console
from rich.progress import track

from stages.core.contract import Written, canonical
from stages.core.records.failure import Failure
from stages.core.store import Store, row_of
from stages.crawl import contract
from stages.crawl.crawl import Fact, Gathered, here
from stages.crawl.faults import SourceFault, of_the_system
from stages.crawl.params import CrawlParams
from stages.crawl.read import read
from stages.crawl.reading import Reading, with_changes
from stages.crawl.source import Source

_HEAD = 1024
"""Bytes of a row that hold all its fields but the last."""
_TEXT = b',"text":'
"""Start of the last field, the only long one: it is passed over unread."""

_SAID = {"stop": "error", "skip": "skipped"}


def gather(sources: Mapping[str, Source], params: CrawlParams, store: Store) -> Gathered:
    """Return what each source holds; its contents are in the store then.

    What cannot be read has its line on stderr and its failure, and the others are read all the same.
    """
    known = store.keys()
    readings: dict[str, Reading] = {}
    failures: list[Failure] = []

    def new() -> Iterator[tuple[str, bytes]]:
        for name, source in _shown(sorted(sources.items())):
            try:
                reading = with_changes(read(name, source, params), store)
                for row in reading.contents(here(reading) - known):
                    yield row.blob, canonical(row)
                    known.add(row.blob)
            except (SourceFault, OSError) as error:
                fault = error if isinstance(error, SourceFault) else of_the_system(name, error)
                print(f"{_SAID[params.on_failure]}: {fault}", file=sys.stderr)
                failures.append(fault.failure)
            else:
                readings[name] = reading

    store.fill(new())
    return Gathered(readings, failures)


def _shown(named: list[tuple[str, Source]]) -> Iterable[tuple[str, Source]]:
    """Return the sources, with a bar of progress where somebody looks at it."""
    console = Console(stderr=True)
    return track(named, "crawl", console=console, transient=True, disable=not console.is_terminal)


def written_from(store: Store, ids: Mapping[str, list[str]]) -> tuple[dict[str, Written], dict[str, Fact]]:
    """Write the contents of `ids`, which are sorted by digit, and return what was written and their facts."""
    facts: dict[str, Fact] = {}

    def rows(digit: str) -> Iterator[memoryview]:
        found = store.rows(digit)
        for blob in ids[digit]:
            row = row_of(found, blob)
            head = bytes(row[:_HEAD])
            facts[blob] = msgspec.json.decode(head[: head.index(_TEXT)] + b"}", type=Fact)
            yield row

    return contract.BLOBS.write(rows), facts
