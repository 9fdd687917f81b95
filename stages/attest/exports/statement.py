"""Write statements of in-toto v1: what is said of which files (github.com/in-toto/attestation)."""

from collections.abc import Mapping

TYPE = "https://in-toto.io/Statement/v1"


def statement(subjects: Mapping[str, str], kind: str, predicate: Mapping[str, object]) -> dict[str, object]:
    """Return the statement `kind` about files by name, each with its SHA-256; it is not signed."""
    return {
        "_type": TYPE,
        "subject": [{"name": name, "digest": {"sha256": subjects[name]}} for name in sorted(subjects)],
        "predicateType": kind,
        "predicate": predicate,
    }
