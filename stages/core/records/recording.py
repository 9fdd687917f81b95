"""Answers of a teacher model, as they came."""

from stages.core.records.record import Record


class Message(Record, frozen=True):
    """One message of a conversation."""

    role: str
    """`user` or `assistant`."""
    content: str


class Request(Record, frozen=True):
    """All that decides an answer; the SHA-256 of its canonical JSON is its key."""

    provider: str
    """Who answers, a name of our own: the same model of two hosts is two teachers."""
    model: str
    """As the host names it."""
    temperature: float
    max_tokens: int
    messages: list[Message]


class Recording(Record, frozen=True):
    """One row per answered request, in a file of its own that is named by the request's key."""

    request: Request
    text: str
    """The answer as it came, before anything was cut off or checked."""
    finish_reason: str
    """Why it ended, as the host says: `stop`, `length` when it was cut, or another word."""
    answered_by: str
    """The model that the host says has answered, often with its date; empty when it does not say."""
