"""The root draws, not a person; what was judged is scored only when it is what was drawn."""

import json
from pathlib import Path
from typing import Any

import pytest

from apps.review.statistics import lower_bound, upper_bound
from stages.core.errors import PipelineError
from tests.audit.project import ORIGINS, SPLIT, ask, told, write_ledger, write_split, write_training

Captured = pytest.CaptureFixture[str]
FILE = Path("judged.jsonl")


def drawn(capsys: Captured, *words: str) -> list[dict[str, Any]]:
    """The head and the rows of a draw."""
    code, lines = ask(capsys, "sample", *words)
    assert code == 0
    found: list[dict[str, Any]] = lines
    return found


def judge(lines: list[dict[str, Any]], failed: int = 0, **changes: Any) -> None:  # noqa: ANN401
    """Write the file with verdicts; the first `failed` rows do not pass."""
    head, rows = lines[0] | changes, lines[1:]
    said = [{"verdict": "fail" if number < failed else "pass"} for number in range(len(rows))]
    judged = [row | {"reviewer": "anna"} | one for row, one in zip(rows, said, strict=True)]
    FILE.write_text("".join(json.dumps(line) + "\n" for line in [head, *judged]), encoding="utf-8")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("words", "rows", "expected"),
    [
        ([], 8, 0.96),
        (["--preset", "manual"], 8, 0.96),
        (["--preset", "technical"], 1, 0.98),
        (["--rows", "3"], 3, 0.96),
    ],
)
def test_a_preset_says_how_many_are_drawn(
    words: list[str], rows: int, expected: float, capsys: Captured
) -> None:
    head, *asked = drawn(capsys, *words)
    assert (head["rows"], head["population"], head["expected"], len(asked)) == (rows, 8, expected, rows)


@pytest.mark.usefixtures("project")
def test_two_draws_are_the_same_and_a_smaller_one_is_its_beginning(capsys: Captured) -> None:
    eight, three = drawn(capsys), drawn(capsys, "--rows", "3")
    assert drawn(capsys) == eight
    assert three[1:] == eight[1:4]
    assert {row["place"] for row in eight[1:]} == {f"implement-method/train:{n}" for n in range(1, 9)}


@pytest.mark.usefixtures("project")
def test_another_ledger_is_another_draw(capsys: Captured) -> None:
    before = drawn(capsys)
    other = SPLIT._replace(test=SPLIT.test[:1])
    write_split(other)
    write_training(other)
    write_ledger(ORIGINS, other)
    after = drawn(capsys)
    assert before[0]["root"] != after[0]["root"]
    assert [row["id"] for row in before[1:]] != [row["id"] for row in after[1:]]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(("failed", "code"), [(0, 0), (1, 1), (8, 1)])
def test_the_share_that_passed_decides(failed: int, code: int, capsys: Captured) -> None:
    judge(drawn(capsys), failed)
    found = ask(capsys, "score", str(FILE))
    share = (8 - failed) / 8
    assert found[0] == code
    assert (found[1]["share"], found[1]["low"], found[1]["high"]) == (share, share, share)
    assert len(found[1]["failed"]) == failed


@pytest.mark.usefixtures("project")
def test_a_part_that_was_judged_leaves_room_for_chance(capsys: Captured) -> None:
    judge(drawn(capsys, "--rows", "3"))
    code, found = ask(capsys, "score", str(FILE))
    assert (code, found["is_reached"], found["is_sure"], found["high"]) == (0, True, False, 1.0)
    assert found["low"] == pytest.approx(0.2924, abs=1e-4)
    assert "chance alone" in told(capsys, "score", str(FILE))


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        (0, 30, 0.0, 0.1157),
        (30, 30, 0.8843, 1.0),
        (151, 153, 0.9536, 0.9984),
        (3840, 4000, 0.9534, 0.9659),
        (1, 2, 0.0126, 0.9874),
    ],
)
def test_the_interval_is_the_exact_one(hits: int, total: int, low: float, high: float) -> None:
    assert lower_bound(hits, total, 0.025) == pytest.approx(low, abs=1e-4)
    assert upper_bound(hits, total, 0.025) == pytest.approx(high, abs=1e-4)


def without_verdict(lines: list[str]) -> list[str]:
    return [lines[0], lines[1].replace('"pass"', '""'), *lines[2:]]


def other_text(lines: list[str]) -> list[str]:
    return [lines[0], lines[1].replace("Do it.", "Do."), *lines[2:]]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: [], "judged.jsonl: empty, expected a judged sample."),
        (lambda lines: ["{"], "judged.jsonl:1: another shape, expected a line of `adaptrail audit sample`"),
        (lambda lines: [lines[0].replace('"schema": 1', '"schema": 2')], "judged.jsonl:1: another shape at"),
        (without_verdict, "judged.jsonl:2: no verdict or no reviewer"),
        (lambda lines: lines[:-1], "other rows or texts than the draw gives, expected all 8 in their order."),
        (lambda lines: [lines[0], *reversed(lines[1:])], "other rows or texts than the draw gives"),
        (other_text, "other rows or texts than the draw gives"),
        (lambda lines: [lines[0].replace("0.96", "0.5"), *lines[1:]], "share 0.5, expected that of a preset"),
        (lambda lines: [lines[0].replace('"root": "', '"root": "0'), *lines[1:]], "drawn from ledger 0"),
        (lambda lines: [lines[0].replace("implement-method", "x"), *lines[1:]], "x: no such adapter"),
    ],
    ids=["empty", "cut", "schema", "blank", "fewer", "order", "text", "share", "ledger", "adapter"],
)
def test_what_was_not_drawn_so_is_one_line(change: Any, said: str, capsys: Captured) -> None:  # noqa: ANN401
    judge(drawn(capsys))
    lines = FILE.read_text(encoding="utf-8").splitlines()
    FILE.write_text("".join(f"{line}\n" for line in change(lines)), encoding="utf-8")
    with pytest.raises(PipelineError) as error:
        told(capsys, "score", str(FILE))
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.usefixtures("project")
def test_the_file_is_what_score_reads(capsys: Captured) -> None:
    said = told(capsys, "sample", "--out", str(FILE))
    assert "8 of 8 training rows" in said
    with pytest.raises(PipelineError, match=r"judged.jsonl:2: no verdict"):
        told(capsys, "score", str(FILE))
