"""Where members are cut, and that the parts are the member again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.build.build import build
from stages.build.code_tree import LANGUAGES
from stages.build.cuts import PLACES, beginning, cut_of, ending, signed
from stages.build.unit import units
from stages.core.formats.check import BY_LANGUAGE, violations
from stages.core.records.type_asset import TypeAsset
from tests.build.depot import DEPOT, refused, shown
from tests.build.made import RECIPES, assets, params

SCRIPT = """exports.total = function (lines) {
  const paid = lines.filter((line) => !line.gift);
  // what is paid
  let sum = 0;
  for (const line of paid) {
    sum += line.price * line.quantity;
    publish('line', line.price);
  }
  return sum;
};
"""
MEMBERS = [
    (unit.asset.language, unit.member.text)
    for found in (DEPOT, assets({"src/total.js": SCRIPT}))
    for unit in units(RECIPES["fill_in_the_middle"], found)
    if isinstance(unit.asset, TypeAsset) and unit.member is not None and unit.member.body
]


@settings(max_examples=150)
@given(st.sampled_from(sorted(PLACES)), st.sampled_from(MEMBERS), st.text("ab", max_size=3))
def test_the_parts_are_the_member_and_the_answer_is_whole_statements(
    kind: str, member: tuple[str, str], seed: str
) -> None:
    language, text = member
    cut = cut_of(kind, language, text, seed)
    if cut is None:
        return
    assert not violations(BY_LANGUAGE["statements"][language], cut.answer)
    assert cut == cut_of(kind, language, text, seed)
    if kind != "task":
        assert f"{cut.before}{cut.answer}{cut.after}" == text
    else:
        assert text.endswith(f"{cut.answer}{cut.after}")
        assert "TODO: " in cut.before


MATCH = """def told(shape):
    match shape:
        case "round" | "oval":
            reported = True
            return "no corners"
        case _:
            return "corners"
"""


def test_a_case_alone_is_no_statement() -> None:
    cuts = [cut_of("middle", "python", MATCH, str(seed)) for seed in range(40)]
    assert {cut.answer for cut in cuts if cut} == {
        "reported = True",
        'return "no corners"',
        'return "corners"',
    }


def test_every_kind_cuts_every_language() -> None:
    found = {(kind, one[0]) for kind in PLACES for one in MEMBERS if cut_of(kind, *one, "seed")}
    assert found == {(kind, language) for kind in PLACES for language in LANGUAGES}


def test_seeds_choose_and_choose_alike() -> None:
    cuts = {cut_of("middle", *one, str(seed)) for one in MEMBERS for seed in range(20)}
    assert len(cuts) > 2 * len(MEMBERS)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("python", "def worth(order):\n    return order.amount().in_cents(order.currency)"),
        ("python", "def check(order):\n    if order.empty():\n        raise ValueError(order.number.text())"),
        ("java", "long worth(Order order) {\n  return order.amount().inCents(order.currency());\n}"),
    ],
)
def test_a_line_is_cut_where_it_is_all_of_its_block(language: str, text: str) -> None:
    cut = cut_of("line", language, text, "s")
    assert cut is not None
    assert "\n" not in cut.answer


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("int one() { return 1; }", "too little of it would be left"),
        ("int one();", "nothing to cut"),
        ("int one() {", "does not parse"),
    ],
)
def test_what_cannot_be_cut(text: str, reason: str) -> None:
    assert cut_of("middle", "java", text, "s") is None, reason


def test_a_comment_that_says_what_follows_becomes_what_is_to_do() -> None:
    asked = shown("with_todo", "fill_todo", "sendAll")
    assert "        // TODO: skip addresses that nobody reads\n        for (Coupon coupon" in asked
    assert shown("todo_answer", "fill_todo", "sendAll") == (
        "if (!reachable(address)) {\n            return sent;\n        }"
    )
    assert shown("todo_answer", "fill_todo", "names") == (
        'names = sorted(set(found.json()))\n        names.remove("X")'
    )
    assert "        // TODO: send each mail that is ready\n\n        return" in shown(
        "with_todo", "fill_todo", "drain"
    )
    assert "\t// TODO: refuse an address that is empty\n\n\tp.sent++" in shown(
        "with_todo", "fill_todo", "Handle"
    )


@pytest.mark.parametrize(
    "comment",
    [
        "// TODO: skip what nobody reads",
        "// x = skip(nobody);",
        "// given",
        "// eslint-disable-next-line all",
        "// istanbul ignore next",
        "// nolint: errcheck of it",
        "// one",
    ],
)
def test_other_comments_are_no_tasks(comment: str) -> None:
    head, tail = (
        "int all(int a) {\n    int sum = a + 1000;\n    ",
        "\n    sum = sum + 10000;\n    return sum;\n}",
    )
    text = f"{head}{comment}{tail}"
    assert cut_of("task", "java", text, "s") is None
    said = text.replace(comment, "// add what was left")
    assert cut_of("task", "java", said, "s") is not None
    assert cut_of("task", "java", said.replace("1000;\n    //", "1000; //"), "s") is None


def test_accessors_are_not_asked_for() -> None:
    assert refused("middle", "complete_line", "getCode") == "trivial-accessor"


def test_a_long_text_keeps_its_head_and_what_is_near_the_cursor() -> None:
    text = "int f(int a) {\n    one();\n    two();\n    three();\n    "
    assert ending(text, 200, 1) == text
    assert ending(text, 40, 1) == "int f(int a) {\n...\n    three();\n    "
    assert ending(text, 1, 0) == "...\n    "
    assert beginning("\n    one();\n    two();\n}", 18) == "\n    one();\n..."


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("int f(int a) {\n    one();\n", 1),
        ('@Get("/a")\npublic int f(\n    int a\n) {\n    one();\n', 4),
        ("def f(\n    a: int,\n) -> int:  # noqa\n    one()\n", 3),
        ("def f(\n" + "    a,\n" * 9 + "):\n    one()\n", 1),
        ("int a;\n", 1),
    ],
)
def test_a_signature_is_shown_to_its_end(text: str, lines: int) -> None:
    assert signed(text) == lines


@pytest.mark.parametrize("name", ["complete_line", "complete_block", "fill_in_the_middle", "fill_todo"])
def test_no_completion_shows_its_answer(name: str) -> None:
    for sample in build(DEPOT, params(name)).candidates:
        assert sample.output not in sample.input
        assert sample.inputs
        assert sample.outputs[0] in sample.inputs
