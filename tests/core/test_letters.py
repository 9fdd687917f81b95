"""Names in any script are read as names: a tree has the same shape as that of names in ASCII."""

import unicodedata
from collections.abc import Iterator

import pytest

from stages.core.letters import LETTERS, readable
from stages.core.syntax import parse

FORMS = {
    "go": "var {0} = 2\nvar x{0}y = 2\n",
    "java": "int {0} = 2;\nint x{0}y = 2;\n",
    "kotlin": "val {0} = 2\nval x{0}y = 2\n",
    "python": "{0} = 2\nx{0}y = 2\n",
    "tsx": "let {0} = 2;\nlet x{0}y = 2;\n",
    "typescript": "let {0} = 2;\nlet x{0}y = 2;\n",
}
LINES = 512


def letters() -> list[str]:
    """Return every fifth sign above ASCII that a name of each of these languages may begin with."""
    every = map(chr, range(0x80, 0x110000))
    return [sign for sign in every if sign.isidentifier() and unicodedata.category(sign) in LETTERS][::5]


def pieces() -> Iterator[list[str]]:
    found = letters()
    yield from (found[place : place + LINES] for place in range(0, len(found), LINES))


@pytest.mark.parametrize("language", FORMS)
def test_every_letter_of_unicode_may_stand_in_a_name(language: str) -> None:
    def shape(signs: list[str]) -> tuple[str, bool]:
        text = "".join(FORMS[language].format(sign) for sign in signs).encode()
        root = parse(language, text)
        return str(root), root.end_byte == len(text)

    for signs in pieces():
        assert shape(signs) == shape(["Z"] * len(signs)), hex(ord(signs[0]))


def test_each_byte_stays_where_it_was_and_only_letters_of_kotlin_change() -> None:
    text = 'val 数量x = "é，" // 𠀀 😀\n'.encode()
    read = readable("kotlin", text)
    assert read.decode() == 'val 一一x = "é，" // 𐌀 😀\n'
    assert len(read) == len(text)
    assert readable("java", text) == text


def test_text_that_is_cut_within_a_letter_keeps_its_length() -> None:
    text = "val 数量".encode()[:-1]
    assert len(readable("kotlin", text)) == len(text)
