"""Read of histories who worked on which files, and which contents the files had: of clones that are here."""

import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from stages.core.errors import PipelineError
from stages.crawl.git_command import git
from stages.crawl.git_place import clones
from stages.crawl.places import is_url
from stages.crawl.source import Source

_FORMAT = "%x00%H%x00%an <%ae>%n%cn <%ce>%n%(trailers:key=Co-authored-by,valueonly,unfold)%x00"
_COMMIT = re.compile(r"\0[0-9a-f]{40,64}\0([^\0]*)\0+\n?((?::[^\0]+\0[^\0]+\0)*)")
_PERSON = re.compile(r"(.*?)\s*<([^<>]*)>")


class Step(NamedTuple):
    """What a commit made of a file."""

    people: frozenset[str]
    """Names and mail addresses of author, committer and co-authors, in lower case."""
    path: str
    blob: str


def place_of(source: Source, cache: Path) -> Path | None:
    """Return where the repository of a source is here; None for a source without one, or not read yet."""
    if source.kind != "git":
        return None
    if not is_url(source.location) and Path(source.location).is_dir():
        return Path(source.location)
    return next(iter(copies_of(source, cache)), None)


def copies_of(source: Source, cache: Path) -> list[Path]:
    """Return the clones of a source in the cache of `crawl`: they hold all that was fetched of it."""
    if source.kind != "git" or not (is_url(source.location) or Path(source.location).is_file()):
        return []
    return clones(source.location, cache)


def steps(place: Path, name: str, pin: str) -> list[Step]:
    """Return what the commits up to the pin made of files; of a merge what is of none of its parents."""
    words = (
        "-c", "log.showSignature=false", "-c", "log.mailmap=false", "log", "-z", "-c", "--raw",
        "--no-renames", "--no-abbrev", "--encoding=UTF-8", f"--format={_FORMAT}", pin,
    )  # fmt: skip
    printed = git(place, name, *words).decode("utf-8", "backslashreplace")
    return [step for people, files in _COMMIT.findall(printed) for step in _steps(people, files)]


def _steps(people: str, files: str) -> Iterable[Step]:
    who = frozenset(
        part.casefold()
        for line in people.splitlines()
        if (person := _PERSON.fullmatch(line.strip()))
        for part in (*person.groups(), person[0])
    )
    fields = files.split("\0")[:-1]
    for head, path in zip(fields[::2], fields[1::2], strict=True):
        yield Step(who, path, head.split(" ")[-2])


def touched(found: Iterable[Step], author: str) -> tuple[set[str], set[str]]:
    """Return the paths, and the blob ids, that somebody made: by name, mail address or `name <mail>`."""
    own = [step for step in found if author.casefold() in step.people]
    return {step.path for step in own}, {step.blob for step in own if step.blob.strip("0")}


def contents_of(found: Iterable[Step], paths: Collection[str]) -> set[str]:
    """Return the blob ids that paths had at any time."""
    return {step.blob for step in found if step.path in paths and step.blob.strip("0")}


def steps_of(sources: dict[str, Source], cache: Path) -> dict[str, list[Step]]:
    """Return the histories of Git sources; raises PipelineError when one is not here."""
    found: dict[str, list[Step]] = {}
    for name, source in sorted(sources.items()):
        if source.kind == "git":
            place = place_of(source, cache)
            if place is None:
                raise PipelineError(
                    f"source '{name}': its history is not here, expected a clone in {cache}. Run `dvc repro "
                    "--force crawl`."
                )
            found[name] = steps(place, name, source.rev)
    return found
