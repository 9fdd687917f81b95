"""Deal samples to adapters and to train, validation and test, so that no origin is in two of the three."""

import hashlib
from collections import Counter
from typing import NamedTuple

from stages.core.contract import Counts, Figures, canonical
from stages.core.errors import PipelineError
from stages.core.records.drop import Drop
from stages.core.records.sample import Sample
from stages.split.clusters import clusters
from stages.split.params import SplitParams
from stages.split.quotes import RULE as QUOTES
from stages.split.quotes import quoting


class Part(NamedTuple):
    """The rows of one adapter, each list sorted by id."""

    train: list[Sample]
    validation: list[Sample]
    test: list[Sample]
    quoting: dict[str, str]
    """Held-out row that a row left out of the training quotes, by the id of the latter."""
    counts: Counts
    figures: Figures


class Split(NamedTuple):
    """The parts by adapter, and a drop row for each sample that no part holds."""

    parts: dict[str, Part]
    drops: list[Drop]
    counts: Counts
    figures: Figures


SPLITS = ("train", "validation", "test")


def split(samples: list[Sample], params: SplitParams) -> Split:
    """Return train, validation and test rows of every adapter; what no adapter learns joins no origins.

    Raises PipelineError when an adapter has too few rows.
    """
    learnt = {recipe for adapter in params.adapters.values() for recipe in adapter.recipes}
    cluster = clusters([sample for sample in samples if sample.recipe in learnt], params.near)
    place = {s.id: _place(cluster[s.group], params) for s in samples if s.recipe in learnt}
    parts = {
        name: _part([s for s in samples if s.recipe in adapter.recipes], place, cluster, params)
        for name, adapter in sorted(params.adapters.items())
    }
    _refuse_thin(parts, params)
    used = {s.id for part in parts.values() for rows in part[:3] for s in rows}
    quoted = {id: of for part in parts.values() for id, of in part.quoting.items()}
    drops = [_drop(s, place.get(s.id, ""), params, quoted) for s in samples if s.id not in used]
    sizes = Counter(cluster.values())
    return Split(
        parts=parts,
        drops=sorted(drops, key=canonical),
        counts=Counts(
            read=len(samples), written=len(used), dropped=dict(Counter(drop.rule for drop in drops))
        ),
        figures={
            "groups": len(cluster),
            "clusters": len(sizes),
            "largest_cluster": max(sizes.values(), default=0),
            "train": {name: len(part.train) for name, part in parts.items()},
            "validation": {name: len(part.validation) for name, part in parts.items()},
            "test": {name: len(part.test) for name, part in parts.items()},
        },
    )


def _number(seed: int, text: str) -> float:
    """Return a number in [0, 1) that depends on the text and the seed alone."""
    digest = hashlib.sha256(f"{seed}:{text}".encode()).digest()
    return int.from_bytes(digest[:8]) / 2**64


def _place(cluster: str, params: SplitParams) -> str:
    """Return the split of a cluster: by the hash of its name, which is its smallest group.

    New data moves old rows only where it joins them with a smaller group.
    """
    number = _number(params.seed, cluster)
    if number < params.test:
        return "test"
    return "validation" if number < params.test + params.validation else "train"


def _part(samples: list[Sample], place: dict[str, str], cluster: dict[str, str], params: SplitParams) -> Part:
    most = {"train": params.max_train, "validation": params.max_validation, "test": params.max_test}
    dealt = {name: [s for s in samples if place[s.id] == name] for name in SPLITS}
    quoted = quoting(dealt["train"], [*dealt["validation"], *dealt["test"]])
    dealt["train"] = [s for s in dealt["train"] if s.id not in quoted]
    rows = {name: _capped(dealt[name], most[name], params.seed) for name in SPLITS}
    written = sum(map(len, rows.values()))
    dropped = {"cap": len(samples) - written - len(quoted), QUOTES: len(quoted)}
    return Part(
        **rows,
        quoting=quoted,
        counts=Counts(
            read=len(samples), written=written, dropped={rule: n for rule, n in dropped.items() if n}
        ),
        figures={
            **{name: len(rows[name]) for name in SPLITS},
            "groups": {name: len({cluster[s.group] for s in rows[name]}) for name in SPLITS},
            "recipes": dict(sorted(Counter(s.recipe for name in SPLITS for s in rows[name]).items())),
            "languages": dict(
                sorted(Counter(s.natural_language for name in SPLITS for s in rows[name]).items())
            ),
        },
    )


def _capped(samples: list[Sample], most: int, seed: int) -> list[Sample]:
    """Return at most `most` samples, drawn by hash, sorted by id."""
    drawn = sorted(samples, key=lambda sample: (_number(seed, sample.id), sample.id))[:most]
    return sorted(drawn, key=lambda sample: sample.id)


def _refuse_thin(parts: dict[str, Part], params: SplitParams) -> None:
    thin = [
        f"{name} has {len(part.train)} train, {len(part.validation)} validation, {len(part.test)} test rows"
        for name, part in parts.items()
        if len(part.train) < params.min_train or len(part.test) < params.min_test or not part.validation
    ]
    if thin:
        raise PipelineError(
            f"adapters: {'; '.join(thin)}; expected at least {params.min_train} train, 1 validation and "
            f"{params.min_test} test rows. Add sources or recipes, lower split.min_train or split.min_test, "
            "or take the adapter out of conf/config.yaml."
        )


def _drop(sample: Sample, place: str, params: SplitParams, quoted: dict[str, str]) -> Drop:
    """Return the row of a sample that no adapter holds; `place` is empty for one that none learns."""
    most = {"train": params.max_train, "validation": params.max_validation, "test": params.max_test}
    quotes = sample.id in quoted
    return Drop(
        stage="split",
        item=sample.id,
        source=sample.source,
        path=sample.outputs[0].document.removeprefix(f"{sample.source}:"),
        blob=sample.outputs[0].blob,
        rule=QUOTES if quotes else "cap" if place else "no-adapter",
        value=place or sample.recipe,
        threshold=str(most[place]) if place and not quotes else "",
        duplicate_of=quoted.get(sample.id, ""),
    )
