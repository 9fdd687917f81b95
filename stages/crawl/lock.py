"""The pins of sources.lock.yaml: what each source of conf/source/ was when it was added or updated."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from stages.core.errors import PipelineError
from stages.core.mapping import mapping
from stages.crawl.contract import LOCK
from stages.crawl.params import LISTED, Declared, Kind, Listing
from stages.crawl.source import Source


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A repository of an organisation, by the name that it has in a run."""

    location: str
    """URL that it is fetched from."""
    pin: str
    """Full commit id."""


class Locked(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a source was declared as when it was resolved, and what it resolved to.

    What is not of its kind is not written.
    """

    kind: Kind
    location: str
    ref: str = ""
    listing: Listing | None = None
    pin: str = ""
    """Full commit id of a Git source, Git tree id of files; an organisation has members in its place."""
    members: dict[str, Member] = {}
    """Repositories of an organisation by name in a run."""


class Place(NamedTuple):
    """A repository or folder, and the name that it has in a run."""

    name: str
    kind: Kind
    location: str
    pin: str


def read_lock() -> dict[str, Locked]:
    """Return the entries of sources.lock.yaml by name of the source; no file is no entry.

    Raises PipelineError when it is broken.
    """
    if not LOCK.exists():
        return {}
    remedy = "Restore it from Git, or write it again: remove it and run `adaptrail sources update --apply`."
    loaded = mapping(LOCK, remedy)
    try:
        return msgspec.convert(loaded, dict[str, Locked])
    except msgspec.ValidationError as error:
        raise PipelineError(f"{LOCK}: {error}, expected what `adaptrail sources` wrote. {remedy}") from error


def sources(declared: Mapping[str, Declared], lock: Mapping[str, Locked]) -> dict[str, Source]:
    """Return the sources of a run at their pins, by name: an organisation as its repositories.

    Raises PipelineError when one has no pin, when it was pinned as declared otherwise, or when two have the
    same name.
    """
    found: dict[str, Source] = {}
    for name, source in declared.items():
        for place in _places(name, source, lock):
            if place.name in found or (place.name != name and place.name in declared):
                raise PipelineError(
                    f"{LOCK}: two sources of the run are named '{place.name}', expected one. "
                    f"Run `adaptrail sources update {name} --apply`."
                )
            found[place.name] = _source(name, source, place)
    return found


def places(name: str, locked: Locked) -> list[Place]:
    """Return what an entry of the lock stands for in a run, by name."""
    if locked.kind in LISTED:
        return [
            Place(member, "git", where.location, where.pin)
            for member, where in sorted(locked.members.items())
        ]
    return [Place(name, locked.kind, locked.location, locked.pin)]


def _places(name: str, source: Declared, lock: Mapping[str, Locked]) -> list[Place]:
    locked = lock.get(name)
    remedy = f"Run `adaptrail sources update {name} --apply`."
    if locked is None:
        raise PipelineError(f"{LOCK}: source '{name}' has no pin, expected one. {remedy}")
    for what, pinned, said in differences(locked, source):
        raise PipelineError(
            f"{LOCK}: source '{name}' was pinned for {what} {pinned!r}, conf/source/{name}.yaml declares "
            f"{said!r}; expected the same. {remedy}"
        )
    return places(name, locked)


def differences(locked: Locked, source: Declared | Locked) -> Iterator[tuple[str, object, object]]:
    """Yield what decides the pin and was declared otherwise then: its name, in `locked` and in `source`."""
    for what in ("kind", "location", "ref", "listing"):
        pinned, said = (msgspec.to_builtins(getattr(one, what)) for one in (locked, source))
        if pinned != said:
            yield what, pinned, said


def _source(registered: str, declared: Declared, place: Place) -> Source:
    return Source(
        registered=registered,
        kind=place.kind,
        location=place.location,
        rev=place.pin,
        source_class=declared.source_class,
        owner=declared.owner,
        licence=declared.licence,
        legal_basis=declared.legal_basis,
        include=declared.include,
        exclude=declared.exclude,
        commits=declared.commits,
        tags=declared.tags,
    )
