"""Bring the annotations of all files into the store, those that it lacks, and write the out from there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

import msgspec

from stages.core.contents import contents
from stages.core.contract import Written, canonical
from stages.core.engine import Engine
from stages.core.records.annotation import Annotation
from stages.core.records.blob import Blob
from stages.core.records.file import File
from stages.core.store import Store, row_of
from stages.screen import contract
from stages.screen.annotate import annotate
from stages.screen.params import AnnotateParams

Place = tuple[str, str]
"""A blob and a path at which it stands."""


class Gathered(NamedTuple):
    """Annotations by blob and path, and what was written of them."""

    annotations: dict[Place, Annotation]
    written: dict[str, Written]


def gather(files: Iterable[File], store: Store, engine: Engine, params: AnnotateParams) -> Gathered:
    """Annotate what the store lacks, write every annotation, and return them."""
    keys = {(file.blob, file.path): _key(file) for file in files if file.reading}
    known = store.keys()
    store.fill(_new({place: key for place, key in keys.items() if key not in known}, engine, params))
    annotations: dict[Place, Annotation] = {}
    wanted = _by_digit(keys)

    def rows(digit: str) -> Iterator[memoryview]:
        found = store.rows(digit)
        for place in wanted[digit]:
            row = row_of(found, keys[place])
            annotations[place] = msgspec.json.decode(row, type=Annotation)
            yield row

    written = contract.ANNOTATIONS.write(rows)
    return Gathered(annotations, written)


def _by_digit(places: Iterable[Place]) -> Mapping[str, list[Place]]:
    """Return the places, sorted, by the first digit of the blob id."""
    by_digit: dict[str, list[Place]] = defaultdict(list)
    for place in sorted(places):
        by_digit[place[0][0]].append(place)
    return by_digit


def _new(keys: Mapping[Place, str], engine: Engine, params: AnnotateParams) -> Iterator[tuple[str, bytes]]:
    paths: dict[str, list[str]] = defaultdict(list)
    for blob, path in keys:
        paths[blob].append(path)
    groups = (
        {
            keys[blob, path]: canonical((path, content))
            for blob, content in group.items()
            for path in paths[blob]
        }
        for group in contents(contract.BLOBS, paths)
    )
    return engine.apply(partial(annotated, params=params), groups)


def annotated(item: bytes, params: AnnotateParams) -> bytes:
    """Return the row of a path and the content there, given as JSON: what a process of the engine does."""
    path, content = msgspec.json.decode(item, type=tuple[str, Blob])
    return canonical(annotate(content, path, params))


def _key(file: File) -> str:
    return f"{file.blob} {file.reading} {file.path}"
