"""Read the latest commits of a history: what was said, and the functions that changed, before and after.

Only commits that change a few chosen files, and few lines, are read: a step that can be learnt. Git finds the
functions, by the patterns that it has for each language. What was found of a commit is kept in the store, so
that each is read once.
"""

import hashlib
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import msgspec

from stages.core.contract import canonical
from stages.core.formats.change import Change, Place, path_of, render
from stages.core.records.blob import Blob
from stages.core.store import Store
from stages.crawl.content import describe
from stages.crawl.git_command import environment, git, refusal
from stages.crawl.git_objects import contents
from stages.crawl.git_place import Place as Repository
from stages.crawl.git_place import fetch_blobs
from stages.crawl.params import CrawlParams
from stages.crawl.reading import NOTHING_TOLD, Told
from stages.crawl.source import Source

DRIVERS = {
    "bash": "sh", "cpp": "c cc cpp h hpp", "csharp": "cs", "css": "css less scss", "golang": "go",
    "java": "java", "kotlin": "kt kts", "markdown": "md markdown", "php": "php", "python": "py",
    "ruby": "rb", "rust": "rs",
}  # fmt: skip
"""Git's patterns of what begins a function, and the suffixes of the files that they are for."""

BESIDE = 1
"""Lines around what changed that are read whatever function they are of: with more, the head of the next one
stands without its body, and nothing can be parsed."""

_MISSING = "missing"
"""A content that is not here; it may be on the next run."""
_REGULAR = ("100644", "100755")
_FILE = re.compile(r"diff --git \S+/(\d+)[.\w]* ")
_HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@")


class Touched(NamedTuple):
    """A file that a commit changed."""

    path: str
    before: str
    """Blob id."""
    after: str


class Commit(NamedTuple):
    """What a commit says and which files it changed."""

    id: str
    message: str
    touched: list[Touched]
    others: int
    """Files that it added or removed, and what is no file."""

    @property
    def blobs(self) -> set[str]:
        """Return the contents before and after."""
        return {blob for file in self.touched for blob in (file.before, file.after)}


class Found(msgspec.Struct):
    """What was found of a commit that changes a few chosen files; as it is kept."""

    refused: str
    """Why it is left out, or nothing."""
    rows: dict[str, Blob]
    """The text of each change, by the path under which it stands."""


class History(NamedTuple):
    """What is read of a source."""

    name: str
    repository: Repository
    source: Source
    chosen: frozenset[str]
    """Paths that are read at the pin: a commit that changed another file is left out."""


def read_changes(history: History, params: CrawlParams, store: Store) -> Told:
    """Return the changes of the latest commits of a source, up to `source.commits`, merges left out.

    Contents that a clone lacks are fetched, at once, and none of a commit that the store knows. Raises
    SourceFault when Git cannot read the history.
    """
    name, repository, source, chosen = history
    if not source.commits:
        return NOTHING_TOLD
    commits = list(_commits(repository.folder, name, source.rev, source.commits))
    refused = {commit.id: _refusal(commit, chosen, params) for commit in commits}
    made_by = _made_by(name, repository, params)
    fitting = {f"{commit.id} {made_by}": commit for commit in commits if not refused[commit.id]}
    kept = Store(store.folder / "changes")
    known = _known(kept, fitting.keys())
    new = {key: commit for key, commit in fitting.items() if key not in known}
    found = dict(zip(new, _found(name, repository, [*new.values()], params), strict=True))
    kept.fill((key, canonical(one)) for key, one in found.items() if one.refused != _MISSING)
    every = known | found
    return Told(
        {path: row for key in fitting for path, row in every[key].rows.items()},
        Counter(filter(None, [*refused.values(), *(one.refused for one in every.values())])),
    )


def _made_by(name: str, repository: Repository, params: CrawlParams) -> str:
    """Return a digest of what else decides what is found: the limit, and the Git that finds functions."""
    said = [params.changes.max_lines, git(repository.folder, name, "version").decode()]
    return hashlib.sha256(canonical(said)).hexdigest()[:16]


def _known(kept: Store, keys: Collection[str]) -> dict[str, Found]:
    known = kept.keys().intersection(keys)
    return {
        key: msgspec.json.decode(row, type=Found)
        for digit in sorted({key[0] for key in known})
        for key, row in kept.rows(digit).items()
        if key in known
    }


def _found(name: str, repository: Repository, commits: list[Commit], params: CrawlParams) -> Iterator[Found]:
    texts = _texts(name, repository, commits, params) if commits else {}
    places = _places(name, commits, texts) if commits else {}
    for commit in commits:
        refused = _unreadable(commit, texts) or _size(places[commit.id], params)
        yield Found(refused, {} if refused else dict(_rows(commit, places[commit.id], params)))


