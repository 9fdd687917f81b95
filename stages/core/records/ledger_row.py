"""The ledger: what became of everything that was read."""

from collections.abc import Iterable
from typing import NamedTuple

from stages.core.records.record import Record
from stages.core.records.span import Span


class Range(NamedTuple):
    """A byte range of one of the files of a row."""

    file: int
    """Place in `LedgerRow.files`."""
    start: int
    end: int


class Place(NamedTuple):
    """A byte range of a raw blob: a span, without the digest of its safe text."""

    document: str
    blob: str
    start: int
    end: int


ORDER = {
    "file": ("crawl", "screen", "dedupe", "anonymize"),
    "asset": ("crawl", "anonymize", "model", "build"),
    "sample": ("crawl", "anonymize", "build", "gate", "split"),
    "edited": ("crawl", "anonymize", "review", "gate", "split"),
}
"""What a row goes through, by kind, or when a reviewer wrote its answer; what dropped it is the last."""
EDITED = "review@"
"""What the generator of an answer begins with that a reviewer wrote."""


class LedgerRow(Record, frozen=True, omit_defaults=True):
    """One row per file that was crawled, per asset and recipe that refused it, per asset that no recipe asks
    for, and per candidate sample, kept or dropped.

    A field that says nothing is not written.
    """

    item: str
    """`source:path` (safe path) of a file, id of a refused asset, id of a sample."""
    kind: str
    """`file`, `asset` or `sample`."""
    source: str
    """The unit of erasure: rows of one source are one shard."""
    salt: str
    """Keyed by the source, so that a row of which only the leaf is left cannot be guessed: 128 bits in
    Base64, 22 letters."""
    content: str = ""
    """SHA-256 of the canonical instruction, input and output of a sample; the blob id of a file."""
    stage: str = ""
    """The stage that dropped it; empty when it was kept."""
    rule: str = ""
    """The rule that dropped it."""
    value: str = ""
    duplicate_of: str = ""
    licence: str = ""
    recipe: str = ""
    """Recipe of a sample or of a refused asset; empty for files."""
    generator: str = ""
    review: str = ""
    """What reviewers said of a sample: `accept`, `edit`, or `reject` and the like; empty for nothing."""
    used: list[str] = []
    """`adapter/split` entries of a kept sample, sorted; `base/train` or `base/held-out` of a file that the
    embedded base was given, also when no adapter could use it."""
    files: list[tuple[str, str]] = []
    """Document and blob of each file that has bytes of it, sorted."""
    read: list[Range] = []
    """Where the input of a sample comes from."""
    made: list[Range] = []
    """Where the output of a sample comes from, or where an asset stands."""
    ops: str = ""
    """What each of its stages made of it: salted hashes of 128 bits in Base64, 22 letters each, with commas
    between; none where a stage let it be as it was. What it is given is what the one before made."""

    @property
    def status(self) -> str:
        """`kept` or `dropped`."""
        return "dropped" if self.stage else "kept"

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages that it went through, in order."""
        order = ORDER["edited" if self.generator.startswith(EDITED) else self.kind]
        if self.stage not in order:
            return (*order, self.stage) if self.stage else order
        return order[: order.index(self.stage) + 1]

    @property
    def operations(self) -> list[str]:
        """What was done to it, in order: `stage:hash`, or only the stage, which let it be as it was."""
        made = zip(self.stages, self.ops.split(","), strict=False)
        return [f"{stage}:{salted}" if salted else stage for stage, salted in made]

    @property
    def inputs(self) -> list[Place]:
        """Where the input of a sample comes from."""
        return [self._place(one) for one in self.read]

    @property
    def outputs(self) -> list[Place]:
        """Where the output of a sample comes from, or where an asset stands."""
        return [self._place(one) for one in self.made]

    def _place(self, one: Range) -> Place:
        return Place(*self.files[one.file], one.start, one.end)


def files_of(spans: Iterable[Span]) -> list[tuple[str, str]]:
    """Return document and blob of the files of spans, each once, sorted."""
    return sorted({(span.document, span.blob) for span in spans})


def ranges(spans: Iterable[Span], files: list[tuple[str, str]]) -> list[Range]:
    """Return spans as ranges of `files`."""
    return [Range(files.index((span.document, span.blob)), span.start, span.end) for span in spans]
