"""Say where text of the sources can lie: in the project, in DVC's cache and remotes, in Git."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from apps.audit import evidence, revision
from apps.audit.erasure.marks import Marks
from stages.core.errors import PipelineError
from stages.crawl.git_command import environment

PROJECT = (".audit", ".dvc", "governance", "out", "recordings", "reports")
"""Folders of the project that hold what was made of the sources; `.store` is named by the settings."""
UPSTREAM = ("data", "samples")
"""What the project is given: nothing there is changed."""
CACHE, STORE, REMOTE = "cache", "store", "remote "
"""What places are called, and how the names of remotes begin: a remote may have any name, also `cache`."""
BATCH = ("cat-file", "--batch-all-objects", "--unordered", "--buffer", "--batch")


class Hit(NamedTuple):
    """A file that holds something."""

    place: str
    """`project`, `cache`, `store` where that is outside, or `remote NAME`."""
    path: str
    """Below that place."""


def roots() -> dict[str, Path]:
    """Return the folder of each place: the project, a store outside it, the cache of DVC, each remote that is
    a folder here."""
    found = {"project": Path()} | ({} if _is_inside(_store()) else {STORE: _store()})
    if not Path(".dvc").is_dir():
        return found
    remotes = {name: Path(url) for name, url in remotes_of().items() if Path(url).is_dir()}
    return found | {CACHE: revision.cache_folder()} | remotes


def elsewhere() -> list[str]:
    """Return the remotes that are no folder of this machine: they are not looked at."""
    return sorted(remotes_of().keys() - roots().keys()) if Path(".dvc").is_dir() else []


def remotes_of() -> dict[str, str]:
    """Return where each remote of DVC is, by what its place is called."""
    found = revision.settings().get("remote", {})
    return {f"{REMOTE}{name}": str(remote.get("url", "")) for name, remote in found.items()}


def files() -> Iterator[tuple[Hit, Path]]:
    """Yield every file of every place, but what the project is given."""
    others = {place: root for place, root in roots().items() if place != "project"}
    inside = tuple(f"{root.resolve()}/" for root in others.values())
    for folder in folders():
        for path in _files(folder):
            if not str(path.absolute()).startswith(inside):
                yield Hit("project", path.as_posix()), path
    for place, root in others.items():
        for path in _files(root):
            yield Hit(place, path.relative_to(root).as_posix()), path


def folders() -> list[Path]:
    """Return the folders of the project that are searched."""
    return [*map(Path, PROJECT), *([_store()] if _is_inside(_store()) else [])]


def _store() -> Path:
    return Path(evidence.setting("store", "folder", kind=str))


def _is_inside(path: Path) -> bool:
    return path.resolve().is_relative_to(Path().resolve())


def upstream() -> Iterator[Path]:
    """Yield every file that the project is given."""
    for folder in UPSTREAM:
        yield from _files(Path(folder))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def objects(marks: Marks) -> list[str]:
    """Return the objects of Git that hold a mark, or whose id is one, as that of a file in another encoding,
    whatever reaches them, as `kind id`; trees hold names only.

    Raises PipelineError when Git cannot read one.
    """
    if not Path(".git").exists():
        return []
    command = ["git", *BATCH]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment(Path())) as process:
        assert process.stdout  # noqa: S101  it was asked for
        found = []
        while head := process.stdout.readline().split():
            name, kind, size = head[0].decode(), head[1].decode(), int(head[2])
            content = process.stdout.read(size + 1)
            searched = () if kind == "tree" else (b'"' + head[0], content)
            if any(next(marks.find(one), None) for one in searched):
                found.append(f"{kind} {name}")
    if process.returncode:
        raise PipelineError(".git: an object cannot be read, expected all. Run `git fsck`.")
    return sorted(found)
