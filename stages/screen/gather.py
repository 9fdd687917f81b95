"""Bring the annotations of all files into the store, those that it lacks, and write the out from there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from stages.core.contract import Written, canonical
from stages.core.records.annotation import Annotation
from stages.core.records.blob import Blob
from stages.core.records.file import File
from stages.core.store import Store
from stages.screen import contract
from stages.screen.annotate import annotate
from stages.screen.params import AnnotateParams

Place = tuple[str, str]
"""A blob and a path at which it stands."""

SUBMODULE = "160000"


class Gathered(NamedTuple):
    """Annotations by blob and path, and what was written of them."""

    annotations: dict[Place, Annotation]
    written: dict[str, Written]


def places(files: Iterable[File]) -> dict[str, list[Place]]:
    """Return the distinct places of contents, sorted, by the first digit of the blob id."""
    found = sorted({(file.blob, file.path) for file in files if file.mode != SUBMODULE})
    by_digit: dict[str, list[Place]] = defaultdict(list)
    for place in found:
        by_digit[place[0][0]].append(place)
    return by_digit


def gather(files: Iterable[File], store: Store, params: AnnotateParams) -> Gathered:
    """Annotate what the store lacks, write every annotation, and return them."""
    wanted = places(files)
    known = store.keys()
    store.fill(
        _new(
            {digit: [one for one in some if _key(one) not in known] for digit, some in wanted.items()}, params
        )
    )
    annotations: dict[Place, Annotation] = {}

    def rows(digit: str) -> Iterator[bytes]:
        found = store.rows(digit)
        for place in wanted[digit]:
            row = found[_key(place)]
            annotations[place] = msgspec.json.decode(row, type=Annotation)
            yield row

    written = contract.ANNOTATIONS.write(rows)
    return Gathered(annotations, written)


def _new(lacking: dict[str, list[Place]], params: AnnotateParams) -> Iterator[tuple[str, bytes]]:
    for digit, some in lacking.items():
        contents = contract.BLOBS.encoded(digit) if some else {}
        for blob, path in some:
            for row in contents[blob]:
                content = msgspec.json.decode(row, type=Blob)
                yield _key((blob, path)), canonical(annotate(content, path, params))


def _key(place: Place) -> str:
    return " ".join(place)
