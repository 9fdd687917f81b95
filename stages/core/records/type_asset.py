"""Types of the source code: classes, interfaces, enums, records, modules."""

from stages.core.records.record import Record
from stages.core.records.span import Span


class Parameter(Record, frozen=True):
    """A formal parameter."""

    name: str
    type: str
    annotations: list[str]


class Member(Record, frozen=True):
    """A field, constructor or method of a type."""

    kind: str
    """`field`, `constructor` or `method`."""
    name: str
    type: str
    """Type of a field, return type of a method, empty for a constructor."""
    parameters: list[Parameter]
    modifiers: list[str]
    annotations: list[str]
    """As written, with the at sign."""
    doc: str
    """Documentation comment or docstring, without its markers and without tags that name people."""
    doc_span: Span | None
    """Byte range of that comment or docstring, markers and all; none without `doc`."""
    signature: str
    """As written, from the modifiers to the closing parenthesis or throws clause; annotations left out."""
    body: str
    """As written, with braces; empty when there is none."""
    text: str
    """The whole member as written, annotations and signature and body, without its documentation comment."""
    calls: list[str]
    """Simple names of what the body calls, in order, with repetitions."""
    span: Span
    """Byte range of `text`."""


class TypeAsset(Record, frozen=True):
    """One row per type declaration; functions of a Python, TypeScript, JavaScript, Kotlin or Go file form one
    row of kind `module`."""

    id: str
    """`source:path#Name`, nested types as `Outer.Inner`."""
    document: str
    source: str
    source_class: str
    licence: str
    language: str
    package: str
    name: str
    kind: str
    """`class`, `interface`, `enum`, `record`, `annotation` or `module`."""
    role: str
    """`controller`, `service`, `repository`, `entity`, `dto`, `config`, `test` or `other`."""
    modifiers: list[str]
    annotations: list[str]
    type_parameters: str
    supertypes: list[str]
    doc: str
    """As that of a member."""
    doc_span: Span | None
    imports: list[str]
    """Import targets of the file."""
    members: list[Member]
    subject: str
    """For a test: id of the type under test when it was found, else an empty string."""
    text: str
    """The declaration as written, annotations included, documentation comment left out."""
    span: Span
