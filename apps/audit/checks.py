"""Make every check of `verify`: what each says when it finds nothing, and what it found."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from apps.audit import evidence, stored, verify
from apps.audit.erasure import approved, receipts
from stages.anonymize import contract as anonymize
from stages.attest import contract as attest
from stages.attest.attest import untraced
from stages.attest.shards import ERASED, Erased, read_shards
from stages.attest.units import units
from stages.core.contract import sha256_of
from stages.core.errors import PipelineError
from stages.core.records.ledger_shard import LedgerShard

SALTS = "salts are those of the keys of the sources"
STORED: dict[str, Callable[[], verify.Looked]] = {
    "dvc.lock names what lies here": stored.outs,
    "objects of DVC's cache and remotes are what their names say": stored.objects,
}
REMOTES = "DVC compares what it pulls from remotes"


def findings() -> list[verify.Finding]:
    """Return what each check found; without the raw zone, its checks are not measured."""
    own = _receipts()
    found = [receipts.excused(finding(name, look), own) for name, look in _checks().items()]
    if not evidence.raw_zone():
        found += [verify.Finding(name, 0, [], "the raw zone is not here") for name in _raw_checks()]
    if not stored.is_here():
        found += [verify.Finding(name, 0, [], "no run of DVC is here") for name in (*STORED, REMOTES)]
    elif believed := evidence.or_fault(stored.unverified, str):
        found.append(verify.Finding(REMOTES, 0, [], believed))
    if not _has_units():
        found.append(verify.Finding(SALTS, 0, [], "the keys of the sources are not here"))
    return found


def _receipts() -> list[receipts.Statement]:
    """Return the receipts for the ledger that lies here; another check names those that cannot be read."""
    root = evidence.or_fault(lambda: evidence.figure("ledger_root"), lambda _: "")
    return [one for one in receipts.found() if not isinstance(one, str) and one.root == root]


def finding(name: str, look: Callable[[], verify.Looked]) -> verify.Finding:
    """Return what a check found; a file that it cannot read is a fault."""
    looked = evidence.or_fault(look, lambda why: verify.Looked(0, [why]))
    return verify.Finding(name, *looked, not_measured="")


def _checks() -> dict[str, Callable[[], verify.Looked]]:
    """Return the checks by what they say when they find nothing."""
    checks: dict[str, Callable[[], verify.Looked]] = {
        "commitments are what the attestation says": lambda: verify.commitments(
            evidence.commitments(),
            sha256_of(attest.COMMITMENTS),
            evidence.figure("commitments_sha256"),
        ),
        "settings are what was committed to": lambda: verify.settings(
            evidence.commitments().params, evidence.sections()
        ),
        "the ledger of anonymization is one chain": lambda: verify.chain(evidence.decisions()),
        "reports and manifests are what was committed to": lambda: verify.files(
            evidence.commitments().files, raw_zone=evidence.raw_zone()
        ),
        "exports are what the attestation says": lambda: verify.files(evidence.exports(), raw_zone=True),
        "outs are what their manifests say": lambda: verify.outs(evidence.manifests()),
        "the ledger gives the committed root": ledger,
        "samples are what the ledger says": lambda: verify.samples(evidence.ledger(), evidence.samples()),
        "used samples name their bytes and their recipe": lambda: verify.coverage(
            evidence.ledger(), evidence.generators()
        ),
        "answers that are copied are the text of their bytes": lambda: verify.answers(
            evidence.samples(), evidence.pieces()
        ),
        "no adapter has learnt what was erased": lambda: receipts.taints(evidence.adapters()),
        "every erasure was approved of": approved.approvals,
        "files stand at their pins": lambda: verify.pins(evidence.origins(), evidence.pins()),
    }
    if _has_units():
        checks[SALTS] = _salts
    if stored.is_here():
        checks |= STORED
    return checks | _adapter_checks() | (_raw_checks() if evidence.raw_zone() else {})


def ledger() -> verify.Looked:
    """Check the list of shards and each shard, and that the rows are as traceable as attested."""
    shards = read_shards()
    looked = [verify.ledger(shards, evidence.attested()), *map(_shard, shards)]
    found, expected = len(untraced(evidence.ledger())), evidence.attested().figures.get("untraced")
    faults = [fault for one in looked for fault in one.faults]
    faults += [f"untraced {found}"] * (found != expected)
    return verify.Looked(sum(one.examined for one in looked[1:]), faults)


def _shard(said: LedgerShard) -> verify.Looked:
    lines = evidence.lines(said.source)
    looked = verify.shard(said, lines, evidence.rows(said.source))
    hole = [f"{said.source}: a row was erased without a receipt"] * _has_hole(said.source, lines)
    return looked._replace(faults=[*looked.faults, *hole])


def _has_hole(source: str, lines: list[bytes]) -> bool:
    """Say whether a row of a shard was erased, and the receipt that it names is not of it and this ledger."""
    erased = {at: line for at, line in enumerate(lines) if line.startswith(ERASED)}
    said = [one.predicate for one in _receipts()] if erased else []
    known = {(at, plan.id) for plan in said for at in plan.rows.get(source, [])}
    return any(
        (at, msgspec.json.decode(line, type=Erased).receipt) not in known for at, line in erased.items()
    )


def _has_units() -> bool:
    """Say whether the keys of the sources are here; another check finds settings that cannot be read."""
    folder = evidence.or_fault(lambda: evidence.setting("attest", "unit_keys", kind=str), lambda _: "")
    return not folder or Path(folder).expanduser().is_dir()


def _salts() -> verify.Looked:
    rows = evidence.ledger()
    folder = evidence.setting("attest", "unit_keys", kind=str)
    return verify.salts(rows, units(folder, sorted({row.source for row in rows})))


def _adapter_checks() -> dict[str, Callable[[], verify.Looked]]:
    try:
        names = evidence.adapters()
    except PipelineError:
        return {"adapters are what was trained": lambda: verify.Looked(len(evidence.adapters()), [])}
    return {f"adapter {name} is what was trained": partial(adapter, name) for name in names}


def adapter(name: str) -> verify.Looked:
    """Check the files, rows and base of an adapter."""
    train, validation = (Path(rows.of(name).path) for rows in (attest.TRAIN, attest.VALIDATION))
    return verify.adapter(evidence.TRAINED / name, train, validation, evidence.base())


def _raw_checks() -> dict[str, Callable[[], verify.Looked]]:
    return {
        "blobs give their Git id and SHA-256": lambda: verify.blobs(list(anonymize.BLOBS.read())),
        "raw blobs and ledger give every document": lambda: verify.documents(
            evidence.documents(), list(anonymize.BLOBS.read()), evidence.decisions()
        ),
        "raw paths and ledger give every path": lambda: verify.paths(
            evidence.origins(), anonymize.CRAWLED.read(), evidence.decisions()
        ),
        "raw bytes and ledger give every span": lambda: verify.spans(
            attest.CANDIDATES.read(), list(anonymize.BLOBS.read()), evidence.decisions()
        ),
    }
