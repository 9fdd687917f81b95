"""The first comment is found in every family of languages, and in bounded time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.core.header import leading_comment


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("/* a\n b */\nclass A {}", "/* a\n b */"),
        ("// a\n// b\n\nclass A {}\n// c", "// a\n// b"),
        ("package x.y;\n\n/** a */\nclass A {}", "/** a */"),
        ("package x\n\n// a\nfunc b() {}", "// a"),
        ("#!/bin/sh\n# a\nls\n", "# a"),
        ("\ufeff<?xml version='1.0'?>\n<!-- a -->\n<b/>", "<!-- a -->"),
        ("-- a\nSELECT 1;", "-- a"),
        ("class A {} // a", ""),
        ("packages = 1  # a", ""),
        ("/* never closed", ""),
        ("", ""),
    ],
)
def test_the_comments_before_the_first_code(text: str, comment: str) -> None:
    assert leading_comment(text) == comment


@given(st.text(alphabet="/*#-<>! \n\tpackge;x", max_size=60))
def test_what_is_returned_stands_in_the_text(text: str) -> None:
    assert all(line in text for line in leading_comment(text).splitlines())


@pytest.mark.parametrize("piece", [" ", "\n", "/*", "/* */ ", "#\n", "<!--", "package ", "<?xml "])
def test_no_text_takes_long(piece: str) -> None:
    start = time.process_time()
    leading_comment(piece * 20_000)
    assert time.process_time() - start < 2
