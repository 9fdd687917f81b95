"""Say what became of every crawled file, in words that may leave the raw zone."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from stages.core.errors import PipelineError
from stages.core.records.drop import Drop
from stages.core.records.file import File
from stages.core.records.origin import Origin
from stages.core.records.screened_file import ScreenedFile
from stages.core.records.snapshot import Snapshot

Place = tuple[str, str]
"""Source and raw path of a file."""


class Refusal(NamedTuple):
    """Why a file did not go on."""

    stage: str
    rule: str
    value: str
    duplicate_of: str
    """`source:path` with the raw path, or an empty string."""


def refusal_of(drop: Drop) -> Refusal:
    """Return what an earlier stage said of a file that it dropped."""
    return Refusal(drop.stage, drop.rule, drop.value, drop.duplicate_of)


def distinct_paths(masked: Mapping[Place, str]) -> dict[Place, str]:
    """Return safe paths of which no two of a source are equal.

    Masking can make two paths equal (Acme.md and ACMe.md, two tokens in names): the first keeps its place,
    the others go into a numbered copy of their first folder, in the order of their raw paths. So a file keeps
    its name, which in Java is that of its public type, outside the tree that is built.
    """
    taken = Counter((source, path) for (source, _), path in masked.items())
    used: set[Place] = set()
    paths: dict[Place, str] = {}
    for place in sorted(masked):
        source, path = place[0], masked[place]
        number = 1
        while (source, path) in used or (number > 1 and (source, path) in taken):
            number += 1
            path = _numbered(masked[place], number)
        used.add((source, path))
        paths[place] = path
    return paths


class Fates(NamedTuple):
    """What became of the files, by place, and the words in which it may be told."""

    kept: Mapping[Place, ScreenedFile]
    """Files that `screen` and `dedupe` kept."""
    refused: Mapping[Place, Refusal]
    snapshots: Mapping[str, Snapshot]
    paths: Mapping[Place, str]
    """Safe paths."""
    safe: Callable[[str, str], str]
    """Mask a text of a source."""


def origins(crawled: Iterable[File], fates: Fates) -> list[Origin]:
    """Return one row per crawled file, sorted by document.

    Raises PipelineError when a file was neither kept nor dropped.
    """
    items = {f"{source}:{path}": f"{source}:{safe_path}" for (source, path), safe_path in fates.paths.items()}
    return sorted((_origin(file, fates, items) for file in crawled), key=lambda origin: origin.document)


def _origin(file: File, fates: Fates, items: Mapping[str, str]) -> Origin:
    place = (file.source, file.path)
    screened, refusal = fates.kept.get(place), fates.refused.get(place)
    snapshot, safe = fates.snapshots[file.source], fates.safe
    document = items[f"{file.source}:{file.path}"]
    if not screened and not refusal:
        raise PipelineError(
            f"{document}: neither kept nor dropped before, expected one of them. Run `dvc repro` again."
        )
    fate = refusal or Refusal("", "", "", "")
    return Origin(
        document=document,
        source=file.source,
        commit=file.commit,
        path=document.removeprefix(f"{file.source}:"),
        blob=file.blob,
        size=file.size,
        asset=file.asset,
        source_class=file.source_class,
        licence=safe(file.source, screened.licence) if screened else "",
        licence_basis=safe(file.source, screened.licence_basis) if screened else "",
        legal_basis=safe(file.source, snapshot.legal_basis),
        owner=safe(file.source, snapshot.owner),
        status="dropped" if refusal else "kept",
        stage=fate.stage,
        rule=fate.rule,
        value=safe(file.source, fate.value),
        duplicate_of=items[fate.duplicate_of] if fate.duplicate_of else "",
    )


def _numbered(path: str, number: int) -> str:
    folder, slash, rest = path.partition("/")
    return f"{folder}~{number}/{rest}" if slash else f"~{number}/{path}"
