"""Settings of `build`."""

from typing import Literal

from stages.core.params import Count, Params, Positive, Seed, Share, refuse


class Filter(Params, frozen=True):
    """Which units a recipe is offered; an empty list lets everything through."""

    languages: list[str]
    """Programming languages of types, members, tests and suggestions; dialects of statements (`jpql`,
    `mysql`, `postgres`, `sql`); `zh` and `en` of all others."""
    roles: list[str]
    """Roles of the type, or of the type that the member stands in; where a statement stands (`script`,
    `mapper`, `annotation`, `string`)."""
    kinds: list[str]
    """Kinds of the type (class, enum, ...), of the member (method, ...), of the statement (select, ...), or
    the step of a suggestion."""
    annotations: list[str]
    """Simple names, of which the type or the member must carry at least one."""


class Limits(Params, frozen=True):
    """What keeps a record small: a step that fits is learnt, one that is cut is not."""

    min_lines: Positive
    """Lines of the output, at least."""
    max_lines: Positive
    """Lines of the output, at most."""
    max_characters: Positive
    """Characters of the output, at most."""
    pack: Count
    """Characters of table rows, up to which operations of one tag go into one record; 0 for one each."""
    context: Count
    """Characters of each piece of the input that names no limit of its own, such as class info."""
    named: Share
    """Share of the distinct words of the output that instruction and input must hold, 0 to 1: what a question
    does not name, nobody can answer. 0 for prose, which is no list of names."""

    def __post_init__(self) -> None:
        """Refuse limits between which nothing fits."""
        refuse(
            (
                self.min_lines > self.max_lines,
                f"min_lines is {self.min_lines}, expected at most max_lines, {self.max_lines}",
            ),
        )


class Recipe(Params, frozen=True):
    """How units become records. `input` and `output` name pieces: see stages/build/pieces.py."""

    version: Positive
    """Part of the sample's id: raise it when the recipe changes what it means."""
    step: str
    """Step of the engineering process."""
    unit: Literal["type", "member", "api", "story", "section", "term", "suggestion", "test", "sql", "diagram"]
    """What is offered: a type, a member, a group of operations of one tag, a story, a section, a row of a
    glossary, a suggestion of an IDE, a test method, an SQL statement, a diagram."""
    filter: Filter
    """Which of these units are offered."""
    limits: Limits
    """What keeps a record small."""
    natural_language: Literal["unit", "drawn"]
    """Language of the instruction: the unit's own, or drawn by the sample's id."""
    instructions: dict[str, list[str]]
    """Variants by language, zh and en, with `{name}` and `{type}`; one is drawn by the sample's id."""
    input: str
    """Lines with `{piece}`, `{piece:200}` for at most 200 characters of it, `{piece?}` for one that may be
    missing; an empty line is left out."""
    output: str
    """The piece that is the answer."""
    format: str
    """Format of the answer, a name of stages/core/formats/check.py."""


class BuildParams(Params, frozen=True):
    """Section `build` of params.yaml."""

    seed: Seed
    """Of the choice among instruction variants."""
    source_classes: list[str]
    """Classes of sources that may feed adapters; units of other classes are refused."""
    recipes: dict[str, Recipe]
    """By name; one file each in conf/recipes/."""
