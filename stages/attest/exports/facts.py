"""Say what all exports rest on: sources, data sets, base, adapters, digests and figures of one run."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from stages.attest.attest import Fates
from stages.attest.results import ReportContent, Result
from stages.core.contract import Figures, Written
from stages.core.records.base_model import BaseModel
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.origin import Origin
from stages.core.records.sample import Sample

SPLITS = ("train", "validation", "test")
GIT = ("git", "github", "gitlab")
"""Kinds of sources whose pin is a commit; that of the others is a tree id."""


class Names(NamedTuple):
    """Who publishes, as the settings of `attest` say."""

    provider: str
    namespace: str
    """URI under which the provider names types of its own."""


class Source(NamedTuple):
    """One source: what was read, under which right, and how many files were kept."""

    name: str
    kind: str
    pin: str
    source_class: str
    owner: str
    legal_basis: str
    licences: dict[str, int]
    """Kept files by licence."""
    bases: dict[str, int]
    """Kept files by what says their licence: `header`, `file` or `declared`."""
    kept: int
    dropped: dict[str, int]
    """Dropped files by rule."""
    size: int
    """Bytes of the kept files, as they were crawled."""
    learnt: int
    """Files that the embedded base was given."""
    feedback: bool
    """Whether it holds what users of an IDE accepted, edited or rejected."""
    samples: int
    """Samples of it that an adapter learns or is measured on."""

    @property
    def digest(self) -> dict[str, str]:
        """The pin as a digest set of in-toto."""
        return {"gitCommit" if self.kind in GIT else "gitTree": self.pin}


class DataSet(NamedTuple):
    """One file of one adapter: its training, validation or test rows."""

    path: str
    adapter: str
    split: str
    rows: int
    sha256: str
    licences: dict[str, int]
    languages: dict[str, int]
    recipes: dict[str, int]
    sources: dict[str, int]
    teachers: dict[str, int]
    """Rows whose answer a teacher wrote, by `provider/model`."""
    size: int
    """Bytes of instruction, input and output in UTF-8."""


class Adapter(NamedTuple):
    """One adapter: what it learns, and what was measured."""

    name: str
    description: str
    trained_sha256: str
    """Of trained.json, which has the SHA-256 of every file of the adapter."""
    data: list[DataSet]
    result: Result
    """Its line in the table of results."""
    evaluated: Figures
    probed: Figures


class Facts(NamedTuple):
    """All that an export may say: names, counts, digests and figures; never a text of a source."""

    names: Names
    base: BaseModel
    sources: list[Source]
    adapters: list[Adapter]
    ledger: Written
    ledger_root: str
    untraced: int
    commitments_sha256: str
    stages: Mapping[str, ReportContent]
    digests: Mapping[str, str]
    """SHA-256 of reports and manifests, by path."""
    settings: Mapping[str, str]
    """SHA-256 of each section of params.yaml."""
    training: Mapping[str, Any]
    """The section `train`: what the trainer was told."""
    environment_sha256: str
    """Of constraints.txt, which pins every package."""

    @property
    def data(self) -> list[DataSet]:
        """All files of all adapters."""
        return [one for adapter in self.adapters for one in adapter.data]

    @property
    def masked(self) -> dict[str, int]:
        """Replacements by entity, as `anonymize` reports them."""
        return numbers(self.stages["anonymize"].figures, "entities")


def numbers(figures: Figures, name: str) -> dict[str, int]:
    """Return a group of whole numbers of a report; empty when the report has none."""
    group = figures.get(name)
    return {k: v for k, v in sorted(group.items()) if isinstance(v, int)} if isinstance(group, dict) else {}


def sources(fates: Fates, rows: Iterable[LedgerRow], kinds: Mapping[str, str]) -> list[Source]:
    """Return one entry per source that was crawled, sorted by name; `kinds` are those of the settings.

    A repository of an organisation has no entry there: it is one of Git.
    """
    used = Counter((row.kind, row.source) for row in rows if row.used)
    grouped: dict[str, list[Origin]] = {}
    for origin in fates.origins:
        grouped.setdefault(origin.source, []).append(origin)
    return [_source(name, kinds.get(name, GIT[0]), grouped[name], used) for name in sorted(grouped)]


def data_set(
    written: Mapping[str, Written], path: str, adapter: str, split: str, rows: list[Sample]
) -> DataSet:
    """Return what stands in one file of an adapter; `written` is the manifest that vouches for it."""
    return DataSet(
        path=path,
        adapter=adapter,
        split=split,
        rows=len(rows),
        sha256=written[path].sha256,
        licences=_counted(row.licence for row in rows),
        languages=_counted(row.natural_language for row in rows),
        recipes=_counted(row.recipe for row in rows),
        sources=_counted(row.source for row in rows),
        teachers=_counted(row.teacher for row in rows if row.teacher),
        size=sum(len(text.encode()) for row in rows for text in (row.instruction, row.input, row.output)),
    )


def merged(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Return the sum of counts by name, sorted."""
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return dict(sorted(total.items()))


def _source(name: str, kind: str, origins: list[Origin], used: Mapping[tuple[str, str], int]) -> Source:
    kept = [origin for origin in origins if origin.status == "kept"]
    first = origins[0]
    return Source(
        name=name,
        kind=kind,
        pin=first.commit,
        source_class=first.source_class,
        owner=first.owner,
        legal_basis=first.legal_basis,
        licences=_counted(origin.licence for origin in kept),
        bases=_counted(origin.licence_basis.partition(":")[0].partition(",")[0] for origin in kept),
        kept=len(kept),
        dropped=_counted(origin.rule for origin in origins if origin.status == "dropped"),
        size=sum(origin.size for origin in kept),
        learnt=used.get(("file", name), 0),
        feedback=any(origin.asset == "feedback" for origin in origins),
        samples=used.get(("sample", name), 0),
    )


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))
