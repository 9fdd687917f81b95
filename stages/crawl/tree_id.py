"""Identify a folder as Git does, without a repository: the id of the tree that holds its files."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from pathlib import Path

CHUNK = 1 << 20
"""Bytes of a piece of a large file."""


def file_id(file: Path) -> str:
    """Return the Git blob id of a file, read in pieces."""
    identity = hashlib.sha1(b"blob %d\0" % file.stat().st_size, usedforsecurity=False)
    with file.open("rb") as opened:
        for piece in iter(partial(opened.read, CHUNK), b""):
            identity.update(piece)
    return identity.hexdigest()


def blob_id(content: bytes) -> str:
    """Return the Git blob id of a content."""
    return _object_id("blob", content)


def content_tree(contents: Mapping[str, bytes]) -> str:
    """Return the Git tree id of regular files, given as path with `/` to content."""
    return tree_id({path: blob_id(content) for path, content in contents.items()})


def folder_tree(files: Mapping[str, Path]) -> str:
    """Return the Git tree id of files of a folder, given as path with `/` to where each one lies."""
    return tree_id({path: file_id(file) for path, file in files.items()})


def tree_id(blobs: Mapping[str, str]) -> str:
    """Return the Git tree id of regular files (mode 100644), given as path with `/` to blob id."""
    entries = [
        *(_entry("100644", path, blob) for path, blob in blobs.items() if "/" not in path),
        *(_entry("40000", name, tree_id(inner)) for name, inner in _folders(blobs).items()),
    ]
    return _object_id("tree", b"".join(entry for _, entry in sorted(entries)))


def _folders(blobs: Mapping[str, str]) -> dict[str, dict[str, str]]:
    folders: dict[str, dict[str, str]] = defaultdict(dict)
    for path, blob in blobs.items():
        name, slash, rest = path.partition("/")
        if slash:
            folders[name][rest] = blob
    return folders


def _entry(mode: str, name: str, object_id: str) -> tuple[bytes, bytes]:
    """Return the key that Git sorts by (a folder sorts as if its name ended with `/`) and the row itself."""
    key = name.encode() + (b"/" if mode == "40000" else b"")
    return key, f"{mode} {name}\0".encode() + bytes.fromhex(object_id)


def _object_id(kind: str, content: bytes) -> str:
    return hashlib.sha1(f"{kind} {len(content)}\0".encode() + content, usedforsecurity=False).hexdigest()
