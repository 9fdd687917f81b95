"""Check that nothing was altered: settings, reports, outs, ledger, spans, adapters."""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from apps.audit import evidence
from stages.anonymize.ledger import broken
from stages.anonymize.replay import masked, masks_of, replay, replay_paths
from stages.attest.attest import content_digest, untraced
from stages.attest.commitments import Commitments, section_digest
from stages.attest.operations import operations
from stages.attest.results import ReportContent
from stages.attest.shards import commitment, shard_root
from stages.attest.units import Unit, salt
from stages.core.contract import Written, canonical, read_json, sha256_of
from stages.core.records.base_model import BaseModel
from stages.core.records.blob import Blob
from stages.core.records.decision import Decision
from stages.core.records.document import Document
from stages.core.records.file import File
from stages.core.records.ledger_row import LedgerRow, files_of, ranges
from stages.core.records.ledger_shard import LedgerShard
from stages.core.records.origin import Origin
from stages.core.records.sample import Sample
from stages.core.records.trained import Trained
from stages.core.spans import safe_digest
from stages.gate.reviews import GENERATOR


class Looked(NamedTuple):
    """What a check saw."""

    examined: int
    faults: list[str]
    """What is wrong, named by id or path; never text."""


class Finding(NamedTuple):
    """The answer to one check."""

    check: str
    examined: int
    faults: list[str]
    """What is wrong, or the line that says why the check could not look; never text."""
    not_measured: str
    """Why the check was not made; empty when it was."""


def outs(manifests: Iterable[Path]) -> Looked:
    """Check the bytes of every out against the manifest that vouches for it; no manifest is a fault."""
    looked = [evidence.or_fault(partial(_outs, manifest), _unreadable) for manifest in manifests]
    faults = [fault for one in looked for fault in one.faults]
    nothing = [] if looked else ["out/: no manifest, expected one per stage. Run `dvc repro`."]
    return Looked(sum(one.examined for one in looked), faults + nothing)


def _outs(manifest: Path) -> Looked:
    expected = {path: entry.sha256 for path, entry in read_json(manifest, dict[str, Written]).items()}
    return Looked(len(expected), [path for path in expected if _other(Path(path), expected[path])])


def _unreadable(why: str) -> Looked:
    return Looked(0, [why])


def settings(committed: Mapping[str, str], sections: Mapping[str, object]) -> Looked:
    """Check every section of params.yaml against the digest that `attest` committed to."""
    faults = [
        f"params.yaml: {name}"
        for name, digest in committed.items()
        if name not in sections or section_digest(sections[name]) != digest
    ]
    return Looked(len(committed), faults)


def files(committed: Mapping[str, str], *, raw_zone: bool) -> Looked:
    """Check reports, loss curves and manifests against the digests that `attest` committed to.

    Without the raw zone its manifests are left out.
    """
    wanted = {path: digest for path, digest in committed.items() if raw_zone or not _is_raw(path)}
    return Looked(len(wanted), [path for path, digest in wanted.items() if _other(Path(path), digest)])


def _is_raw(path: str) -> bool:
    return path.startswith(("out/crawl/", "out/screen/", "out/dedupe/"))


def commitments(found: Commitments, digest: str, committed: str) -> Looked:
    """Check reports/commitments.json itself against its digest in reports/attest.json."""
    size = len(found.params) + len(found.files)
    return Looked(size, [] if digest == committed else ["reports/commitments.json"])


def ledger(shards: list[LedgerShard], attested: ReportContent) -> Looked:
    """Check the shards of the ledger against reports/attest.json, which is in Git: root and number of rows;
    and that they are sorted, on which proofs of absence rest."""
    names = [shard.source for shard in shards]
    found = {
        "root": commitment(shards),
        "rows": sum(shard.rows for shard in shards),
        "shards": len(shards),
        "order": sorted(set(names)),
    }
    expected = {
        "root": attested.figures.get("ledger_root"),
        "rows": attested.counts.written,
        "shards": attested.figures.get("shards"),
        "order": names,
    }
    return Looked(len(shards), [what for what in found if found[what] != expected[what]])


def shard(said: LedgerShard, lines: list[bytes], rows: list[LedgerRow]) -> Looked:
    """Check the lines of a shard, of which `rows` were not erased: root, number, order, source of each row,
    and that its operations are those of its content and its entries."""
    keys = [(row.kind, row.item) for row in rows]
    wrong = {
        "root": shard_root(lines) != said.root,
        "number of rows": len(lines) != said.rows,
        "order of the rows": keys != sorted(keys),
    }
    faults = [f"{said.source}: {what}" for what, is_so in wrong.items() if is_so]
    faults += [row.item for row in rows if row.source != said.source or not is_chained(row)]
    return Looked(len(lines), faults)


def is_chained(row: LedgerRow) -> bool:
    """Say whether the operations of a row are those of its kind, with the hashes of what it says; the safe
    texts of its spans, which it does not have, apart."""
    said, passed = row.ops.split(","), row.stages
    if row.files and "anonymize" in passed[: len(said)]:
        place = passed.index("anonymize")
        said[place] = "" if said[place] else "no safe texts"
    return ",".join(said) == operations(row, [])


def salts(rows: list[LedgerRow], units: Mapping[str, Unit]) -> Looked:
    """Check that the salt of each row is derived from the key of its source."""
    faults = [row.item for row in rows if row.salt != salt(units[row.source], row.kind, row.item, row.recipe)]
    return Looked(len(rows), faults)


def samples(rows: list[LedgerRow], every: list[Sample]) -> Looked:
    """Check that text and spans of every candidate and of every used sample are those of the ledger."""
    known = {row.item: row for row in rows if row.kind == "sample"}
    faults = {sample.id: None for sample in every if not is_row(sample, known.get(sample.id))}
    return Looked(len(every), list(faults))


