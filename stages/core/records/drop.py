"""A row that did not go on, and why."""

from stages.core.records.record import Record
from stages.core.records.span import Span


class Drop(Record, frozen=True):
    """One row per dropped item of a stage; nothing is dropped without one."""

    stage: str
    item: str
    """What was dropped: `source:path` of a file, id of an asset or of a sample."""
    source: str
    path: str
    blob: str
    rule: str
    """Name of the rule that dropped it."""
    value: str
    """What the rule found, never raw text; of benchmark-overlap the safe text that both have."""
    threshold: str
    """What the rule allows."""
    duplicate_of: str
    """The item kept in its place, or an empty string."""
    recipe: str = ""
    """The recipe that refused an asset; empty for the drops of other stages."""
    commit: str = ""
    """Commit of the source of a file; empty for assets and samples, whose origin has it."""
    spans: list[Span] = []
    """Where the dropped asset stands; empty for files, which are dropped whole, and for samples, whose
    record has its spans."""
