"""Count how much of the answers to training prompts is verbatim training text, for base and adapter."""

from collections.abc import Sequence
from typing import NamedTuple

from stages.core.bootstrap import interval, printable
from stages.core.contract import Figures
from stages.core.records.copied import Copied
from stages.core.records.sample import Sample
from stages.core.template import prompt
from stages.probe.lexemes import Index, Text, index, longest_shared
from stages.probe.params import ProbeParams

MODELS = ("base", "adapter")


class Said(NamedTuple):
    """What one model answered to the prompt of one training row."""

    sample: str
    model: str
    text: str


def index_of(samples: Sequence[Sample], params: ProbeParams) -> Index:
    """Return the index of all training outputs."""
    texts = (Text(sample.id, sample.group, sample.output) for sample in samples)
    return index(texts, params.shortest, params.distinct, params.common)


def copied(answers: Sequence[Said], samples: Sequence[Sample], known: Index) -> list[Copied]:
    """Return one row per answer with a run of training text outside its prompt, by sample and model."""
    prompts = {sample.id: prompt(sample.instruction, sample.input) for sample in samples}
    runs = [(said, longest_shared(said.text, prompts[said.sample], known)) for said in answers]
    rows = [
        Copied(sample=said.sample, model=said.model, lexemes=run.length, found_in=run.found_in)
        for said, run in runs
        if run.length
    ]
    return sorted(rows, key=lambda row: (row.sample, row.model))


def figures(rows: Sequence[Copied], asked: Sequence[Sample], known: Index, params: ProbeParams) -> Figures:
    """Return the share of copied answers per model and length, and what the adapter has above the base."""
    lengths = {(row.sample, row.model): row.lexemes for row in rows}
    shares: Figures = {model: _shares(lengths, asked, model, params) for model in MODELS}
    excess: Figures = {
        f"at_{at}_adapter_minus_base": _excess(lengths, asked, at, params)
        for at in (params.shortest, params.long)
    }
    return (
        shares
        | excess
        | {
            "prompts": len(asked),
            "indexed_texts": len(known.texts),
            "indexed_windows": len(known.places),
            "common_lexemes": sum(len(numbers) for numbers in known.common.values()),
        }
    )


def _shares(
    lengths: dict[tuple[str, str], int], asked: Sequence[Sample], model: str, params: ProbeParams
) -> dict[str, float | int | str]:
    found = [lengths.get((one.id, model), 0) for one in asked]
    return {
        f"at_{params.shortest}": round(sum(length >= params.shortest for length in found) / len(found), 6),
        f"at_{params.long}": round(sum(length >= params.long for length in found) / len(found), 6),
        "longest": max(found),
    }


def _excess(
    lengths: dict[tuple[str, str], int], asked: Sequence[Sample], at: int, params: ProbeParams
) -> dict[str, float | int | str]:
    differences = [
        float(lengths.get((one.id, "adapter"), 0) >= at) - float(lengths.get((one.id, "base"), 0) >= at)
        for one in asked
    ]
    groups = [one.group for one in asked]
    return printable(interval(differences, groups, params.draws, params.confidence, params.seed))
