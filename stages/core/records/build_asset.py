"""Build files: which frameworks a module of a repository is written with and tested by."""

from stages.core.records.record import Record
from stages.core.records.span import Span


class BuildAsset(Record, frozen=True):
    """One row per build file of Maven, Gradle, npm, Python or Go that names a dependency."""

    id: str
    """`source:path#tool`."""
    document: str
    source: str
    source_class: str
    licence: str
    natural_language: str
    """Always `en`: names of frameworks are no prose."""
    tool: str
    """`maven`, `gradle`, `npm`, `python` or `go`."""
    folder: str
    """Folder of the file, empty at the top: what lies below it is built by it."""
    dependencies: list[str]
    """Coordinates without versions, sorted, those of build plugins among them."""
    frameworks: list[str]
    """Names such as `Spring Boot`, sorted."""
    test_frameworks: list[str]
    """Names such as `JUnit 5`, sorted."""
    span: Span
    """The whole file."""
