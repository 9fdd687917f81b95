"""The whole machine: clone, run, run again, kill, split into two zones."""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from stages.core.shards import DIGITS
from tests.pipeline.clone import ROOT, Clone

pytestmark = pytest.mark.slow

PROFILE = "test"
STAGES = list(yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"])
AS_THEY_RUN = sorted(
    STAGES, key=lambda stage: STAGES.index("gate") - 0.5 if stage == "base" else STAGES.index(stage)
)
"""`gate` counts tokens with the tokenizer of `base`, so that `base` runs before it."""


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clone]:
    """A clone after its first `dvc repro`."""
    clone = Clone(tmp_path_factory.mktemp("first") / "adaptrail", PROFILE)
    clone.run("dvc", "repro")
    return clone


def rows(clone: Clone, path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (clone.path / path).read_text(encoding="utf-8").splitlines()]


def blobs(clone: Clone) -> list[dict[str, Any]]:
    return [row for digit in DIGITS for row in rows(clone, f"out/crawl/blobs/{digit}.jsonl")]


def report(clone: Clone, path: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((clone.path / "reports" / path).read_text(encoding="utf-8"))
    return loaded


def adapters(clone: Clone) -> list[str]:
    names: list[str] = yaml.safe_load((clone.path / "params.yaml").read_text(encoding="utf-8"))["adapters"]
    return names


def test_a_fresh_clone_gives_every_adapter_and_figure(done: Clone) -> None:
    for name in adapters(done):
        folder = done.path / "out" / "train" / name
        assert (folder / "adapter" / "adapter_model.safetensors").stat().st_size > 1_000
        assert report(done, f"evaluate/{name}.json")["counts"]["written"] > 0
        assert report(done, f"probe/{name}.json")["counts"]["read"] > 0
    assert "adaptrail" in (done.path / "reports/report.md").read_text(encoding="utf-8")


def test_a_second_run_does_nothing(done: Clone) -> None:
    printed = done.run("dvc", "repro")
    assert "Data and pipelines are up to date." in printed
    assert "Running stage" not in printed


def test_a_run_changes_only_results_in_git(done: Clone) -> None:
    changed = {line[3:].split("/")[0] for line in done.run("git", "status", "--porcelain").splitlines()}
    assert changed <= {"params.yaml", "dvc.lock", "reports"}


def test_counts_close_in_every_report(done: Clone) -> None:
    reports = sorted((done.path / "reports").rglob("*.json"))
    assert len(reports) >= 10
    for path in reports:
        if path.name == "commitments.json":  # digests, no counts
            continue
        counts = json.loads(path.read_text(encoding="utf-8"))["counts"]
        assert counts["read"] == counts["written"] + sum(counts["dropped"].values()), path.name


def planted() -> list[tuple[str, str, int]]:
    """Rows of the table in samples/README.md: source, rule, expected count."""
    text = (ROOT / "samples/README.md").read_text(encoding="utf-8")
    found = re.findall(r"(?m)^\|[^|]*\| *([a-z-]+) *\| *([\w.-]+) *\| *(\d+) *\|$", text)
    return [(source, rule, int(expected)) for source, rule, expected in found]


def found(clone: Clone) -> Counter[tuple[str, str]]:
    """Count what the pipeline reports, by source and rule, names in paths left out."""
    files = [
        (row["source"], row["rule"])
        for stage in ("screen", "dedupe")
        for row in rows(clone, f"out/{stage}/drops.jsonl")
    ]
    masked = [
        (row["document"].split(":")[0], row["entity"])
        for row in rows(clone, "out/anonymize/decisions.jsonl")
        if row["replacement"] and row["node"] != "path"
    ]
    faulty = report(clone, "gate.json")["figures"]["findings"]
    standards = {tuple(name.split("/", 1)): count for name, count in faulty.items()}
    return Counter(files) + Counter(masked) + Counter(standards)


@pytest.mark.parametrize(("source", "rule", "expected"), planted())
def test_found_is_planted(done: Clone, source: str, rule: str, expected: int) -> None:
    assert found(done)[source, rule] == expected


def test_nothing_is_found_that_is_not_planted(done: Clone) -> None:
    sources = yaml.safe_load((done.path / "params.yaml").read_text(encoding="utf-8"))["crawl"]["sources"]
    own = {name for name, settings in sources.items() if settings["source_class"] == "own"}
    listed = {(source, rule) for source, rule, _ in planted()}
    rules = {rule for _, rule in listed}
    assert {key for key in found(done) if key[0] in own and key[1] in rules} <= listed


def test_tests_name_criteria_and_commits_that_mend_are_reviewed(done: Clone) -> None:
    samples = rows(done, "out/gate/samples.jsonl")
    named = [
        one["id"]
        for one in samples
        if one["recipe"] == "write_controller_test" and re.search(r"\bAC \d", one["output"])
    ]
    mended = {one["source"] for one in samples if one["recipe"] == "review_mended"}
    assert len(named) >= 15
    assert mended == {"order-center", "pricing-engine", "storefront-client"}


def test_every_sample_is_the_bytes_that_it_names(done: Clone) -> None:
    findings = json.loads(done.run("adaptrail", "audit", "verify", "--json"))
    checks = {finding["check"]: finding for finding in findings}
    assert not [finding for finding in findings if finding["faults"]]
    assert checks["raw bytes and ledger give every span"]["examined"] > 1_000
    assert checks["raw blobs and ledger give every document"]["examined"] > 500
    assert checks["used samples name their bytes and their recipe"]["examined"] > 100


def test_every_row_of_training_and_evaluation_is_traceable(done: Clone) -> None:
    splits = json.loads(done.run("adaptrail", "audit", "coverage", "--json"))
    assert {(one["adapter"], one["split"]) for one in splits} == {
        (name, split) for name in adapters(done) for split in ("train", "validation", "test")
    }
    assert sum(one["rows"] for one in splits) == sum(one["traced"] for one in splits) > 100


def test_trace_and_where_answer_for_kept_and_dropped(done: Clone) -> None:
    name = adapters(done)[0]
    kept = json.loads(done.run("adaptrail", "audit", "trace", f"{name}/test:1", "--json"))
    assert kept["row"]["used"] == [f"{name}/test"]
    piece = kept["pieces"][-1]
    lost = next(
        row
        for row in rows(done, "out/attest/ledger/order-center.jsonl")
        if row.get("stage") and row["kind"] == "file" and not row.get("used")
    )
    assert kept["row"]["item"] in done.run("adaptrail", "audit", "where", piece["document"])
    assert f"{lost['stage']}: {lost['rule']}" in done.run("adaptrail", "audit", "where", lost["item"], code=1)


def test_no_secret_of_the_sources_is_in_the_safe_zone(done: Clone) -> None:
    contents = {row["blob"]: (row["text"] or "").encode() for row in blobs(done)}
    masked = [
        row
        for row in rows(done, "out/anonymize/decisions.jsonl")
        if row["replacement"] and row["entity"].startswith("secret.")
    ]
    values = {contents[row["blob"]][row["start"] : row["end"]] for row in masked}
    lines = {line.strip() for value in values for line in value.split(b"\n")}  # JSON has no line breaks
    secrets = {line for line in lines if len(line) >= 12}
    safe = [path for stage in STAGES[3:] for path in (done.path / "out" / stage).rglob("*.json*")]
    texts = [path.read_bytes() for path in [*safe, *(done.path / "reports").rglob("*")] if path.is_file()]
    assert len(secrets) >= 10
    assert not [
        number for number, secret in enumerate(sorted(secrets)) if any(secret in text for text in texts)
    ]


def test_a_changed_result_is_noticed(done: Clone) -> None:
    out = done.path / "out" / "gate" / "samples.jsonl"
    before = out.read_bytes()
    out.chmod(0o644)
    try:
        out.write_bytes(before.replace(b'"en"', b'"zh"', 1))
        assert "NO  outs are what their manifests say" in done.run("adaptrail", "audit", "verify", code=1)
    finally:
        out.write_bytes(before)


def test_killed_in_each_stage_the_next_run_gives_the_same_bytes(done: Clone, tmp_path: Path) -> None:
    other = Clone(tmp_path / "elsewhere", PROFILE)
    (other.path / "dvc.lock").unlink()  # DVC writes all of it after each stage
    for stage in AS_THEY_RUN:
        if stage == "train":
            other.kill_when(has_a_checkpoint)
        other.kill_when(partial(is_writing, stage))
    other.run("dvc", "repro")
    assert other.lock() == done.lock()


def test_of_two_runs_at_once_each_gives_the_bytes_or_one_line(done: Clone, tmp_path: Path) -> None:
    other = Clone(tmp_path / "twice", PROFILE)
    both = [other.start("dvc", "repro", "dedupe") for _ in range(2)]
    printed = [process.communicate()[0] for process in both]
    failed = [text for process, text in zip(both, printed, strict=True) if process.returncode]
    assert len(failed) <= 1, printed
    busy = ("is busy, it is being blocked by", "Unable to acquire lock")
    assert all(any(said in text for said in busy) and "Traceback" not in text for text in failed), printed
    other.run("dvc", "repro", "dedupe")
    for path in ("files.jsonl", "drops.jsonl", "manifest.json"):
        assert (other.path / "out/dedupe" / path).read_bytes() == (
            done.path / "out/dedupe" / path
        ).read_bytes()


def is_writing(stage: str, clone: Path) -> bool:
    """Say whether the first file of a stage is there, finished or not: the moment when most can go wrong."""
    return any(files for folder in clone.glob(f"out/{stage}*") for _, _, files in os.walk(folder))


def has_a_checkpoint(clone: Path) -> bool:
    """Say whether an adapter has learnt something from which the next run goes on."""
    return any(clone.glob(".cache/train/*/*/*/checkpoint-*/complete"))


def test_a_gpu_runner_works_without_raw_data(done: Clone, tmp_path: Path) -> None:
    remote = tmp_path / "remote"
    done.run("dvc", "remote", "add", "-f", "--local", "-d", "store", str(remote))
    done.run("dvc", "push")
    runner = Clone(tmp_path / "runner", PROFILE)
    for name in ("dvc.lock", "reports"):
        runner.run("cp", "-r", str(done.path / name), str(runner.path))
    runner.run("dvc", "remote", "add", "--local", "-d", "store", str(remote))
    runner.run("python", "-m", "stages.compose", f"profile={PROFILE}", "train.lora.r=4")
    printed = runner.run("dvc", "repro", "--pull", "--allow-missing")
    assert "Running stage 'train@" in printed
    assert "Running stage 'build'" not in printed
    assert not (runner.path / "data").exists()
    assert not [path for path in (runner.path / "out").rglob("*.jsonl") if path.parts[-2] in STAGES[:3]]
    pushed = [path.read_bytes() for path in remote.rglob("*") if path.is_file()]
    raw = {path.read_bytes() for path in (done.path / "out/crawl/blobs").iterdir()}
    assert pushed
    assert raw.isdisjoint(pushed)
