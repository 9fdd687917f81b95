"""Say who approved of a plan: people whose signatures over its very bytes hold."""

import base64
import hashlib
from pathlib import Path

import msgspec

from apps.audit import attestations
from apps.audit.attestations import Entry, Envelope
from apps.audit.signers import Signers, read_signers
from apps.audit.standalone import is_signed
from stages.core.contract import read_json
from stages.core.errors import PipelineError

LEAST = 2
"""People who approve of an erasure, whatever governance/signers.json asks for."""


def refuse_unapproved(payload: bytes, plan: Path) -> list[str]:
    """Return who approved of a plan; raises PipelineError when these are too few."""
    trusted = read_signers()
    wanted = max(LEAST, trusted.threshold)
    found = approvers(payload, trusted)
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
    if base64.b64decode(envelope.payload) != payload:
        return []
    keys = {one.keyid: one for one in trusted.signers}
    log = [msgspec.json.decode(line, type=Entry) for line in attestations.entries()]
    logged = {entry.keyid: entry.at for entry in log if entry.payload == hashlib.sha256(payload).hexdigest()}
    names = {
        keys[one.keyid].name
        for one in envelope.signatures
        if one.keyid in keys
        and logged.get(one.keyid, "9") <= keys[one.keyid].until
        and is_signed(keys[one.keyid].key, attestations.pae(payload), base64.b64decode(one.sig))
    }
    return sorted(names)
