"""Say who approved of a plan: people whose signatures over its very bytes hold."""

import hashlib
from pathlib import Path

from apps.audit import attestations
from apps.audit.attestations import Envelope, decoded
from apps.audit.erasure import receipts
from apps.audit.signers import Signers, read_signers
from apps.audit.standalone import is_signed
from apps.audit.verify import Looked
from stages.core.contract import read_json
from stages.core.errors import PipelineError

LEAST = 2
"""People who approve of an erasure, whatever governance/signers.json asks for."""


def refuse_unapproved(payload: bytes, plan: Path) -> list[str]:
    """Return who approved of a plan; raises PipelineError when these are too few."""
    trusted = read_signers()
    wanted, found = _wanted(trusted), approvers(payload, trusted)
    if len(found) < wanted:
        raise PipelineError(
            f"{plan}: approved by {len(found)} ({', '.join(found) or 'nobody'}), expected {wanted} people. "
            "Run "
            f"`adaptrail audit sign --statement {plan} --as NAME`, then `approve` with the same."
        )
    return found


def approvers(payload: bytes, trusted: Signers) -> list[str]:
    """Return the names, each once, of those who signed these bytes by a key that holds and had not expired,
    and whose signature is in the log."""
    path = attestations.place_of(payload)
    if not path.is_file():
        return []
    envelope = read_json(path, Envelope)
    if decoded(envelope.payload) != payload:
        return []
    keys, digest = {one.keyid: one for one in trusted.signers}, _sha256(payload)
    days = {(one.keyid, one.sig): one.at for one in attestations.logged() if one.payload == digest}
    signed = [(keys[one.keyid], decoded(one.sig)) for one in envelope.signatures if one.keyid in keys]
    names = {
        by.name
        for by, signature in signed
        if (day := days.get((by.keyid, _sha256(signature)))) is not None
        and day <= by.until
        and is_signed(by.key, attestations.pae(payload), signature)
    }
    return sorted(names)


def approvals() -> Looked:
    """Check that each receipt can be read, and that enough people approved of its plan."""
    every = receipts.found()
    return Looked(
        len(every), [why for one in every if (why := one if isinstance(one, str) else unapproved(one))]
    )


def unapproved(receipt: receipts.Statement) -> str:
    """Return why the plan of a receipt was not approved; an empty string when it was."""
    trusted = read_signers()
    wanted, found = _wanted(trusted), approvers(receipts.plan_of(receipt), trusted)
    if len(found) >= wanted:
        return ""
    place = receipts.place_of(receipt.predicate.id)
    return f"{place}: its plan was approved by {len(found)}, expected {wanted} people"


def _wanted(trusted: Signers) -> int:
    return max(LEAST, trusted.threshold)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
