"""Run `crawl`: python -m stages.crawl."""

from stages.core.contract import Counts, finish
from stages.core.errors import run
from stages.core.params import load_params
from stages.crawl import contract
from stages.crawl.crawl import crawl, inventory
from stages.crawl.params import CrawlParams
from stages.crawl.read import read


def main() -> None:
    """Read every source, write what was found. Counts are of files: each one that is listed is written."""
    params = load_params("crawl", CrawlParams)
    readings = {name: read(name, source, params) for name, source in sorted(params.sources.items())}
    crawled = crawl(readings, params)
    written = (
        contract.SNAPSHOTS.write(crawled.snapshots)
        | contract.FILES.write(crawled.files)
        | contract.BLOBS.write(crawled.blobs)
    )
    listed = sum(len(reading.entries) for reading in readings.values())
    counts = Counts(read=listed, written=len(crawled.files), dropped={})
    finish("crawl", counts, inventory(crawled, readings), written)


if __name__ == "__main__":
    run(main)
