"""What exports say is what the run said, no reference dangles, and equal runs give equal bytes."""

import json
from itertools import pairwise
from typing import Any

import pytest

from stages.attest.exports.croissant import croissant
from stages.attest.exports.cyclonedx import cyclonedx
from stages.attest.exports.data_card import data_card
from stages.attest.exports.eu_summary import eu_summary
from stages.attest.exports.facts import Facts
from stages.attest.exports.formats import cards, exports, other_files
from stages.attest.exports.gbt_45652 import gbt_45652
from stages.attest.exports.lineage import lineage
from stages.attest.exports.markdown import cell, counted
from stages.attest.exports.model_card import model_card
from stages.attest.exports.openlineage import openlineage
from stages.attest.exports.slsa import slsa
from tests.attest.told import told


def section(text: bytes, heading: str) -> str:
    """What stands under a heading of Markdown, up to the next one."""
    return text.decode().split(f"{heading}\n", 1)[1].split("\n#", 1)[0]


def test_equal_runs_give_equal_bytes() -> None:
    assert exports(told()) == exports(told())
    assert cards(told()) == cards(told())


def test_keys_are_sorted() -> None:
    for name, content in exports(told()).items():
        for line in content.splitlines() if name.endswith("ndjson") else [content]:
            if name.endswith("json"):
                pairs = json.loads(line)
                assert json.dumps(pairs) == json.dumps(pairs, sort_keys=True), name


def test_rows_of_a_teacher_are_counted_by_its_name() -> None:
    facts = told()
    (first, *others) = facts.adapters[0].data
    taught = facts.adapters[0]._replace(data=[first._replace(teachers={"host/m": 2}), *others])
    changed = facts._replace(adapters=[taught])
    for text in (eu_summary(changed), data_card(changed, "en"), data_card(changed, "zh")):
        assert b"host/m 2" in text
        assert b"host/m" not in eu_summary(facts)


def test_sources_count_what_was_kept_dropped_and_used() -> None:
    found = {source.name: source for source in told().sources}
    assert list(found) == ["a-repo", "d-dist", "feed", "gone"]
    assert (found["a-repo"].kept, found["a-repo"].dropped, found["a-repo"].samples) == (1, {"binary": 1}, 1)
    assert found["a-repo"].licences == {"LicenseRef-Own": 1}
    assert found["a-repo"].bases == {"file": 1}
    assert (found["gone"].kept, found["gone"].licences) == (0, {})
    assert [source.learnt for source in found.values()] == [0, 1, 0, 0]
    assert [source.feedback for source in found.values()] == [False, False, True, False]


@pytest.mark.parametrize(
    ("source", "digest"),
    [("a-repo", "gitCommit"), ("d-dist", "gitTree"), ("feed", "gitTree"), ("gone", "gitCommit")],
)
def test_a_pin_of_files_is_a_tree_and_a_repository_of_an_organisation_is_one_of_git(
    source: str, digest: str
) -> None:
    assert [list(one.digest) for one in told().sources if one.name == source] == [[digest]]


def refs(value: object) -> set[str]:
    """Every reference of a bill to one of its components."""
    if isinstance(value, list):
        return {ref for one in value for ref in refs(one)}
    if not isinstance(value, dict):
        return set()
    named = {value["ref"]} if "ref" in value else set()
    lists = {ref for key in ("dependsOn", "assemblies") for ref in value.get(key, [])}
    return named | lists | {ref for one in value.values() for ref in refs(one)}


def test_no_reference_of_the_bill_dangles() -> None:
    bom: Any = cyclonedx(told())
    known = [one["bom-ref"] for one in [*bom["components"], bom["metadata"]["component"]]]
    assert len(known) == len(set(known))
    assert refs(bom) == set(known)
    needs = {one["ref"]: one["dependsOn"] for one in bom["dependencies"]}
    assert needs["base"] == ["source-d-dist"]
    assert needs["data-write-test-train"] == ["source-a-repo"]


