"""A source at its pin, as it is read: a declared one, or a repository of an organisation."""

from typing import NamedTuple

from stages.crawl.params import Kind, SourceClass
from stages.crawl.suppressions import NOTHING, Suppressions


class Source(NamedTuple):
    """What a reader needs to know: what conf/source/ declares and sources.lock.yaml pins."""

    registered: str
    """Name of the file in conf/source/ that declares it: its own, or that of its organisation."""
    kind: Kind
    """One that can be read: what a host lists is a `git` source each."""
    location: str
    rev: str
    """The pin: full commit id for git, Git tree id of the files for the other kinds."""
    source_class: SourceClass
    owner: str
    licence: str
    legal_basis: str
    include: list[str]
    exclude: list[str]
    commits: int
    """Of its latest commits, merges left out, how many are looked at as changes."""
    tags: list[str]
    erased: Suppressions = NOTHING
    """What of it may not be read."""
