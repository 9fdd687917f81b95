"""Numbers of the report: how much was masked, never what."""

from collections import Counter

from stages.anonymize.anonymize import SafeZone
from stages.anonymize.keys import Keys, description, fingerprint
from stages.anonymize.params import AnonymizeParams
from stages.core.contract import Figures, canonical


def figures(safe: SafeZone, params: AnonymizeParams, keys: Keys) -> Figures:
    """Return the figures of reports/anonymize.json."""
    entities = Counter(redaction.entity for redaction in safe.redactions)
    return {
        "documents_changed": sum(bool(document.edits) for document in safe.documents),
        "redactions": len(safe.redactions),
        "entities": dict(sorted(entities.items())),
        "key_id": params.key_id,
        "key": description(keys),
        "lexicon_digest": fingerprint(keys, canonical(safe.lexicon).decode())[:16],
        "lexicon": {
            "listed_terms": len(safe.lexicon.terms),
            "mined_terms": len(safe.lexicon.mined),
            "package_roots": len(safe.lexicon.packages),
            "mail_domains": len(safe.lexicon.domains),
            "persons": len(safe.lexicon.persons),
        },
    }
