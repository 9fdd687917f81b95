"""Answer what of secrets and personal data is left in the safe texts: all detectors again, on the outs."""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from apps.audit import evidence, question
from apps.audit.question import Answer, Shown
from stages.anonymize.anonymize import limits_of
from stages.anonymize.decide import decide
from stages.anonymize.detect import detect
from stages.anonymize.extras.load import load_detectors
from stages.anonymize.finding import Finding, Limits, Subject
from stages.anonymize.lexicon import Lexicon
from stages.anonymize.packs.load import load_packs
from stages.anonymize.params import AnonymizeParams
from stages.attest.results import content
from stages.core.records.decision import Decision
from stages.core.records.document import Document

LIMITS = (
    "The names of the company are not looked for: their list is confidential. `anonymize` looked for them "
    "again in every text that it changed, and refused the file when one was left.",
    "What no detector knows is not found; the canaries say how much of what they know is missed.",
)


class Hit(NamedTuple):
    """A finding that nobody decided about: where and by which rule, the first of several, never what."""

    document: str
    start: int
    """First byte of the safe text."""
    end: int
    entity: str
    rule: str


class Residual(NamedTuple):
    """What is left."""

    documents: int
    bytes: int
    hits: list[Hit]
    kept: dict[str, int]
    """Findings that were left on purpose, by what decided: policy, scope, review, confidence, syntax."""
    refused: dict[str, int]
    """Files that `anonymize` refused, by rule; `residual` is one in which something was found again."""
    canaries: dict[str, dict[str, float | int | str]]
    """Values planted into a shadow copy by the stage: how many, how many went with files that were refused,
    how many were not masked in the others, and the upper bound of that share (Wilson, 95 %)."""


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    question.add(
        questions, "residual", "run all detectors again on the safe texts, and say what is left", answer
    )


def answer(_: argparse.Namespace) -> Answer:
    """Return yes when the detectors find nothing that was neither masked nor left on purpose."""
    params = evidence.setting("anonymize", kind=AnonymizeParams)
    documents, decisions = evidence.documents(), evidence.decisions()
    refused = Counter(row.rule for row in evidence.origins() if row.stage == "anonymize")
    figures = content("anonymize").figures
    found = Residual(
        documents=len(documents),
        bytes=sum(len(document.text.encode()) for document in documents),
        hits=hits(documents, decisions, params, _limits(params, documents)),
        kept=dict(sorted(Counter(row.reason for row in decisions if row.action == "keep").items())),
        refused=dict(sorted(refused.items())),
        canaries={
            name.removeprefix("canaries_"): one
            for name, one in figures.items()
            if name.startswith("canaries_") and isinstance(one, dict)
        },
    )
    return Answer(found, _shown(found), is_yes=not found.hits)


def _limits(params: AnonymizeParams, documents: list[Document]) -> Limits:
    """Return packs and detectors of the settings, those of other tools included."""
    others = load_detectors(params.detectors, [document.text for document in documents])
    return limits_of(params, load_packs(params.packs), others)


def _shown(found: Residual) -> list[Shown]:
    canaries = question.table(
        ("canaries", "planted", "in dropped files", "left", "at most (95 %)"),
        [
            (name, one.get("planted"), one.get("refused", "not measured"), one.get("left"), _share(one))
            for name, one in found.canaries.items()
        ],
    )
    return [
        f"{found.documents} safe texts, {found.bytes} bytes: {len(found.hits)} findings are left",
        f"left on purpose: {question.counted(found.kept)}; files refused: {question.counted(found.refused)}",
        *(
            f"NO {question.on_one_line(hit.document)} bytes {hit.start}-{hit.end}: {hit.entity} by {hit.rule}"
            for hit in found.hits
        ),
        canaries,
        *LIMITS,
    ]


def _share(canaries: Mapping[str, float | int | str]) -> str:
    high = canaries.get("high")
    return f"{high:.2%}" if isinstance(high, float) else "not measured"


def hits(
    documents: Iterable[Document], decisions: Iterable[Decision], params: AnonymizeParams, limits: Limits
) -> list[Hit]:
    """Return what the detectors find outside of replacements, and what nobody decided to keep."""
    kept: dict[str, list[Decision]] = defaultdict(list)
    for row in decisions:
        if row.action == "keep":
            kept[row.document].append(row)
    return [hit for document in documents for hit in _hits(document, kept, params, limits)]


def _hits(
    document: Document, kept: Mapping[str, list[Decision]], params: AnonymizeParams, limits: Limits
) -> Iterator[Hit]:
    is_own = document.source_class in params.confidential_classes
    lexicon = Lexicon(own=is_own)
    subject = Subject(document.text, document.language, lexicon, limits, document.path, document.source_class)
    settled = [*_replaced(document), *_kept(document, kept.get(document.id, []))]
    for _, finding in detect(subject):
        if decide(finding, document.source_class, params.policy, "").action == "keep":
            continue
        start, end = _bytes(document.text, finding)
        if not any(first < end and start < last for first, last in settled):
            settled.append((start, end))
            yield Hit(document.id, start, end, finding.entity, finding.rule)


def _bytes(text: str, finding: Finding) -> tuple[int, int]:
    start = len(text[: finding.start].encode())
    return start, start + len(text[finding.start : finding.end].encode())


def _replaced(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the safe text that stand in the place of something."""
    shift = 0
    for edit in document.edits:
        yield edit.start + shift, edit.start + shift + edit.length
        shift += edit.length - (edit.end - edit.start)


def _kept(document: Document, rows: Iterable[Decision]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the safe text about which it was decided that they stay."""
    for row in rows:
        shift = sum(edit.length - (edit.end - edit.start) for edit in document.edits if edit.end <= row.start)
        yield row.start + shift, row.end + shift
