"""A folder's id is the one that Git gives its tree."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.crawl.tree_id import blob_id, tree_id

NAMES = st.text("ab.-0说", min_size=1, max_size=3).filter(lambda name: name not in (".", ".."))
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("objects")
    subprocess.run(["git", "init", "-q", "--bare", str(path)], check=True)
    return path


def test_an_empty_folder_is_the_empty_tree() -> None:
    assert tree_id({}) == "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


@given(files=st.dictionaries(PATHS, st.binary(max_size=8), max_size=6))
@settings(max_examples=25)
def test_the_id_is_what_git_writes(repository: Path, files: dict[str, bytes]) -> None:
    files = {path: body for path, body in files.items() if not any(p.startswith(f"{path}/") for p in files)}
    assert tree_id({path: blob_id(body) for path, body in files.items()}) == _by_git(repository, files)


def _by_git(repository: Path, files: dict[str, bytes]) -> str:
    """Return the id of the tree that Git itself builds, folder by folder."""
    rows = [
        f"100644 blob {_git(repository, body, 'hash-object', '-w', '--stdin')}\t{path}"
        for path, body in files.items()
        if "/" not in path
    ]
    for name in {path.split("/")[0] for path in files if "/" in path}:
        inner = {path.split("/", 1)[1]: body for path, body in files.items() if path.startswith(f"{name}/")}
        rows.append(f"040000 tree {_by_git(repository, inner)}\t{name}")
    return _git(repository, "".join(f"{row}\0" for row in rows).encode(), "mktree", "-z")


def _git(repository: Path, stream: bytes, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(repository), *words], input=stream, capture_output=True, check=True
    )
    return done.stdout.decode().strip()
