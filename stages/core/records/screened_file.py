"""A file that passed the gates of `screen`."""

from stages.core.records.record import Record


class ScreenedFile(Record, frozen=True):
    """One row per kept file."""

    source: str
    commit: str
    path: str
    blob: str
    size: int
    asset: str
    reading: str
    """How the content was read, as in the row of `crawl`."""
    source_class: str
    language: str
    """Programming or markup language in lower case (java, python, typescript, yaml, json, markdown, ...), by
    linguist's data."""
    licence: str
    """SPDX expression that holds for this path."""
    licence_basis: str
    """Why: `header`, `file:<path of the nearest licence file>` or `declared`; with `, released` where
    somebody let a quarantined file through."""
    policy_class: str
    """Class of the licence: own, permissive, weak, strong or unknown."""
