"""Resolve a declared source to its entry of sources.lock.yaml."""

from collections.abc import Mapping

from apps.sources.organisation import members
from apps.sources.pages import Asking
from apps.sources.pin import pin
from stages.crawl.lock import Locked, places
from stages.crawl.params import Declared


def resolve(name: str, declared: Declared, lock: Mapping[str, Locked], asking: Asking) -> Locked:
    """Return what a source is now; `lock` has the entries of the other sources, whose names are taken.

    Raises PipelineError when it cannot be read, or its host refuses.
    """
    kind, location, ref = declared.kind, declared.location, declared.ref
    if declared.listing is None:
        return Locked(kind=kind, location=location, ref=ref, pin=pin(name, declared))
    others = {other: locked for other, locked in lock.items() if other != name}
    taken = {*others, *(place.name for other, locked in others.items() for place in places(other, locked))}
    found = members(name, declared, declared.listing, taken, asking)
    return Locked(kind=kind, location=location, ref=ref, listing=declared.listing, members=found)
