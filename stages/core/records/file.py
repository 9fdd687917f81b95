"""Where contents stand in the sources."""

from stages.core.records.record import Record


class File(Record, frozen=True):
    """One row per path of a snapshot."""

    source: str
    commit: str
    path: str
    blob: str
    mode: str
    """Git file mode: 100644, 100755, 120000 (symbolic link) or 160000 (submodule)."""
    size: int
    """Bytes."""
    asset: str
    """What kind of engineering asset it is: code, test, api, postman, story, model (a diagram or
    schema), document, config, feedback or other."""
    reading: str
    """How the content was read: what later stages keep their results by, beside the blob id. Empty for a
    content that is not here."""
    source_class: str
