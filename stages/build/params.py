"""Settings of `build`."""

from typing import Literal

from stages.core.params import Amount, Count, Params, Positive, Seed, Share, Similarity, refuse
from stages.core.standards.settings import Standards

UnitKind = Literal[
    "type", "member", "api", "sql", "story", "epic", "section", "term", "item", "diagram", "suggestion",
    "change", "test",
]  # fmt: skip
SourceClass = Literal["own", "open-source", "commercial", "synthetic"]


class Filter(Params, frozen=True):
    """Which units a recipe is offered; an empty list lets everything through. A word that no such unit has is
    refused."""

    languages: list[str]
    """Programming languages of types, members, tests, suggestions, changes; dialects of statements (`jpql`,
    `mysql`, `postgres`, `oracle`, `sqlserver`, `sql`); `zh` and `en` of all others."""
    roles: list[str]
    """Roles of the type, or of the type that the member stands in; where a statement stands (`script`,
    `mapper`, `annotation`, `string`)."""
    kinds: list[str]
    """Kinds of the type (class, enum, ...), of the member (method, ...), of the statement (select, ...), of
    the change (fix, ...), or the step of a suggestion."""
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
    unit: UnitKind
    """What is offered: a type, a member, a group of operations of one tag, a story, the stories of one part
    of the business, a section, a row of a glossary, an item of a list in a section, a suggestion of an IDE,
    a change of a history, a test method, an SQL statement, a diagram."""
    filter: Filter
    """Which of these units are offered."""
    limits: Limits
    """What keeps a record small."""
    natural_language: Literal["unit", "drawn", "answer"]
    """Language of the instruction: the unit's own, drawn by the sample's id, or that of the answer."""
    instructions: dict[str, list[str]]
    """Variants by language, zh and en, with `{name}`, `{type}`, `{kind}` of a member, and `{language}`, the
    programming language or dialect of SQL; one is drawn by the sample's id."""
    input: str
    """Lines with `{piece}`, `{piece:200}` for at most 200 characters of it, `{piece?}` for one that may be
    missing, `{piece*}` for one that may be missing and gives way where the record would exceed `budget`; an
    empty line is left out."""
    output: str
    """The piece that is the answer."""
    format: str
    """Format of the answer, a name of stages/core/formats/check.py; `member`, `statements`, `type` and
    `documentation` are those of the programming language."""


class Step(Params, frozen=True):
    """One question to the teacher."""

    prompt: dict[str, str]
    """By language, zh and en. `{{input}}` is what `input` of the flow says, `{{steps.1}}` the answer to
    step 1, `{{item}}` the item that is at hand."""
    format: str
    """What the answer must be, a name of stages/core/formats/check.py; empty for any text."""
    each: bool
    """Whether the steps below are gone through once for each item of the answer, a numbered-list."""


class Flow(Params, frozen=True):
    """Questions to a teacher about units of the assets, in order; the last answer is that of the record."""

    version: Positive
    """Part of the sample's id: raise it when the flow changes what it means."""
    step: str
    """Step of the engineering process."""
    unit: UnitKind
    """What is offered, as in a recipe."""
    sources: list[str]
    """Sources whose units are offered; an empty list lets those of all through."""
    filter: Filter
    """Which of these units are offered."""
    most: Count
    """Units that the teacher is asked about, drawn by the seed; 0 for all. Each one costs money or time."""
    limits: Limits
    """What keeps a record small."""
    near: Similarity
    """Jaccard similarity of token n-grams from which on an item is too near to a line of an input, or to an
    item before it, 0 to 1."""
    input: str
    """Lines with `{piece}`, as in a recipe: what `{{input}}` stands for."""
    steps: list[Step]
    """What is asked, in order."""
    instructions: dict[str, list[str]]
    """Variants of the record's instruction, as in a recipe."""
    given: str
    """The record's input, with the references of a prompt."""


class Teacher(Params, frozen=True):
    """Who is asked, and how: with the messages, all that decides an answer."""

    provider: str
    """Who answers, a name of your own; samples and recordings name it."""
    model: str
    """As the provider names it."""
    temperature: Amount
    """Of the draw of the answer; 0 for the likeliest one."""
    max_tokens: Positive
    """Tokens of an answer, at most."""
    retries: Count
    """How often an answer with faults is sent back with what is wrong."""

    def __post_init__(self) -> None:
        """Refuse a teacher without a name."""
        refuse(
            (not (self.provider.strip() and self.model.strip()), "provider or model is empty, expected both")
        )


class BuildParams(Standards, frozen=True):
    """Section `build` of params.yaml."""

    seed: Seed
    """Of the choice among instruction variants."""
    source_classes: list[SourceClass]
    """Classes of sources that may feed adapters; units of other classes are refused."""
    budget: Positive
    """Characters of instruction, input and output together, beyond which pieces with a star give way, the
    last ones first; a Chinese character counts as four."""
    most_of_type: Count
    """Records that a recipe makes of the members of one type, module or test class, at most, drawn by the
    seed; 0 for all. What is beyond says much of one thing and is a row `not-drawn`."""
    recipes: dict[str, Recipe]
    """By name; one file each in conf/recipes/."""
    flows: dict[str, Flow]
    """By name; one file each in conf/flows/. A run asks nobody: answers are replayed from recordings/."""
    teacher: Teacher
    """Whose recorded answers are replayed; chosen in conf/teacher/."""
    correction: dict[str, str]
    """What the teacher is told of an answer with faults, by language; `{{faults}}` says which."""
