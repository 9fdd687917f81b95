"""Commit to what a run was told and what it said: settings, manifests and reports, by SHA-256."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from stages.attest.results import ReportContent
from stages.core.contract import canonical, sha256_of
from stages.core.errors import PipelineError
from stages.core.records.record import Record


class Commitments(Record, frozen=True):
    """The content of reports/commitments.json; its own SHA-256 is a figure of reports/attest.json."""

    params: dict[str, str]
    """SHA-256 of each stage's section of params.yaml, in canonical form."""
    files: dict[str, str]
    """SHA-256 of each file by path: what `attest` read or wrote, and what the reports vouch for."""


def commitments(
    sections: Mapping[str, object], files: Iterable[Path], reports: Iterable[ReportContent]
) -> Commitments:
    """Return the digests of settings and files, and those that the reports hold in their figure `digests`.

    Raises PipelineError when a file is missing.
    """
    vouched = {path: digest for report in reports for path, digest in digests(report).items()}
    return Commitments(
        params={name: section_digest(section) for name, section in sections.items()},
        files=vouched | {str(path): sha256_of(path) for path in files},
    )


def digests(report: ReportContent) -> dict[str, str]:
    """Return the SHA-256 of the files that a report vouches for, by path."""
    found = report.figures.get("digests", {})
    return {path: str(digest) for path, digest in found.items()} if isinstance(found, dict) else {}


def section_digest(section: object) -> str:
    """Return the SHA-256 of a section of params.yaml: order and comments do not count.

    Raises PipelineError when it holds what no setting is, such as a number of more than 64 bits.
    """
    try:
        return hashlib.sha256(canonical(section)).hexdigest()
    except (OverflowError, TypeError) as error:
        raise PipelineError(f"params.yaml: {error}. Run `python -m stages.compose`.") from error
