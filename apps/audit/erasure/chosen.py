"""Say which files an erasure is of: by source, path, author or record, with every copy of their contents."""

from collections import defaultdict
from collections.abc import Callable, Collection
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from apps.audit import evidence
from apps.audit.erasure.histories import Step, contents_of, place_of, steps, steps_of, touched
from apps.audit.erasure.marks import WIDTH
from apps.audit.index import Index
from apps.audit.trace import find
from stages.anonymize import contract as anonymize
from stages.anonymize.replay import raw_path, raw_paths, renames_of
from stages.core.errors import PipelineError
from stages.core.formats.change import changed
from stages.core.records.file import File
from stages.core.suppressed import NO_CONTENT
from stages.crawl.source import Source
from stages.screen.licences import is_licence_file

Place = tuple[str, str]
"""Source and raw path."""


class Chosen(NamedTuple):
    """What is erased."""

    files: list[File]
    """As they were crawled; those that were asked for and their copies."""
    copies: list[File]
    """Of the files: those of which only the content was asked for."""
    documents: list[str]
    """The same as the safe zone names them, sorted."""
    blobs: frozenset[str]
    """Ids of their contents that nothing has that stays, as it may have a short one."""
    old: frozenset[str]
    """Blob ids that their paths had before, where the history is here, and nothing has now."""
    near: list[str]
    """Near copies by safe path, which stay unless they are asked for, too."""
    not_read: list[str]
    """Git sources whose histories are not here: older contents of the paths are not known."""


class Crawled:
    """What was crawled, by raw and by safe path."""

    def __init__(self) -> None:
        """Read the raw zone; raises PipelineError where it is not."""
        if not evidence.raw_zone():
            raise PipelineError(
                f"{anonymize.BLOBS.path}: not found, expected the raw blobs. Plan on the machine with the "
                "raw data."
            )
        self.files = [file for file in anonymize.CRAWLED.read() if file.blob != NO_CONTENT]
        self.sources: dict[str, Source] = evidence.declared()
        self.cache = Path(evidence.setting("crawl", "cache", kind=str))

    @cached_property
    def documents(self) -> dict[Place, str]:
        """Safe names by source and raw path."""
        renames, raw = renames_of(evidence.decisions()), raw_paths(self.files)
        found = {
            (one.source, raw_path(one, renames.get(one.document, []), raw)): one.document
            for one in evidence.origins()
        }
        return {place: document for place, document in found.items() if place[1]}

    def near(self, documents: Collection[str]) -> list[str]:
        """Return files that were dropped for one of these, or for which one of these was dropped."""
        pairs = [(one.document, one.duplicate_of) for one in evidence.origins() if one.duplicate_of]
        found = {pair[not side] for pair in pairs for side in (0, 1) if pair[side] in documents}
        return sorted(found - set(documents))


def by_source(asked: str, crawled: Crawled, _: Index) -> list[File]:
    """Return all files of a source."""
    return [file for file in crawled.files if file.source == asked]


def by_path(asked: str, crawled: Crawled, _: Index) -> list[File]:
    """Return the file at `source:path`, or those of a folder when it ends with `/`; raw or safe names."""
    names = {f"{file.source}:{file.path}": file for file in crawled.files}
    found = [file for name, file in names.items() if _is_at(name, asked)]
    if found:
        return found
    return [
        names[f"{source}:{path}"]
        for (source, path), document in crawled.documents.items()
        if _is_at(document, asked)
    ]


def _is_at(name: str, asked: str) -> bool:
    return name.startswith(asked) if asked.endswith("/") else name == asked


def by_author(asked: str, crawled: Crawled, _: Index) -> list[File]:
    """Return the files of Git sources that somebody ever worked on, under their path or, with that content,
    under another one; but none that states a licence, by which other files are judged."""
    own = {name: touched(found, asked) for name, found in steps_of(crawled.sources, crawled.cache).items()}
    return [
        file
        for file in crawled.files
        if file.source in own
        and not is_licence_file(file.path)
        and (_about(file) in own[file.source][0] or file.blob in own[file.source][1])
    ]


