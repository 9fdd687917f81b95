"""Laws of `gate`: counts close, order does not matter, duplicates stay once, standards are complete."""

import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.core.errors import PipelineError
from stages.core.records.sample import Sample
from stages.core.standards.asked import OF_CANDIDATES, RULES, WITH_SETTINGS
from stages.core.standards.settings import Standard
from stages.gate.duplicates import RULE as DUPLICATE
from stages.gate.duplicates import duplicates
from stages.gate.params import GateParams
from tests.gate.given import ROOT, gated, method, params, sample, table

OUTPUTS = [
    ("java-member", method("assertEquals(1, sum(a, b));")),
    ("java-member", method("assertEquals(2, difference(c, d, e, f, g));")),
    ("java-member", method("Thread.sleep(1); assertTrue(ok());")),
    ("java-member", method("")),
    ("java-member", "void broken() {"),
    ("api-table", table("/orders")),
    ("api-table", table("/orders/create")),
    ("story", "As a customer\nI want one cart\nSo that it is easy\n\nAC 1: a\nGiven a\nWhen b\nThen c"),
]
SAMPLES = st.lists(st.sampled_from(OUTPUTS), min_size=1, max_size=12).map(
    lambda outputs: [sample(text, format, id=f"{number:02}") for number, (format, text) in enumerate(outputs)]
)


@settings(max_examples=60)
@given(SAMPLES, st.integers())
def test_every_candidate_is_kept_or_dropped_once_in_any_order(candidates: list[Sample], seed: int) -> None:
    result = gated(candidates, params())
    assert sorted([s.id for s in result.samples] + [drop.item for drop in result.drops]) == [
        c.id for c in candidates
    ]
    shuffled = random.Random(seed).sample(candidates, len(candidates))  # noqa: S311
    assert gated(shuffled, params()) == result
    assert gated(result.samples, params()).samples == result.samples


def test_a_drop_says_who_where_and_why() -> None:
    candidate = sample(table("/a/set"), "api-table", id="s1", document="shop:api/a.yaml")
    (drop,) = gated([candidate], params()).drops
    assert (drop.stage, drop.item, drop.source, drop.path) == ("gate", "s1", "shop", "api/a.yaml")
    assert (drop.rule, drop.value, drop.threshold) == ("no-http-method-in-url", "set", "0")


def near(text: str, recipe: str = "r", id: str = "a") -> Sample:
    return sample(text, recipe=recipe, id=id)


LONG = "void a() {\n" + "\n".join(f"        call{i}(x{i});" for i in range(120)) + "\n    }"


@pytest.mark.parametrize(
    ("other", "duplicate"),
    [
        (near(LONG, id="b"), True),
        (near(LONG.replace("call7(x7)", "call7(y7)"), id="b"), True),
        (near(LONG.replace("call", "run"), id="b"), False),
        (near(LONG, recipe="another", id="b"), False),
    ],
    ids=["equal", "one word changed", "other names", "another task"],
)
def test_a_duplicate_is_dropped_for_the_smaller_id(other: Sample, duplicate: bool) -> None:  # noqa: FBT001
    result = gated([other, near(LONG)], params(duplicate_sample=0.95, token_budget=9999))
    assert [(drop.item, drop.rule, drop.duplicate_of) for drop in result.drops] == (
        [("b", "duplicate-sample", "a")] if duplicate else []
    )


def originals(samples: list[Sample], threshold: float) -> list[int | None]:
    """Return for each sample the number of the one that it is a duplicate of."""
    found = map(duplicates(samples, threshold).of, range(len(samples)))
    return [one.of if one else None for one in found]


def test_copies_are_known_by_their_number_among_all_recipes() -> None:
    found = duplicates([near(LONG, id=id, recipe=recipe) for recipe in "rs" for id in "ab"], 0.9)
    assert [found.of(number) for number in range(5)] == [None, (0, 1.0), None, (2, 1.0), None]


def test_a_chain_of_copies_keeps_what_is_not_near_to_a_kept_one() -> None:
    first = near(LONG, id="a")
    second = near(LONG.replace("call1(", "other("), id="b")
    third = near(LONG.replace("call1(", "other(").replace("call99(", "other("), id="c")
    assert originals([first, second, third], 0.9) == [None, 0, 0]
    assert originals([first, second, third], 0.97) == [None, 0, None]


