"""Kingfisher: where it finds something, and that nothing of it stays."""

import tempfile
from pathlib import Path

import pytest

from stages.anonymize.extras.kingfisher import RULES, SCAN
from stages.anonymize.extras.load import load_detectors
from stages.core.errors import PipelineError
from tests.anonymize.cases import marked, plain
from tests.anonymize.extras.asked import found

GHP = "ghp_" + "a1B2c3D4e5F6" * 3
OTHER = "ghp_" + "F6e5D4c3B2a1" * 3
BEGIN, END = "-----BEGIN RSA PRIVATE " + "KEY-----", "-----END RSA PRIVATE " + "KEY-----"
PEM = "\n".join(
    [BEGIN, *["MIIEvQIBADANBgkqhkiG9w0BAQEFAASC" + "BKcwggSjAgEAMIIEvQIBADANBgkqhkiG9w0BAQEF"] * 3, END]
)
TEXTS = [
    f"token = '⟦{GHP}⟧'",
    f"名: 蓝海 é ⟦{GHP}⟧ end\r\nnext: ⟦{OTHER}⟧\r\n",
    f"a = '⟦{GHP}⟧'  # kingfisher:ignore",
    f"⟦{PEM}⟧\n",
    f"two of one: ⟦{GHP}⟧, ⟦{GHP}⟧",
    "token = 'REDACTED_GITHUB_TOKEN'",
    f"token = '{GHP[:-9]}'",
    "",
]


def test_it_asks_nobody_about_what_it_finds_and_shows_it_to_nobody() -> None:
    assert {"--no-validate", "--no-update-check", "--quiet"} <= set(SCAN)
    assert "--no-update-check" in RULES
    assert SCAN[SCAN.index("--git-history") + 1] == "none"
    assert not {"-o", "--output", "-r", "--redact", "--audit-log", "--alert-webhook"} & {*SCAN, *RULES}


@pytest.mark.external
@pytest.mark.parametrize("text", TEXTS)
def test_a_secret_is_found_where_it_stands(text: str) -> None:
    pytest.importorskip("kingfisher", reason="needs the extra `kingfisher`")
    known = load_detectors(["kingfisher"], [plain(other) for other in TEXTS])[0]
    assert marked(plain(text), found(text, "text", "a", known)) == text


@pytest.mark.external
def test_a_text_that_was_not_known_is_read_as_one_that_was() -> None:
    pytest.importorskip("kingfisher", reason="needs the extra `kingfisher`")
    text = plain(TEXTS[1])
    known, unknown = (load_detectors(["kingfisher"], texts)[0] for texts in ([text], []))
    findings = found(text, "text", "a", unknown)
    assert findings == found(text, "text", "a", known)
    assert {finding.entity for finding in findings} == {"secret.github-pat"} <= unknown.entities
    assert {finding.detectors for finding in findings} == {("kingfisher",)}
    assert {finding.version for finding in findings} == {unknown.version}


@pytest.mark.external
def test_no_file_with_a_secret_is_left_and_none_is_written_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("kingfisher", reason="needs the extra `kingfisher`")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    detector = load_detectors(["kingfisher"], [GHP])[0]
    assert found(f"{GHP} {OTHER}", "text", "a", detector)
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and GHP.encode() in path.read_bytes()]
    assert capfd.readouterr() == ("", "")


@pytest.mark.external
def test_a_program_that_fails_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kingfisher = pytest.importorskip("kingfisher", reason="needs the extra `kingfisher`")
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\necho a secret >&2\nexit 3\n")
    program.chmod(0o700)
    monkeypatch.setattr(kingfisher, "get_binary_path", lambda: str(program))
    with pytest.raises(PipelineError, match=r"^kingfisher: exit code 3, expected 0 or 200\. Install [^\n]*$"):
        load_detectors(["kingfisher"], [GHP])
