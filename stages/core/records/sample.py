"""Instruction records: what an adapter learns from."""

from stages.core.records.record import Record
from stages.core.records.span import Span


class Sample(Record, frozen=True):
    """One row per instruction record, sorted by id."""

    id: str
    """SHA-256 over recipe, its version, variant and origin spans: stable when only the masking changes."""
    recipe: str
    step: str
    """Step of the engineering process, for example design_restful_api."""
    natural_language: str
    """`zh` or `en`."""
    format: str
    """Format of the output, a name of stages/core/formats/check.py."""
    instruction: str
    input: str
    output: str
    group: str
    """What must stay in one split: the origin that the sample shares with others."""
    source: str
    source_class: str
    licence: str
    generator: str
    """`<recipe>@<version>` of the template that made the text."""
    inputs: list[Span]
    """Where the input comes from; may be empty only when the input is a topic named in an output span."""
    outputs: list[Span]
    """Where the output comes from; at least one. Of a teacher's answer: what stood in its prompts."""
    named: float
    """Share of the distinct words of the output that instruction and input hold, 0 to 1."""
    least_named: float
    """The share that its recipe asks for; the standard `undetermined` judges by it."""
    weight: float = 1.0
    """Share of the epochs of a training that it takes part in, 0 to 1: a standard may weigh it down."""
    tags: list[str] = []
    """Rules of `gate` that found something and let it go on, sorted; `review-accept` and `review-edit` when
    somebody said so."""
    teacher: str = ""
    """`provider/model` that wrote the answer; empty when the answer is taken from assets."""
    recordings: list[str] = []
    """Keys of the answers that led to it, in order, as files of recordings/ are named; the last is its."""
