"""Statements in SQL and JPQL, wherever they stand: scripts, mappers, annotations and strings of code."""

from stages.core.records.record import Record
from stages.core.records.span import Span


class Column(Record, frozen=True):
    """A column of a table that a statement creates."""

    name: str
    type: str
    comment: str
    """What the statement says of it, or one after it (`COMMENT ON COLUMN`); may be empty."""
    comment_span: Span | None
    """Byte range of that other statement."""


class SqlAsset(Record, frozen=True):
    """One row per statement."""

    id: str
    """`source:path#` and the ordinal in a script, or the method, field or mapped statement that holds it."""
    document: str
    source: str
    source_class: str
    licence: str
    natural_language: str
    """`zh` or `en`: the language of `doc`."""
    origin: str
    """`script`, `mapper` (MyBatis XML), `annotation` or `string` of code, or `test` for one of
    a test."""
    kind: str
    """`select`, `insert`, `update`, `delete`, `create`, ...; by its first word when it was not parsed."""
    dialect: str
    """`jpql`; `mysql`, `postgres`, `oracle` or `sqlserver` when something in it says so; else `sql`."""
    parsed: bool
    """Whether sqlglot could read it."""
    dynamic: bool
    """Whether the text depends on values at run time: parts were put together, tags were resolved."""
    looped: bool
    """Whether a part of it, which the text has once, stands once for each of many items."""
    tables: list[str]
    """What it reads and writes, in order; entities in JPQL."""
    columns: list[Column]
    """Of a table that it creates."""
    owner: str
    """Simple name of the type or mapper that holds it; empty in a script."""
    name: str
    """Of the method, field or mapped statement that holds it; empty in a script."""
    parameters: list[str]
    """Of that method, as `name: type`; of a mapped statement its parameter type."""
    result: str
    """What that method or mapped statement gives."""
    doc: str
    """The comment beside it, of a table what `COMMENT ON TABLE` says, or the documentation of what holds it,
    without people that it names."""
    doc_span: Span | None
    """Byte range of that comment."""
    text: str
    """The statement with its parts joined: constants of the file put in, of tags each part once, what only
    the program knows as `:name`."""
    span: Span
    """Byte range of the statement, or of the element, annotation argument or expression that it is put
    together from."""
