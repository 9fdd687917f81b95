"""Read the raw zone."""

from pathlib import Path

from stages.anonymize import contract
from stages.anonymize.anonymize import RawZone
from stages.core.contract import Figures, sha256_of


def read_raw() -> RawZone:
    """Return everything that `crawl`, `screen` and `dedupe` left; raises as `Rows.read` does."""
    return RawZone(
        snapshots=contract.SNAPSHOTS.read_some(),
        crawled=contract.CRAWLED.read_some(),
        blobs=list(contract.BLOBS.read()),
        drops=contract.SCREEN_DROPS.read() + contract.DEDUPE_DROPS.read(),
        files=contract.FILES.read_some(),
    )


def read_manifests() -> Figures:
    """Return the SHA-256 of the manifests of the raw zone: `attest` commits to them without it."""
    paths = sorted({str(rows.manifest) for rows in contract.READS})
    return {"digests": {path: sha256_of(Path(path)) for path in paths}}
