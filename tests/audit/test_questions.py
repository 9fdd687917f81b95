"""Every question has its answer, in text and as JSON, and says no with exit code 1; no socket is opened."""

import argparse
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from apps.adaptrail import parser
from stages.anonymize import contract as anonymize
from stages.attest import contract as attest
from stages.core.contract import publish, publish_json, read_json
from stages.core.errors import PipelineError
from stages.core.records.ledger_shard import SCHEMA
from stages.core.records.trained import Trained
from tests.audit.project import (
    ADAPTER,
    KEY,
    ORIGINS,
    OTHER_FILE,
    SAMPLES,
    SPLIT,
    Split,
    ask,
    decision,
    make,
    origin,
    told,
    write_ledger,
    write_split,
    write_training,
)
from tests.layout import ROOT

Captured = pytest.CaptureFixture[str]
SHARD = attest.shard("shop").path
YES = (
    "sources",
    "licences",
    "policy",
    "residual",
    "coverage",
    "synthetic",
    "trained",
    "leakage",
    "verify",
    "sample",
)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("question", YES)
def test_an_untouched_run_is_a_yes(question: str, capsys: Captured) -> None:
    code, answer = ask(capsys, question)
    assert (code, bool(answer)) == (0, True), answer
    assert "NO" not in told(capsys, question).split()


def questions() -> dict[str, argparse.ArgumentParser]:
    """The questions of the command line, by name."""
    audit = parser(["audit"])._actions[1].choices["audit"]  # type: ignore[index]
    named: dict[str, argparse.ArgumentParser] = audit._actions[1].choices
    return named


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_question_is_asked_without_a_network(name: str) -> None:
    """A test of this folder, in which no socket can be opened, asks it."""
    tests = (path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert any(f'"{name}"' in text for text in tests), f"Ask {name} in a test of tests/audit/."


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_question_is_documented_and_answers_programs(name: str) -> None:
    assert f"`adaptrail audit {name}" in (ROOT / "docs/audit.md").read_text(encoding="utf-8")
    assert "--json" in questions()[name].format_help()


@pytest.mark.usefixtures("project")
def test_sources_counts_what_was_kept_and_used(capsys: Captured) -> None:
    (shop,) = ask(capsys, "sources")[1]
    assert (shop["pin"], shop["files"], shop["kept"], shop["dropped"]) == ("c" * 40, 3, 2, {"screen": 1})
    assert (shop["candidates"], shop["used"]) == (12, {ADAPTER: 11})


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"commit": "d" * 40}, "another commit"),
        ({"source": "stall", "document": "stall:Key.java"}, "not declared"),
    ],
)
def test_a_source_that_is_not_as_declared_is_a_no(
    changed: dict[str, str], fault: str, project: Path, capsys: Captured
) -> None:
    make(project, origins=[*ORIGINS, origin(OTHER_FILE, **changed)])
    code, answer = ask(capsys, "sources")
    assert code == 1
    assert [fault] in [one["faults"] for one in answer]


@pytest.mark.usefixtures("project")
def test_licences_count_files_and_rows_by_reader(capsys: Captured) -> None:
    none, shop = ask(capsys, "licences")[1]
    assert (none["licence"], none["kept"], none["dropped"], none["policy_class"]) == ("", 0, 1, "")
    assert (shop["licence"], shop["policy_class"], shop["kept"]) == ("LicenseRef-Shop", "own", 2)
    assert (shop["basis"], shop["used"]) == ({"declared": 2}, {ADAPTER: 11})


@pytest.mark.parametrize(
    ("licence", "basis", "code"),
    [
        ("MIT OR SSPL-1.0", "header", 0),
        ("LGPL-3.0-only", "file:LICENSE, released", 0),
        ("LGPL-3.0-only", "file:LICENSE", 1),
        ("Apache-2.0 AND GPL-3.0-only", "header", 1),
        ("LicenseRef-Stranger", "declared", 1),
        ("MIT OR", "declared", 1),
        ("", "", 1),
    ],
)
def test_a_kept_file_whose_licence_the_policy_does_not_let_through_is_a_no(
    licence: str, basis: str, code: int, project: Path, capsys: Captured
) -> None:
    stranger = msgspec.structs.replace(OTHER_FILE, id="shop:X.java", path="X.java")
    kept = origin(stranger, licence=licence, licence_basis=basis, source_class="open-source", source="x")
    make(project, origins=[*ORIGINS, kept])
    assert ask(capsys, "licences")[0] == code


@pytest.mark.usefixtures("project")
def test_policy_shows_rules_by_sources(capsys: Captured) -> None:
    answer = ask(capsys, "policy")[1]
    assert (answer["policy"], answer["key_id"], answer["packs"]) == ("default", "demo", ["default"])
    (rule,) = answer["rules"]
    assert (rule["rule"], rule["actions"], rule["sources"]) == ("key-value", {"redact": 1}, {"shop": 1})
    assert ask(capsys, "policy", "key-value")[1]["rules"] == [rule]


