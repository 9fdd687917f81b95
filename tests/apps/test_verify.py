"""`verify` names the setting, report or manifest that was altered, and no bad file stops another check."""

import json
from pathlib import Path

import pytest

from apps.adaptrail import execute
from apps.audit import evidence, verify
from apps.audit.checks import finding
from stages.attest.commitments import Commitments, commitments
from stages.attest.results import ReportContent
from stages.core.contract import Counts, Figures, Written, publish, publish_json, sha256_of
from stages.core.errors import PipelineError

REPORT, CURVE, RAW = "reports/evaluate/a.json", "reports/loss/a.csv", "out/crawl/manifest.json"
TRAINED = "out/train/a/trained.json"
SECTIONS: dict[str, object] = {"train": {"lora": {"r": 8}, "rate": 0.5}, "build": {"recipes": {"故事": "x"}}}


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commitments:
    monkeypatch.chdir(tmp_path)
    for path in (REPORT, CURVE, RAW, TRAINED):
        publish(Path(path), f"content of {path}".encode())
    vouched: dict[str, float | int | str] = {path: sha256_of(Path(path)) for path in (RAW, TRAINED)}
    report = ReportContent(counts=Counts(read=0, written=0, dropped={}), figures={"digests": vouched})
    return commitments(SECTIONS, [Path(REPORT), Path(CURVE)], [report])


def test_what_reports_vouch_for_is_committed_to(made: Commitments) -> None:
    assert set(made.files) == {REPORT, CURVE, RAW, TRAINED}
    assert verify.files(made.files, raw_zone=True) == (4, [])


@pytest.mark.parametrize("path", [REPORT, CURVE, RAW, TRAINED])
@pytest.mark.parametrize("change", [b"", b"{", b"\xff", None])
def test_an_altered_cut_or_lost_file_is_named(made: Commitments, path: str, change: bytes | None) -> None:
    if change is None:
        Path(path).unlink()
    else:
        Path(path).write_bytes(change)
    assert verify.files(made.files, raw_zone=True).faults == [path]


def test_without_the_raw_zone_its_manifests_are_left_out(made: Commitments) -> None:
    Path(RAW).unlink()
    assert verify.files(made.files, raw_zone=False) == (3, [])


@pytest.mark.parametrize("words", [[], ["--json"]], ids=["text", "json"])
def test_without_the_raw_zone_its_checks_are_named_as_not_measured(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        execute(["audit", "verify", *words])
    printed = capsys.readouterr().out
    lines = (
        [f"not measured {one['check']}: {one['not_measured']}" for one in json.loads(printed)]
        if words
        else printed.splitlines()
    )
    assert [line for line in lines if line.endswith("the raw zone is not here")] == [
        "not measured blobs give their Git id and SHA-256: the raw zone is not here",
        "not measured raw blobs and ledger give every document: the raw zone is not here",
        "not measured raw paths and ledger give every path: the raw zone is not here",
        "not measured raw bytes and ledger give every span: the raw zone is not here",
    ]


@pytest.mark.parametrize(
    ("sections", "faults"),
    [
        ({"build": {"recipes": {"故事": "x"}}, "train": {"rate": 0.5, "lora": {"r": 8}}}, []),
        (SECTIONS | {"engine": {"name": "ray"}}, []),
        (SECTIONS | {"train": {"lora": {"r": 16}, "rate": 0.5}}, ["params.yaml: train"]),
        ({"train": SECTIONS["train"]}, ["params.yaml: build"]),
    ],
)
def test_an_altered_setting_is_named_by_its_section(
    made: Commitments, sections: dict[str, object], faults: list[str]
) -> None:
    assert verify.settings(made.params, sections).faults == faults


def test_a_missing_file_cannot_be_committed_to(made: Commitments) -> None:
    with pytest.raises(PipelineError, match="reports/none.json: No such file"):
        commitments(SECTIONS, [Path("reports/none.json")], [])


@pytest.mark.parametrize("content", [b"", b"[1", b"[1]", b'{"a": 1}', b'{"a": {"rows": 1}}'])
def test_a_broken_manifest_is_one_line_and_the_others_are_read(made: Commitments, content: bytes) -> None:
    good, bad = Path("out/b/manifest.json"), Path("out/a/manifest.json")
    publish_json(good, {REPORT: Written(rows=1, sha256=made.files[REPORT])})
    publish(bad, content)
    examined, faults = verify.outs([bad, good])
    assert (examined, len(faults)) == (1, 1)
    assert faults[0].startswith("out/a/manifest.json: ")


def test_no_manifest_at_all_is_a_fault() -> None:
    assert verify.outs([]).faults == ["out/: no manifest, expected one per stage. Run `dvc repro`."]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "params.yaml: empty, expected a mapping of sections. Run `python -m stages.compose`."),
        ("[", "params.yaml:1: no YAML, expected it."),
        ("[" * 5000, "params.yaml:1: no YAML, expected it."),
        ("a: 2026-13-45", "params.yaml: no YAML, expected it."),
        ("- a", "params.yaml: a list, expected a mapping of names."),
        ("\x00", "params.yaml: no YAML, expected it."),
    ],
    ids=["empty", "cut off", "deep", "no date", "list", "control"],
)
def test_settings_that_are_none_are_one_line(
    content: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    evidence.sections.cache_clear()
    Path("params.yaml").write_text(content)
    found = finding("settings", lambda: verify.settings({}, evidence.sections()))
    evidence.sections.cache_clear()
    assert len(found.faults) == 1
    assert said in found.faults[0]
    assert "\n" not in found.faults[0]


def attested(figures: Figures) -> None:
    counts = Counts(read=0, written=0, dropped={})
    publish_json(Path("reports/attest.json"), ReportContent(counts=counts, figures=figures))


def test_an_altered_export_is_named(made: Commitments) -> None:
    attested({"exports": {REPORT: sha256_of(Path(REPORT)), CURVE: sha256_of(Path(CURVE))}})
    assert verify.files(evidence.exports(), raw_zone=True) == (2, [])
    Path(CURVE).write_bytes(b"altered")
    assert verify.files(evidence.exports(), raw_zone=True) == (2, [CURVE])


@pytest.mark.parametrize("figures", [{}, {"exports": {}}, {"exports": "none"}])
def test_an_attestation_without_exports_says_so(made: Commitments, figures: Figures) -> None:
    attested(figures)
    with pytest.raises(PipelineError, match="no exports, expected some"):
        evidence.exports()
