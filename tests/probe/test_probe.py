"""Copied answers are counted for base and adapter, and what counts is the difference."""

from msgspec import json

from stages.attest.results import ReportContent
from stages.core.contract import Counts
from stages.probe.probe import Said, copied, figures, index_of
from tests.small_model import probe_params, samples

TRAIN = samples()[:20]
ASKED = TRAIN[:8]
PARAMS = probe_params(shortest=6, long=12)
KNOWN = index_of(TRAIN, PARAMS)


def said(model: str, texts: list[str]) -> list[Said]:
    return [Said(row.id, model, text) for row, text in zip(ASKED, texts, strict=True)]


def test_an_answer_that_is_another_rows_output_is_copied() -> None:
    texts = [*(row.output for row in TRAIN[8:12]), "", "something else", "int x", "}"]
    rows = copied([*said("base", [""] * 8), *said("adapter", texts)], ASKED, KNOWN)
    assert [(row.sample, row.model) for row in rows] == sorted((row.id, "adapter") for row in ASKED[:4])
    assert all(row.lexemes >= 6 for row in rows)


def test_shares_and_excess_are_of_all_prompts() -> None:
    texts = [*(row.output for row in TRAIN[8:12]), "", "", "", ""]
    base = [TRAIN[8].output, *[""] * 7]
    rows = copied([*said("base", base), *said("adapter", texts)], ASKED, KNOWN)
    found = figures(rows, ASKED, KNOWN, PARAMS)
    adapter, of_base, excess = found["adapter"], found["base"], found["at_6_adapter_minus_base"]
    assert isinstance(adapter, dict)
    assert isinstance(of_base, dict)
    assert isinstance(excess, dict)
    assert (adapter["at_6"], of_base["at_6"], excess["mean"]) == (0.5, 0.125, 0.375)
    assert excess["low"] <= excess["mean"] <= excess["high"]
    assert adapter["longest"] >= 12


def test_nothing_copied_is_zero_and_not_missing() -> None:
    found = figures([], ASKED, KNOWN, PARAMS)
    assert found["base"] == found["adapter"] == {"at_6": 0.0, "at_12": 0.0, "longest": 0}
    assert found["at_12_adapter_minus_base"] == {"mean": 0.0, "low": 0.0, "high": 0.0}
    assert found["prompts"] == 8
    assert found["indexed_texts"] == 20


def test_prompts_of_one_origin_leave_the_bounds_unknown() -> None:
    one = [row for row in ASKED if row.group == ASKED[0].group]
    found = figures([], one, KNOWN, PARAMS)
    assert found["at_6_adapter_minus_base"] == {"mean": 0.0, "low": "unknown", "high": "unknown"}
    counts = Counts(read=1, written=1, dropped={})
    assert json.decode(json.encode({"counts": counts, "figures": found}), type=ReportContent).figures == found
