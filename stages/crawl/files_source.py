"""Read a folder of files, or one file, pinned by its Git tree id."""

from collections.abc import Iterator
from pathlib import Path

from stages.crawl.content import describe
from stages.crawl.faults import SourceFault
from stages.crawl.globs import chooser
from stages.crawl.params import CrawlParams
from stages.crawl.pins import refuse_other_tree
from stages.crawl.places import below_data
from stages.crawl.reading import Entry, Reading, of
from stages.crawl.source import Source
from stages.crawl.tree_id import tree_id

MODE = "100644"
"""What the tree id counts every file as: a copy through DVC keeps no other mode."""


def read_files(name: str, source: Source, params: CrawlParams) -> Reading:
    """Return the chosen files of a folder, or the one file.

    The pin covers all files of the folder, also those that the globs leave out: it is Git's id of a folder
    (`git rev-parse HEAD:<folder>`). Raises SourceFault when the pin is another one, or when something is no
    regular file.
    """
    contents = folder_contents(name, below_data(name, source.location))
    rows = {
        path: describe([content], len(content), params.max_blob_bytes, params.encodings, params.pdf)
        for path, content in contents.items()
    }
    found = tree_id({path: row.blob for path, row in rows.items()})
    refuse_other_tree(name, source, found)
    chosen = {path: row for path, row in rows.items() if chooser(source.include, source.exclude)(path)}
    return Reading(
        commit=found,
        licence=source.licence,
        contributors=[],
        history="none",
        entries=[Entry(path, MODE, row.blob) for path, row in chosen.items()],
        missing=frozenset(),
        contents=of({row.blob: row for row in chosen.values()}),
        left_out=len(rows) - len(chosen),
    )


def folder_contents(name: str, place: Path) -> dict[str, bytes]:
    """Return every file below a folder by path with `/`, or the one file that `place` is by its name.

    This is what the pin of source `name` covers. Raises SourceFault when nothing is there, or when something
    in a folder is no regular file.
    """
    if place.is_file():
        return {_shown(name, place): place.read_bytes()}
    if not place.is_dir():
        reason = f"{place} is not there, expected a folder or a file"
        raise SourceFault(name, "not-found", reason, "Run `dvc repro`, or mend its location.")
    return {path: file.read_bytes() for path, file in _walk(name, place, "")}


def _walk(name: str, folder: Path, prefix: str) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.iterdir()):
        shown = prefix + _shown(name, path)
        if path.is_dir() and not path.is_symlink():
            yield from _walk(name, path, f"{shown}/")
        elif path.is_file():  # a link as well: DVC may link data/ to its cache
            yield shown, path
        else:
            reason = f"{shown} is neither a file nor a folder, expected only those"
            raise SourceFault(name, "unfit", reason, "Remove it.")


def _shown(name: str, path: Path) -> str:
    try:
        return path.name.encode().decode()
    except UnicodeEncodeError as error:
        reason = f"a file name in {path.parent.name}/ is not UTF-8, expected that"
        raise SourceFault(name, "unfit", reason, "Rename it.") from error
