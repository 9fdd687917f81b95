"""Base, placebo and adapter are compared on the same rows, and a verdict needs an interval."""

import pytest

from stages.core.formats.violation import Says, Violation, Words, violation
from stages.core.records.output import Output
from stages.core.standards.asked import rules
from stages.evaluate.evaluate import Checks, Given, figures, outputs, verdict
from tests.small_model import evaluate_params, samples

ROWS = samples()[:40]


SAYS = {"syntax": Says(Words("no member", "没有成员"), Words("Write one.", "写一个。"))}


def validate(format: str, text: str) -> list[Violation]:
    assert format == "java-member"
    return [] if text.startswith("public") else [violation(SAYS, "syntax", 1)] * 2


CHECKS = Checks(validate, rules(evaluate_params()), evaluate_params().standards)


def answered(losses: dict[str, float], text: str = "public int x() { }") -> list[Output]:
    given = [
        Given(row.id, model, text, stopped=True, loss=loss + 0.01 * (number % 5))
        for number, row in enumerate(ROWS)
        for model, loss in losses.items()
    ]
    return outputs(ROWS, given, CHECKS)


def test_a_row_compares_with_its_reference() -> None:
    row = ROWS[0]
    exact, other = outputs(
        [row],
        [
            Given(row.id, "base", row.output, stopped=True, loss=1.23456789),
            Given(row.id, "adapter", "nothing", stopped=False, loss=2.0),
        ],
        CHECKS,
    )[::-1]
    assert (exact.exact, exact.edit_similarity, exact.valid, exact.loss) == (True, 1.0, True, 1.234568)
    assert (other.exact, other.valid, other.violations, other.stopped) == (False, False, ["syntax"], False)
    assert 0 <= other.edit_similarity < 1


def test_rows_are_sorted_by_sample_and_model() -> None:
    made = answered({"placebo": 2.0, "adapter": 1.0, "base": 3.0})
    keys = [(row.sample, row.model) for row in made]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("losses", "expected"),
    [
        ({"base": 3.0, "placebo": 2.0, "adapter": 1.0}, "better"),
        ({"base": 3.0, "placebo": 1.0, "adapter": 1.0}, "no evidence"),
        ({"base": 3.0, "placebo": 1.0, "adapter": 2.0}, "worse"),
        ({"base": 1.0, "placebo": 3.0, "adapter": 2.0}, "worse"),
        ({"base": 3.0, "adapter": 1.0}, "no evidence"),
        ({"base": 1.0, "adapter": 3.0}, "worse"),
    ],
)
def test_the_verdict_on_the_loss_needs_all_comparisons(losses: dict[str, float], expected: str) -> None:
    assert figures(answered(losses), ROWS, evaluate_params())["verdict"] == expected


def test_a_difference_has_its_interval() -> None:
    found = figures(answered({"base": 3.0, "placebo": 2.0, "adapter": 1.0}), ROWS, evaluate_params())
    assert found["loss_adapter_minus_base"] == {"mean": -2.0, "low": -2.0, "high": -2.0, "verdict": "better"}
    assert found["rows"] == len(ROWS)
    assert found["groups"] == len({row.group for row in ROWS})


def test_the_share_of_answers_that_the_limit_cut_is_a_figure_of_each_model() -> None:
    given = [
        Given(row.id, model, "x", stopped=model == "base" or number % 4 > 0, loss=1.0)
        for number, row in enumerate(ROWS)
        for model in ("base", "adapter")
    ]
    found = figures(outputs(ROWS, given, CHECKS), ROWS, evaluate_params())
    base, adapter = found["base"], found["adapter"]
    assert isinstance(base, dict)
    assert isinstance(adapter, dict)
    assert (base["cut"], adapter["cut"]) == (0.0, 0.25)


def test_without_placebo_its_comparison_is_not_measured() -> None:
    found = figures(answered({"base": 3.0, "adapter": 1.0}), ROWS, evaluate_params())
    assert found["loss_adapter_minus_placebo"] == found["valid_adapter_minus_placebo"] == "not measured"
    assert "placebo" not in found


def test_rows_of_one_origin_give_no_evidence() -> None:
    one = [row for row in ROWS if row.group == ROWS[0].group]
    kept = {row.id for row in one}
    rows = [row for row in answered({"base": 3.0, "placebo": 2.0, "adapter": 1.0}) if row.sample in kept]
    found = figures(rows, one, evaluate_params())
    assert found["verdict"] == "no evidence"
    assert found["loss_adapter_minus_base"] == {
        "mean": -2.0,
        "low": "unknown",
        "high": "unknown",
        "verdict": "no evidence",
    }


def test_more_valid_answers_are_better_and_fewer_are_worse() -> None:
    good, bad = (answered({"x": 1.0}, text) for text in ("public", "private"))
    for adapter, base, expected in ((good, bad, "better"), (bad, good, "worse"), (good, good, "no evidence")):
        rows = [
            Output(**{name: getattr(row, name) for name in row.__struct_fields__} | {"model": model})
            for model, some in (("adapter", adapter), ("base", base))
            for row in some
        ]
        found = figures(rows, ROWS, evaluate_params())["valid_adapter_minus_base"]
        assert isinstance(found, dict)
        assert found["verdict"] == expected


def test_what_was_not_measured_cannot_be_better() -> None:
    assert verdict(["not measured", "not measured"]) == "no evidence"


GOOD = "@Test\n void adds() { assertEquals(3, sum(1, 2)); }"
SLEEPS = "@Test\n void adds() { Thread.sleep(5); assertEquals(3, sum(1, 2)); }"
LONG_LIST = "public int x(int a, int b, int c, int d, int e, int f) { return 1; }"


@pytest.mark.parametrize(
    ("text", "findings", "passes"),
    [
        (GOOD, [], True),
        (SLEEPS, ["SleepyTest"], False),
        (LONG_LIST, ["SMELL_LONG_PARAMETER_LIST"], True),
        ("@Test\n void adds() { sum(", ["format"], False),
    ],
    ids=["good", "drops", "only tags", "unreadable"],
)
def test_an_answer_passes_when_gate_would_let_it_through(
    text: str, findings: list[str], passes: bool
) -> None:
    (row,) = outputs([ROWS[0]], [Given(ROWS[0].id, "base", text, stopped=True, loss=1.0)], CHECKS)
    assert (row.findings, row.passes) == (findings, passes)


def test_findings_are_counted_by_model_and_rule_and_passing_is_compared_in_pairs() -> None:
    given = [
        Given(row.id, model, text, stopped=True, loss=1.0)
        for row in ROWS
        for model, text in (("base", SLEEPS), ("placebo", GOOD), ("adapter", GOOD))
    ]
    found = figures(outputs(ROWS, given, CHECKS), ROWS, evaluate_params())
    base, adapter, over_base, over_placebo = (
        found[name]
        for name in ("base", "adapter", "passes_adapter_minus_base", "passes_adapter_minus_placebo")
    )
    assert found["findings"] == {"base/SleepyTest": len(ROWS)}
    assert isinstance(base, dict)
    assert isinstance(adapter, dict)
    assert (base["passes"], adapter["passes"]) == (0.0, 1.0)
    assert over_base == {"mean": 1.0, "low": 1.0, "high": 1.0, "verdict": "better"}
    assert over_placebo == {"mean": 0.0, "low": 0.0, "high": 0.0, "verdict": "no evidence"}
