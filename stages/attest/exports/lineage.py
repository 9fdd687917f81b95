"""State what a run commits to, as an in-toto statement of a type of its own: lineage-commitment/v1."""

from stages.attest.exports.facts import Facts
from stages.attest.exports.statement import statement


def lineage(facts: Facts) -> dict[str, object]:
    """Return root and size of the ledger, bound to the shards of the ledger and to the rows of every adapter.

    It stands beside the adapters and never in them.
    """
    subjects = {"out/attest/shards.jsonl": facts.ledger.sha256} | {one.path: one.sha256 for one in facts.data}
    predicate = {
        "adapters": {
            adapter.name: {
                "rows": {one.split: one.rows for one in adapter.data},
                "trained_sha256": adapter.trained_sha256,
            }
            for adapter in facts.adapters
        },
        "base_sha256": facts.base.sha256,
        "commitments_sha256": facts.commitments_sha256,
        "ledger": {
            "hash": "SHA-256, RFC 9162 section 2.1, over the shards, each with the root over its rows",
            "root": facts.ledger_root,
            "rows": facts.ledger.rows,
            "untraced": facts.untraced,
        },
        "sources": {
            source.name: {
                "digest": source.digest,
                "dropped": sum(source.dropped.values()),
                "kept": source.kept,
            }
            for source in facts.sources
        },
    }
    return statement(subjects, f"{facts.names.namespace}/lineage-commitment/v1", predicate)
