"""Resolve an organisation or group to its repositories, each at a commit and with a name for the run."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat

from apps.sources import github, gitlab
from apps.sources.pages import Asking, Host
from apps.sources.pin import named
from apps.sources.repository import Repository, page
from stages.core.errors import PipelineError
from stages.crawl.globs import chooser
from stages.crawl.lock import Member
from stages.crawl.params import Declared, Listing
from stages.crawl.places import is_url, refuse_credentials

HOSTS = {"github": github, "gitlab": gitlab}
AT_ONCE = 8
"""Repositories that are asked for their commit at the same time: each answer is a round trip, and no work."""


def members(
    name: str, declared: Declared, listing: Listing, taken: Collection[str], asking: Asking
) -> dict[str, Member]:
    """Return the repositories that are read, by name in the run; `taken` are names of other sources.

    A repository without the ref, such as an empty one, is said and left out. Raises PipelineError when the
    host or one of the repositories cannot be asked, or when none is left.
    """
    host = HOSTS[declared.kind]
    asked = Host(name, host.VARIABLE, host.header, asking)
    found = host.repositories(asked, page(name, declared.location), listing.query)
    chosen = sorted(set(wanted(found, listing)))  # a page may shift while the next one is asked for
    places = [_location(name, one, listing) for one in chosen]
    called = names(name, [one.path for one in chosen], taken)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        pins = list(pool.map(_pin, called, chosen, places, repeat(declared.ref)))
    resolved = list(zip(called, places, pins, strict=True))
    for member in (one for one, _, pin in resolved if not pin):
        asking.say(f"{member}: no ref '{declared.ref or 'HEAD'}', left out")
    kept = {member: Member(place, pin) for member, place, pin in resolved if pin}
    if not kept:
        raise PipelineError(
            f"source '{name}': {len(found)} repositories at {declared.location}, none to read; "
            f"expected at least one. Mend `listing` or `ref` in conf/source/{name}.yaml."
        )
    return kept


def wanted(found: Iterable[Repository], listing: Listing) -> list[Repository]:
    """Return the repositories that the settings do not leave out."""
    chosen = chooser(["**"], listing.leave_out)
    return [
        one
        for one in found
        if (listing.archived or not one.archived) and (listing.forks or not one.fork) and chosen(one.path)
    ]


def names(name: str, paths: list[str], taken: Collection[str]) -> list[str]:
    """Return a name for each path, `<name>-<slug>`; a hash of the path follows where another one has it."""
    plain = [f"{name}-{_slug(path)}".rstrip("-") for path in paths]
    times = Counter([*plain, *taken, name])
    return [
        one if times[one] == 1 else f"{one}-{hashlib.sha256(path.encode()).hexdigest()[:8]}"
        for one, path in zip(plain, paths, strict=True)
    ]


def _pin(name: str, repository: Repository, location: str, ref: str) -> str:
    try:
        return named(name, location, ref)
    except PipelineError as error:
        raise PipelineError(f"{error} Or leave '{repository.path}' out by `leave_out`.") from error


def _slug(path: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")


def _location(name: str, repository: Repository, listing: Listing) -> str:
    location = repository.ssh if listing.clone == "ssh" else repository.https
    refuse_credentials(name, location)
    if not is_url(location):
        raise PipelineError(
            f"source '{name}': its host gives {location!r} for {repository.path}, expected a URL. "
            "Leave the repository out by `listing.leave_out`, or ask who runs the host."
        )
    return location
