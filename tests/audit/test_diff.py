"""Two revisions are compared by their locks, and records where their outs are still there."""

import hashlib
import shutil
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from apps.audit.diff import compared
from apps.audit.revision import listing
from stages.attest import contract as attest
from stages.attest.attest import ledger
from stages.core.errors import PipelineError
from stages.core.records.ledger_shard import SCHEMA
from tests.audit.project import ADAPTER, ORIGINS, RUN, SAMPLES, SPLIT, ask, fates, told, write_ledger
from tests.audit.test_approvals import git

Captured = pytest.CaptureFixture[str]
ROWS = ledger(fates(ORIGINS, SPLIT), RUN.units)


def store(content: bytes, kind: str = "") -> str:
    """Put an object into the cache and return its digest."""
    digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
    cached = Path(".dvc/cache/files/md5", digest[:2], digest[2:] + kind)
    cached.parent.mkdir(parents=True, exist_ok=True)
    cached.write_bytes(content)
    return digest


def lock(**changes: Any) -> None:  # noqa: ANN401
    """Write dvc.lock as a run would, and put the ledger into the cache."""
    listed = listing(attest.LEDGER)
    digest, shards = f"{store(listed, '.dir')}.dir", store(Path(attest.SHARDS.path).read_bytes())
    store(Path(attest.shard("shop").path).read_bytes())
    stage = {
        "deps": [{"path": "stages/attest", "md5": "1"}, {"path": "out/split/train", "md5": "2"}],
        "params": {"params.yaml": {"probe": {"shortest": 30, "long": 65}}},
        "outs": [
            {"path": str(attest.LEDGER), "md5": digest},
            {"path": attest.SHARDS.path, "md5": shards},
            {"path": "out/base", "md5": "3"},
        ],
    }
    Path("dvc.lock").write_text(yaml.safe_dump({"schema": "2.0", "stages": {"attest": stage | changes}}))


def commit() -> str:
    git("add", "--force", "dvc.lock", "reports", ".gitignore", ".dvc/config")
    git("commit", "--quiet", "--allow-empty", "--message", "run")
    words = ["git", "rev-parse", "HEAD"]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def first(project: Path) -> str:
    git("init", "--quiet")
    Path(".gitignore").write_text("/out/\n", encoding="utf-8")
    Path(".dvc").mkdir()
    Path(".dvc/config").write_text("[core]\n    analytics = false\n", encoding="utf-8")
    lock()
    assert project.is_dir()
    return commit()


def test_a_revision_does_not_differ_from_itself(first: str, capsys: Captured) -> None:
    code, answer = ask(capsys, "diff", first, "HEAD")
    assert (code, answer["params"], answer["code"], answer["base"]) == (0, {}, [], False)
    assert not any(answer["records"].values())


def test_settings_code_base_and_records_that_changed_are_named(first: str, capsys: Captured) -> None:
    write_ledger(ORIGINS, SPLIT._replace(train=SPLIT.train[1:]))
    lock(
        deps=[{"path": "stages/attest", "md5": "9"}],
        params={"params.yaml": {"probe": {"shortest": 31, "long": 65}}},
    )
    second = commit()
    code, answer = ask(capsys, "diff", first, second)
    assert (code, answer["code"]) == (1, ["stages/attest"])
    assert answer["params"] == {"probe.shortest": {"before": 30, "after": 31}}
    assert answer["records"]["refused"] == [SAMPLES[0].id]
    assert answer["by_source"] == {"refused": {"shop": 1}}
    assert ask(capsys, "diff", second, first)[1]["records"]["admitted"] == [SAMPLES[0].id]


def test_figures_that_changed_are_named(first: str, capsys: Captured) -> None:
    path = Path("reports/evaluate", f"{ADAPTER}.json")
    path.write_text(path.read_text(encoding="utf-8").replace('"better"', '"no evidence"'), encoding="utf-8")
    code, answer = ask(capsys, "diff", first, commit())
    assert code == 1
    assert answer["figures"] == {f"{ADAPTER}/verdict": {"before": "better", "after": "no evidence"}}


