"""What holds for every tool beside the core: shown with one that calls each word with a digit a secret."""

import re
from collections.abc import Callable, Iterator

import pytest

from stages.anonymize.extras.chosen import secret
from stages.anonymize.finding import LIKELY, Detector, Finding, Subject
from stages.anonymize.rewrite import rewrite
from tests.anonymize.cases import findings, masking
from tests.anonymize.extras.asked import asked, found

GHP = "ghp_" + "a1B2c3D4e5F6" * 3


def digits(seen: list[str]) -> Callable[[Subject], Iterator[Finding]]:
    def find(subject: Subject) -> Iterator[Finding]:
        seen.append(subject.text)
        for word in re.finditer(r"[^\W_]*\d\w*|X{3,}", subject.text):
            yield Finding(*word.span(), "secret.word", "tool/word", LIKELY)

    return find


def tool(seen: list[str]) -> Detector:
    return Detector("tool", "tool 1.0", "0f0f0f0f", frozenset({"secret.word"}), digits(seen))


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("AWS Client ID", "secret.aws-client-id"),
        ("github-pat", "secret.github-pat"),
        ("URL Credentials", "secret.url-credentials"),
        ("Base64 High Entropy String", "secret.base64-high-entropy-string"),
        ("NKEY_SEED (v2)", "secret.nkey-seed-v2"),
    ],
)
def test_a_secret_has_the_name_that_its_tool_gives_it(name: str, entity: str) -> None:
    assert secret(name) == entity


def test_a_finding_names_tool_and_version() -> None:
    finding = found("say hello1 to them", "text", "a.txt", tool([]))[0]
    assert (finding.start, finding.end) == (4, 10)
    assert (finding.detectors, finding.version) == (("tool",), "0f0f0f0f")


def test_a_placeholder_is_no_secret_and_no_tool_sees_it() -> None:
    seen: list[str] = []
    assert [f.start for f in found("a: REDACTED_S3_KEY, b: hello1", "text", "a.txt", tool(seen))] == [23]
    assert seen == ["a: XXXXXXXXXXXXXXX, b: hello1"]


def test_a_path_is_left_to_the_core() -> None:
    seen: list[str] = []
    assert found("src/hello1/a.py", "path", "", tool(seen)) == seen == []


def test_the_core_names_what_both_find_and_the_row_names_both() -> None:
    finding = findings(asked(f"token: {GHP}", "yaml", "a.yml", tool([])))[0]
    assert finding.detectors == ("core", "tool")
    assert finding.entity.startswith("secret.github")


@pytest.mark.parametrize(
    ("text", "safe", "times"),
    [
        ("say hello\n", "say hello\n", 1),
        ("say hello1\n", "say REDACTED_WORD\n", 2),
        ("to a@b.org\n", None, 1),
    ],
)
def test_a_tool_that_found_nothing_is_not_asked_about_the_rest(
    text: str, safe: str | None, times: int
) -> None:
    seen: list[str] = []
    result = rewrite(asked(text, "text", "a.txt", tool(seen)), "a.txt", masking())
    assert result.refused == ""
    assert safe is None or result.text == safe
    assert len(seen) == times
