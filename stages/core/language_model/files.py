"""Folders of model files: their digests, and how they appear whole or not at all."""

import os
import shutil
from pathlib import Path

from stages.core.contract import sha256_of


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below `folder` by relative path, sorted; hidden files are left out."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name: sha256_of(folder / name) for name in names if not name.startswith(".")}


def unfinished(folder: Path) -> Path:
    """Return an empty folder beside `folder` to write into; `publish_folder` moves it into place."""
    beside = folder.with_name(folder.name + ".unfinished")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    return beside


def publish_folder(folder: Path) -> None:
    """Move what was written beside `folder` into its place."""
    shutil.rmtree(folder, ignore_errors=True)
    os.replace(folder.with_name(folder.name + ".unfinished"), folder)
