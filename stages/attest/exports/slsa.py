"""State how an adapter was made, as SLSA provenance v1 in an in-toto statement (slsa.dev/provenance/v1)."""

from stages.attest.exports.facts import Adapter, Facts
from stages.attest.exports.statement import statement

PREDICATE = "https://slsa.dev/provenance/v1"


def slsa(adapter: Adapter, facts: Facts) -> dict[str, object]:
    """Return the provenance of one adapter; its subject, trained.json, has the SHA-256 of every file of it.

    It has no times and no commit of the project: equal runs give equal bytes. A run on one's own machine is
    level 1 at most, whoever signs this.
    """
    subject = {f"out/train/{adapter.name}/trained.json": adapter.trained_sha256}
    return statement(
        subject, PREDICATE, {"buildDefinition": _build(adapter, facts), "runDetails": _run(adapter, facts)}
    )


def _build(adapter: Adapter, facts: Facts) -> dict[str, object]:
    return {
        "buildType": f"{facts.names.namespace}/dvc-repro/v1",
        "externalParameters": {"adapter": adapter.name, "train": dict(facts.training)},
        "internalParameters": {"params_sha256": dict(facts.settings)},
        "resolvedDependencies": [
            *({"name": source.name, "digest": source.digest} for source in facts.sources if source.kept),
            {"name": f"base:{facts.base.name}", "digest": {"sha256": facts.base.sha256}},
            {"name": "constraints.txt", "digest": {"sha256": facts.environment_sha256}},
            *(
                {"name": one.path, "digest": {"sha256": one.sha256}}
                for one in adapter.data
                if one.split != "test"
            ),
        ],
    }


def _run(adapter: Adapter, facts: Facts) -> dict[str, object]:
    reports = [f"reports/{stage}/{adapter.name}.json" for stage in ("evaluate", "probe", "split")]
    return {
        "builder": {"id": f"{facts.names.namespace}/builder/self-run"},
        "byproducts": [
            {"name": "reports/commitments.json", "digest": {"sha256": facts.commitments_sha256}},
            *({"name": path, "digest": {"sha256": facts.digests[path]}} for path in reports),
        ],
    }
