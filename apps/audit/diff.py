"""Answer what changed between two revisions: records, settings, code, base, adapters and figures."""

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from apps.audit import question, revision
from apps.audit.question import Answer, Shown, counted
from apps.audit.revision import NotHere, Revision
from stages.attest import contract as attest
from stages.attest.shards import ERASED, commitment, row_of, shard_root
from stages.core.errors import PipelineError
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.ledger_shard import SCHEMA, LedgerShard

WIDTH = 60
"""Characters of a setting up to which it is shown."""


class Changed(NamedTuple):
    """What a name stood for before and after; None where it stands on one side only."""

    before: Any
    after: Any


class Records(NamedTuple):
    """Ids of records, each list sorted."""

    files_added: list[str]
    files_removed: list[str]
    files_changed: list[str]
    """Same path, other content."""
    added: list[str]
    """Candidates that were not there before."""
    removed: list[str]
    remasked: list[str]
    """Same recipe and spans, other text: only the masking changed."""
    admitted: list[str]
    """Dropped before, used now."""
    refused: list[str]
    """Used before, dropped now."""
    moved: list[str]
    """In other splits or adapters."""


class Diff(NamedTuple):
    """What changed."""

    before: str
    """Commit."""
    after: str
    records: Records | None
    """None when they cannot be compared; `not_measured` says why."""
    not_measured: str
    by_source: dict[str, dict[str, int]]
    """Candidates by kind of change and source."""
    params: dict[str, Changed]
    """By dotted name, as dvc.lock holds them."""
    code: list[str]
    """Files and folders that stages ran or read beside outs."""
    base: bool
    adapters: list[str]
    figures: dict[str, Changed]
    """Figures of reports/evaluate, by adapter and name."""


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the question to the command line."""
    asked = question.add(questions, "diff", "say what changed between two revisions of Git", answer)
    asked.add_argument("before", help="a commit, branch or tag")
    asked.add_argument("after", help="another one")


def answer(arguments: argparse.Namespace) -> Answer:
    """Return yes when nothing changed: exit code 0, as of diff(1)."""
    before, after = revision.revision(arguments.before), revision.revision(arguments.after)
    found = diff(before, after)
    return Answer(found, _shown(found), is_yes=not _is_other(found))


def _is_other(found: Diff) -> bool:
    records = found.records is None or any(found.records)
    return records or bool(found.params or found.code or found.base or found.adapters or found.figures)


def _shown(found: Diff) -> list[Shown]:
    lines = [
        f"{found.before[:12]} to {found.after[:12]}",
        *_record_lines(found),
        f"settings: {len(found.params)} changed",
        *(f"  {name}: {_short(was)} -> {_short(now)}" for name, (was, now) in found.params.items()),
        f"code and inputs: {len(found.code)} changed",
        *(f"  {path}" for path in found.code),
        f"base: {'another one' if found.base else 'the same'}",
        f"adapters with other bytes: {', '.join(found.adapters) or 'none'}",
        f"figures of evaluate: {len(found.figures)} changed",
        *(f"  {name}: {was} -> {now}" for name, (was, now) in found.figures.items() if _is_result(name)),
    ]
    return [question.on_one_line(line) for line in lines]


def _record_lines(found: Diff) -> list[str]:
    if found.records is None:
        return [f"records: not measured: {found.not_measured}"]
    counts = {name.replace("_", " "): len(ids) for name, ids in found.records._asdict().items()}
    return [
        f"records: {counted(counts)}",
        *(f"  {kind}: {counted(sources)}" for kind, sources in found.by_source.items()),
    ]


def _short(value: object) -> str:
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= WIDTH else f"{text[:WIDTH]}..."


def _is_result(name: str) -> bool:
    return name.endswith(("/verdict", "/adapter.loss", "/rows"))


def diff(before: Revision, after: Revision) -> Diff:
    """Return what changed; what is not here of an out is said in `not_measured`."""
    rows, why = _ledgers(before, after)
    records = compared(*rows) if rows else None
    return Diff(
        before=before.commit,
        after=after.commit,
        records=records,
        not_measured=why,
        by_source=_by_source(records, [*rows[0], *rows[1]]) if records and rows else {},
        params=changes(_flat(before.params), _flat(after.params)),
        code=list(changes(before.code, after.code)),
        base=before.outs.get("out/base") != after.outs.get("out/base"),
        adapters=[
            path.removeprefix("out/train/")
            for path in changes(before.outs, after.outs)
            if path.startswith("out/train/")
        ],
        figures=changes(_figures(before), _figures(after)),
    )


def _ledgers(before: Revision, after: Revision) -> tuple[tuple[list[LedgerRow], list[LedgerRow]] | None, str]:
    try:
        return (_ledger(before), _ledger(after)), ""
    except NotHere as error:
        return None, str(error)


def _ledger(at: Revision) -> list[LedgerRow]:
    """Return the rows of the ledger at a revision that were not erased since."""
    shards = revision.rows_of(at, attest.SHARDS)
    other = {one.schema for one in shards} - {SCHEMA}
    if other:
        raise NotHere(f"{at.name}: a ledger of schema {max(other)}, expected {SCHEMA}")
    lines = {one.source: _lines(at, one) for one in shards}
    committed = _report(at, "reports/attest.json").get("ledger_root")
    if commitment(shards) != committed or any(shard_root(lines[one.source]) != one.root for one in shards):
        raise PipelineError(
            f"{at.name}: {attest.LEDGER} does not give the root of reports/attest.json, expected it. "
            "One of the two was altered, or committed without the other."
        )
    return [
        row_of(source, number, line)
        for source, some in lines.items()
        for number, line in enumerate(some, 1)
        if not line.startswith(ERASED)
    ]


def _lines(at: Revision, one: LedgerShard) -> list[bytes]:
    return revision.content(at, attest.shard(one.source).path).splitlines()


def compared(before: Iterable[LedgerRow], after: Iterable[LedgerRow]) -> Records:
    """Return the records that two ledgers do not have in common."""
    (files, samples), (files_now, samples_now) = _by_kind(before), _by_kind(after)
    both = [(samples[item], samples_now[item]) for item in sorted(samples.keys() & samples_now.keys())]
    same = sorted(files.keys() & files_now.keys())
    return Records(
        files_added=sorted(files_now.keys() - files.keys()),
        files_removed=sorted(files.keys() - files_now.keys()),
        files_changed=[item for item in same if files[item].content != files_now[item].content],
        added=sorted(samples_now.keys() - samples.keys()),
        removed=sorted(samples.keys() - samples_now.keys()),
        remasked=[was.item for was, now in both if was.content != now.content],
        admitted=[was.item for was, now in both if not was.used and now.used],
        refused=[was.item for was, now in both if was.used and not now.used],
        moved=[was.item for was, now in both if was.used and now.used and was.used != now.used],
    )


def _by_kind(rows: Iterable[LedgerRow]) -> tuple[dict[str, LedgerRow], dict[str, LedgerRow]]:
    files: dict[str, LedgerRow] = {}
    samples: dict[str, LedgerRow] = {}
    for row in rows:
        if row.kind == "file":
            files[row.item] = row
        elif row.kind == "sample":
            samples[row.item] = row
    return files, samples


def _by_source(records: Records, rows: Iterable[LedgerRow]) -> dict[str, dict[str, int]]:
    source = {row.item: row.source for row in rows if row.kind == "sample"}
    kinds = ("added", "removed", "remasked", "admitted", "refused", "moved")
    counts = {kind: Counter(source[item] for item in getattr(records, kind)) for kind in kinds}
    return {kind: dict(sorted(one.items())) for kind, one in counts.items() if one}


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Changed]:
    """Return what two mappings do not have in common, by name."""
    names = sorted(before.keys() | after.keys())
    pairs = {name: Changed(before.get(name), after.get(name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair.before != pair.after}


def _flat(value: Any, name: str = "") -> dict[str, Any]:  # noqa: ANN401  whatever YAML holds
    """Return the leaves of nested mappings by dotted name; a list is a leaf."""
    if not isinstance(value, dict) or not value:
        return {name: value}
    return {
        leaf: found
        for key, part in value.items()
        for leaf, found in _flat(part, f"{name}.{key}" if name else str(key)).items()
    }


def _figures(at: Revision) -> dict[str, Any]:
    folder = "reports/evaluate"
    return {
        f"{path.removeprefix(f'{folder}/').removesuffix('.json')}/{name}": value
        for path in revision.files_of(at.commit, folder)
        for name, value in _flat(_report(at, path)).items()
        if not name.startswith(("digests", "trained"))
    }


def _report(at: Revision, path: str) -> dict[str, Any]:
    try:
        report = msgspec.json.decode(revision.file_of(at.commit, path) or b"{}", type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise PipelineError(f"{at.name}: {path}: {error}, expected a report. Restore it.") from error
    figures = report.get("figures", {})
    return figures if isinstance(figures, dict) else {}
