"""Keys: where they come from, and one line for each fault."""

from pathlib import Path

import pytest

from stages.anonymize.keys import DEMO_CHECK, derive, description, fingerprint, load_keys
from stages.core.errors import PipelineError
from tests.anonymize.cases import KEYS, OTHER_KEYS, ROOT, params

KEY = "0123456789abcdef-a-key"


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ADAPTRAIL_KEY", raising=False)


def test_the_committed_settings_fit_the_demo_key() -> None:
    settings = params()
    keys = load_keys(settings.key_id, settings.key_check, str(ROOT / settings.key_file))
    assert keys.check == DEMO_CHECK == settings.key_check
    assert "demo key" in description(keys)
    assert "demo" not in description(KEYS)


def test_the_environment_takes_the_place_of_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("another key of this machine\n")
    monkeypatch.setenv("ADAPTRAIL_KEY", KEY)
    assert load_keys("k", derive(KEY.encode()).check, str(path)) == derive(KEY.encode())


def test_white_space_around_a_key_does_not_count(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text(f"{KEY}\n")
    assert load_keys("k", derive(KEY.encode()).check, str(path)) == derive(KEY.encode())
    monkeypatch.setenv("ADAPTRAIL_KEY", f"{KEY}\n")
    assert load_keys("k", derive(KEY.encode()).check, "none") == derive(KEY.encode())


def test_a_key_of_spaces_is_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADAPTRAIL_KEY", " " * 32)
    with pytest.raises(PipelineError, match="0 bytes, expected at least 16"):
        load_keys("k", derive(b" " * 32).check, "none")


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "key").write_text(KEY)
    assert load_keys("k", derive(KEY.encode()).check, "~/key") == derive(KEY.encode())


@pytest.mark.parametrize(
    ("content", "expected"),
    [(None, "not found"), ("short", "expected at least 16"), (KEY + "x", "its check value is")],
)
def test_a_faulty_key_is_one_line_without_the_key(content: str | None, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "key"
    if content is not None:
        path.write_text(content)
    with pytest.raises(PipelineError, match=expected) as caught:
        load_keys("k", derive(KEY.encode()).check, str(path))
    assert "\n" not in str(caught.value)
    assert KEY not in str(caught.value)


def test_fingerprints_need_their_own_key() -> None:
    assert fingerprint(KEYS, "tiger") == fingerprint(KEYS, "tiger")
    assert fingerprint(KEYS, "tiger") != fingerprint(OTHER_KEYS, "tiger")
    assert KEYS.fingerprint != KEYS.pseudonym
    assert len(fingerprint(KEYS, "tiger")) == 32