def test_the_bill_names_what_was_measured_and_leaves_out_what_was_not() -> None:
    bom: Any = cyclonedx(told())
    metrics = bom["components"][0]["modelCard"]["quantitativeAnalysis"]["performanceMetrics"]
    interval = {"lowerBound": "-1.5", "upperBound": "-1.0"}
    assert {"type": "loss", "value": "2.25", "slice": "adapter, test rows"} in metrics
    assert {"type": "loss_adapter_minus_base", "value": "-1.25", "confidenceInterval": interval} in metrics
    assert {"type": "at_30", "value": "0.25", "slice": "adapter, training prompts"} in metrics
    assert not [one for one in metrics if "placebo" in str(one)]


@pytest.mark.parametrize(("source", "aggregate"), [("scratch", "complete"), ("hub", "unknown")])
def test_what_a_foreign_base_read_is_unknown(source: str, aggregate: str) -> None:
    facts = told()
    facts = facts._replace(base=type(facts.base)(**{**_fields(facts), "source": source}))
    bom: Any = cyclonedx(facts)
    assert {"aggregate": aggregate, "assemblies": ["base"]} in bom["compositions"]


def _fields(facts: Facts) -> dict[str, Any]:
    return {name: getattr(facts.base, name) for name in facts.base.__struct_fields__}


def test_every_field_of_croissant_stands_in_a_file_that_is_named() -> None:
    made: Any = croissant(told())
    files = {one["@id"]: one for one in made["distribution"]}
    used = {field["source"]["fileObject"]["@id"] for one in made["recordSet"] for field in one["field"]}
    assert used == set(files)
    derived = {one["@id"] for file in files.values() for one in file["prov:wasDerivedFrom"]}
    assert derived <= {one["@id"] for one in made["prov:wasDerivedFrom"]}
    assert files["write-test-train-file"]["contentUrl"] == "../../split/train/write-test.jsonl"
    assert files["write-test-train-file"]["sha256"] == "0" * 64
    assert made["rai:personalSensitiveInformation"] == [
        "pii.email: 3 replacements",
        "secret.jwt: 1 replacements",
    ]


def test_provenance_names_sources_that_were_kept_and_no_test_rows() -> None:
    made: Any = slsa(told().adapters[0], told())
    names = [one["name"] for one in made["predicate"]["buildDefinition"]["resolvedDependencies"]]
    assert names == [
        "a-repo",
        "d-dist",
        "feed",
        "base:tiny",
        "constraints.txt",
        "out/split/train/write-test.jsonl",
        "out/split/validation/write-test.jsonl",
    ]
    assert made["subject"] == [{"name": "out/train/write-test/trained.json", "digest": {"sha256": "d" * 64}}]


def test_the_statement_of_lineage_binds_ledger_and_rows_to_the_root() -> None:
    made: Any = lineage(told())
    assert [one["name"] for one in made["subject"]] == [
        "out/attest/shards.jsonl",
        "out/split/test/write-test.jsonl",
        "out/split/train/write-test.jsonl",
        "out/split/validation/write-test.jsonl",
    ]
    assert made["predicate"]["ledger"]["root"] == "4" * 64
    assert made["predicate"]["sources"]["gone"] == {
        "digest": {"gitCommit": "g" * 40},
        "dropped": 1,
        "kept": 0,
    }


def test_events_have_no_time_of_the_run_and_say_that_text_was_masked() -> None:
    events: Any = openlineage(told())
    assert {event["eventTime"] for event in events} == {"1970-01-01T00:00:00Z"}
    assert [event["job"]["name"] for event in events][-2:] == ["train@write-test", "evaluate@write-test"]
    masked = [event for event in events if "columnLineage" in str(event)]
    assert [event["job"]["name"] for event in masked] == ["anonymize"]
    assert "'masking': True" in str(masked[0])
    made = {one["name"] for event in events for one in event["outputs"]}
    read = {one["name"] for event in events for one in event["inputs"]}
    assert {name for name in read - made if not name.startswith("source/")} == set()


