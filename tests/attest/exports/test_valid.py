"""The official validators accept what is exported, and refuse it when it is altered."""

import json
import logging
import warnings
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from stages.attest.exports.cyclonedx import cyclonedx
from stages.attest.exports.formats import exports
from stages.attest.exports.lineage import lineage
from stages.attest.exports.openlineage import openlineage
from stages.attest.exports.slsa import slsa
from tests.attest.told import told

WHY = "pip install -e '.[exports]'"
"""What installs the validators: they are no part of a run."""


def library(name: str) -> Any:  # noqa: ANN401  a module, read by attribute
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip(name, reason=f"{name} is not installed: {WHY}", exc_type=ImportError)


def bom_faults(bom: dict[str, object]) -> list[str]:
    library("cyclonedx")
    schema = library("cyclonedx.schema")
    validation = library("cyclonedx.validation.json")
    validator = validation.JsonStrictValidator(schema.SchemaVersion.V1_7)
    try:
        fault = validator.validate_str(json.dumps(bom))
    except Exception as missing:  # noqa: BLE001  the class is in the library that may be absent
        pytest.skip(f"cyclonedx-python-lib without its validator ({missing}): {WHY}")
    return [] if fault is None else [str(fault)]


def test_the_bill_of_materials_is_strictly_valid() -> None:
    assert bom_faults(cyclonedx(told())) == []


@pytest.mark.parametrize(
    "break_it",
    [
        lambda bom: bom.update(unheard_of=1),
        lambda bom: bom["components"][0]["hashes"][0].update(content="short"),
        lambda bom: bom["components"][0].update(type="model"),
    ],
    ids=["unknown property", "no SHA-256", "no type of component"],
)
def test_an_altered_bill_is_refused(break_it: Callable[[Any], None]) -> None:
    bom = cyclonedx(told())
    break_it(bom)
    assert bom_faults(bom)


def written(folder: Path) -> Path:
    """The rows of the small run where its exports look for them, and the exports."""
    row = {name: "x" for name in ("id", "recipe", "natural_language", "instruction", "input", "output")}
    line = json.dumps(row | {"source": "a-repo", "licence": "MIT", "generator": "g@1"}) + "\n"
    for split in ("train", "validation", "test"):
        path = folder / f"out/split/{split}/write-test.jsonl"
        path.parent.mkdir(parents=True)
        path.write_text(line)
    place = folder / "out/attest/exports/croissant.json"
    place.parent.mkdir(parents=True)
    place.write_bytes(exports(told(sha256(line.encode()).hexdigest()))["croissant.json"])
    return place


@pytest.mark.filterwarnings("ignore")
def test_croissant_is_valid_and_reads_the_rows(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    mlcroissant = library("mlcroissant")
    with caplog.at_level(logging.WARNING):
        dataset = mlcroissant.Dataset(jsonld=str(written(tmp_path)))
    issues = dataset.metadata.ctx.issues
    assert not issues.errors
    missing = [str(warning) for warning in issues.warnings]
    assert len(missing) == 1
    assert "datePublished" in missing[0]
    assert "context" not in caplog.text
    records = list(dataset.records("write-test-train"))
    assert [record["write-test-train/recipe"] for record in records] == [b"x"]


@pytest.mark.filterwarnings("ignore")
def test_croissant_with_a_field_of_no_file_is_refused(tmp_path: Path) -> None:
    mlcroissant = library("mlcroissant")
    place = written(tmp_path)
    place.write_text(place.read_text().replace('"@id": "write-test-train-file"', '"@id": "other"', 1))
    with pytest.raises(mlcroissant.ValidationError):
        mlcroissant.Dataset(jsonld=str(place))


@pytest.mark.parametrize("made", [slsa(told().adapters[0], told()), lineage(told())], ids=["slsa", "lineage"])
def test_statements_of_in_toto_are_valid(made: dict[str, object]) -> None:
    statements = library("in_toto_attestation.v1.statement")
    protobuf = library("google.protobuf.json_format")
    parsed = protobuf.ParseDict(made, statements.spb.Statement())
    statements.Statement.copy_from_pb(parsed).validate()
    assert protobuf.MessageToDict(parsed) == made


def test_the_provenance_fits_the_type_of_slsa() -> None:
    provenance = library("in_toto_attestation.predicates.provenance.v1.provenance_pb2")
    protobuf = library("google.protobuf.json_format")
    predicate = slsa(told().adapters[0], told())["predicate"]
    parsed = protobuf.ParseDict(predicate, provenance.Provenance())
    assert parsed.build_definition.resolved_dependencies[0].digest["gitCommit"] == "a" * 40


def test_events_of_openlineage_are_those_of_its_classes() -> None:
    client = library("openlineage.client.event_v2")
    facets = library("openlineage.client.facet_v2")
    classes = {
        "version": facets.dataset_version_dataset.DatasetVersionDatasetFacet,
        "columnLineage": facets.column_lineage_dataset.ColumnLineageDatasetFacet,
        "outputStatistics": facets.output_statistics_output_dataset.OutputStatisticsOutputDatasetFacet,
        "documentation": facets.documentation_job.DocumentationJobFacet,
    }
    for event in openlineage(told()):
        said: Any = event
        assert said["schemaURL"] == client.JobEvent._get_schema()
        job = client.Job(said["job"]["namespace"], said["job"]["name"])
        inputs, outputs = (
            [kind(one["namespace"], one["name"]) for one in said[side]]
            for side, kind in (("inputs", client.InputDataset), ("outputs", client.OutputDataset))
        )
        client.JobEvent(
            eventTime=said["eventTime"], producer=said["producer"], job=job, inputs=inputs, outputs=outputs
        )
        every = [*said["inputs"], *said["outputs"], said["job"]]
        shown = [
            entry for one in every for key in ("facets", "outputFacets") for entry in one.get(key, {}).items()
        ]
        for name, facet in shown:
            content = {key: value for key, value in facet.items() if not key.startswith("_")}
            assert classes[name](**content)._schemaURL == facet["_schemaURL"]
