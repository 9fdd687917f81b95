"""Check that nothing was altered: outs, ledger, spans, adapters."""

import hashlib
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from stages.attest.attest import commitment, content_digest, untraced
from stages.core.contract import Written, canonical, read_json
from stages.core.records.base_model import BaseModel
from stages.core.records.blob import Blob
from stages.core.records.document import Document
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.redaction import Redaction
from stages.core.records.sample import Sample
from stages.core.records.trained import Trained
from stages.core.spans import apply, safe_digest


class Finding(NamedTuple):
    """The answer to one check."""

    check: str
    examined: int
    faults: list[str]
    """What is wrong, named by id or path; never text."""


def outs(manifests: Iterable[Path]) -> Finding:
    """Check the bytes of every out against the manifest that vouches for it."""
    examined, faults = 0, []
    for manifest in manifests:
        for path, expected in read_json(manifest, dict[str, Written]).items():
            examined += 1
            if not Path(path).is_file() or _sha256(Path(path)) != expected.sha256:
                faults.append(path)
    return Finding("outs are what their manifests say", examined, faults)


def ledger(rows: list[LedgerRow], committed: str) -> Finding:
    """Check the ledger against the root in reports/attest.json, which is in Git."""
    found = commitment(rows)
    return Finding(
        "the ledger gives the committed root", len(rows), [] if found == committed else [f"root {found}"]
    )


def samples(rows: list[LedgerRow], used: list[Sample]) -> Finding:
    """Check that the text of every used sample is the text in the ledger."""
    contents = {row.item: row.content for row in rows if row.kind == "sample"}
    faults = [sample.id for sample in used if contents.get(sample.id) != content_digest(sample)]
    return Finding("samples are what the ledger says", len(used), faults)


def coverage(rows: list[LedgerRow]) -> Finding:
    """Check that every used sample names its bytes."""
    return Finding("used samples name their bytes", sum(bool(row.used) for row in rows), untraced(rows))


def blobs(raw: list[Blob]) -> Finding:
    """Check that every blob's content gives its Git id and its SHA-256."""
    readable = [blob for blob in raw if content(blob) is not None]
    faults = [blob.blob for blob in readable if not _is_itself(blob)]
    return Finding("blobs give their Git id and SHA-256", len(readable), faults)


def spans(all_samples: list[Sample], raw: list[Blob], redactions: list[Redaction]) -> Finding:
    """Check that the raw bytes of every span, with the redactions put in, are the text that the record was
    made from."""
    contents = {blob.blob: content(blob) for blob in raw}
    masked = _by_document(redactions)
    distinct = {canonical(span): span for sample in all_samples for span in [*sample.inputs, *sample.outputs]}
    faults = [
        f"{span.document} {span.start}-{span.end}"
        for span in distinct.values()
        if _safe_digest(contents.get(span.blob), span.start, span.end, masked[span.document]) != span.safe
    ]
    return Finding("raw bytes and redactions give every span", len(distinct), faults)


def documents(safe: list[Document], raw: list[Blob], redactions: list[Redaction]) -> Finding:
    """Check that raw blob and redactions give every safe document again, byte for byte."""
    contents = {blob.blob: content(blob) for blob in raw}
    masked = _by_document(redactions)
    faults = [
        document.id
        for document in safe
        if _safe_digest(contents.get(document.blob), 0, None, masked[document.id])
        != safe_digest(document.text.encode())
    ]
    return Finding("raw blobs and redactions give every document", len(safe), faults)


def adapter(folder: Path, train: Path, validation: Path, base: BaseModel) -> Finding:
    """Check an adapter's files, the rows that it was trained on and its base against its trained.json."""
    trained = read_json(folder / "trained.json", Trained)
    wrong = [
        name
        for name, expected in trained.files.items()
        if not (folder / name).is_file() or _sha256(folder / name) != expected
    ]
    bindings = {
        "train rows": (_sha256(train), trained.train_sha256),
        "validation rows": (_sha256(validation), trained.validation_sha256),
        "base model": (base.sha256, trained.base_sha256),
    }
    wrong += [what for what, (found, expected) in bindings.items() if found != expected]
    return Finding(
        f"adapter {trained.adapter} is what was trained", len(trained.files) + len(bindings), wrong
    )


def content(blob: Blob) -> bytes | None:
    """Return the bytes of a blob, or None when it was too large to keep."""
    if blob.text is not None:
        return blob.text.encode()
    return b64decode(blob.base64) if blob.base64 is not None else None


def _is_itself(blob: Blob) -> bool:
    raw = content(blob) or b""
    git = hashlib.sha1(b"blob %d\x00" % len(raw) + raw, usedforsecurity=False).hexdigest()
    return (git, hashlib.sha256(raw).hexdigest()) == (blob.blob, blob.sha256)


def _by_document(redactions: list[Redaction]) -> dict[str, list[Redaction]]:
    grouped: dict[str, list[Redaction]] = defaultdict(list)
    for redaction in redactions:
        grouped[redaction.document].append(redaction)
    return grouped


def _safe_digest(raw: bytes | None, start: int, end: int | None, redactions: list[Redaction]) -> str:
    if raw is None:
        return "no content"
    last = len(raw) if end is None else end
    inside = sorted(
        (redaction.start - start, redaction.end - start, redaction.replacement.encode())
        for redaction in redactions
        if start <= redaction.start and redaction.end <= last
    )
    return safe_digest(apply(raw[start:last], inside))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
