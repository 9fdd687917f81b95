"""Actions, the mixture, held-out texts, resources and cases of stories."""

import gzip
import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.core.errors import PipelineError
from stages.core.records.story_asset import Criterion
from stages.gate.diversity import case
from stages.gate.figures import plot_of_criteria, plot_of_drops
from stages.gate.held_out import HeldOutTexts, Piece, pieces, read_held_out
from stages.gate.mixing import left_out
from stages.gate.params import GateParams, HeldOut, Mix
from stages.gate.resources import resources
from tests.gate.given import HEADER, gated, method, params, sample, table


def with_action(rule: str, action: str) -> GateParams:
    before = params()
    standard = msgspec.structs.replace(before.standards[rule], action=action)
    return msgspec.structs.replace(before, standards={**before.standards, rule: standard})


def test_downweight_lets_a_sample_count_less() -> None:
    result = gated([sample(table("/a/set"), "api-table")], with_action("no-http-method-in-url", "downweight"))
    assert [(row.weight, row.tags) for row in result.samples] == [(0.5, ["no-http-method-in-url"])]
    assert result.figures["downweighted"] == {"r/no-http-method-in-url": 1}


def test_a_duplicate_may_be_tagged() -> None:
    twins = [sample(method("assertTrue(a);"), id=id) for id in "ab"]
    result = gated(twins, with_action("duplicate-sample", "tag"))
    assert [row.tags for row in result.samples] == [[], ["duplicate-sample"]]


def test_what_nobody_minds_stays_as_it_is() -> None:
    one = sample(method("assertTrue(a);"))
    assert gated([one], params()).samples == [one]


IDS = st.lists(st.text("abc", min_size=1, max_size=4), unique=True, max_size=20)


@settings(max_examples=60)
@given(IDS, st.floats(0.01, 1), st.integers(0, 12), st.integers(0, 9))
def test_a_mixture_takes_its_share_and_its_cap(ids: list[str], share: float, cap: int, seed: int) -> None:
    samples = [sample("x", id=id, recipe="r") for id in ids] + [sample("x", id="other", recipe="s")]
    beyond = left_out(samples, {"r": Mix(share=share, cap=cap)}, seed)
    assert "other" not in beyond
    stay = len(ids) - len(beyond)
    assert stay <= (cap or len(ids))
    assert stay == min(cap or len(ids), -int(-len(ids) * share // 1))
    assert left_out(samples[::-1], {"r": Mix(share=share, cap=cap)}, seed) == beyond


def test_what_the_mixture_leaves_out_has_a_row() -> None:
    candidates = [sample(method(f"assertEquals({n}, a({n}));"), id=f"{n}") for n in range(6)]
    changed = msgspec.structs.replace(params(duplicate_sample=1), mix={"r": Mix(share=1, cap=2)})
    result = gated(candidates, changed)
    assert len(result.samples) == 2
    assert {(drop.rule, drop.threshold) for drop in result.drops} == {("mix", "cap 2")}
    halved = msgspec.structs.replace(changed, mix={"r": Mix(share=0.5, cap=0)})
    assert [drop.threshold for drop in gated(candidates, halved).drops] == ["share 0.5"] * 3


LOOP = (
    "for (int i = 0; i < items.size(); i++) { total = total + items.get(i).price() * items.get(i).amount(); }"
)


def test_a_copy_of_a_held_out_text_says_which_and_what() -> None:
    held_out = [Piece("humans.jsonl:3", f"solution = {LOOP} // end"), Piece("humans.jsonl:4", LOOP)]
    copy = sample(method(f"{LOOP.replace(' ', '  ')} assertEquals(1, total);"))
    (drop,) = gated([copy], params(), held_out=held_out).drops
    assert drop.rule == "benchmark-overlap"
    assert drop.value.startswith("humans.jsonl:3: for (int i = 0;")
    assert gated([copy], params(benchmark_overlap=200), held_out=held_out).drops == []
    asked = sample(method("assertTrue(a);"), input=LOOP)
    assert [one.rule for one in gated([asked], params(), held_out=held_out).drops] == ["benchmark-overlap"]


@pytest.mark.parametrize(("length", "found"), [(4, True), (5, True), (6, False)])
def test_an_overlap_is_counted_in_tokens(length: int, found: bool) -> None:  # noqa: FBT001
    texts = HeldOutTexts([Piece("a:1", "one two three four 五 zero")])
    assert bool(texts.overlap("ONE  two\nthree four五 six", length)) is found


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        (
            "a.jsonl",
            b'{"prompt": "def a()"}\n\n{"tests": ["b", {"c": "d"}], "n": 1}\n',
            ["def a()", "b", "d"],
        ),
        ("a.jsonl.gz", gzip.compress(b'"x"\n', mtime=0), ["x"]),
        ("a.jsonl", '"one\u2028two"\n"three\x85"\n'.encode(), ["one\u2028two", "three\x85"]),
        ("a.json", json.dumps([{"a": "x\ny"}]).encode(), ["x\ny"]),
        ("ATest.java", b"class ATest {\n}", ["class ATest {\n}"]),
    ],
)
def test_texts_of_files(name: str, content: bytes, expected: list[str]) -> None:
    assert [piece.text for piece in pieces(name, content) if piece.text] == expected


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", b"{"),
        ("a.bin", b"\xff"),
        ("a.json.gz", b"x"),
        ("a.json.gz", gzip.compress(b'"x"', mtime=0)[:10] + b"\xff" * 9),
        ("a.json.gz", gzip.compress(b'"x"', mtime=0)[:-3]),
    ],
)
def test_what_is_no_text_is_one_line(name: str, content: bytes) -> None:
    with pytest.raises(PipelineError, match=f"{name}: .*expected text, JSON or JSON Lines in UTF-8"):
        list(pieces(name, content))


