"""What the models answered on the test split."""

from stages.core.records.record import Record


class Output(Record, frozen=True):
    """One row per test sample and model, sorted by sample and model."""

    sample: str
    model: str
    """`base`, `placebo` or `adapter`."""
    text: str
    """The generated answer, without the end token."""
    stopped: bool
    """Whether the model ended its answer itself; else the limit of tokens cut it."""
    loss: float
    """Mean negative log likelihood of the reference answer in nats a token, end token included."""
    exact: bool
    edit_similarity: float
    """1 - normalised Levenshtein distance to the reference, 0 to 1."""
    valid: bool
    """Whether the format's validator finds no violation."""
    violations: list[str]
    """Rules that the validator found broken."""
    findings: list[str]
    """Standards that found something, once for each finding, sorted; only `format` of a text that cannot be
    read."""
    passes: bool
    """Whether no standard found something for which it drops: `gate` would let the answer through."""
