"""Give every record the same rules: immutable, named fields, no unknown key."""

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of a JSON Lines file; a subclass states its grain in its docstring."""