@pytest.mark.parametrize(
    ("heading", "named"),
    [
        ("### 2.1 Publicly available data sets", ["d-dist"]),
        ("### 2.2 Private data sets of third parties", []),
        ("### 2.4 User data", ["feed"]),
        ("### 2.5 Synthetic data", []),
        ("### 2.6 Other sources: assets of the provider", ["a-repo"]),
    ],
)
def test_every_source_that_was_kept_stands_in_one_part_of_the_summary(heading: str, named: list[str]) -> None:
    part = section(eu_summary(told()), heading)
    assert [name for name in ("a-repo", "d-dist", "feed", "gone") if f"| {name} |" in part] == named


@pytest.mark.parametrize(("tokens", "share"), [({"tokens": 1000}, "0.40"), ({}, "not known")])
def test_the_share_of_compute_is_known_only_for_a_base_that_was_trained_here(
    tokens: dict[str, int], share: str
) -> None:
    facts = told()
    facts = facts._replace(base=type(facts.base)(**{**_fields(facts), "figures": tokens}))
    assert f"| tiny | 400 | {share} |" in eu_summary(facts).decode()


def test_mappings_say_that_they_are_none_of_a_certificate() -> None:
    for text in (eu_summary(told()), gbt_45652(told())):
        assert "apping, not certification" in text.decode()
    assert "对照，不是认证" in gbt_45652(told()).decode()


def test_what_was_not_measured_is_no_pass() -> None:
    lines = [line for line in gbt_45652(told()).decode().splitlines() if "未测量 not measured" in line]
    assert len(lines) == 4
    assert all(line.endswith("| - | - |") for line in lines)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_cards_name_rows_results_and_digests(language: str) -> None:
    card = model_card(told().adapters[0], told(), language).decode()
    for said in (
        "write-test",
        "3.50 / - / 2.25",
        "no evidence",
        "| lora.r | 16 |",
        "d" * 64,
        "4" * 64,
        "e" * 64,
    ):
        assert said in card
    data = data_card(told(), language).decode()
    for said in ("a-repo", "binary 1", "pii.email", "0.1684", "licence-deny 2", "Example & Sons"):
        assert said in data
    assert {"en": "key `demo`: demo key of the samples", "zh": "密钥 `demo`（示例的公开密钥"}[
        language
    ] in data


def test_the_chinese_cards_are_chinese() -> None:
    for text in (model_card(told().adapters[0], told(), "zh"), data_card(told(), "zh")):
        headings = [line for line in text.decode().splitlines() if line.startswith("## ")]
        assert headings
        assert all(any("\u4e00" <= letter <= "\u9fff" for letter in line) for line in headings)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("contract | no. <7>", "contract \\| no. &lt;7&gt;"),
        ("two\nlines", "two lines"),
        ("`code`", "'code'"),
        (3, "3"),
    ],
)
def test_no_value_breaks_out_of_its_cell(value: object, shown: str) -> None:
    assert cell(value) == shown


def width(line: str) -> int:
    return line.replace("\\|", "").count("|")


def test_every_row_of_a_table_has_a_cell_for_each_heading() -> None:
    texts = {name: text for name, text in (exports(told()) | cards(told())).items() if name.endswith(".md")}
    assert len(texts) == 6
    for name, text in texts.items():
        lines = text.decode().splitlines()
        for above, line in pairwise(lines):
            if above.startswith("| ") and line.startswith("| "):
                assert width(above) == width(line), (name, line)


def test_counts_are_sorted_and_nothing_is_a_dash() -> None:
    assert counted({"b": 1, "a": 2}) == "a 2, b 1"
    assert counted({}) == "-"


def test_a_card_of_an_adapter_that_is_no_more_is_found(tmp_path: Any) -> None:  # noqa: ANN401
    for name in ("a.md", "b.md", "slsa/c.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert other_files(tmp_path, {"a.md": b"", "slsa/c.json": b""}) == [tmp_path / "b.md"]
