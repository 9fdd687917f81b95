"""Laws of `split`: nothing is lost, no origin and no answer is in two splits, old groups stay."""

import random
from collections import Counter

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.core.errors import PipelineError
from stages.core.records.sample import Sample
from stages.core.records.span import Span
from stages.split.clusters import clusters
from stages.split.params import Adapter, SplitParams
from stages.split.quotes import quoting
from stages.split.split import Part, split
from tests import records

PARAMS = SplitParams(
    seed=13,
    test=0.2,
    validation=0.1,
    near=0.5,
    max_train=1000,
    max_validation=1000,
    max_test=1000,
    min_train=1,
    min_test=1,
    adapters={
        "one": Adapter(description="", recipes=["a", "b"]),
        "two": Adapter(description="", recipes=["c"]),
    },
)


def sample(id: str, group: str = "g", output: str = "", recipe: str = "a") -> Sample:
    span = Span(document=f"shop:{group}", blob="b" * 40, start=0, end=1, safe="s")
    return records.sample(id, output or id, recipe=recipe, format="story", group=group, outputs=[span])


def rows(part: Part) -> dict[str, list[Sample]]:
    return {"train": part.train, "validation": part.validation, "test": part.test}


def places(parts: dict[str, Part]) -> dict[str, set[str]]:
    """Return the splits of each sample."""
    found: dict[str, set[str]] = {}
    for part in parts.values():
        for name, samples in rows(part).items():
            for row in samples:
                found.setdefault(row.id, set()).add(name)
    return found


def shop(groups: int, each: int = 3) -> list[Sample]:
    """Return many samples whose outputs have nothing in common."""
    return [
        sample(f"{group:03}-{n}", f"g{group:03}", f"o{group} p{n} q{group} r{n} s{group}", "abc"[n % 3])
        for group in range(groups)
        for n in range(each)
    ]


ANSWERS = st.lists(st.sampled_from("abcdefgh"), min_size=5, max_size=9).map(" ".join)
DRAWN = st.lists(
    st.tuples(st.sampled_from([f"g{n}" for n in range(8)]), ANSWERS, st.sampled_from("abcd")),
    min_size=1,
    max_size=25,
).map(lambda drawn: [sample(f"{i:02}", *fields) for i, fields in enumerate(drawn)])


def dealt(samples: list[Sample], params: SplitParams = PARAMS) -> dict[str, set[str]]:
    """Return the splits of each sample, whether or not every adapter has a validation row."""
    try:
        return places(split(samples, params).parts)
    except PipelineError:
        return {}


@settings(max_examples=80)
@given(DRAWN)
def test_groups_that_share_an_answer_are_one_cluster(samples: list[Sample]) -> None:
    found = clusters(samples, 0.5)
    by_output: dict[str, set[str]] = {}
    for row in samples:
        by_output.setdefault(row.output, set()).add(found[row.group])
    assert all(len(names) == 1 for names in by_output.values())
    assert all(name == found[name] and name <= group for group, name in found.items())


@settings(max_examples=30)
@given(st.integers(min_value=0, max_value=10_000), st.lists(ANSWERS, min_size=60, max_size=60))
def test_no_group_and_no_answer_is_in_two_splits(seed: int, answers: list[str]) -> None:
    samples = [*shop(60), *(sample(f"x{i}", f"h{i}", text, "abc"[i % 3]) for i, text in enumerate(answers))]
    found = dealt(samples, msgspec.structs.replace(PARAMS, seed=seed))
    groups: dict[str, set[str]] = {}
    outputs: dict[str, set[str]] = {}
    for row in samples:
        groups.setdefault(row.group, set()).update(found.get(row.id, ()))
        outputs.setdefault(row.output, set()).update(found.get(row.id, ()))
    assert all(len(splits) <= 1 for splits in (*groups.values(), *outputs.values()))


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    samples = shop(80)
    shuffled = random.Random(seed).sample(samples, len(samples))  # noqa: S311
    assert split(shuffled, PARAMS) == split(samples, PARAMS)


def test_new_samples_that_join_no_cluster_move_no_old_group() -> None:
    before = places(split(shop(80), PARAMS).parts)
    after = places(split(shop(120), PARAMS).parts)
    assert {id: after[id] for id in before} == before


def test_a_new_group_names_the_cluster_that_it_joins_only_when_it_is_smaller() -> None:
    old = sample("old", "m", "return orders . stream ( ) . count ( ) ;")
    for group, expected in (("z", "m"), ("a", "a")):
        joined = clusters([old, msgspec.structs.replace(old, id="new", group=group)], 0.5)
        assert joined["m"] == expected


def test_shares_are_about_those_of_the_settings() -> None:
    counts = Counter(name for splits in places(split(shop(600), PARAMS).parts).values() for name in splits)
    assert abs(counts["test"] / 1800 - 0.2) < 0.04
    assert abs(counts["validation"] / 1800 - 0.1) < 0.03


def test_another_seed_deals_otherwise() -> None:
    other = split(shop(80), msgspec.structs.replace(PARAMS, seed=14))
    assert places(other.parts) != places(split(shop(80), PARAMS).parts)


