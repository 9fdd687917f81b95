"""The first comment is found in every family of languages, and in bounded time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.core.header import leading_comments


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("/* a\n b */\nclass A {}", ["/* a\n b */"]),
        ("// a\n  // b\n\n// c\nclass A {}\n// d", ["// a\n  // b\n", "// c\n"]),
        ("/* a */\npackage x.y;\n\n/** b */\nclass A {}", ["/* a */", "/** b */"]),
        ("package x\n\n// a\nfunc b() {}", ["// a\n"]),
        ("#!/bin/sh\n# a\nls\n", ["# a\n"]),
        ("\ufeff<?xml version='1.0'?>\n<!-- a -->\n<b/>", ["<!-- a -->"]),
        ("-- a\nSELECT 1;", ["-- a\n"]),
        ("# only a comment", ["# only a comment"]),
        ("package x;\nimport a.B;\nimport c.D;\n\n/* a */\nclass E {}", ["/* a */"]),
        ('"""a\nb"""\nimport c\n# d\ne = 1\n', ['"""a\nb"""', "# d\n"]),
        ("<?php\n/* a */\necho 1;", ["/* a */"]),
        ("'use strict';\n/* a */\nb();", ["/* a */"]),
        ("<#\na\n#>\nGet-Item b", ["<#\na\n#>"]),
        ("<%-- a --%>\n<b/>", ["<%-- a --%>"]),
        ("(* a *)\nlet b = 1", ["(* a *)"]),
        ("REM a\nREMOVE b", ["REM a\n"]),
        ("important = 1\n# a\n", []),
        ('a = """b"""\n# c\n', []),
        ("class A {} // a", []),
        ("packages = 1  # a", []),
        ("/* never closed", []),
        ("", []),
    ],
)
def test_the_comments_before_the_first_code(text: str, comments: list[str]) -> None:
    assert leading_comments(text) == comments


@given(st.text(alphabet="/*#-<>! \n\tpackge;x", max_size=60))
def test_what_is_returned_stands_in_the_text(text: str) -> None:
    assert all(comment in text for comment in leading_comments(text))


@pytest.mark.parametrize(
    "piece",
    [" ", "\n", "/*", "/* */ ", "#\n", "<!--", "package ", "<?xml ", "import", "from a ", '"""', "(*", "{-"],
)
def test_no_text_takes_long(piece: str) -> None:
    start = time.process_time()
    leading_comments(piece * 20_000)
    assert time.process_time() - start < 2
