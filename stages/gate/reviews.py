"""Hold to what reviewers said of samples: the rule `review`.

Whoever rejects is heard first. An edited answer is a sample of its own, whose id covers the new text, and
takes the place of the one that was looked at; two reviewers who edit otherwise agree on neither. What is
accepted is dropped by blockers only. Of another answer than the one that was looked at nothing was said.
"""

import hashlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path
from typing import NamedTuple, overload

import msgspec

from stages.core.by_hand import ask_for, decoded, numbered
from stages.core.contract import canonical
from stages.core.errors import PipelineError
from stages.core.records.sample import Sample
from stages.core.records.verdict import Verdict

RULE = "review"
GENERATOR = "review@1"
"""What made the answer of an edited sample."""
VERDICTS = Path("governance/reviews/samples.jsonl")


class Reviewed(NamedTuple):
    """Candidates as reviewers left them."""

    samples: Sequence[Sample]
    """Those that nobody rejected or edited, the accepted ones with their tag, and the edited ones."""
    refused: dict[str, str]
    """Why a candidate does not go on, by id: `reject`, `disagree`, or `edit`."""
    edits: dict[str, Sample]
    """The edited sample by id of the candidate whose place it takes."""
    figures: dict[str, float | int | str]
    """Candidates by what was said of them, and rows of no use: `stale` ones are of another answer,
    `unknown` ones of no candidate."""


def read_verdicts(path: Path = VERDICTS) -> list[Verdict]:
    """Return what reviewers said; nothing when there is no file yet.

    Raises PipelineError for a file that cannot be read, and for the first line that is no verdict, without
    its text.
    """
    if not path.exists():
        return []
    lines = numbered(path, "a file of verdicts. Restore it.")
    return [
        _checked(path, number, decoded(path, number, line, Verdict, ask_for(Verdict)))
        for number, line in lines
    ]


def _checked(path: Path, number: int, verdict: Verdict) -> Verdict:
    if (verdict.verdict == "edit") != bool(verdict.edited):
        raise PipelineError(
            f"{path}:{number}: '{verdict.verdict}' with{'' if verdict.edited else 'out'} an edited answer, "
            "expected one for `edit` alone. Mend the line."
        )
    return verdict


def digest(output: str) -> str:
    """Return the SHA-256 of an answer, as `Verdict.output` has it."""
    return hashlib.sha256(output.encode()).hexdigest()


def reviewed(candidates: Sequence[Sample], verdicts: Iterable[Verdict]) -> Reviewed:
    """Return the candidates as reviewers left them."""
    heard = [*verdicts]
    asked = {verdict.sample for verdict in heard}
    known = {sample.id: sample for sample in (candidates if asked else ()) if sample.id in asked}
    said: dict[str, dict[str, Verdict]] = defaultdict(dict)
    counted: Counter[str] = Counter()
    for verdict in heard:
        sample = known.get(verdict.sample)
        if sample is None or digest(sample.output) != verdict.output:
            counted["unknown" if sample is None else "stale"] += 1
        else:
            said[verdict.sample][verdict.reviewer] = verdict
    held = {id: _held(list(by.values())) for id, by in said.items()}
    counted.update(what for what, _ in held.values())
    edits = {id: _edited(known[id], text) for id, (what, text) in held.items() if what == "edit"}
    accepted = {id for id, (what, _) in held.items() if what == "accept"}
    refused = {id: what for id, (what, _) in held.items() if what != "accept"}
    standing = Standing(candidates, accepted, refused.keys(), [*edits.values()])
    return Reviewed(standing, refused, edits, dict(sorted(counted.items())))


class Standing(Sequence[Sample]):
    """The candidates that go on, then the edited ones; read when they are asked for."""

    def __init__(
        self, candidates: Sequence[Sample], accepted: Set[str], refused: Set[str], edits: list[Sample]
    ) -> None:
        """Take the ids of those that were accepted and refused."""
        self._candidates, self._accepted, self._edits = candidates, accepted, edits
        self._numbers = array("Q", range(len(candidates)))
        if refused:
            self._numbers = array("Q", (n for n in self._numbers if candidates[n].id not in refused))

    def __len__(self) -> int:
        """Return the number of all that goes on."""
        return len(self._numbers) + len(self._edits)

    def __iter__(self) -> Iterator[Sample]:
        """Yield all in order; where nobody was refused the candidates as they lie, many read at a time."""
        some = (self._candidates[number] for number in self._numbers)
        whole = len(self._numbers) == len(self._candidates)
        yield from map(self._heard, self._candidates if whole else some)
        yield from self._edits

    @overload
    def __getitem__(self, number: int) -> Sample: ...
    @overload
    def __getitem__(self, number: slice) -> list[Sample]: ...
    def __getitem__(self, number: int | slice) -> Sample | list[Sample]:
        """Return a sample, an accepted one with its tag."""
        if isinstance(number, slice):
            return [self[one] for one in range(len(self))[number]]
        found = range(len(self))[number]
        if found >= len(self._numbers):
            return self._edits[found - len(self._numbers)]
        return self._heard(self._candidates[self._numbers[found]])

    def _heard(self, one: Sample) -> Sample:
        return msgspec.structs.replace(one, tags=["review-accept"]) if one.id in self._accepted else one


def _held(verdicts: list[Verdict]) -> tuple[str, str]:
    """Return what holds of one sample, and the edited answer."""
    words = {verdict.verdict for verdict in verdicts}
    if "reject" in words:
        return "reject", ""
    texts = {verdict.edited for verdict in verdicts if verdict.verdict == "edit"}
    if len(texts) > 1:
        return "disagree", ""
    return ("edit", texts.pop()) if texts else ("accept", "")


def _edited(sample: Sample, output: str) -> Sample:
    """Return the sample with a reviewer's answer, of which nobody asks how much its question holds."""
    id = hashlib.sha256(canonical([sample.id, output])).hexdigest()
    return msgspec.structs.replace(
        sample, id=id, output=output, generator=GENERATOR, least_named=0.0, tags=["review-edit"]
    )


def is_accepted(sample: Sample) -> bool:
    """Say whether a reviewer accepted a sample, or wrote its answer."""
    return not {"review-accept", "review-edit"}.isdisjoint(sample.tags)