@pytest.mark.usefixtures("project")
def test_a_decision_under_another_policy_is_a_no(capsys: Captured) -> None:
    publish_rows(anonymize.DECISIONS, [decision(KEY, policy="e" * 16)])
    code, answer = ask(capsys, "policy")
    assert (code, answer["faults"]) == (1, [f"decisions under another policy: {'e' * 16}"])


def publish_rows(file: Any, rows: list[Any]) -> None:  # noqa: ANN401
    """Write an out again, with its manifest."""
    manifest = json.loads(file.manifest.read_bytes())
    publish_json(file.manifest, manifest | msgspec.to_builtins(file.write(rows)))


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC2dF4hJ6", ["secret.github-token"]),
        ("call 13812345678 now", ["pii.cn-mobile"]),
        ("version 1.2.3 of @Override", []),
        ("REDACTED_PASSWORD", []),
    ],
)
def test_what_is_left_in_a_safe_text_is_named_by_place_and_rule(
    text: str, entities: list[str], capsys: Captured
) -> None:
    leaking = msgspec.structs.replace(OTHER_FILE, text=f'class A {{ String s = "{text}"; }}')
    publish_rows(anonymize.DOCUMENTS, [KEY, leaking])
    code, answer = ask(capsys, "residual")
    assert (code, [hit["entity"] for hit in answer["hits"]]) == (bool(entities), entities)
    assert text not in told(capsys, "residual") or not entities


@pytest.mark.usefixtures("project")
def test_a_value_that_was_kept_on_purpose_is_no_residual(capsys: Captured) -> None:
    token = "ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC2dF4hJ6"
    text = f'class A {{ String s = "{token}"; }}'
    start = text.index(token)
    place = {"document": OTHER_FILE.id, "start": start, "end": start + len(token)}
    kept = decision(KEY, **place, action="keep", reason="review")
    publish_rows(anonymize.DOCUMENTS, [KEY, msgspec.structs.replace(OTHER_FILE, text=text)])
    publish_rows(anonymize.DECISIONS, [kept])
    code, answer = ask(capsys, "residual")
    assert (code, answer["hits"], answer["kept"]) == (0, [], {"review": 1})


@pytest.mark.parametrize(
    "changed",
    [
        {"input": "another question"},
        {"generator": "implement_method@1"},
        {"outputs": SAMPLES[11].outputs},
        {"id": "ff" * 32},
    ],
    ids=["text", "recipe", "spans", "id"],
)
def test_a_row_that_the_ledger_does_not_have_is_an_orphan(
    changed: dict[str, Any], project: Path, capsys: Captured
) -> None:
    forged = msgspec.structs.replace(SAMPLES[0], **changed)
    write_split(SPLIT._replace(train=[forged, *SPLIT.train[1:]]))
    code, answer = ask(capsys, "coverage")
    assert (code, answer[0]["orphans"]) == (1, [forged.id])
    assert (answer[0]["rows"], answer[0]["traced"]) == (8, 7)


@pytest.mark.parametrize(
    ("changed", "count"),
    [
        ({"source_class": "synthetic"}, "synthetic source"),
        ({"recipe": "accepted_method"}, "suggestion"),
    ],
)
def test_a_row_that_a_model_wrote_without_being_named_is_a_no(
    changed: dict[str, Any], count: str, project: Path, capsys: Captured
) -> None:
    written = msgspec.structs.replace(SAMPLES[0], **changed)
    write_split(SPLIT._replace(train=[written, *SPLIT.train[1:]]))
    code, (answer,) = ask(capsys, "synthetic")
    assert (code, answer["written_by_a_model"][count], answer["without_model"]) == (1, 1, 1)


@pytest.mark.usefixtures("project")
def test_a_row_of_a_teacher_names_it_and_is_no_fault(capsys: Captured) -> None:
    written = msgspec.structs.replace(SAMPLES[0], teacher="host/m", recordings=["0" * 64])
    write_split(SPLIT._replace(train=[written, *SPLIT.train[1:]]))
    code, (answer,) = ask(capsys, "synthetic")
    assert (code, answer["teachers"], answer["without_model"]) == (0, {"host/m": 1}, 0)
    assert answer["written_by_a_model"]["teacher"] == 1


@pytest.mark.usefixtures("project")
def test_a_source_with_the_tag_is_written_by_a_model(capsys: Captured) -> None:
    settings = yaml.safe_load(Path("params.yaml").read_text(encoding="utf-8"))
    settings["crawl"]["sources"]["shop"]["tags"] = ["synthetic"]
    Path("params.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    code, (answer,) = ask(capsys, "synthetic")
    assert (code, answer["written_by_a_model"]["synthetic tag"]) == (1, 11)


TRAINED = Path("out/train", ADAPTER, "trained.json")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("field", "value", "faults"),
    [
        ("seed", 14, [str(TRAINED)]),
        ("order_sha256", "00", [str(TRAINED), f"reports/evaluate/{ADAPTER}.json"]),
        ("samples", [], [str(TRAINED), "ids of the training rows, in file order"]),
        ("files", {"adapter/weights": "00"}, [str(TRAINED), f"out/train/{ADAPTER}/adapter/weights"]),
    ],
)
def test_a_forged_training_is_named(field: str, value: object, faults: list[str], capsys: Captured) -> None:
    said = msgspec.to_builtins(read_json(TRAINED, Trained))
    publish_json(TRAINED, said | {field: value})
    code, (answer,) = ask(capsys, "trained", ADAPTER)
    assert (code, answer["faults"]) == (1, faults)