def test_a_revision_whose_outs_are_gone_says_so_and_goes_on(first: str, capsys: Captured) -> None:
    write_ledger(ORIGINS, SPLIT._replace(train=SPLIT.train[1:]))
    lock()
    second = commit()
    shutil.rmtree(".dvc/cache")
    code, answer = ask(capsys, "diff", first, second)
    assert (code, answer["records"]) == (1, None)
    assert "is not in DVC's cache, or altered there; expected it. Run `dvc fetch`" in answer["not_measured"]
    assert "records: not measured: " in told(capsys, "diff", first, second)


@pytest.mark.parametrize("schema", [2, 99])
def test_a_ledger_of_another_schema_says_so_and_goes_on(schema: int, first: str, capsys: Captured) -> None:
    path = Path(attest.SHARDS.path)
    path.write_text(
        path.read_text(encoding="utf-8").replace(f'"schema":{SCHEMA}', f'"schema":{schema}'), "utf-8"
    )
    lock()
    code, answer = ask(capsys, "diff", first, second := commit())
    assert (code, answer["records"]) == (1, None)
    assert answer["not_measured"] == f"{second}: a ledger of schema {schema}, expected {SCHEMA}"


def test_an_object_of_the_cache_that_was_altered_is_not_read(first: str, capsys: Captured) -> None:
    for file in Path(".dvc/cache").rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes().replace(b"sample", b"SAMPLE").replace(b"shop", b"SHOP"))
    Path(attest.SHARDS.path).unlink()
    assert ask(capsys, "diff", first, first)[1]["records"] is None


def test_a_ledger_that_is_not_the_committed_one_is_one_line(first: str, capsys: Captured) -> None:
    path = Path(attest.shard("shop").path)
    path.write_bytes(path.read_bytes().replace(b"oversized", b"overlarge"))
    lock()
    with pytest.raises(PipelineError, match="does not give the root of reports/attest.json"):
        told(capsys, "diff", first, commit())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nope", "'nope': no such revision, expected a commit, branch or tag"),
        ("--all", "usage: "),
        ("", "'': no such revision"),
    ],
)
def test_an_unknown_revision_is_one_line(name: str, said: str, first: str, capsys: Captured) -> None:
    with pytest.raises(PipelineError) as error:
        told(capsys, "diff", first, name)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("content", ["", "[", "schema: '1.0'\n", "- a\n"])
def test_a_lock_of_another_shape_is_one_line(content: str, first: str, capsys: Captured) -> None:
    Path("dvc.lock").write_text(content, encoding="utf-8")
    with pytest.raises(PipelineError, match=r"dvc.lock (is no YAML|of another schema)"):
        told(capsys, "diff", first, commit())


def test_the_same_record_with_other_text_was_masked_anew() -> None:
    kept = next(row for row in ROWS if row.kind == "sample" and row.used)
    masked = msgspec.structs.replace(kept, content="0" * 64)
    found = compared(ROWS, [masked if row is kept else row for row in ROWS])
    assert found.remasked == [kept.item]
    assert not any(found._replace(remasked=[]))


def test_counts_of_added_and_removed_are_exact() -> None:
    files = [row for row in ROWS if row.kind == "file"]
    samples = [row for row in ROWS if row.kind == "sample"]
    found = compared([*files, *samples[1:]], [*files[1:], *samples[:-2]])
    assert found.added == [samples[0].item]
    assert found.removed == sorted(row.item for row in samples[-2:])
    assert (found.files_added, found.files_removed) == ([], [files[0].item])
    other = msgspec.structs.replace(files[0], content="d" * 40)
    assert compared(files, [other, *files[1:]]).files_changed == [files[0].item]
    moved = msgspec.structs.replace(samples[0], used=["other/train"])
    assert compared(samples, [moved, *samples[1:]]).moved == [samples[0].item]
