"""Run `anonymize`."""

import sys

from stages.anonymize import contract
from stages.anonymize.anonymize import Said, anonymize, limits_of
from stages.anonymize.canaries.canaries import refuse_survivors
from stages.anonymize.decide import idle
from stages.anonymize.extras.load import load_detectors
from stages.anonymize.figures import figures
from stages.anonymize.keys import load_keys
from stages.anonymize.listed import load_terms
from stages.anonymize.packs.load import load_packs
from stages.anonymize.params import AnonymizeParams
from stages.anonymize.read import read_manifests, read_raw
from stages.anonymize.replay import verify
from stages.anonymize.reviews import read_held
from stages.anonymize.vault import key_for, seal
from stages.core.contract import Counts, finish, publish_json
from stages.core.errors import run
from stages.core.params import load_params


def main() -> None:
    """Mask what `dedupe` kept; write documents, decisions and origins."""
    params = load_params("anonymize", AnonymizeParams)
    keys = load_keys(params.key_id, params.key_check, params.key_file)
    vault_key = key_for(params.vault_file)
    terms = load_terms(keys, params.lexicon_check, params.lexicon_file)
    held = read_held(keys)
    said = Said(terms, held.names, held.verdicts)
    raw = read_raw()
    warnings = [*held.warnings, *idle(params.policy, {one.source_class for one in raw.snapshots})]
    print("".join(f"{warning}\n" for warning in warnings), end="", file=sys.stderr)
    limits = limits_of(params, load_packs(params.packs), load_detectors(params.detectors, raw.texts))
    safe = anonymize(raw, params, keys, said, limits)
    verify(safe.documents, safe.decisions, raw.blobs, safe.origins, raw.crawled)
    refuse_survivors(safe.survivors, params.max_survivors)
    files = contract.DOCUMENTS.write(safe.documents)
    ledger = contract.DECISIONS.write(safe.decisions) | contract.ORIGINS.write(safe.origins)
    publish_json(contract.LEDGER, ledger)
    seal(params.vault_file, vault_key, safe.sealed)
    counts = Counts(read=len(raw.files), written=len(safe.documents), dropped=safe.dropped)
    said_of = figures(safe, params, keys, limits.detectors) | held.figures
    finish("anonymize", counts, said_of | read_manifests(), files)


if __name__ == "__main__":
    run(main)