@pytest.mark.usefixtures("project")
def test_other_settings_than_those_of_the_training_are_named(capsys: Captured) -> None:
    text = Path("params.yaml").read_text(encoding="utf-8")
    settings = yaml.safe_load(text)
    settings["train"]["epochs"] = 99
    Path("params.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    code, (answer,) = ask(capsys, "trained")
    assert (code, answer["faults"]) == (1, ["params.yaml: train"])


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({}, "same_id"),
        ({"id": "ee" * 32}, "same_text"),
        ({"id": "ee" * 32, "output": "int no() { return 1; }", "group": "g0"}, "same_group"),
        ({"id": "ee" * 32, "input": "other", "group": "other"}, "near"),
    ],
)
def test_a_row_of_the_test_that_is_trained_on_is_a_leak(
    changed: dict[str, str], kind: str, project: Path, capsys: Captured
) -> None:
    leak = msgspec.structs.replace(SAMPLES[0], **changed)
    write_split(SPLIT._replace(test=[leak]))
    code, (answer,) = ask(capsys, "leakage")
    assert (code, answer[kind]) == (1, [leak.id])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("licences", "nope"), "nope: no such adapter, expected one of implement-method. Mend the name."),
        (("trained", "nope"), "nope: no such adapter"),
        (
            ("policy", "nope"),
            "'nope': no such rule in the decisions, expected one of key-value. Mend",
        ),
        (("sample", "--rows", "-1"), "--rows -1: expected at least 1. Mend the number."),
        (("score", "nope.jsonl"), "nope.jsonl: No such file or directory, expected a judged sample."),
        (("prove-absent",), "prove-absent: no place and no --named, expected one. Name what must be absent."),
        (("prove-absent", "nope"), "nope: not there, expected a repository, folder or file. Mend the path."),
    ],
)
@pytest.mark.usefixtures("project")
def test_an_unknown_name_is_one_line(words: tuple[str, ...], said: str, capsys: Captured) -> None:
    with pytest.raises(PipelineError) as error:
        told(capsys, *words)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("path", "content", "question", "said"),
    [
        (SHARD, None, "sources", "not found, expected the rows of an earlier stage"),
        (SHARD, b"", "coverage", "shop.jsonl: 0 rows"),
        (SHARD, b'{"v":2}\n', "licences", "shop.jsonl: 1 rows"),
        ("reports/attest.json", b"{", "sample", "reports/attest.json: Input data was truncated"),
        ("params.yaml", b"", "policy", "params.yaml: empty, expected a mapping"),
        (f"out/split/train/{ADAPTER}.jsonl", None, "synthetic", "not found, expected the rows"),
        (str(Path("out/train", ADAPTER, "trained.json")), b"\xff", "trained", "trained.json: "),
        (f"reports/probe/{ADAPTER}.json", None, "leakage", "not found, expected a file of an earlier stage"),
        ("out/anonymize/documents.jsonl", b"{}\n", "residual", "documents.jsonl: 1 rows"),
    ],
)
@pytest.mark.usefixtures("project")
def test_a_missing_or_broken_file_is_one_line(
    path: str, content: bytes | None, question: str, said: str, capsys: Captured
) -> None:
    if content is None:
        Path(path).unlink()
    else:
        publish(Path(path), content)
    with pytest.raises(PipelineError) as error:
        told(capsys, question)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.usefixtures("project")
def test_replay_asks_for_the_raw_blobs(capsys: Captured) -> None:
    with pytest.raises(PipelineError, match="out/crawl/blobs: not found, expected the raw blobs"):
        told(capsys, "replay")


@pytest.mark.usefixtures("project")
def test_a_ledger_of_a_newer_schema_is_one_line(capsys: Captured) -> None:
    rows = [json.loads(line) for line in Path(attest.SHARDS.path).read_bytes().splitlines()]
    newer = [json.dumps(row | {"schema": SCHEMA + 1, "seal": "x"}).encode() for row in rows]
    publish_json(attest.SHARDS.manifest, attest.SHARDS.write_encoded(newer))
    said = (
        f"shards.jsonl: schema {SCHEMA + 1}, expected {SCHEMA}. Ask with the version of adaptrail that wrote"
    )
    for question in ("coverage", "trace"):
        with pytest.raises(PipelineError, match=said):
            told(capsys, question, *(["x"] if question == "trace" else []))


def test_splits_that_the_ledger_knows_are_covered_again(project: Path, capsys: Captured) -> None:
    moved = Split(SAMPLES[:7], SAMPLES[7:9], SAMPLES[9:11])
    write_split(moved)
    assert ask(capsys, "coverage")[0] == 1
    write_training(moved)
    write_ledger(ORIGINS, moved)
    assert ask(capsys, "coverage")[0] == 0
