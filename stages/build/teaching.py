"""Ask a teacher one step of a flow, and send an answer with faults back until it has none."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from stages.build.answer_language import language_faults
from stages.build.params import Teacher
from stages.build.piece import Refusal
from stages.build.recordings import Answers, key_of
from stages.core.formats.check import violations
from stages.core.formats.fence import unfenced
from stages.core.formats.violation import Says, Violation, Words, violation
from stages.core.records.recording import Message, Recording, Request

REFERENCE = re.compile(r"\{\{\s*(\w+(?:\.\d+)?)\s*\}\}")
"""`{{input}}`, `{{item}}`, `{{steps.1}}`, `{{faults}}`."""

ENDS = ("stop", "length", "")
"""Why an answer may end; any other word is a refusal, such as `content_filter`."""

_SAYS = {
    "cut-off": Says(
        Words("the answer was cut off at $most tokens", "回答在 $most 个词元处被截断"),
        Words("Answer in fewer words, and whole.", "请用更少的字完整回答。"),
    ),
    "no-answer": Says(Words("the answer is empty", "回答是空的"), Words("Write the answer.", "请写出回答。")),
}


class Told(NamedTuple):
    """An answer without faults."""

    text: str
    """Without the fence around it."""
    keys: tuple[str, ...]
    """Of the requests that led to it, the last one its own."""


class Question(NamedTuple):
    """One step of a flow, filled."""

    flow: str
    number: int
    """Of the step, from 1."""
    prompt: str
    format: str
    """Empty for any text."""
    language: str
    correction: str
    """What is told of faults, with `{{faults}}`."""


def told(question: Question, teacher: Teacher, answers: Answers) -> Told | Refusal:
    """Return the first answer without faults, or why there is none."""
    messages = [Message(role="user", content=question.prompt)]
    keys: list[str] = []
    faults: list[Violation] = []
    for _ in range(teacher.retries + 1):
        request = request_of(messages, teacher)
        recording = answers(request)
        if recording is None:
            return Refusal(
                "not-recorded", f"step {question.number}; `adaptrail teach {question.flow}` asks it"
            )
        keys.append(key_of(request))
        if recording.finish_reason not in ENDS:
            return Refusal("refused-answer", f"step {question.number}: {recording.finish_reason}")
        faults = faults_of(recording, question.format, question.language)
        if not faults:
            return Told(plain(recording.text), tuple(keys))
        messages = [*messages, *_sent_back(recording, faults, question)]
    rules = ", ".join(sorted({fault.rule for fault in faults}))
    return Refusal("invalid-answer", f"step {question.number}: {rules}", f"{teacher.retries} retries")


def request_of(messages: list[Message], teacher: Teacher) -> Request:
    """Return the request for an answer to `messages`."""
    return Request(
        provider=teacher.provider,
        model=teacher.model,
        temperature=teacher.temperature,
        max_tokens=teacher.max_tokens,
        messages=messages,
    )


def plain(text: str) -> str:
    """Return an answer without the code fence and the empty lines around it."""
    return "\n".join(unfenced(text.strip()).lines).strip("\n")


def faults_of(recording: Recording, format: str, language: str) -> list[Violation]:
    """Return what keeps an answer from being a whole one in `format` and `language`."""
    if recording.finish_reason == "length":
        return [violation(_SAYS, "cut-off", 0, most=recording.request.max_tokens)]
    text = plain(recording.text)
    if not text:
        return [violation(_SAYS, "no-answer", 0)]
    return [*(violations(format, text) if format else []), *language_faults(format, text, language)]


def _sent_back(recording: Recording, faults: list[Violation], question: Question) -> list[Message]:
    lines = "\n".join(fault.told(question.language) for fault in faults)
    return [
        Message(role="assistant", content=recording.text),
        Message(role="user", content=filled(question.correction, {"faults": lines})),
    ]


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its references filled; what stands in a value is never taken for a reference."""
    return REFERENCE.sub(lambda found: values[found[1]], text)