def _commits(folder: Path, name: str, pin: str, most: int) -> Iterator[Commit]:
    words = (
        "-c", "log.showSignature=false", "log", "-z", "--no-merges", f"--max-count={most}", "--raw",
        "--no-renames", "--no-abbrev", "--encoding=UTF-8", "--format=%x00%H%x00%B%x00", pin,
    )  # fmt: skip
    printed = git(folder, name, *words).decode("utf-8", "backslashreplace")
    for id, message, files in re.findall(
        r"\0([0-9a-f]{40,64})\0([^\0]*)\0+\n?((?::[^\0]+\0[^\0]+\0)*)", printed
    ):
        fields = files.split("\0")[:-1]
        touched = [file for file in map(_touched, fields[::2], fields[1::2]) if file]
        yield Commit(id, message.strip(), touched, len(fields) // 2 - len(touched))


def _touched(head: str, path: str) -> Touched | None:
    was, mode, before, after, status = head.removeprefix(":").split(" ")
    return Touched(path, before, after) if status == "M" and {was, mode} <= {*_REGULAR} else None


def _refusal(commit: Commit, chosen: Collection[str], params: CrawlParams) -> str:
    """Return why a commit is left out by what it changed, or nothing."""
    files = len(commit.touched) + commit.others
    if not commit.message or not files:
        return "empty"
    if files > params.changes.max_files:
        return "max-files"
    if commit.others:
        return "added-or-removed"
    return "" if all(file.path in chosen for file in commit.touched) else "not-chosen"


def _texts(
    name: str, repository: Repository, commits: Iterable[Commit], params: CrawlParams
) -> dict[str, str | None]:
    """Return the contents before and after, by blob id; None for what is no text. What is not here has no
    entry."""
    wanted = {blob for commit in commits for blob in commit.blobs}
    here = wanted & _present(repository.folder, name)
    if repository.is_clone and here != wanted:
        fetch_blobs(name, repository.folder, sorted(wanted - here))
        here = wanted & _present(repository.folder, name)
    return {row.blob: row.text for row in contents(repository.folder, name, params, here)}


def _present(folder: Path, name: str) -> set[str]:
    """Return the ids of all objects that are here; asks no other repository."""
    words = ("cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objectname)")
    return set(git(folder, name, *words).decode().split())


def _unreadable(commit: Commit, texts: Mapping[str, str | None]) -> str:
    if not commit.blobs <= texts.keys():
        return _MISSING
    return "" if all(texts[blob] for blob in commit.blobs) else "no-text"


def _size(places: list[tuple[Place, ...]], params: CrawlParams) -> str:
    if not all(places):
        return "no-text"
    lines = sum(text.count("\n") + 1 for found in places for place in found for text in place if text)
    return "max-lines" if lines > params.changes.max_lines else ""


def _rows(commit: Commit, places: list[tuple[Place, ...]], params: CrawlParams) -> Iterator[tuple[str, Blob]]:
    algorithm = "sha1" if len(commit.id) == 40 else "sha256"
    for number, (file, found) in enumerate(zip(commit.touched, places, strict=True), 1):
        change = Change(commit.id, number, len(places), commit.message, found)
        content = render(change).encode()
        row = describe([content], len(content), params.max_blob_bytes, algorithm=algorithm)
        yield path_of(commit.id, file.path), row


def _places(
    name: str, commits: Iterable[Commit], texts: Mapping[str, str | None]
) -> dict[str, list[tuple[Place, ...]]]:
    """Return, for each file of each commit, the places that changed, by the id of the commit."""
    owners: list[str] = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for side in ("before", "after"):
            (folder / side).mkdir()
        for commit in commits:
            for file in commit.touched:
                name_of_both = f"{len(owners)}{PurePosixPath(file.path).suffix}"
                for side, blob in (("before", file.before), ("after", file.after)):
                    (folder / side / name_of_both).write_text(texts.get(blob) or "", "utf-8", newline="")
                owners.append(commit.id)
        differing = _difference(name, folder)
    places: dict[str, list[tuple[Place, ...]]] = {commit.id: [] for commit in commits}
    for number, owner in enumerate(owners):
        places[owner].append(differing.get(number, ()))
    return places


def _difference(name: str, folder: Path) -> dict[int, tuple[Place, ...]]:
    """Return the places by the number that a file has for a name in both folders."""
    attributes = folder / "attributes"
    attributes.write_text(
        "".join(
            f"*.{suffix} diff={driver}\n" for driver, all_of in DRIVERS.items() for suffix in all_of.split()
        )
    )
    settings = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        [
            "git", "-c", f"core.attributesFile={attributes}", "diff", "--no-index", "--function-context",
            f"--unified={BESIDE}", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames",
            "before", "after",
        ],
        cwd=folder, env=environment(folder) | settings, capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode > 1:
        raise refusal(name, done.stderr)
    return dict(_files(done.stdout.decode("utf-8", "backslashreplace")))


def _files(printed: str) -> Iterator[tuple[int, tuple[Place, ...]]]:
    lines = iter(printed.split("\n"))
    number, places = -1, list[Place]()
    for line in lines:
        if found := _FILE.match(line):
            if number >= 0:
                yield number, tuple(places)
            number, places = int(found[1]), []
        elif found := _HUNK.match(line):
            place = _place(lines, int(found[1] or 1), int(found[2] or 1))
            places += [place] if place.before != place.after else []  # only the end of the last line differs
    if number >= 0:
        yield number, tuple(places)


def _place(lines: Iterator[str], before: int, after: int) -> Place:
    """Read the lines of a place, of which so many stood there before and stand there now."""
    was: list[str] = []
    now: list[str] = []
    while len(was) < before or len(now) < after:
        line = next(lines)
        was += [line[1:]] if line[:1] in (" ", "-") else []
        now += [line[1:]] if line[:1] in (" ", "+") else []
    return Place("\n".join(was), "\n".join(now))
