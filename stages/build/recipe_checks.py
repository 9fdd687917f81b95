"""Refuse a recipe that could never work, before anything is made."""

import re

from stages.build.filters import faults_of_filter
from stages.build.params import BuildParams, Filter, Recipe
from stages.build.piece import NAMED
from stages.build.pieces import PIECES
from stages.build.record import NAMES
from stages.core.errors import PipelineError
from stages.core.formats.check import ALTERNATIVES, BY_LANGUAGE, FORMATS

_BRACED = re.compile(r"\{[^{}]*\}")


def check_recipes(params: BuildParams) -> None:
    """Raise PipelineError with the first reason why a recipe could never give a record."""
    for name, recipe in params.recipes.items():
        _check(f"conf/recipes/{name}.yaml", recipe)
        refuse_filter(f"conf/recipes/{name}.yaml", recipe.unit, recipe.filter, params)


def _check(where: str, recipe: Recipe) -> None:
    refuse_pieces(where, f"{recipe.input}{{{recipe.output}}}")
    refuse_format(where, recipe.format)
    known = BY_LANGUAGE.get(recipe.format, {})
    if known and not (recipe.filter.languages and known.keys() >= set(recipe.filter.languages)):
        raise PipelineError(
            f"{where}: format '{recipe.format}' for languages {recipe.filter.languages}, expected some of "
            f"{', '.join(known)}. Mend the file."
        )
    languages_of(where, recipe.instructions)


def refuse_pieces(where: str, text: str) -> None:
    """Raise PipelineError when a text with `{piece}` names one that nobody knows."""
    unknown = [piece for piece, _, _ in NAMED.findall(text) if piece not in PIECES]
    unknown += _BRACED.findall(NAMED.sub("", text))
    if unknown:
        raise PipelineError(
            f"{where}: no piece '{unknown[0]}', expected one of {', '.join(PIECES)}. Mend the file."
        )


def refuse_format(where: str, format: str) -> None:
    """Raise PipelineError when nobody knows a format."""
    formats = [*FORMATS, *ALTERNATIVES, *BY_LANGUAGE]
    if format not in formats:
        raise PipelineError(
            f"{where}: no format '{format}', expected one of {', '.join(formats)}. Mend the file."
        )


def languages_of(where: str, instructions: dict[str, list[str]]) -> set[str]:
    """Return the languages of instructions; raises PipelineError when there is none, or another than two, and
    when one names in braces what no unit has."""
    languages = {language for language, variants in instructions.items() if variants}
    if not languages or languages - {"zh", "en"}:
        raise PipelineError(
            f"{where}: instructions in {sorted(languages)}, expected zh or en, one at least. Mend the file."
        )
    said = "".join(variant for variants in instructions.values() for variant in variants)
    unknown = [name for name in _BRACED.findall(said) if name.strip("{}") not in NAMES]
    if unknown:
        raise PipelineError(
            f"{where}: instruction with {unknown[0]}, expected of {', '.join(NAMES)}. Mend the file."
        )
    return languages


def refuse_filter(where: str, unit: str, filter: Filter, params: BuildParams) -> None:
    """Raise PipelineError when a filter names what no such unit has."""
    steps = sorted(
        {one.step for one in params.recipes.values()} | {one.step for one in params.flows.values()}
    )
    for found, expected in faults_of_filter(unit, filter, steps):
        raise PipelineError(f"{where}: {found}, expected {expected}. Mend the file.")
