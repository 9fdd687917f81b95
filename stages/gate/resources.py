"""What the APIs let people do with each resource: the CRUD matrix.

A resource is the path up to its last fixed segment: `/orders` and `/orders/{id}` are one,
`/orders/{id}/items` is another. A path that ends with what is done (`/orders/{id}/cancellations`) is a
resource of its own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from stages.core.records.api_asset import Operation
from stages.core.records.resource import Resource
from stages.core.records.sample import Sample
from stages.core.standards.paths import operations
from stages.gate.candidate import answer_of

_ON_COLLECTION = {"GET": "R", "HEAD": "R", "POST": "C", "PUT": "U", "PATCH": "U", "DELETE": "D"}
_ON_ONE = {**_ON_COLLECTION, "POST": "O"}


def resources(samples: Iterable[Sample]) -> list[Resource]:
    """Return the resources of all API tables; an operation in two tables of a source counts once."""
    seen = {
        (sample.source, row.method, row.path): row
        for sample in samples
        for row in operations(answer_of(sample))
    }
    matrix: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (source, _, _), row in sorted(seen.items()):
        matrix[source, _collection(row.path)][_letter(row)] += 1
    return [_resource(source, name, found) for (source, name), found in sorted(matrix.items())]


def _segments(path: str) -> list[str]:
    return ["{}" if segment.startswith("{") else segment for segment in path.split("/") if segment]


def _collection(path: str) -> str:
    segments = _segments(path)
    while segments and segments[-1] == "{}":
        segments.pop()
    return "/" + "/".join(segments)


def _letter(row: Operation) -> str:
    is_one = _segments(row.path)[-1:] == ["{}"]
    return (_ON_ONE if is_one else _ON_COLLECTION).get(row.method, "O")


def _resource(source: str, name: str, found: Counter[str]) -> Resource:
    return Resource(
        source=source,
        resource=name,
        creates=found["C"],
        reads=found["R"],
        updates=found["U"],
        deletes=found["D"],
        other=found["O"],
        missing="".join(letter for letter in "CRUD" if not found[letter]),
    )


def pattern(resource: Resource) -> str:
    """Return what can be done with a resource, such as `CR-D`."""
    return "".join("-" if letter in resource.missing else letter for letter in "CRUD")
