"""Describe the data sets in Croissant 1.1, with RAI and PROV terms (mlcommons.org/croissant)."""

from stages.attest.exports.facts import DataSet, Facts, Source, merged

_CONTEXT: dict[str, object] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "prov": "http://www.w3.org/ns/prov#",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context of version 1.1: readers warn of any other."""

_FIELDS = {
    "id": "Id of the sample: recipe, version, variant and origin spans.",
    "recipe": "Recipe that made the sample.",
    "natural_language": "Language of the instruction.",
    "instruction": "What is asked.",
    "input": "What is given.",
    "output": "What is to be answered.",
    "source": "Source that the sample comes from.",
    "licence": "SPDX expression that holds for the path of the sample.",
    "generator": "Recipe and version that made the text.",
}
_DERIVED = {"id": "prov:wasDerivedFrom", "generator": "prov:wasGeneratedBy"}
"""The id leads to the ledger row with the byte ranges; the generator is the activity that made the text."""


def croissant(facts: Facts) -> dict[str, object]:
    """Return the data sets of all adapters as one Croissant document.

    Addresses of files are relative to out/attest/exports/. There is no `datePublished`: outs have no times.
    """
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"],
        "name": "adaptrail-instructions",
        "description": "Instruction data that was made from anonymized engineering assets, one set an "
        "adapter.",
        "version": "1.0.0",
        "citeAs": f"{facts.names.provider}: adaptrail-instructions, root of the ledger {facts.ledger_root}",
        "license": sorted(merged(one.licences for one in facts.data)),
        "creator": {"@type": "sc:Organization", "name": facts.names.provider},
        "inLanguage": sorted(merged(one.languages for one in facts.data)),
        "isLiveDataset": False,
        "url": f"{facts.names.namespace}/data",
        "distribution": [_file(one) for one in facts.data],
        "recordSet": [_records(one) for one in facts.data],
        "prov:wasDerivedFrom": [_origin(source) for source in facts.sources if source.kept],
        "prov:wasGeneratedBy": {
            "@type": "prov:Activity",
            "prov:label": "dvc repro split",
            "prov:used": [{"@id": f"params.yaml#{name}"} for name in facts.stages if name != "base"],
        },
        **_responsible(facts),
    }


def _responsible(facts: Facts) -> dict[str, object]:
    """Return the terms of the vocabulary for responsible AI."""
    masked = facts.masked
    return {
        "rai:dataCollection": "Pinned commits of sources that are declared with owner, licence and "
        "legal basis.",
        "rai:dataCollectionType": ["Secondary Data Analysis"],
        "rai:dataPreprocessingProtocol": [
            f"{stage}: read {report.counts.read}, wrote {report.counts.written}, dropped "
            f"{sum(report.counts.dropped.values())}"
            for stage, report in facts.stages.items()
        ],
        "rai:dataManipulationProtocol": "Recipes and templates; no stage has a text written by a model, "
        "but what an IDE suggested and a developer accepted may be one's.",
        "rai:personalSensitiveInformation": [
            f"{entity}: {count} replacements" for entity, count in sorted(masked.items())
        ],
        "rai:dataLimitations": [
            "Masked is not anonymous: ids of raw blobs let holders of the data try out short values.",
            "What rules do not find is not masked.",
        ],
        "rai:dataBiases": [
            "Sources are the assets of one organisation: names, style and domains are its own."
        ],
        "rai:dataUseCases": ["Fine-tuning of adapters for steps of software engineering."],
        "rai:dataReleaseMaintenancePlan": "A withdrawn source leaves all files with the next `dvc repro`.",
    }


def _file(one: DataSet) -> dict[str, object]:
    return {
        "@type": "cr:FileObject",
        "@id": f"{one.adapter}-{one.split}-file",
        "name": f"{one.adapter}-{one.split}.jsonl",
        "description": f"{one.rows} rows of {one.adapter}.",
        "contentUrl": f"../../{one.path.removeprefix('out/')}",
        "encodingFormat": "application/jsonlines",
        "sha256": one.sha256,
        "prov:wasDerivedFrom": [{"@id": f"source-{name}"} for name in one.sources],
    }


def _records(one: DataSet) -> dict[str, object]:
    name = f"{one.adapter}-{one.split}"
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": f"One record an instruction: {one.split} rows of {one.adapter}.",
        "field": [_field(name, column, said) for column, said in _FIELDS.items()],
    }


def _field(records: str, column: str, said: str) -> dict[str, object]:
    field: dict[str, object] = {
        "@type": "cr:Field",
        "@id": f"{records}/{column}",
        "name": column,
        "description": said,
        "dataType": "sc:Text",
        "source": {"fileObject": {"@id": f"{records}-file"}, "extract": {"column": column}},
    }
    if column in _DERIVED:
        field["equivalentProperty"] = _DERIVED[column]
    return field


def _origin(source: Source) -> dict[str, object]:
    return {
        "@type": "prov:Entity",
        "@id": f"source-{source.name}",
        "prov:label": source.name,
        "prov:wasAttributedTo": {"@type": "prov:Agent", "prov:label": source.owner},
        "sc:license": sorted(source.licences),
        "sc:version": source.pin,
    }