_SHARED = ("licence", "recipe", "generator", "source")
"""What a ledger row has of its sample, beside spans and the digest of its texts."""


def is_row(sample: Sample, row: LedgerRow | None) -> bool:
    """Say whether text, spans, licence and recipe of a sample are those of its ledger row.

    Of the safe texts of its spans the row has one salted hash.
    """
    if row is None or row.content != content_digest(sample):
        return False
    spans = [*sample.inputs, *sample.outputs]
    files = files_of(spans)
    places = (row.files, row.read, row.made)
    return (
        all(getattr(row, field) == getattr(sample, field) for field in _SHARED)
        and places == (files, ranges(sample.inputs, files), ranges(sample.outputs, files))
        and row.ops == operations(row, [span.safe for span in spans])
    )


def coverage(rows: list[LedgerRow], generators: set[str]) -> Looked:
    """Check that every used sample names its bytes, in files that were kept, and a recipe of the settings."""
    used = [row for row in rows if row.kind == "sample" and row.used]
    unnamed = [row.item for row in used if row.generator not in generators]
    return Looked(len(used), list(dict.fromkeys([*untraced(rows), *unnamed])))


_COPIES = frozenset(("after", "covering", "drawing", "implementation", "member", "type"))
"""Pieces of a recipe that are a range of the safe text as it stands; a section may be put into Markdown."""
_COVERED = re.compile(r"(?://|#) AC \d+(?:, AC \d+)*\n[ \t]*")
"""What stands above a copied test: the criteria that it covers."""


def answers(every: list[Sample], pieces: Mapping[str, str]) -> Looked:
    """Check that each answer that its recipe copies is the safe text of the one range that it names.

    `pieces` are the outputs of the recipes. Answers that are put together, such as tables, are not looked at,
    nor are those that a reviewer wrote.
    """
    made = [sample for sample in every if sample.generator != GENERATOR]
    copied = [sample for sample in made if pieces.get(sample.recipe) in _COPIES]
    faults = [
        sample.id
        for sample in copied
        if [span.safe for span in sample.outputs] not in _digests(sample.output)
    ]
    return Looked(len(copied), list(dict.fromkeys(faults)))


def _digests(answer: str) -> list[list[str]]:
    """Return the digest of an answer, and of what is below the criteria that it names."""
    named = _COVERED.match(answer)
    texts = [answer, answer[named.end() :]] if named else [answer]
    return [[safe_digest(text.encode())] for text in texts]


def pins(origins: list[Origin], pinned: Mapping[str, str]) -> Looked:
    """Check that every file stands at the commit that sources.lock.yaml pins."""
    faults = [origin.document for origin in origins if pinned.get(origin.source) != origin.commit]
    return Looked(len(origins), faults)


def blobs(raw: list[Blob]) -> Looked:
    """Check that every text gives the Git id and SHA-256 of its blob; what was extracted cannot."""
    readable = [blob for blob in raw if blob.text is not None and blob.encoding != "pdf"]
    return Looked(len(readable), [blob.blob for blob in readable if not blob.is_itself()])


def chain(ledger: list[Decision]) -> Looked:
    """Check that every row of the ledger names the digest of the row before it."""
    return Looked(len(ledger), [f"row {number}" for number in broken(ledger)])


def spans(all_samples: list[Sample], raw: list[Blob], ledger: list[Decision]) -> Looked:
    """Check that the raw bytes of every span, with the replacements put in, are the text that the record
    was made from."""
    contents = {blob.blob: blob.text.encode() for blob in raw if blob.text is not None}
    masks = masks_of(ledger)
    distinct = {canonical(span): span for sample in all_samples for span in [*sample.inputs, *sample.outputs]}
    faults = [
        f"{span.document} {span.start}-{span.end}"
        for span in distinct.values()
        if span.blob not in contents
        or span.safe
        != safe_digest(masked(contents[span.blob], span.start, span.end, masks.get(span.document, [])))
    ]
    return Looked(len(distinct), faults)


def documents(safe: list[Document], raw: list[Blob], ledger: list[Decision]) -> Looked:
    """Check that raw blob and ledger give every safe document again, byte for byte."""
    replayed = replay(safe, ledger, raw)
    return Looked(replayed.documents, [differing.document for differing in replayed.differing])


def paths(origins: list[Origin], files: list[File], ledger: list[Decision]) -> Looked:
    """Check that raw path and ledger give the safe path of every crawled file."""
    renamed = replay_paths(origins, ledger, files)
    return Looked(renamed.paths, [differing.document for differing in renamed.differing])


def adapter(folder: Path, train: Path, validation: Path, base: BaseModel) -> Looked:
    """Check an adapter's files, the rows that it was trained on and its base against its trained.json."""
    trained = read_json(folder / "trained.json", Trained)
    wrong = [str(folder / name) for name, digest in trained.files.items() if _other(folder / name, digest)]
    wrong += [str(folder / name) for name in _names(folder) - trained.files.keys() - _BESIDE]
    bindings = {
        "train rows": (sha256_of(train), trained.train_sha256),
        "validation rows": (sha256_of(validation), trained.validation_sha256),
        "base model": (base.sha256, trained.base_sha256),
    }
    wrong += [what for what, (found, expected) in bindings.items() if found != expected]
    return Looked(len(trained.files) + len(bindings), wrong)


_BESIDE = frozenset(("trained.json", "losses.csv"))
"""Files beside adapter and placebo, which no model loads."""


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _other(path: Path, digest: str) -> bool:
    """Say whether a file is missing, unreadable or not what was committed to."""
    return evidence.or_fault(lambda: sha256_of(path), str) != digest
