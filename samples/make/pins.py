"""Pins of the sample's sources: what `rev:` in conf/source/*.yaml must say."""

from pathlib import Path
from typing import Any

from apps.sources import registry
from samples.make.history import BRANCH, bundle_heads
from stages.crawl.tree_id import blob_id, tree_id


def folder_pin(folder: Path) -> str:
    """Return the Git tree id of all regular files of a folder."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return tree_id({name: blob_id(path.read_bytes()) for name, path in files.items()})


def pin(samples: Path, settings: dict[str, Any]) -> str | None:
    """Return the pin of a source that lies in the sample organisation, None for any other source."""
    place = (
        samples / Path(settings["location"]).relative_to("data")
        if settings["location"].startswith("data/")
        else None
    )
    if place is None or not place.exists():
        return None
    return bundle_heads(place)[BRANCH] if settings["kind"] == "git" else folder_pin(place)


def renew(samples: Path) -> dict[str, str]:
    """Write the pins into conf/source/ and return them by name of the source."""
    pins = {entry.name: pin(samples, entry.settings) for entry in registry.entries()}
    known = {name: value for name, value in pins.items() if value}
    for name, value in known.items():
        registry.move(name, value)
    return known
