"""Write jobs and their data sets as OpenLineage events (openlineage.io), one JobEvent a line."""

from collections.abc import Sequence

from stages.attest.exports.facts import Adapter, Facts

_SPEC = "https://openlineage.io/spec"
_EPOCH = "1970-01-01T00:00:00Z"
"""Events need a time, outs have none: a JobEvent says what a job is, not when it ran."""

_FLOW: dict[str, tuple[Sequence[str], str]] = {
    "crawl": ((), "out/crawl"),
    "screen": (("out/crawl",), "out/screen"),
    "dedupe": (("out/screen", "out/crawl"), "out/dedupe"),
    "anonymize": (("out/dedupe", "out/crawl"), "out/anonymize"),
    "model": (("out/anonymize",), "out/model"),
    "build": (("out/model", "out/anonymize"), "out/build"),
    "gate": (("out/build",), "out/gate"),
    "split": (("out/gate",), "out/split"),
    "base": (("out/anonymize",), "out/base"),
}
"""Inputs and output of each stage that has one report."""


def openlineage(facts: Facts) -> list[dict[str, object]]:
    """Return one event per stage, training and evaluation, in the order of the pipeline."""
    sources = [_dataset(facts, f"source/{source.name}", source.pin) for source in facts.sources]
    stages = [_stage(facts, stage, sources if stage == "crawl" else []) for stage in _FLOW]
    trainings = [_training(facts, adapter) for adapter in facts.adapters]
    return [*stages, *trainings, *(_evaluation(facts, adapter) for adapter in facts.adapters)]


def _stage(facts: Facts, stage: str, sources: list[dict[str, object]]) -> dict[str, object]:
    inputs, output = _FLOW[stage]
    counts = facts.stages[stage].counts
    read = [*sources, *(_dataset(facts, name, _manifest(facts, name)) for name in inputs)]
    made = _dataset(facts, output, _manifest(facts, output))
    made["outputFacets"] = {
        "outputStatistics": _facet(
            facts, "1-0-2", "OutputStatisticsOutputDatasetFacet", rowCount=counts.written
        )
    }
    if stage == "anonymize":
        made["facets"] = {**_version(facts, _manifest(facts, output)), "columnLineage": _masking(facts)}
    parts = [_dataset(facts, one.path, one.sha256) for one in facts.data] if stage == "split" else []
    dropped = sum(counts.dropped.values())
    return _event(
        facts, stage, f"read {counts.read}, wrote {counts.written}, dropped {dropped}", read, [made, *parts]
    )


def _training(facts: Facts, adapter: Adapter) -> dict[str, object]:
    read = [_dataset(facts, one.path, one.sha256) for one in adapter.data if one.split != "test"]
    made = _dataset(facts, f"out/train/{adapter.name}", adapter.trained_sha256)
    base = _dataset(facts, "out/base", _manifest(facts, "out/base"))
    return _event(facts, f"train@{adapter.name}", adapter.description, [*read, base], [made])


def _evaluation(facts: Facts, adapter: Adapter) -> dict[str, object]:
    read = [_dataset(facts, one.path, one.sha256) for one in adapter.data if one.split == "test"]
    trained = _dataset(facts, f"out/train/{adapter.name}", adapter.trained_sha256)
    report = f"reports/evaluate/{adapter.name}.json"
    said = f"verdict: {adapter.evaluated.get('verdict', 'not measured')}"
    made = _dataset(facts, report, facts.digests.get(report, ""))
    return _event(facts, f"evaluate@{adapter.name}", said, [*read, trained], [made])


def _event(
    facts: Facts, job: str, said: str, inputs: list[dict[str, object]], outputs: list[dict[str, object]]
) -> dict[str, object]:
    described = _facet(facts, "1-1-0", "DocumentationJobFacet", description=said)
    return {
        "eventTime": _EPOCH,
        "producer": facts.names.namespace,
        "schemaURL": f"{_SPEC}/2-0-2/OpenLineage.json#/$defs/JobEvent",
        "job": {"namespace": facts.names.namespace, "name": job, "facets": {"documentation": described}},
        "inputs": inputs,
        "outputs": outputs,
    }


def _dataset(facts: Facts, name: str, version: str) -> dict[str, object]:
    return {"namespace": facts.names.namespace, "name": name, "facets": _version(facts, version)}


def _version(facts: Facts, version: str) -> dict[str, object]:
    """Return the digest of the manifest, trained.json or pin; nothing where the run does not know it."""
    shown = _facet(facts, "1-0-1", "DatasetVersionDatasetFacet", datasetVersion=version)
    return {"version": shown} if version else {}


def _masking(facts: Facts) -> dict[str, object]:
    """Return that the safe text is the crawled text, masked."""
    masked = {
        "type": "DIRECT",
        "subtype": "TRANSFORMATION",
        "description": f"{sum(facts.masked.values())} replacements",
        "masking": True,
    }
    origin = {
        "namespace": facts.names.namespace,
        "name": "out/crawl",
        "field": "text",
        "transformations": [masked],
    }
    return _facet(facts, "1-2-0", "ColumnLineageDatasetFacet", fields={"text": {"inputFields": [origin]}})


def _facet(facts: Facts, version: str, name: str, **said: object) -> dict[str, object]:
    url = f"{_SPEC}/facets/{version}/{name}.json#/$defs/{name}"
    return {"_producer": facts.names.namespace, "_schemaURL": url, **said}


def _manifest(facts: Facts, output: str) -> str:
    return facts.digests.get(f"{output}/manifest.json", "")
