"""A repository as a host lists it, and where the page of its organisation lies."""

import re
from typing import NamedTuple

from stages.core.errors import PipelineError


class Repository(NamedTuple):
    """A repository of an organisation or group."""

    path: str
    """Below the organisation: `shop`, in a group also `tools/shop`."""
    https: str
    ssh: str
    archived: bool
    fork: bool


class Page(NamedTuple):
    """Where an organisation or group is shown."""

    origin: str
    """Scheme and host: `https://github.com`."""
    path: str
    """Its name; a group may have several parts."""


def page(source: str, location: str) -> Page:
    """Return the parts of a location; raises PipelineError when it is no page of an organisation or group."""
    found = re.fullmatch(r"(https?://[\w.:\[\]-]+)/([\w.-]+(?:/[\w.-]+)*)/?", location)
    if not found:
        raise PipelineError(
            f"source '{source}': location {location}, expected the page of an organisation or group, such as "
            f"https://github.com/name. Mend conf/source/{source}.yaml."
        )
    return Page(found[1], found[2])
