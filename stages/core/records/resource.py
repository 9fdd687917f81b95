"""Resources of the APIs, and what can be done with them."""

from stages.core.records.record import Record


class Resource(Record, frozen=True):
    """One row per source and resource of its API tables, sorted; operations by number."""

    source: str
    resource: str
    """Path of the collection, with `{}` for each parameter."""
    creates: int
    """POST on the collection."""
    reads: int
    """GET and HEAD."""
    updates: int
    """PUT and PATCH."""
    deletes: int
    other: int
    """POST on one of the collection, OPTIONS, TRACE."""
    missing: str
    """Letters of CRUD for which there is no operation, such as `D`."""
