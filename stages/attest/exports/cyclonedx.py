"""Write the bill of materials of adapters, base, data and sources as a CycloneDX 1.7 ML-BOM (ECMA-424)."""

import uuid
from collections.abc import Mapping

from stages.attest.exports.facts import Adapter, DataSet, Facts, Source


def cyclonedx(facts: Facts) -> dict[str, object]:
    """Return the bill; every reference names a component of it, and equal runs give equal bills."""
    root = {
        "type": "application",
        "bom-ref": "run",
        "name": "adaptrail-run",
        "version": facts.ledger_root[:16],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, f"{facts.names.namespace}/{facts.ledger_root}")
    kept = [source for source in facts.sources if source.kept]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.7.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.7",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {
            "lifecycles": [{"phase": "build"}],
            "tools": {"components": [{"type": "application", "name": "adaptrail"}]},
            "manufacturer": {"name": facts.names.provider},
            "component": root,
            "properties": _properties(_run(facts)),
        },
        "components": [
            *(_adapter(adapter, facts) for adapter in facts.adapters),
            _base(facts),
            *(_data(one) for one in facts.data),
            *(_source(source) for source in kept),
        ],
        "dependencies": _dependencies(facts, [source.name for source in kept]),
        "compositions": [
            {"aggregate": "complete", "assemblies": ["run"]},
            {
                "aggregate": "complete" if facts.base.source == "scratch" else "unknown",
                "assemblies": ["base"],
            },
        ],
    }


def _run(facts: Facts) -> dict[str, object]:
    return {
        "adaptrail:commitments_sha256": facts.commitments_sha256,
        "adaptrail:environment_sha256": facts.environment_sha256,
        "adaptrail:ledger_root": facts.ledger_root,
        "adaptrail:untraced": facts.untraced,
    }


def _adapter(adapter: Adapter, facts: Facts) -> dict[str, object]:
    return {
        "type": "machine-learning-model",
        "bom-ref": f"adapter-{adapter.name}",
        "name": adapter.name,
        "version": adapter.trained_sha256[:16],
        "description": adapter.description,
        "hashes": [_sha256(adapter.trained_sha256)],
        "pedigree": {
            "ancestors": [{"type": "machine-learning-model", "name": facts.base.name}],
            "notes": "A low-rank adapter of the base; the hash is of trained.json, which has that of "
            "every file.",
        },
        "modelCard": {
            "modelParameters": {
                "approach": {"type": "supervised"},
                "task": "text-generation",
                "architectureFamily": "transformer",
                "modelArchitecture": "LoRA",
                "datasets": [{"ref": _ref(one)} for one in adapter.data],
                "inputs": [{"format": "text"}],
                "outputs": [{"format": "text"}],
            },
            "quantitativeAnalysis": {"performanceMetrics": _metrics(adapter)},
            "considerations": _considerations(adapter),
        },
    }


def _metrics(adapter: Adapter) -> list[dict[str, object]]:
    """Return what was measured: means by model, and differences with their interval."""
    shown: list[dict[str, object]] = []
    measured = ((adapter.evaluated, "test rows"), (adapter.probed, "training prompts"))
    for figures, asked in measured:
        for model in ("base", "placebo", "adapter"):
            group = figures.get(model)
            for name, value in sorted(group.items()) if isinstance(group, Mapping) else ():
                shown.append({"type": name, "value": str(value), "slice": f"{model}, {asked}"})
    for name, group in sorted(adapter.evaluated.items()):
        if "_minus_" in name and isinstance(group, Mapping) and "mean" in group:
            interval = {"lowerBound": str(group["low"]), "upperBound": str(group["high"])}
            shown.append({"type": name, "value": str(group["mean"]), "confidenceInterval": interval})
    return shown


def _considerations(adapter: Adapter) -> dict[str, object]:
    return {
        "useCases": [adapter.description],
        "technicalLimitations": [
            f"Verdict on held-out rows: {adapter.evaluated.get('verdict', 'not measured')}.",
            "Validity is judged by parsers; answers are not executed.",
        ],
        "ethicalConsiderations": [
            {
                "name": "Personal data in training text",
                "mitigationStrategy": "Masked by rules before training; masked is not anonymous.",
            },
            {
                "name": "Verbatim copies of training text",
                "mitigationStrategy": "Counted by `probe` on training prompts.",
            },
        ],
    }


def _base(facts: Facts) -> dict[str, object]:
    base = facts.base
    return {
        "type": "machine-learning-model",
        "bom-ref": "base",
        "name": base.name,
        "version": base.revision or base.sha256[:16],
        "hashes": [_sha256(base.sha256)],
        "properties": _properties({"adaptrail:base_source": base.source}),
    }


def _data(one: DataSet) -> dict[str, object]:
    return {
        "type": "data",
        "bom-ref": _ref(one),
        "name": f"{one.adapter} {one.split}",
        "version": one.sha256[:16],
        "hashes": [_sha256(one.sha256)],
        "licenses": _licences(one.licences),
        "data": [
            {
                "type": "dataset",
                "name": one.path,
                "classification": "anonymized",
                "description": f"{one.rows} instruction records.",
            }
        ],
        "properties": _properties({"adaptrail:rows": one.rows}),
    }


def _source(source: Source) -> dict[str, object]:
    return {
        "type": "data",
        "bom-ref": f"source-{source.name}",
        "name": source.name,
        "version": source.pin,
        "licenses": _licences(source.licences),
        "data": [
            {
                "type": "source-code",
                "name": source.name,
                "classification": source.source_class,
                "governance": {"owners": [{"organization": {"name": source.owner}}]},
            }
        ],
        "properties": _properties(
            {
                "adaptrail:files_dropped": sum(source.dropped.values()),
                "adaptrail:files_kept": source.kept,
                "adaptrail:legal_basis": source.legal_basis,
                "adaptrail:samples": source.samples,
            }
        ),
    }


def _dependencies(facts: Facts, sources: list[str]) -> list[dict[str, object]]:
    adapters = [f"adapter-{adapter.name}" for adapter in facts.adapters]
    needs: dict[str, list[str]] = {
        "run": adapters,
        "base": [f"source-{source.name}" for source in facts.sources if source.learnt],
    }
    for name, adapter in zip(adapters, facts.adapters, strict=True):
        needs[name] = ["base", *(_ref(one) for one in adapter.data)]
    needs |= {_ref(one): [f"source-{name}" for name in one.sources] for one in facts.data}
    needs |= {f"source-{name}": [] for name in sources}
    return [{"ref": name, "dependsOn": needs[name]} for name in needs]


def _ref(one: DataSet) -> str:
    return f"data-{one.adapter}-{one.split}"


def _sha256(digest: str) -> dict[str, str]:
    return {"alg": "SHA-256", "content": digest}


def _licences(counts: Mapping[str, int]) -> list[dict[str, object]]:
    """Return one expression a licence: files of one source may have several."""
    return [{"expression": name} for name in sorted(counts)]


def _properties(values: Mapping[str, object]) -> list[dict[str, str]]:
    return [{"name": name, "value": str(value)} for name, value in sorted(values.items())]
