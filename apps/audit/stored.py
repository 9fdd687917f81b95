"""Check what DVC stores and believes: it compares times and sizes, and trusts its cache and a remote."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from apps.audit import revision
from apps.audit.verify import Looked
from stages.core.mapping import mapping

LOCK = Path("dvc.lock")
DIR = ".dir"
REMEDY = "Restore it from Git."


def is_here() -> bool:
    """Say whether this is a DVC repository after a run."""
    return LOCK.is_file() and Path(".dvc").is_dir()


def named() -> dict[str, str]:
    """Return DVC's digest of each out by path, as dvc.lock says."""
    stages: dict[str, dict[str, Any]] = mapping(LOCK, REMEDY).get("stages", {})
    return {out["path"]: out["md5"] for stage in stages.values() for out in stage.get("outs", [])}


def outs() -> Looked:
    """Check that dvc.lock names the bytes that lie here; an out that is not checked out is left out."""
    here = {path: digest for path, digest in named().items() if Path(path).exists()}
    return Looked(len(here), [path for path, digest in here.items() if digest_of(Path(path)) != digest])


def digest_of(path: Path) -> str:
    """Return DVC's digest of a file or of a folder, read anew."""
    if path.is_dir():
        return f"{_md5(revision.listing(path))}{DIR}"
    return _md5_of(path)


def objects() -> Looked:
    """Check that each object that dvc.lock names has the bytes that its name says, in the cache and in
    remotes on this machine; one that is not there is left out, another remote is not looked at."""
    found = [
        path
        for place in places()
        for digest in _all(place)
        if (path := revision.where(place, digest)).is_file()
    ]
    return Looked(len(found), [str(path) for path in found if _md5_of(path) != _name(path)])


def unverified() -> str:
    """Return which remotes DVC believes without looking, and what to do; an empty string for none."""
    names = [name for name, remote in _remotes().items() if not remote.get("verify")]
    mends = " and ".join(f"`dvc remote modify {name} verify true`" for name in names)
    return f"DVC takes altered objects from {', '.join(names)}; run {mends}" if names else ""


def _remotes() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = revision.settings().get("remote", {})
    return found


def places() -> list[Path]:
    """Return the cache and the remotes that are folders of this machine."""
    urls = [str(remote.get("url", "")).removeprefix("file://") for remote in _remotes().values()]
    folders = [Path(url) for url in urls if "://" not in url]
    return [revision.cache_folder(), *(folder for folder in folders if folder.is_dir())]


def _all(place: Path) -> Iterator[str]:
    """Yield the digests that dvc.lock names, and those of the files of its folders, each once."""
    seen = dict.fromkeys(named().values())
    for digest in [one for one in seen if one.endswith(DIR)]:
        seen |= dict.fromkeys(_members(revision.where(place, digest)))
    yield from seen


def _members(listing: Path) -> list[str]:
    """Return the digests of the files of a folder; none when the cache or remote does not have it, or has it
    altered, which `objects` finds."""
    try:
        return [one["md5"] for one in msgspec.json.decode(listing.read_bytes(), type=list[dict[str, str]])]
    except (FileNotFoundError, msgspec.DecodeError, KeyError):
        return []


def _name(path: Path) -> str:
    return (path.parent.name + path.name).removesuffix(DIR)


def _md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def _md5_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
