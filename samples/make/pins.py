"""Pins of the sample's sources: what `rev:` in conf/source/*.yaml must say."""

from pathlib import Path
from typing import Any

from apps.sources import registry
from apps.sources.pin import pin as pin_of_installed
from samples.make.history import BRANCH, bundle_heads
from stages.crawl.files_source import folder_contents
from stages.crawl.tree_id import content_tree


def pin(name: str, samples: Path, settings: dict[str, Any]) -> str | None:
    """Return the pin of a source of the sample organisation, None for any other source."""
    if settings["kind"] == "python-distribution":
        return pin_of_installed(name, settings, "")
    if not settings["location"].startswith("data/"):
        return None
    place = samples / Path(settings["location"]).relative_to("data")
    if settings["kind"] == "git":
        return bundle_heads(place)[BRANCH]
    return content_tree(folder_contents(name, place))


def renew(samples: Path) -> dict[str, str]:
    """Write the pins into conf/source/ and return them by name of the source."""
    pins = {entry.name: pin(entry.name, samples, entry.settings) for entry in registry.entries()}
    known = {name: value for name, value in pins.items() if value}
    for name, value in known.items():
        registry.move(name, value)
    return known
