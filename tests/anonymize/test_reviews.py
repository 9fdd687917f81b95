"""Labels become rules, and a broken file of them is one line."""

import subprocess
import sys
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from apps.review.inspection import INSPECTIONS
from stages.anonymize.reviews import (
    CONFIRMATIONS,
    GOVERNANCE,
    LABELS,
    names,
    read_held,
    read_reviews,
    verdicts,
)
from stages.core.contract import canonical
from stages.core.errors import PipelineError
from stages.core.records.confirmation import Confirmation
from stages.core.records.label import Label
from tests.anonymize.cases import KEYS, OTHER_KEYS, ROOT
from tests.crawl.repositories import git

VALUE = "a" * 32


def label(said: Literal["T", "F", "X"], reviewer: str = "ann", rule: str = "r", value: str = VALUE) -> Label:
    return Label(
        schema=1, key=KEYS.check, fingerprint=value, entity="e", rule=rule, rule_version="1", label=said,
        reviewer=reviewer,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ([label("T")], "T"),
        ([label("F"), label("F", "bob")], "F"),
        ([label("T"), label("F", "bob")], "X"),
        ([label("T"), label("X", "bob")], "X"),
        ([label("T"), label("F")], "F"),
        ([label("T"), label("F", "bob"), label("T", "bob")], "T"),
    ],
)
def test_those_who_disagree_are_unsure_and_the_last_word_of_one_counts(
    labels: list[Label], said: str
) -> None:
    assert verdicts(labels) == {(VALUE, "r"): said}


def test_a_label_holds_for_its_value_and_rule() -> None:
    assert verdicts([label("T"), label("F", rule="s"), label("F", value="b" * 32)]) == {
        (VALUE, "r"): "T",
        (VALUE, "s"): "F",
        ("b" * 32, "r"): "F",
    }


def test_reviewers_who_disagree_about_a_name_said_nothing() -> None:
    def said(decision: Literal["accept", "reject"], reviewer: str) -> Confirmation:
        return Confirmation(
            schema=1, key=KEYS.check, fingerprint=VALUE, kind="npm", decision=decision, reviewer=reviewer
        )

    assert names([said("accept", "ann")]) == {VALUE: "accept"}
    assert names([said("accept", "ann"), said("reject", "bob")]) == {}
    assert names([said("accept", "ann"), said("reject", "ann")]) == {VALUE: "reject"}


def test_rows_by_another_key_hold_for_nothing_and_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    LABELS.parent.mkdir(parents=True)
    name = Confirmation(
        schema=1, key=KEYS.check, fingerprint=VALUE, kind="npm", decision="accept", reviewer="ann"
    )
    others = [msgspec.structs.replace(name, key=OTHER_KEYS.check, fingerprint=one * 32) for one in "bc"]
    CONFIRMATIONS.write_bytes(b"".join(canonical(row) + b"\n" for row in [name, *others]))
    LABELS.write_bytes(canonical(msgspec.structs.replace(label("F"), key=OTHER_KEYS.check)) + b"\n")
    held = read_held(KEYS)
    assert (held.verdicts, held.names) == ({}, {VALUE: "accept"})
    assert held.void == {str(LABELS): 1, str(CONFIRMATIONS): 2}
    assert [line.split(" are by")[0] for line in held.warnings] == [
        f"{LABELS}: 1 rows",
        f"{CONFIRMATIONS}: 2 rows",
    ]
    assert held.figures == {"reviews": {"values": 0, "names": 1, "void": 3}}


def test_no_file_is_no_review(tmp_path: Path) -> None:
    assert read_reviews(tmp_path / "none.jsonl", Label) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"T"', b'"Q"'),
        (b'"schema":1', b'"schema":2'),
        (b'"a', b'"secret'),
        (b"}", b""),
        (b"{", b'{"value":"secret",'),
        (b'"ann"', b'"\xff"'),
    ],
)
def test_a_broken_line_is_named_without_its_text(old: bytes, new: bytes, tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_bytes(canonical(label("T")) + b"\n" + canonical(label("T")).replace(old, new, 1) + b"\n")
    with pytest.raises(PipelineError, match=r"labels\.jsonl:2: another shape.*schema 1") as caught:
        read_reviews(path, Label)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        b"%s\n%s\n",
        b"%s\r\n%s\r\n",
        b"\xef\xbb\xbf%s\n%s\n",
        b"%s\n\n%s",
        b"\n%s\n  \n%s\n\n",
    ],
)
def test_line_ends_marks_and_empty_lines_lose_nothing(content: bytes, tmp_path: Path) -> None:
    rows = [label("T"), label("F", "bob")]
    path = tmp_path / "labels.jsonl"
    path.write_bytes(content % tuple(map(canonical, rows)))
    assert read_reviews(path, Label) == rows


def test_a_run_is_due_for_what_it_reads_of_governance_and_for_nothing_else() -> None:
    """.dvcignore says so: files that are not there yet cannot be deps."""
    read = [LABELS, CONFIRMATIONS, GOVERNANCE / "gitleaks.toml", GOVERNANCE / "shop.secrets.baseline"]
    others = [GOVERNANCE / name for name in ("README.md", "approvals/release.json", "reviews/x.jsonl")]
    done = subprocess.run(
        [sys.executable, "-m", "dvc", "check-ignore", *map(str, [*read, *others, INSPECTIONS])],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.split() == [*map(str, [*others, INSPECTIONS])]


def test_a_merge_of_two_reviewers_keeps_the_rows_of_both(tmp_path: Path) -> None:
    """By .gitattributes: marks of a conflict in a file of reviews would stop the next run."""
    rows = {name: canonical(label("T", name)) + b"\n" for name in ("start", "ann", "bob")}
    (tmp_path / LABELS).parent.mkdir(parents=True)
    (tmp_path / ".gitattributes").write_bytes((ROOT / ".gitattributes").read_bytes())

    def say(name: str) -> None:
        with (tmp_path / LABELS).open("ab") as file:
            file.write(rows[name])
        git(tmp_path, "add", ".")
        git(tmp_path, "-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-qm", name)

    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    say("start")
    git(tmp_path, "checkout", "--quiet", "-b", "bob")
    say("bob")
    git(tmp_path, "checkout", "--quiet", "main")
    say("ann")
    git(tmp_path, "-c", "user.name=A", "-c", "user.email=a@example.com", "merge", "--quiet", "bob")
    assert {row.reviewer for row in read_reviews(tmp_path / LABELS, Label)} == {*rows}
