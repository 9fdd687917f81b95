"""A source as it was pinned and read."""

from stages.core.records.record import Record


class Snapshot(Record, frozen=True):
    """One row per source that was read; an organisation of conf/source/ is one source for each repository."""

    source: str
    """File name in conf/source/; `<file>-<repository>` for a repository of an organisation."""
    kind: str
    """`git`, `files` or `python-distribution`."""
    location: str
    """Where it was read: a path below data/, a URL, or `name==version`."""
    commit: str
    """Commit SHA of a `git` source; Git tree id of the files that were read for the other kinds."""
    source_class: str
    """`own`, `open-source`, `commercial` or `synthetic`."""
    owner: str
    licence: str
    """SPDX expression declared for the source as a whole; the licence of a file is decided by `screen`,
    per path."""
    legal_basis: str
    history: str
    """`whole`; `cut-off` when a shallow clone was read, whose contributors are those of its last commit only;
    `none` for kinds without one."""
    contributors: list[str]
    """Names and mail addresses from the history, sorted: input of `anonymize`, never leaves the raw zone."""
    ticket_keys: dict[str, int]
    """Keys of tickets in subjects of the history (`ABC` of ABC-12), with how many numbers each has: input of
    `anonymize`, never leaves the raw zone. The subjects are not kept."""
    tags: list[str]
    """Words that conf/source/ gives it."""
