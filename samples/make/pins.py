"""Pins of the sample's sources: what `rev:` in conf/source/*.yaml must say."""

from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from apps.sources import registry
from samples.make.history import BRANCH, bundle_heads
from stages.crawl.globs import chooser
from stages.crawl.tree_id import blob_id, tree_id


def pin(samples: Path, settings: dict[str, Any]) -> str | None:
    """Return the pin of a source of the sample organisation, None for any other source."""
    if settings["kind"] == "python-distribution":
        return distribution_pin(settings["location"], settings["include"], settings["exclude"])
    if not settings["location"].startswith("data/"):
        return None
    place = samples / Path(settings["location"]).relative_to("data")
    return bundle_heads(place)[BRANCH] if settings["kind"] == "git" else folder_pin(place)


def folder_pin(folder: Path) -> str:
    """Return the Git tree id of all regular files of a folder."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return tree_id({name: blob_id(path.read_bytes()) for name, path in files.items()})


def distribution_pin(location: str, include: list[str], exclude: list[str]) -> str:
    """Return the Git tree id of the files that an installed distribution's RECORD vouches for by a digest."""
    installed = distribution(location.split("==")[0])
    files = {file.as_posix(): file for file in installed.files or [] if file.hash}
    chosen = filter(chooser(include, exclude), files)
    return tree_id({name: blob_id(Path(str(files[name].locate())).read_bytes()) for name in chosen})


def renew(samples: Path) -> dict[str, str]:
    """Write the pins into conf/source/ and return them by name of the source."""
    pins = {entry.name: pin(samples, entry.settings) for entry in registry.entries()}
    known = {name: value for name, value in pins.items() if value}
    for name, value in known.items():
        registry.move(name, value)
    return known
