"""Baselines of detect-secrets: what they name is found again, and what an audit said holds."""

import hashlib
import json
from pathlib import Path

import pytest

from stages.anonymize.decide import Verdict
from stages.anonymize.detect import detect
from stages.anonymize.extras.load import load_detectors
from stages.anonymize.finding import Detector
from stages.anonymize.rewrite import rewrite
from tests.anonymize.cases import marked, masking, plain
from tests.anonymize.extras.asked import asked, found

SECRET = "Tr0ub4dor" + "&3"
TOKEN = "9f8K2mPq7" + "RxT4vW1zL6"
PATH = "config/app.yml"


def sha1(value: str) -> str:
    return hashlib.sha1(value.encode(), usedforsecurity=False).hexdigest()


def baseline(
    folder: Path, value: str, line: int, is_secret: bool | None, kind: str = "Secret Keyword"
) -> Detector:
    entry = {
        "type": kind,
        "filename": PATH,
        "hashed_secret": sha1(value),
        "is_verified": False,
        "line_number": line,
    }
    said = {} if is_secret is None else {"is_secret": is_secret}
    path = folder / ".secrets.baseline"
    whole = {"version": "1.5.0", "plugins_used": [], "filters_used": [], "results": {PATH: [entry | said]}}
    path.write_text(json.dumps(whole | {"generated_at": "2026-01-01T00:00:00Z"}), encoding="utf-8")
    return load_detectors([str(path)], [])[0]


@pytest.mark.parametrize(
    ("value", "line", "text"),
    [
        (SECRET, 1, f"note: ⟦{SECRET}⟧ # as agreed"),
        (SECRET, 1, f"name: 蓝海\nnote: ⟦{SECRET}⟧"),
        (SECRET, 3, f"note: {SECRET}\na: 1\nnote: ⟦{SECRET}⟧"),
        (SECRET, 9, f"note: ⟦{SECRET}⟧ and ⟦{SECRET}⟧\r\nend"),
        ("ünter dem Tisch", 1, "hint = ⟦ünter dem Tisch⟧."),
        ("=+/", 1, "x ⟦=+/⟧"),
        (SECRET, 1, f"note: x{SECRET}"),
        (SECRET, 1, f"note: {SECRET}x"),
        (SECRET, 1, f"note: {SECRET.lower()}"),
        ("a" * 500, 1, f"note: ⟦{'a' * 500}⟧"),
        ("-".join("a" * 60), 1, "note: " + "-".join("a" * 60)),
    ],
)
def test_a_value_is_found_on_its_line_or_on_the_nearest(
    value: str, line: int, text: str, tmp_path: Path
) -> None:
    detector = baseline(tmp_path, value, line, is_secret=None)
    assert marked(plain(text), found(text, "yaml", PATH, detector)) == text


def test_another_file_with_the_value_is_left_to_the_core(tmp_path: Path) -> None:
    assert found(f"note: {SECRET}", "yaml", "config/other.yml", baseline(tmp_path, SECRET, 1, None)) == []


@pytest.mark.parametrize(
    ("is_secret", "review", "confidence"), [(None, "", 0.5), (True, "T", 0.99), (False, "F", 0.5)]
)
def test_an_audit_is_a_review(is_secret: bool | None, review: str, confidence: float, tmp_path: Path) -> None:
    detector = baseline(tmp_path, SECRET, 1, is_secret)
    finding = found(f"note: {SECRET}", "yaml", PATH, detector)[0]
    assert (finding.review, finding.confidence) == (review, confidence)
    assert (finding.entity, finding.rule) == ("secret.secret-keyword", "detect-secrets/Secret Keyword")
    assert (finding.detectors, finding.version) == (("detect-secrets",), detector.version)


@pytest.mark.parametrize(
    ("is_secret", "text", "expected", "why"),
    [
        (True, "note: {}\n", "note: REDACTED_SECRET_KEYWORD\n", Verdict("redact", "review", "T")),
        (None, "note: {}\n", "note: REDACTED_SECRET_KEYWORD\n", Verdict("redact", "policy", "")),
        (False, "note: {}\n", "note: {}\n", Verdict("keep", "review", "F")),
        (False, "password: {}\n", "password: {}\n", Verdict("keep", "review", "F")),
    ],
)
def test_true_is_masked_and_false_is_kept_by_whichever_rule_it_is_found(
    is_secret: bool | None, text: str, expected: str, why: Verdict, tmp_path: Path
) -> None:
    detector = baseline(tmp_path, SECRET, 1, is_secret)
    result = rewrite(asked(text.format(SECRET), "yaml", PATH, detector), PATH, masking())
    assert (result.text, result.refused) == (expected.format(SECRET), "")
    assert {change.verdict for change in result.decided} == {why}


def test_what_is_false_on_one_line_is_masked_on_another(tmp_path: Path) -> None:
    detector = baseline(tmp_path, SECRET, 1, is_secret=False)
    text = f"password: {SECRET}\nother:\n  password: {SECRET}\n"
    result = rewrite(asked(text, "yaml", PATH, detector), PATH, masking())
    assert result.text == f"password: {SECRET}\nother:\n  password: REDACTED_PASSWORD\n"


def test_what_is_false_says_nothing_of_a_longer_secret(tmp_path: Path) -> None:
    detector = baseline(tmp_path, "demo", 1, is_secret=False)
    text = f"password: demo-{TOKEN}\n"
    assert (
        rewrite(asked(text, "yaml", PATH, detector), PATH, masking()).text == "password: REDACTED_PASSWORD\n"
    )


def test_no_finding_is_lost_beside_a_tool(tmp_path: Path) -> None:
    read = asked(f"password: {SECRET}\nmail: li@lanhai-retail.com\n", "yaml", PATH)
    detector = baseline(tmp_path, SECRET, 1, is_secret=None)
    both = detect(read._replace(limits=read.limits._replace(detectors=(detector,))))
    assert {entry for entry in both if entry.finding.detectors == ("core",)} == set(detect(read))
    assert [entry.rank for entry in both] == sorted(entry.rank for entry in both)


def test_the_version_is_that_of_the_baseline(tmp_path: Path) -> None:
    first, again, other = (baseline(tmp_path, SECRET, line, None) for line in (1, 1, 2))
    assert first.version == again.version != other.version
    assert first.tool.startswith("baseline ")
    assert SECRET not in str(first)


@pytest.mark.external
def test_what_detect_secrets_writes_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("detect_secrets", reason="needs the extra `bench`")
    from detect_secrets.core.baseline import format_for_output  # noqa: PLC0415
    from detect_secrets.core.secrets_collection import SecretsCollection  # noqa: PLC0415
    from detect_secrets.settings import default_settings  # noqa: PLC0415

    text = f'a: 1\npassword: "⟦{SECRET}⟧"\nurl: https://bot:⟦{TOKEN}⟧@git.corp/a\n'
    monkeypatch.chdir(tmp_path)
    Path(PATH).parent.mkdir()
    Path(PATH).write_text(plain(text), encoding="utf-8")
    secrets = SecretsCollection()
    with default_settings() as settings:
        settings.disable_filters("detect_secrets.filters.common.is_ignored_due_to_verification_policies")
        secrets.scan_file(PATH)
        Path("found.baseline").write_text(json.dumps(format_for_output(secrets)), encoding="utf-8")
    detector = load_detectors(["found.baseline"], [])[0]
    assert marked(plain(text), found(text, "yaml", PATH, detector)) == text
