"""Read a folder of files, or one file, pinned by its Git tree id."""

from collections.abc import Collection, Iterator, Mapping
from functools import partial
from pathlib import Path

from stages.core.records.blob import Blob
from stages.crawl.content import describe
from stages.crawl.faults import SourceFault
from stages.crawl.globs import chooser
from stages.crawl.params import CrawlParams
from stages.crawl.pins import refuse_other_tree
from stages.crawl.places import below_data
from stages.crawl.reading import Entry, Reading
from stages.crawl.source import Source
from stages.crawl.tree_id import CHUNK, file_id, tree_id

MODE = "100644"
"""What the tree id counts every file as: a copy through DVC keeps no other mode."""


def read_files(name: str, source: Source, params: CrawlParams) -> Reading:
    """Return the chosen files of a folder, or the one file.

    The pin covers all files of the folder, also those that the globs leave out: it is Git's id of a folder
    (`git rev-parse HEAD:<folder>`). Raises SourceFault when the pin is another one, or when something is no
    regular file.
    """
    files = folder_files(name, below_data(name, source.location))
    ids = {path: file_id(file) for path, file in files.items()}
    found = tree_id(ids)
    refuse_other_tree(name, source, found)
    chosen = list(filter(chooser([*source.include, *params.always], source.exclude), files))
    return Reading(
        commit=found,
        licence=source.licence,
        contributors=[],
        ticket_keys={},
        history="none",
        entries=[Entry(path, MODE, ids[path]) for path in chosen],
        missing=frozenset(),
        contents=partial(_contents, name, {ids[path]: files[path] for path in chosen}, params),
        left_out=len(files) - len(chosen),
    )


def _contents(
    name: str, files: Mapping[str, Path], params: CrawlParams, blobs: Collection[str]
) -> Iterator[Blob]:
    for blob in sorted(blobs):
        with files[blob].open("rb") as file:
            pieces, size = iter(partial(file.read, CHUNK), b""), files[blob].stat().st_size
            row = describe(pieces, size, params.max_blob_bytes, params.encodings, params.pdf)
        if row.blob != blob:
            reason = f"{files[blob]} was changed while it was read, expected it to stay"
            raise SourceFault(name, "changed", reason, "Run again when nobody writes there.")
        yield row


def folder_files(name: str, place: Path) -> dict[str, Path]:
    """Return every file below a folder by path with `/`, or the one file that `place` is by its name.

    This is what the pin of source `name` covers. Raises SourceFault when nothing is there, or when something
    in a folder is no regular file.
    """
    if place.is_file():
        return {_shown(name, place): place}
    if not place.is_dir():
        reason = f"{place} is not there, expected a folder or a file"
        raise SourceFault(name, "not-found", reason, "Run `dvc repro`, or mend its location.")
    return dict(_walk(name, place, ""))


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
