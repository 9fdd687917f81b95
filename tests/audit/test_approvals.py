"""Who said what, since when, as Git knows it: what is not committed is approved by nobody."""

import json
import subprocess
from pathlib import Path

import pytest

from stages.gate.reviews import VERDICTS
from tests.audit.project import ask, told

Captured = pytest.CaptureFixture[str]
NAMES, DOCUMENTS = Path("governance/lexicon.jsonl"), Path("governance/reviews/documents.jsonl")
NAME = {
    "schema": 1,
    "key": "0" * 16,
    "fingerprint": "a" * 32,
    "kind": "maven",
    "decision": "accept",
    "reviewer": "anna",
}


def git(*words: str) -> None:
    who = ("-c", "user.name=Anna", "-c", "user.email=anna@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], check=True, capture_output=True)


def say(path: Path, *rows: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def repository(project: Path) -> Path:
    git("init", "--quiet")
    Path(".gitignore").write_text("/out/\n", encoding="utf-8")
    git("add", ".")
    git("commit", "--quiet", "--message", "start", "--date", "2026-01-02T03:04:05Z")
    return project


@pytest.mark.usefixtures("repository")
def test_nobody_said_anything_is_a_no(capsys: Captured) -> None:
    assert ask(capsys, "approvals") == (1, {"approvals": [], "disputed": 0, "releases": []})


@pytest.mark.usefixtures("repository")
def test_a_committed_line_names_its_commit_and_an_added_one_none(capsys: Captured) -> None:
    say(NAMES, NAME)
    git("add", ".")
    git("commit", "--quiet", "--message", "names", "--date", "2026-02-03T04:05:06Z")
    code, answer = ask(capsys, "approvals")
    (one,) = answer["approvals"]
    assert (code, one["said"], one["reviewer"]) == (0, "accept", "anna")
    assert (one["commit"]["author"], one["commit"]["signature"]) == ("Anna", "none")
    assert one["commit"]["at"].startswith("2026-02-03T04:05:06")
    assert "by another key: holds for nothing" in told(capsys, "approvals")
    say(NAMES, NAME | {"reviewer": "ben"})
    read = {"schema": 1, "blob": "b" * 40, "source_class": "own", "found": "nothing", "reviewer": "ben"}
    judged = {"schema": 1, "sample": "e" * 64, "output": "f" * 64, "verdict": "reject", "reviewer": "ben"}
    say(DOCUMENTS, read)
    say(VERDICTS, judged)
    code, answer = ask(capsys, "approvals")
    assert (code, [one["commit"] is None for one in answer["approvals"]]) == (1, [False, True, True, True])


@pytest.mark.usefixtures("repository")
def test_a_line_that_was_changed_after_its_commit_is_not_committed(capsys: Captured) -> None:
    say(NAMES, NAME)
    git("add", ".")
    git("commit", "--quiet", "--message", "names")
    NAMES.write_text(NAMES.read_text(encoding="utf-8").replace("accept", "reject"), encoding="utf-8")
    code, answer = ask(capsys, "approvals")
    assert (code, answer["approvals"][0]["commit"]) == (1, None)
