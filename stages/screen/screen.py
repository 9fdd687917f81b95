"""Annotate each file with language and licence, and drop what may not or need not be read."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from stages.core.records.blob import Blob
from stages.core.records.drop import Drop
from stages.core.records.file import File
from stages.core.records.screened_file import ScreenedFile
from stages.core.records.snapshot import Snapshot
from stages.screen.gates import Refusal, Subject, refusal
from stages.screen.languages import language
from stages.screen.licence_texts import UNKNOWN, text_licence
from stages.screen.licences import Licence, by_folder, is_licence_file, licence_of
from stages.screen.params import ScreenParams

NOTHING = Blob(blob="", encoding="missing", hints=[], sha256="", size=0, text=None)
"""Stands for a content that is not here: that of a submodule, or one that its source lacks."""


class Screened(NamedTuple):
    """What `screen` writes, both in the order of the files."""

    kept: list[ScreenedFile]
    drops: list[Drop]


def screen(
    snapshots: list[Snapshot], files: list[File], blobs: Mapping[str, Blob], params: ScreenParams
) -> Screened:
    """Return the files that pass every gate, and a drop with rule, value and threshold for every other."""
    judged = [(subject, refusal(subject, params)) for subject in _subjects(snapshots, files, blobs, params)]
    return Screened(
        [_kept(subject) for subject, refused in judged if not refused],
        [_drop(subject.file, refused) for subject, refused in judged if refused],
    )


def _subjects(
    snapshots: list[Snapshot], files: list[File], blobs: Mapping[str, Blob], params: ScreenParams
) -> Iterator[Subject]:
    declared = {snapshot.source: Licence(snapshot.licence, "declared") for snapshot in snapshots}
    folders = _folders(files, blobs, params)
    for file in files:
        blob = blobs.get(file.blob, NOTHING)
        head = (blob.text or "")[: params.licence_head]
        yield Subject(file, blob, licence_of(file.path, head, folders[file.source], declared[file.source]))


def _folders(
    files: list[File], blobs: Mapping[str, Blob], params: ScreenParams
) -> dict[str, dict[str, Licence]]:
    texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for file in files:
        blob = blobs.get(file.blob, NOTHING)
        if is_licence_file(file.path) and blob.text is not None and _binds(file, blob.text, params):
            texts[file.source].append((file.path, blob.text))
    return defaultdict(dict, {source: by_folder(found) for source, found in texts.items()})


def _binds(file: File, text: str, params: ScreenParams) -> bool:
    """Return whether a licence file decides: an unknown one of the house's own says what is declared."""
    return text_licence(text) != UNKNOWN or file.source_class not in params.declared_over_unknown


def _kept(subject: Subject) -> ScreenedFile:
    file, found = subject.file, subject.licence
    return ScreenedFile(
        source=file.source,
        commit=file.commit,
        path=file.path,
        blob=file.blob,
        size=file.size,
        asset=file.asset,
        source_class=file.source_class,
        language=language(file.path),
        licence=found.spdx,
        licence_basis=found.basis,
    )


def _drop(file: File, refused: Refusal) -> Drop:
    return Drop(
        stage="screen",
        item=f"{file.source}:{file.path}",
        source=file.source,
        path=file.path,
        blob=file.blob,
        commit=file.commit,
        rule=refused.rule,
        value=refused.value,
        threshold=refused.threshold,
        duplicate_of="",
    )
