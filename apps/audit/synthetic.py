"""Answer which rows a model wrote or may have written, and whether each names that model."""

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from apps.audit import evidence, question
from apps.audit.evidence import Splits
from apps.audit.question import Answer, Shown
from stages.build.params import Recipe
from stages.crawl.source import Source

ORIGINS = ("teacher", "synthetic source", "synthetic tag", "suggestion")
"""A teacher's recorded answer; a source of the class `synthetic`; one that carries the tag; an answer that an
IDE suggested."""


class Synthetic(NamedTuple):
    """The rows of one adapter."""

    adapter: str
    rows: int
    """Over train, validation and test."""
    written_by_a_model: dict[str, int]
    """Of these, by how they are known: a row has one origin, the first of ORIGINS that holds."""
    teachers: dict[str, int]
    """Those of teachers, by `provider/model`."""
    without_model: int
    """Those whose model nobody recorded."""


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    asked = question.add(
        questions, "synthetic", "count the rows that a model wrote, and say if each names its model", answer
    )
    question.add_adapter(asked)


def answer(arguments: argparse.Namespace) -> Answer:
    """Return yes when no row was written by a model that is not named."""
    chosen = evidence.chosen(arguments.adapter)
    splits = [one for one in evidence.splits() if one.adapter in chosen]
    recipes = evidence.setting("build", "recipes", kind=dict[str, Recipe])
    found = synthetic(splits, evidence.declared(), recipes)
    rows = [
        (
            one.adapter,
            one.rows,
            *(one.written_by_a_model[origin] for origin in ORIGINS),
            one.without_model,
            question.counted(one.teachers),
        )
        for one in found
    ]
    said = (
        "Questions are written by templates, answers are taken from sources as they stand, or were written "
        "by a teacher and recorded: such a row names it. No model is asked in a run. That a model wrote a "
        "source is known only by its class or tag `synthetic`."
    )
    shown: list[Shown] = [
        question.table(("adapter", "rows", *ORIGINS, "model not recorded", "teachers"), rows),
        said,
    ]
    return Answer(found, shown, is_yes=not any(one.without_model for one in found))


def synthetic(
    splits: Iterable[Splits], sources: Mapping[str, Source], recipes: Mapping[str, Recipe]
) -> list[Synthetic]:
    """Return one entry an adapter. Only the record of a teacher's answer names who wrote it."""
    return [_synthetic(one, sources, recipes) for one in splits]


def _synthetic(splits: Splits, sources: Mapping[str, Source], recipes: Mapping[str, Recipe]) -> Synthetic:
    rows = [*splits.train, *splits.validation, *splits.test]
    suggested = {name for name, recipe in recipes.items() if recipe.unit == "suggestion"}
    tagged = {name for name, source in sources.items() if "synthetic" in source.tags}
    origins = Counter(
        "teacher"
        if row.teacher
        else "synthetic source"
        if row.source_class == "synthetic"
        else "synthetic tag"
        if row.source in tagged
        else "suggestion"
        if row.recipe in suggested
        else ""
        for row in rows
    )
    written = {origin: origins[origin] for origin in ORIGINS}
    teachers = dict(sorted(Counter(row.teacher for row in rows if row.teacher).items()))
    unnamed = sum(count for origin, count in written.items() if origin != "teacher")
    return Synthetic(splits.adapter, len(rows), written, teachers, unnamed)