def test_a_sample_that_a_rule_drops_takes_no_other_with_it() -> None:
    bad, good = sample(method("a();"), id="a"), sample(method("assertTrue(a());"), id="b")
    assert [s.id for s in gated([bad, good], params(duplicate_sample=0.1)).samples] == ["b"]


def with_action(rule: str, action: str) -> GateParams:
    before = params()
    standard = msgspec.structs.replace(before.standards[rule], action=action)
    return msgspec.structs.replace(before, standards={**before.standards, rule: standard})


def test_a_tag_counts_and_keeps() -> None:
    candidate = sample(table("/a/set"), "api-table")
    result = gated([candidate], with_action("no-http-method-in-url", "tag"))
    assert result.samples == [msgspec.structs.replace(candidate, tags=["no-http-method-in-url"])]
    assert result.figures["tagged"] == {"r/no-http-method-in-url": 1}
    assert result.figures["findings"] == {"shop/no-http-method-in-url": 1}


@pytest.mark.parametrize("rule", ["no-http-method-in-url", "duplicate-sample"])
def test_a_rule_that_is_off_does_not_look(rule: str) -> None:
    candidates = [sample(table("/a/set"), "api-table", id=id) for id in "ab"]
    figures = gated(candidates, with_action(rule, "off")).figures
    assert not [name for name in figures["rules"] if rule in name]  # type: ignore[union-attr]


def test_the_distribution_of_criteria_is_a_figure() -> None:
    story = "As a customer\nI want one cart\nSo that it is easy\n"
    criteria = [f"\nAC {n}: Case {n}\nGiven a\nWhen b\nThen {n}\n" for n in range(5)]
    stories = [sample(story + "".join(criteria[:n]), "story", id=str(n)) for n in (1, 2, 2, 3)]
    figures = gated([msgspec.structs.replace(s, id=str(i)) for i, s in enumerate(stories)], params()).figures
    assert figures["criteria"] == {"01": 1, "02": 2, "03": 1}
    assert figures["single_ac_share"] == 0.25


@pytest.mark.parametrize("rule", [*RULES, *WITH_SETTINGS, *OF_CANDIDATES])
def test_standards_name_every_rule(rule: str) -> None:
    before = params()
    standards = {name: standard for name, standard in before.standards.items() if name != rule}
    with pytest.raises(PipelineError, match=f"^conf/standards/: no standard '{rule}'.*Mend the file.$"):
        gated([], msgspec.structs.replace(before, standards=standards))


def test_standards_name_no_other_rule() -> None:
    before = params()
    standards = {
        **before.standards,
        "nicety": Standard(severity="info", action="tag", threshold=0, origin=""),
    }
    with pytest.raises(PipelineError, match="a standard without a rule 'nicety'"):
        gated([], msgspec.structs.replace(before, standards=standards))


def test_every_file_of_rules_is_heard() -> None:
    files = {path.stem for path in (ROOT / "stages/core/standards/rules").glob("*.py")}
    assert {
        find.__module__.rpartition(".")[2] for find in (*RULES.values(), *WITH_SETTINGS.values())
    } == files
    own = {path.stem.replace("_", "-") for path in (ROOT / "stages/gate/rules").glob("*.py")}
    assert own | {DUPLICATE} == set(OF_CANDIDATES)


@pytest.mark.parametrize("rule", sorted(params().standards))
def test_the_table_of_rules_says_what_conf_says(rule: str) -> None:
    standard = params().standards[rule]
    (row,) = [
        line for line in (ROOT / "docs/standards.md").read_text().splitlines() if f"| `{rule}` |" in line
    ]
    _, _, severity, action, threshold, origin, *_ = [cell.strip() for cell in row.split(" |")]
    told = (severity, action, threshold, origin)
    assert told == (standard.severity, standard.action, f"{standard.threshold:g}", standard.origin)


def test_one_review_of_two_texts_is_no_copy() -> None:
    said = "2: blocker: EmptyTest: the test calls nothing -> call what is tested and assert the result"
    inputs = ("1: @Test\n2: void opens() { }", "1: @Test\n2: void closesTheOrder() { int a = 1; }")
    reviews = [
        sample(said, "review-comments", id, input=text)
        for id, text in zip("abc", (*inputs, inputs[0]), strict=True)
    ]
    assert originals(reviews, 0.98) == [None, None, 0]
