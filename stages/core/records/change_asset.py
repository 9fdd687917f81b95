"""Commits of a history: what was said, and what they changed."""

from stages.core.records.record import Record
from stages.core.records.span import Span


class ChangedPlace(Record, frozen=True):
    """A place of a file that a commit changed, functions around it included."""

    path: str
    language: str
    """Of the file."""
    before: str
    """What stood there; empty where something was added."""
    after: str
    before_span: Span
    after_span: Span


class ChangedMember(Record, frozen=True):
    """The one method or function that a commit changed."""

    language: str
    name: str
    before: str
    after: str
    before_span: Span
    after_span: Span


class ChangeAsset(Record, frozen=True):
    """One row per commit all of whose files went on."""

    id: str
    """`source:.git/changes/<commit>`."""
    documents: list[str]
    """Ids of its documents, one for each file that the commit changed, in the order that Git has."""
    source: str
    source_class: str
    licence: str
    natural_language: str
    """`zh` or `en`: the language of the subject."""
    kind: str
    """What the subject says that was done: `feature`, `fix`, `refactoring`, `test`, `documentation` or
    `other`."""
    subject: str
    """First line of the message."""
    body: str
    """The other lines, without those that name people or tools; often empty."""
    places: list[ChangedPlace]
    member: ChangedMember | None
    """Where one member changed and nothing beside it."""
    span: Span
    """The message in the first document."""

    @property
    def document(self) -> str:
        """Return the id of the first document."""
        return self.documents[0]
