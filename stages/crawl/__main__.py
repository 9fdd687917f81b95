"""Run `crawl`: python -m stages.crawl."""

from stages.core.contract import Counts, finish
from stages.core.errors import run
from stages.core.params import load_params
from stages.core.store import StoreParams, open_store
from stages.crawl import contract
from stages.crawl.content import LIBRARIES
from stages.crawl.crawl import crawl, inventory, refuse_failures, wanted
from stages.crawl.gather import gather, written_from
from stages.crawl.lock import read_lock, sources
from stages.crawl.params import CrawlParams
from stages.crawl.suppressions import read_suppressions


def main() -> None:
    """Read every source, write what was found. Counts are of files: each one that is listed is written."""
    params = load_params("crawl", CrawlParams)
    settings = [params.max_blob_bytes, params.encodings, params.pdf]
    store = open_store(load_params("store", StoreParams), "crawl", LIBRARIES, settings)
    erased = read_suppressions(params.suppression_key)
    declared = sources(params.sources, read_lock())
    pinned = {name: source._replace(erased=erased) for name, source in declared.items()}
    gathered = gather(pinned, params, store)
    refuse_failures(gathered, params.on_failure)
    blobs, facts = written_from(store, wanted(gathered.readings))
    crawled = crawl(gathered.readings, facts, pinned, params.assets)
    written = contract.SNAPSHOTS.write(crawled.snapshots) | contract.FILES.write(crawled.files) | blobs
    written |= contract.FAILURES.write(gathered.failures)
    listed = sum(len(reading.entries) for reading in gathered.readings.values())
    counts = Counts(read=listed, written=len(crawled.files), dropped={})
    finish("crawl", counts, inventory(crawled, gathered, facts), written)


if __name__ == "__main__":
    run(main)
