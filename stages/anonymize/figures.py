"""Numbers of the report: how much was masked, never what."""

from collections import Counter
from collections.abc import Mapping

from stages.anonymize.anonymize import SafeZone
from stages.anonymize.canaries.canaries import Survivors
from stages.anonymize.finding import Detector
from stages.anonymize.keys import Keys, description, fingerprint
from stages.anonymize.ledger import policy_digest
from stages.anonymize.params import AnonymizeParams
from stages.core.contract import Figures, canonical


def figures(safe: SafeZone, params: AnonymizeParams, keys: Keys, detectors: tuple[Detector, ...]) -> Figures:
    """Return the figures of reports/anonymize.json."""
    entities = Counter(row.entity for row in safe.decisions if row.masks)
    actions = Counter(row.action for row in safe.decisions if not row.renames)
    kept = Counter(row.reason for row in safe.decisions if row.action == "keep")
    by_name = Counter(row.value for row in safe.origins if (row.stage, row.rule) == ("anonymize", "path"))
    return {
        **_survivors(safe.survivors),
        "documents_changed": sum(bool(document.edits) for document in safe.documents),
        "paths_renamed": len({row.document for row in safe.decisions if row.renames}),
        "decisions": dict(sorted(actions.items())),
        "kept": dict(sorted(kept.items())),
        "drop_paths": dict(sorted(by_name.items())),
        "policy": {"name": params.policy.name, "digest": policy_digest(params.policy)},
        "entities": dict(sorted(entities.items())),
        "detectors": {detector.name: detector.tool for detector in detectors},
        "key_id": params.key_id,
        "key": description(keys),
        "lexicon_digest": fingerprint(keys, canonical(safe.lexicon).decode())[:16],
        "lexicon": {
            "listed_terms": len(safe.lexicon.terms),
            "mined_terms": len(safe.lexicon.mined),
            "package_roots": len(safe.lexicon.packages),
            "mail_domains": len(safe.lexicon.domains),
            "persons": len(safe.lexicon.persons),
            "ticket_keys": len(safe.lexicon.tickets),
        },
    }


def _survivors(found: Mapping[str, Mapping[str, Survivors]]) -> Figures:
    counted = {**found["all"], **found["certain"], **found["apart"]}
    return {
        f"canaries_{name}": {
            "planted": one.planted,
            "refused": one.refused,
            "refused_share": round(one.refused / one.planted, 4),
            "tried": one.tried,
            "masked": one.masked,
            "left": one.left,
            "low": round(one.interval.low, 4),
            "high": round(one.interval.high, 4),
        }
        for name, one in counted.items()
    }
