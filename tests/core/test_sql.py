"""Statements of a script: what ends one, and what cannot run long."""

import time

import pytest

from stages.core.sql import begins, statements, tree


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("select 1; select 2", ["select 1", "select 2"]),
        ("select ';' ; select \";\"", ["select ';'", 'select ";"']),
        ("-- a; b\nselect 1;", ["select 1"]),
        ("/* a; b */ select 1", ["select 1"]),
        ("  # a; b\n\t# c; d\nselect 1;", ["select 1"]),
        ("select #{id};\n#{x}", ["select #{id}", "#{x}"]),
        ("select a#b from t; select 2", ["select a#b from t", "select 2"]),
        ("create f as $b$ x; y $b$; select 2", ["create f as $b$ x; y $b$", "select 2"]),
        ("values ('it''s', 'a\\'b;'); select 2", ["values ('it''s', 'a\\'b;')", "select 2"]),
        ("select 'a; select 2", ["select 'a; select 2"]),
        (";;\n;", []),
    ],
)  # fmt: skip
def test_a_semicolon_in_a_text_or_comment_ends_no_statement(script: str, found: list[str]) -> None:
    assert [script[place.start : place.end] for place in statements(script)] == found


HOSTILE = {
    "quotes behind backslashes": "'" + "\\'" * 500_000,
    "tags that differ": "".join(f"${number}" for number in range(150_000)),
    "comments that open": "/*" * 500_000,
    "comments within comments": "--" + "/*" * 500_000,
    "quotes": "'" * 999_999,
    "blanks": "\n \t" * 330_000,
    "marks at the beginning of lines": " \n#{" * 250_000,
    "an odd quote": "select 1" + ' "' * 499_999 + "`",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_megabyte_of_anything_is_read_once(text: str) -> None:
    start = time.process_time()
    list(statements(text))
    begins(text)
    assert time.process_time() - start < 10  # CPU seconds; quadratic work takes hours


@pytest.mark.parametrize(
    "text",
    ["CREATE TABLE child_{:04} () inherits (base)", "select ((((", "select " + "(" * 10_000, "merge into"],
)
def test_what_the_parser_stumbles_over_has_no_tree(text: str) -> None:
    """The first makes sqlglot 30 read an attribute of None."""
    assert tree(text) is None
