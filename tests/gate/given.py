"""Samples with one literal output."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from stages.core.records.sample import Sample
from stages.core.records.span import Span
from stages.core.records.verdict import Verdict
from stages.core.spans import safe_digest
from stages.core.standards.finding import Answer
from stages.gate.candidate import Measured, answer_of
from stages.gate.gate import Gated, Given, gate
from stages.gate.held_out import HeldOutTexts, Piece
from stages.gate.params import GateParams
from tests import records
from tests.layout import section_of

ROOT = Path(__file__).parents[2]
HEADER = "| API | Method | Description | Request | Response | Error Response |\n" + "| --- " * 6 + "|"


def sample(output: str, format: str = "java-member", id: str = "a", **fields: Any) -> Sample:  # noqa: ANN401
    """Return a sample with this output; its one span covers it."""
    document = fields.pop("document", "shop:A.java")
    span = Span(document=document, blob="b" * 40, start=0, end=len(output), safe=safe_digest(output.encode()))
    defaults = {"recipe": "r", "group": document, "source": document.partition(":")[0]}
    return records.sample(id, output, format=format, outputs=[span], **(defaults | fields))


def answer(text: str, format: str = "java-member", input: str = "") -> Answer:
    """Return an answer."""
    return Answer(format, "Do it", input, text)


def candidate(sample: Sample, tokens: int) -> Measured:
    """Return a sample as the rules of candidates look at it."""
    return Measured(sample, answer_of(sample), tokens)


def row(path: str, method: str = "GET") -> str:
    """Return a row of an API table."""
    return f"| {path} | {method} | does it |  | 200 |  |"


def table(*paths: str) -> str:
    """Return an API table with these paths."""
    return "\n".join([HEADER, *map(row, paths)])


def method(body: str, annotation: str = "@Test") -> str:
    """Return a method in Java, by default a test."""
    return f"{annotation}\n    void works() {{\n        {body}\n    }}"


def params(**thresholds: float) -> GateParams:
    """Return the settings of conf/, with other thresholds."""
    settings = section_of("gate")
    for rule, threshold in thresholds.items():
        settings["standards"][rule.replace("_", "-")]["threshold"] = threshold
    return msgspec.convert(settings, type=GateParams)


def gated(
    candidates: list[Sample], params: GateParams, *verdicts: Verdict, held_out: Iterable[Piece] = ()
) -> Gated:
    """Return what `gate` makes of candidates whose words are their tokens."""
    return gate(candidates, params, Given(words, HeldOutTexts(held_out), [*verdicts]))


def words(texts: list[str]) -> list[int]:
    """Count words: a stand-in for a tokenizer that a test can follow."""
    return [len(text.split()) for text in texts]
