"""Exchange questions and answers by file: for a machine without a network, a batch, or people who answer."""

from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec

from stages.build.recordings import key_of
from stages.core.contract import canonical, publish
from stages.core.errors import PipelineError
from stages.core.records.recording import Message, Recording, Request


class Pending(msgspec.Struct, frozen=True):
    """A question of a file: one row per request that nobody has answered."""

    key: str
    messages: list[Message]


class Answered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer of a file: one row per request."""

    key: str
    text: str
    finish_reason: str = "stop"


def write_pending(path: Path, requests: Iterable[Request]) -> int:
    """Write the questions, each once, and return how many there are."""
    rows = {key_of(request): request for request in requests}
    lines = [canonical(Pending(key, request.messages)) + b"\n" for key, request in rows.items()]
    publish(path, b"".join(lines))
    return len(lines)


def read_answers(path: Path) -> dict[str, Answered]:
    """Return the answers of a file by key; raises PipelineError with the line of a row that is none, or whose
    key stands there twice."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise PipelineError(
            f"{path}: {error.strerror}, expected answers, one JSON object a line. Mend the name."
        ) from error
    rows = {number: _row(path, number, line) for number, line in enumerate(lines, 1) if line.strip()}
    first: dict[str, int] = {}
    for number, row in rows.items():
        if first.setdefault(row.key, number) != number:
            raise PipelineError(
                f"{path}:{number}: the key of line {first[row.key]} again, expected one answer to each "
                "question. Remove one of the rows."
            )
    return {row.key: row for row in rows.values()}


def refuse_unasked(path: Path, answers: Collection[str], asked: Collection[str]) -> None:
    """Raise PipelineError when a file answers what nobody asks."""
    strange = sorted(set(answers) - set(asked))
    if strange:
        raise PipelineError(
            f"{path}: {len(strange)} of {len(answers)} answers are to no question of this run, such as "
            f"{strange[0][:64]!r}, expected keys of --pending. Nothing was recorded: remove the rows, or "
            "write the questions anew."
        )


def _row(path: Path, number: int, line: bytes) -> Answered:
    try:
        return msgspec.json.decode(line, type=Answered)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PipelineError(
            f"{path}:{number}: {error}, expected `key` of --pending and `text`. Mend the row."
        ) from error


def recording(request: Request, answered: Answered) -> Recording:
    """Return the recording of an answer that came by file."""
    return Recording(
        request=request, text=answered.text, finish_reason=answered.finish_reason, answered_by=""
    )
