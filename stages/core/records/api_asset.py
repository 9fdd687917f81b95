"""HTTP APIs: operations of an OpenAPI, Swagger or Postman document."""

from stages.core.records.record import Record
from stages.core.records.span import Span


class ApiParameter(Record, frozen=True):
    """A path, query, header or cookie parameter."""

    name: str
    location: str
    type: str
    required: bool


class Payload(Record, frozen=True):
    """The body of a response or of an error."""

    status: str
    """Status code, or `default`."""
    type: str
    """Type expression such as `{id: string, items: [{sku: string}]}`; empty when there is no body. Types,
    never values."""


class Operation(Record, frozen=True):
    """One HTTP method on one path."""

    path: str
    method: str
    """Upper case."""
    operation_id: str
    summary: str
    parameters: list[ApiParameter]
    request: str
    """Type expression of the request body; empty when there is none."""
    responses: list[Payload]
    """2xx and 3xx."""
    errors: list[Payload]
    """4xx, 5xx and default."""


class ApiAsset(Record, frozen=True):
    """One row per tag of an OpenAPI document, or per folder of a Postman collection."""

    id: str
    """`source:path#tag`."""
    document: str
    source: str
    source_class: str
    licence: str
    natural_language: str
    """`zh` or `en`: the language of titles and summaries."""
    title: str
    """Title of the document."""
    tag: str
    description: str
    """Description of the tag, or of the document."""
    operations: list[Operation]
    spans: list[list[Span]]
    """Byte ranges by operation: its own, then those of its path and of all that it refers to."""
