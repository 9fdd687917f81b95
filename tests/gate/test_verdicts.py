"""What reviewers said is held to: accept, edit, reject, and who disagrees."""

from pathlib import Path

import pytest

from stages.core.contract import canonical
from stages.core.errors import PipelineError
from stages.core.records.sample import Sample
from stages.core.records.verdict import Verdict
from stages.gate.reviews import digest, read_verdicts
from tests.gate.given import gated, method, params, sample, table

GOOD = method("assertTrue(open());")
SLEEPY = method("Thread.sleep(1); assertTrue(open());")
BETTER = method("assertTrue(open(1));")


def said(verdict: str, of: Sample, reviewer: str = "ann", edited: str = "") -> Verdict:
    row = {
        "schema": 1,
        "sample": of.id,
        "output": digest(of.output),
        "verdict": verdict,
        "reviewer": reviewer,
    }
    return Verdict(**row, edited=edited)  # type: ignore[arg-type]


def test_what_is_rejected_is_dropped() -> None:
    one = sample(GOOD)
    result = gated([one], params(), said("reject", one))
    assert [(drop.item, drop.rule, drop.value) for drop in result.drops] == [("a", "review", "reject")]
    assert result.figures["reviews"] == {"reject": 1}


@pytest.mark.parametrize(
    ("output", "kind", "kept"),
    [(SLEEPY, "java-member", True), (table("/orders/create"), "api-table", False)],
    ids=["a warning", "a blocker"],
)
def test_what_is_accepted_is_dropped_by_blockers_only(output: str, kind: str, kept: bool) -> None:  # noqa: FBT001
    one = sample(output, kind)
    assert gated([one], params()).samples == []
    result = gated([one], params(), said("accept", one))
    assert [("review-accept" in row.tags) for row in result.samples] == [True] * kept


def test_an_edit_takes_the_place_of_what_was_looked_at() -> None:
    one = sample(SLEEPY, named=0.1, least_named=0.4)
    result = gated([one], params(), said("edit", one, edited=BETTER))
    (edit,) = result.samples
    assert (edit.output, edit.generator, edit.tags) == (BETTER, "review@1", ["review-edit"])
    assert (edit.outputs, edit.source, edit.recipe) == (one.outputs, one.source, one.recipe)
    assert edit.id != one.id
    assert [(drop.item, drop.value, drop.duplicate_of) for drop in result.drops] == [("a", "edit", edit.id)]
    assert result.edits == [edit]


def test_an_edit_that_breaks_a_blocker_is_dropped_too() -> None:
    one = sample(GOOD)
    result = gated([one], params(), said("edit", one, edited="void broken() {"))
    assert result.samples == []
    assert sorted(drop.rule for drop in result.drops) == ["format", "review"]
    assert [row.output for row in result.edits] == ["void broken() {"]


def test_the_last_word_of_a_reviewer_counts_and_who_rejects_is_heard_first() -> None:
    one = sample(GOOD)
    assert gated([one], params(), said("reject", one), said("accept", one)).samples != []
    assert gated([one], params(), said("reject", one, "bob"), said("accept", one)).samples == []


def test_two_who_edit_otherwise_agree_on_neither() -> None:
    one = sample(GOOD)
    edits = [said("edit", one, "ann", BETTER), said("edit", one, "bob", SLEEPY)]
    result = gated([one], params(), *edits)
    assert [drop.value for drop in result.drops] == ["disagree"]
    assert result.edits == []


def test_of_another_answer_nothing_was_said() -> None:
    before, now = sample(GOOD), sample(BETTER)
    result = gated([now], params(), said("reject", before), said("reject", sample(GOOD, id="z")))
    assert [row.id for row in result.samples] == ["a"]
    assert result.figures["reviews"] == {"stale": 1, "unknown": 1}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{}", "another shape, expected a row of Verdict"),
        (b"\xff", "another shape, expected a row of Verdict"),
        (canonical(said("edit", sample(GOOD))), "'edit' without an edited answer"),
        (canonical(said("accept", sample(GOOD), edited="int a;")), "'accept' with an edited answer"),
    ],
)
def test_a_broken_row_is_one_line(tmp_path: Path, line: bytes, message: str) -> None:
    file = tmp_path / "samples.jsonl"
    file.write_bytes(canonical(said("accept", sample(GOOD))) + b"\n" + line + b"\n")
    with pytest.raises(PipelineError, match=f":2: {message}"):
        read_verdicts(file)


def test_rows_are_read_and_no_file_is_no_word(tmp_path: Path) -> None:
    file = tmp_path / "samples.jsonl"
    assert read_verdicts(file) == []
    rows = [said("accept", sample(GOOD)), said("edit", sample(GOOD), edited=BETTER)]
    file.write_bytes(b"\n".join(map(canonical, rows)))
    assert read_verdicts(file) == rows


def test_a_folder_in_the_place_of_the_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="Is a directory, expected a file of verdicts"):
        read_verdicts(tmp_path)
