"""Pins of the sample's sources: what sources.lock.yaml must say of them."""

from pathlib import Path

from apps.sources import registry
from apps.sources.lock import write_lock
from apps.sources.pin import pin as pin_of_installed
from samples.make.history import BRANCH, bundle_heads
from stages.crawl.files_source import folder_contents
from stages.crawl.lock import Locked, read_lock
from stages.crawl.params import Declared
from stages.crawl.tree_id import content_tree


def pin(name: str, samples: Path, declared: Declared) -> str | None:
    """Return the pin of a source of the sample organisation, None for any other source."""
    if declared.kind == "python-distribution":
        return pin_of_installed(name, declared)
    if not declared.location.startswith("data/"):
        return None
    place = samples / Path(declared.location).relative_to("data")
    if declared.kind == "git":
        return bundle_heads(place)[BRANCH]
    return content_tree(folder_contents(name, place))


def renew(samples: Path) -> dict[str, str]:
    """Write the pins into sources.lock.yaml and return them by name of the source."""
    declared = {entry.name: entry.declared for entry in registry.entries()}
    pins = {name: pin(name, samples, known) for name, known in declared.items()}
    made = {name: value for name, value in pins.items() if value}
    entries = {
        name: Locked(kind=declared[name].kind, location=declared[name].location, ref=declared[name].ref, pin=value)
        for name, value in made.items()
    }
    write_lock(read_lock() | entries)
    return made
