"""Scripts of Node.js are a language of their own, with recipes that TypeScript has too."""

import pytest

from stages.build.build import build
from stages.core.formats.check import violations
from stages.core.records.sample import Sample
from tests.build.made import assets, params

CART = """const { publish } = require('./events');

/** Adds up the prices of all lines, without what is given away. */
exports.total = function (lines) {
  const paid = lines.filter((line) => !line.gift);
  const sum = paid.reduce((before, line) => before + line.price * line.quantity, 0);
  publish('cart.total', sum);
  return sum;
};

module.exports.first = (lines) => {
  const first = lines[0];
  return first ? first.price : 0;
};
"""
CART_TEST = """const { total } = require('./cart');

describe('total', () => {
  it('adds up prices of lines', () => {
    const lines = [{ price: 2, quantity: 3 }, { price: 1, quantity: 1 }];
    expect(total(lines)).toBe(7);
  });
});
"""
FILES = {"src/cart.js": CART, "src/cart.test.js": CART_TEST}


def made(recipe: str) -> list[Sample]:
    return list(build(assets(FILES), params(recipe)).candidates)


def test_a_function_that_is_exported_is_implemented() -> None:
    samples = {one.output.partition(" =")[0]: one for one in made("implement_typescript")}
    assert list(sorted(samples)) == ["exports.total", "module.exports.first"]
    total = samples["exports.total"]
    assert "JavaScript" in total.instruction
    assert total.input.split("\n")[-2:] == [
        "// Adds up the prices of all lines, without what is given away.",
        "exports.total = function (lines)",
    ]
    assert total.output == CART.partition("away. */\n")[2].partition("\n\nmodule")[0]


def test_a_test_finds_what_it_tests_by_require() -> None:
    (test,) = made("write_typescript_test")
    assert "JavaScript" in test.instruction
    assert "exports.total = function (lines) {" in test.input
    assert test.output.startswith("it('adds up prices of lines', () => {")


@pytest.mark.parametrize("recipe", ["complete_line", "complete_block", "fill_in_the_middle", "document_code"])
def test_recipes_of_all_languages_know_it(recipe: str) -> None:
    samples = made(recipe)
    assert samples
    assert all(one.format.startswith(("typescript-", "doc-")) for one in samples)
    assert [one.id for one in samples if violations(one.format, one.output)] == []