def test_groups_with_near_answers_stay_together() -> None:
    text = "return orders . stream ( ) . filter ( {} ) . count ( ) ;"
    pair = [sample(f"{side}{i}", f"{side}{i}", text.format(f"open{i}")) for i in range(9) for side in "xy"]
    found = clusters([*pair, sample("z", "z", "void close ( ) { stream . end ( ) ; }")], 0.4)
    assert found == {f"{side}{i}": "x0" for i in range(9) for side in "xy"} | {"z": "z"}
    apart = clusters(pair, 0.9)
    assert apart == {f"{side}{i}": f"x{i}" for i in range(9) for side in "xy"}


def test_counts_close_with_caps_and_strangers() -> None:
    capped = msgspec.structs.replace(PARAMS, max_train=20, max_test=5, max_validation=3)
    strangers = [sample(f"s{i}", f"s{i}", recipe="unlearnt") for i in range(4)]
    result = split([*shop(100), *strangers], capped)
    assert result.counts.read == 304
    assert result.counts.read == result.counts.written + sum(result.counts.dropped.values())
    assert result.counts.dropped["no-adapter"] == 4
    assert result.counts.dropped["cap"] == 300 - 2 * 28
    for part in result.parts.values():
        assert part.counts.read == part.counts.written + sum(part.counts.dropped.values())
        assert [len(found) for found in rows(part).values()] == [20, 3, 5]
    assert {(drop.rule, drop.threshold) for drop in result.drops} == {
        ("cap", "20"),
        ("cap", "3"),
        ("cap", "5"),
        ("no-adapter", ""),
    }


def test_a_cap_keeps_what_a_larger_cap_keeps() -> None:
    few = split(shop(100), msgspec.structs.replace(PARAMS, max_train=20)).parts["one"].train
    more = split(shop(100), msgspec.structs.replace(PARAMS, max_train=40)).parts["one"].train
    assert {row.id for row in few} < {row.id for row in more}


def test_a_sample_may_serve_two_adapters() -> None:
    both = {**PARAMS.adapters, "all": Adapter(description="", recipes=["a", "b", "c"])}
    result = split(shop(80), msgspec.structs.replace(PARAMS, adapters=both))
    assert result.counts.written == 240
    assert sum(part.counts.written for part in result.parts.values()) == 480
    assert all(len(splits) == 1 for splits in places(result.parts).values())


def test_too_few_rows_are_one_line_with_counts() -> None:
    with pytest.raises(PipelineError) as error:
        split(shop(6), msgspec.structs.replace(PARAMS, min_train=60, min_test=8))
    line = str(error.value)
    assert "\n" not in line
    assert line.startswith("adapters: one has ")
    assert "; two has " in line
    assert "expected at least 60 train, 1 validation and 8 test rows" in line


def test_an_adapter_of_an_unknown_recipe_is_named() -> None:
    wrong = {**PARAMS.adapters, "three": Adapter(description="", recipes=["nobody"])}
    with pytest.raises(PipelineError, match="three has 0 train, 0 validation, 0 test rows"):
        split(shop(80), msgspec.structs.replace(PARAMS, adapters=wrong))


def test_rows_are_sorted_by_id() -> None:
    for part in split(shop(80), PARAMS).parts.values():
        for found in rows(part).values():
            assert [row.id for row in found] == sorted(row.id for row in found)


def quoted(start: int, end: int, group: str = "held") -> Span:
    return Span(document=f"shop:{group}", blob="b" * 40, start=start, end=end, safe="s")


@pytest.mark.parametrize(
    ("span", "text", "found"),
    [
        (quoted(0, 9), "see\n  return all.of(it);", {"t": "h"}),
        (quoted(0, 1), "return all.of(it);", {"t": "h"}),
        (quoted(0, 9), "the type All has of(it)", {}),
        (quoted(1, 9), "return all.of(it);", {}),
        (quoted(0, 9, "other"), "return all.of(it);", {}),
    ],
)
def test_a_question_quotes_an_answer_when_it_shows_its_bytes(
    span: Span, text: str, found: dict[str, str]
) -> None:
    held = sample("h", "held", "return  all.of(it);")
    row = msgspec.structs.replace(sample("t", "train"), input=text, inputs=[span])
    assert quoting([row], [held]) == found


def test_a_short_answer_is_anybodys() -> None:
    row = msgspec.structs.replace(sample("t", "train"), input="return;", inputs=[quoted(0, 9)])
    assert not quoting([row], [sample("h", "held", "return;")])


def test_a_training_row_that_quotes_a_held_out_answer_is_left_out() -> None:
    samples = shop(60)
    before = split(samples, PARAMS)
    (held, *_), (row, *_) = before.parts["one"].test, before.parts["one"].train
    quoting_row = msgspec.structs.replace(row, input=held.output * 3, inputs=held.outputs)
    after = split([quoting_row if one.id == row.id else one for one in samples], PARAMS)
    assert row.id not in {one.id for part in rows(after.parts["one"]).values() for one in part}
    assert after.parts["one"].counts.dropped == {"quotes-held-out": 1}
    (drop,) = [one for one in after.drops if one.rule == "quotes-held-out"]
    assert (drop.item, drop.duplicate_of, drop.value) == (row.id, held.id, "train")
    assert len(after.parts["one"].train) == len(before.parts["one"].train) - 1


def test_what_no_adapter_learns_joins_no_origins() -> None:
    samples = shop(40)
    likeness = samples[0].output
    unlearnt = [sample(f"x{n}", f"g{n:03}", f"{likeness} {n}", "unlearnt") for n in range(40)]
    assert places(split([*samples, *unlearnt], PARAMS).parts) == places(split(samples, PARAMS).parts)
