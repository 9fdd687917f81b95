"""Read the raw zone."""

from stages.anonymize import contract
from stages.anonymize.anonymize import RawZone


def read_raw() -> RawZone:
    """Return everything that `crawl`, `screen` and `dedupe` left; raises as `Rows.read` does."""
    return RawZone(
        snapshots=contract.SNAPSHOTS.read_some(),
        crawled=contract.CRAWLED.read_some(),
        blobs=list(contract.BLOBS.read()),
        drops=contract.SCREEN_DROPS.read() + contract.DEDUPE_DROPS.read(),
        files=contract.FILES.read_some(),
    )
