"""The listed names: where they come from, and one line for each fault, without a name."""

from pathlib import Path

import pytest

from stages.anonymize.keys import load_keys
from stages.anonymize.listed import digest, load_terms, terms_of
from stages.core.errors import PipelineError
from tests.anonymize.cases import KEYS, OTHER_KEYS, ROOT, params


@pytest.fixture(autouse=True)
def no_lexicon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ADAPTRAIL_LEXICON", raising=False)
    monkeypatch.delenv("ADAPTRAIL_KEY", raising=False)


def test_the_committed_settings_fit_the_lexicon_of_the_samples() -> None:
    settings = params()
    keys = load_keys(settings.key_id, settings.key_check, str(ROOT / settings.key_file))
    terms = load_terms(keys, settings.lexicon_check, str(ROOT / settings.lexicon_file))
    assert terms == ("lanhai", "蓝海")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Acme\n  big corp  \n", ("acme", "big corp")),
        ("# the names\n\nacme\r\nacme\n", ("acme",)),
        ("acme # no comment\n", ("acme # no comment",)),
        ("", ()),
        ("蓝海", ("蓝海",)),
        ("h-p", ("h-p",)),
    ],
)
def test_a_lexicon_has_one_name_a_line(text: str, terms: tuple[str, ...]) -> None:
    assert terms_of(text, "f") == terms


def test_a_mark_of_windows_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    path = tmp_path / "names"
    path.write_bytes(b"\xef\xbb\xbfacme\r\nbigcorp\r\n")
    assert load_terms(KEYS, digest(KEYS, ("acme", "bigcorp")), str(path)) == ("acme", "bigcorp")


def test_the_digest_depends_on_names_and_key_and_not_on_their_order() -> None:
    assert digest(KEYS, terms_of("b1\na1", "f")) == digest(KEYS, terms_of("A1\nb1\n", "f"))
    assert digest(KEYS, ("acme",)) != digest(KEYS, ("acmes",))
    assert digest(KEYS, ("acme",)) != digest(OTHER_KEYS, ("acme",))


def test_the_environment_takes_the_place_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADAPTRAIL_LEXICON", "acme\nbigcorp")
    assert load_terms(KEYS, digest(KEYS, ("acme", "bigcorp")), "none") == ("acme", "bigcorp")


def test_a_short_name_of_the_environment_is_told_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADAPTRAIL_LEXICON", "acme\nb")
    with pytest.raises(PipelineError, match="^ADAPTRAIL_LEXICON:2: one character"):
        load_terms(KEYS, "0000", "none")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, "No such file or directory, expected the names"),
        (b"acme\nx\n", "names:2: one character at most, expected 2 or more"),
        (b"acme\n---\n", "names:2: one character at most"),
        (b"acme\na-\n", "names:2: one character at most"),
        ("acmé".encode("latin-1"), "not UTF-8"),
        (b"acme", "its digest is [0-9a-f]{16}, expected 0000"),
    ],
)
def test_a_faulty_lexicon_is_one_line_without_a_name(
    content: bytes | None, expected: str, tmp_path: Path
) -> None:
    path = tmp_path / "names"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PipelineError, match=expected) as caught:
        load_terms(KEYS, "0000", str(path))
    assert "\n" not in str(caught.value)
    assert "acm" not in str(caught.value)
