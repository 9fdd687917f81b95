"""Read what a revision of Git was run with and gave: dvc.lock, reports, and outs by their digest."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec
import yaml
from dvc.config import Config, ConfigError  # type: ignore[import-untyped]

from apps.audit.erasure.receipts import instead
from stages.core.contract import Rows
from stages.core.errors import PipelineError
from stages.core.records.record import Record
from stages.crawl.faults import SourceFault
from stages.crawl.git_command import git

HERE = Path()

R = TypeVar("R", bound=Record)


class Revision(NamedTuple):
    """A commit, and what its dvc.lock says."""

    name: str
    """As it was asked for."""
    commit: str
    code: dict[str, str]
    """DVC's digest of each file or folder that a stage ran or read and that is no out."""
    params: dict[str, Any]
    """Settings by section, as the stages read them."""
    outs: dict[str, str]
    """DVC's digest of each out."""


class NotHere(PipelineError):
    """An out of a revision that is neither in the cache nor in its place."""


def revision(name: str) -> Revision:
    """Return a revision; raises PipelineError when Git knows none such, or it has no dvc.lock."""
    try:
        commit = git(HERE, name, "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}")
    except SourceFault as error:
        raise PipelineError(
            f"{name!r}: no such revision, expected a commit, branch or tag of this repository. Mend the name."
        ) from error
    known = commit.decode().strip()
    lock = _lock(name, known)
    stages: list[dict[str, Any]] = list(lock.get("stages", {}).values())
    deps = {dep["path"]: dep.get("md5", "") for stage in stages for dep in stage.get("deps", [])}
    sections: dict[str, Any] = {}
    for stage in stages:
        sections |= stage.get("params", {}).get("params.yaml", {})
    return Revision(
        name=name,
        commit=known,
        code={
            path: digest for path, digest in sorted(deps.items()) if not path.startswith(("out/", "reports/"))
        },
        params=sections,
        outs={out["path"]: out.get("md5", "") for stage in stages for out in stage.get("outs", [])},
    )


def _lock(name: str, commit: str) -> dict[str, Any]:
    remedy = "Name a revision after a run."
    text = file_of(commit, "dvc.lock")
    if text is None:
        raise PipelineError(f"{name!r}: no dvc.lock, expected one. {remedy}")
    try:
        lock = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  it is safe
    except yaml.YAMLError as error:
        raise PipelineError(f"{name!r}: dvc.lock is no YAML, expected it. {remedy}") from error
    if not isinstance(lock, dict) or lock.get("schema") != "2.0":
        raise PipelineError(f"{name!r}: dvc.lock of another schema, expected 2.0. Use the DVC that wrote it.")
    return lock


def file_of(commit: str, path: str) -> bytes | None:
    """Return a file of a commit; None when it has none such."""
    if not git(HERE, path, "ls-tree", "--name-only", commit, "--", path):
        return None
    return git(HERE, path, "show", f"{commit}:{path}")


def files_of(commit: str, folder: str) -> list[str]:
    """Return the paths below a folder of a commit."""
    printed = git(HERE, folder, "ls-tree", "-r", "-z", "--name-only", commit, "--", folder)
    return [path.decode() for path in printed.split(b"\0") if path]


def rows_of(at: Revision, file: Rows[R]) -> list[R]:
    """Return the rows of an out at a revision.

    Raises NotHere when its bytes are neither in DVC's cache nor in its place, PipelineError for a row of
    another shape.
    """
    found = content(at, file.path)
    try:
        return [msgspec.json.decode(line, type=file.record) for line in found.splitlines()]
    except msgspec.DecodeError as error:
        raise PipelineError(
            f"{at.name}: {file.path}: {error}, expected rows as this version writes them. "
            "Compare with the version of the newer revision."
        ) from error


def content(at: Revision, path: str) -> bytes:
    """Return the bytes of an out, or of a file in an out that is a folder, at a revision.

    Raises NotHere when they are neither in DVC's cache nor in their place.
    """
    digest = _digest(at, path)
    if digest is None:
        raise NotHere(f"{at.name}: dvc.lock names no {path}, expected it. Run `dvc repro` at this revision.")
    return _object(at, path, digest)


def _digest(at: Revision, path: str) -> str | None:
    """Return DVC's digest of an out, or of a file in one that is a folder; None when there is none such."""
    if path in at.outs:
        return at.outs[path]
    folder = str(Path(path).parent)
    if folder not in at.outs:
        return None
    listed = msgspec.json.decode(_listing(at, folder), type=list[dict[str, str]])
    return next((one["md5"] for one in listed if one["relpath"] == Path(path).name), None)


def _listing(at: Revision, folder: str) -> bytes:
    """Return what DVC says of the files of a folder: of its cache, or made anew of the folder itself."""
    try:
        return _object(at, folder, at.outs[folder])
    except NotHere:
        listed = listing(Path(folder))
        if f"{_md5(listed)}.dir" != at.outs[folder]:
            raise
        return listed


def listing(folder: Path) -> bytes:
    """Return the files of a folder as DVC lists them in its cache."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    entries = [
        {"md5": _md5(path.read_bytes()), "relpath": path.relative_to(folder).as_posix()} for path in files
    ]
    return json.dumps(sorted(entries, key=lambda entry: entry["relpath"])).encode()


def _object(at: Revision, path: str, named: str) -> bytes:
    digest = instead(named)
    for place in (where(cache_folder(), digest), Path(path)):
        if place.is_file() and _md5(found := place.read_bytes()) == digest.removesuffix(".dir"):
            return found
    raise NotHere(
        f"{at.name}: {path} ({digest}) is not in DVC's cache, or altered there; expected it. "
        f"Run `dvc fetch` at this revision."
    )


def where(place: Path, digest: str) -> Path:
    """Return where a cache or remote of DVC has the object of a digest."""
    return place / "files" / "md5" / digest[:2] / digest[2:]


def _md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


@cache
def settings() -> dict[str, Any]:
    """Return the settings of DVC, all levels merged, with whole paths; raises PipelineError for none."""
    if not Path(".dvc").is_dir():
        raise PipelineError(".dvc: not found, expected a DVC repository. Run it where dvc.yaml lies.")
    try:
        found: dict[str, Any] = Config(str(Path(".dvc").absolute()))
    except ConfigError as error:
        said = " ".join(str(error).split())
        raise PipelineError(f".dvc/config: {said}, expected settings of DVC. Mend them.") from error
    return found


@cache
def cache_folder() -> Path:
    """Return where DVC keeps its cache: its settings may name another folder, or one shared by several."""
    return Path(settings()["cache"].get("dir", Path(".dvc/cache").absolute()))