def test_a_folder_is_what_its_digest_says(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="no file in it"):
        read_held_out(HeldOut(folder=str(tmp_path / "none"), digest="a" * 64))
    (tmp_path / "a.txt").write_text("one two three", encoding="utf-8")
    with pytest.raises(PipelineError, match="found [0-9a-f]{64}, expected none") as stopped:
        read_held_out(HeldOut(folder=str(tmp_path), digest=""))
    digest = str(stopped.value).split("found ")[1][:64]
    texts = read_held_out(HeldOut(folder=str(tmp_path), digest=digest))
    overlap = texts.overlap("zero one two three", 3)
    assert overlap is not None
    assert overlap == ("a.txt:1", "one two three")
    (tmp_path / "a.txt").write_text("one two", encoding="utf-8")
    with pytest.raises(PipelineError, match=f"expected {digest}"):
        read_held_out(HeldOut(folder=str(tmp_path), digest=digest))


def test_the_matrix_of_resources() -> None:
    operations = [
        ("/orders", "POST"),
        ("/orders", "GET"),
        ("/orders/{id}", "GET"),
        ("/orders/{orderId}", "PATCH"),
        ("/orders/{id}", "DELETE"),
        ("/orders/{id}/items", "GET"),
        ("/orders/{id}/items/{sku}", "POST"),
    ]
    rows = "\n".join([HEADER, *(f"| {path} | {verb} | does it |  | 200 |  |" for path, verb in operations)])
    twice = [sample(rows, "api-table"), sample(table("/orders"), "api-table", "b")]
    found = [
        (r.resource, r.creates, r.reads, r.updates, r.deletes, r.other, r.missing) for r in resources(twice)
    ]
    assert found == [("/orders", 1, 2, 1, 1, 0, ""), ("/orders/{}/items", 0, 1, 0, 0, 1, "CUD")]
    figures = gated(twice, params()).figures
    assert figures["crud"] == {"shop/-R--": 1, "shop/CRUD": 1}


def criterion(title: str, when: str = "I pay", then: str = "it is paid", given: str = "a cart") -> Criterion:
    return Criterion(title=title, given=[given], when=[when], then=[then])


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (criterion("Paid by card"), "happy"),
        (criterion("余额支付", then="订单变为已支付"), "happy"),
        (criterion("Card refused"), "failure"),
        (criterion("Paid", then="paying fails and says why"), "failure"),
        (criterion("余额不足", then="支付被拒绝"), "failure"),
        (criterion("Empty cart"), "edge"),
        (criterion("第二次", given="已经支付过一次"), "edge"),
        (criterion("Terror film", then="the failover is bought"), "happy"),
    ],
)
def test_the_case_of_a_criterion(told: Criterion, expected: str) -> None:
    assert case(told) == expected


def test_plots_are_tables() -> None:
    result = gated([sample(table("/a/set"), "api-table"), sample(method(""), id="b")], params())
    assert plot_of_drops(result.drops) == b"rule,samples\nEmptyTest,1\nno-http-method-in-url,1\n"
    assert plot_of_criteria(result.figures) == b"criteria,stories\n"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"layers": {"a": {"types": [], "packages": [], "other": [], "uses": ["b"]}}},
            "b, which is no layer",
        ),
        (
            {"naming": {"java": {"type": "[", "method": "a", "field": "a", "constant": "a"}}},
            "no regular expression",
        ),
        ({"held_out": {"folder": "", "digest": "a"}}, "held_out.digest without held_out.folder"),
    ],
)
def test_settings_that_contradict_are_refused(changed: dict[str, object], message: str) -> None:
    before = msgspec.to_builtins(params())
    with pytest.raises(msgspec.ValidationError, match=message):
        msgspec.convert({**before, **changed}, type=GateParams)