def by_record(asked: str, crawled: Crawled, rows: Index) -> list[File]:
    """Return the files in which the answer of a record stands: by its id, or the start of it."""
    row = rows[find(rows, rows.between, asked, evidence.samples)]
    wanted = {row.item} if row.kind == "file" else {place.document for place in row.outputs}
    return [file for file in crawled.files if crawled.documents.get((file.source, file.path)) in wanted]


WAYS: dict[str, Callable[[str, Crawled, Index], list[File]]] = {
    "source": by_source,
    "path": by_path,
    "author": by_author,
    "record": by_record,
}


def chosen(kind: str, asked: str, rows: Index) -> Chosen:
    """Return what is erased when `asked` is.

    Raises PipelineError when nothing is, or when what is left could pass for what it is not.
    """
    crawled = Crawled()
    own = WAYS[kind](asked, crawled, rows)
    if not own:
        raise PipelineError(f"--{kind}: no crawled file is of it, expected at least one. Mend the word.")
    own = [*own, *_changes([*own, *_copies(own, crawled)], crawled)]
    copies = _copies(own, crawled)
    files = sorted([*own, *copies], key=lambda file: (file.source, file.path))
    _refuse_licences(files, crawled.files)
    documents = sorted({name for file in files if (name := crawled.documents.get((file.source, file.path)))})
    old, not_read = _old(files, crawled)
    gone = {(file.source, file.path) for file in files}
    kept = {one.blob for one in crawled.files if (one.source, one.path) not in gone}
    own_blobs = frozenset({file.blob for file in files} - kept)
    return Chosen(files, copies, documents, own_blobs, old, crawled.near(documents), not_read)


def _about(file: File) -> str:
    about = changed(file.path)
    return about.path if about else file.path


def _copies(own: list[File], crawled: Crawled) -> list[File]:
    """Return the other files with a content that is long enough to be told."""
    blobs = {file.blob for file in own if file.size >= WIDTH}
    places = {(file.source, file.path) for file in own}
    return [one for one in crawled.files if one.blob in blobs and (one.source, one.path) not in places]


def _changes(own: list[File], crawled: Crawled) -> list[File]:
    """Return the changes of files, which hold parts of them."""
    places = {(file.source, file.path) for file in own}
    return [
        file
        for file in crawled.files
        if (file.source, file.path) not in places and (file.source, _about(file)) in places
    ]


def _old(files: list[File], crawled: Crawled) -> tuple[frozenset[str], list[str]]:
    paths: dict[str, set[str]] = defaultdict(set)
    for file in files:
        paths[file.source].add(_about(file))
    found, not_read = set[str](), []
    for name, some in sorted(paths.items()):
        source = crawled.sources.get(name)
        place = place_of(source, crawled.cache) if source else None
        if source and place:
            found |= contents_of(_steps(place, name, source), some)
        elif source and source.kind == "git":
            not_read.append(name)
    return frozenset(found - {file.blob for file in crawled.files}), not_read


def _steps(place: Path, name: str, source: Source) -> list[Step]:
    return steps(place, name, source.rev)


def _refuse_licences(files: list[File], every: list[File]) -> None:
    """Raise PipelineError when a text with a licence went and files below it stayed: they would pass for what
    their source declares."""
    gone = {(file.source, file.path) for file in files}
    for file in files:
        folder = file.path.rpartition("/")[0]
        below = f"{folder}/" if folder else ""
        if is_licence_file(file.path) and any(
            one.source == file.source and one.path.startswith(below) and (one.source, one.path) not in gone
            for one in every
        ):
            raise PipelineError(
                f"{file.source}: a file that states a licence is among them and files beside it are not, "
                "expected all of its folder. Erase the folder, or leave the file out."
            )
