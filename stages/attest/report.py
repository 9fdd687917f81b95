"""Write the report that people read: results, counts of every stage, commitment."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from stages.attest.results import ReportContent, Result, headings
from stages.core.records.base_model import BaseModel


class Asked(NamedTuple):
    """Settings without which the results cannot be read."""

    shortest: int
    """Lexemes of a run that is reported: `probe.shortest`."""
    confidence: float
    """Of the intervals: `evaluate.confidence`."""


def report(
    rows: list[Result], stages: dict[str, ReportContent], base: BaseModel, root: str, asked: Asked
) -> str:
    """Return the report as Markdown."""
    return "\n\n".join(
        [
            "# adaptrail: report of a run",
            "Written by `attest`; every figure comes from a file in `reports/`.",
            "## Results",
            table(headings(asked.shortest), rows),
            "Loss: nats a token of the reference answer on held-out rows, lower is better, with the "
            f"{100 * asked.confidence:g} % interval of a paired bootstrap over groups. The placebo "
            "is trained on the same answers dealt to other questions: what it gains is format and style. "
            "Valid: the answer passes its format's validator.",
            f"Base model: `{base.name}` ({base.source}), digest `{base.sha256[:16]}`.",
            "## What went where",
            table(("stage", "read", "written", "dropped", "by rule"), map(_line, stages.items())),
            *(_key(content) for stage, content in stages.items() if stage == "anonymize"),
            "## Commitment",
            f"Root of the ledger (RFC 9162, SHA-256): `{root}`. `adaptrail audit verify` checks files, "
            "spans and adapters against it; `docs/audit.md` says what it proves and what not.",
            "",
        ]
    )


def _key(anonymized: ReportContent) -> str:
    key, about = (anonymized.figures.get(name, "not named") for name in ("key_id", "key"))
    return f"Masked with the key `{key}`: {about}."


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as a Markdown table."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def _line(entry: tuple[str, ReportContent]) -> tuple[object, ...]:
    stage, content = entry
    dropped = content.counts.dropped
    rules = ", ".join(f"{rule} {count}" for rule, count in sorted(dropped.items()))
    return (stage, content.counts.read, content.counts.written, sum(dropped.values()), rules)
