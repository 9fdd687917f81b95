"""Tell Chinese from English prose."""

import re
from typing import NamedTuple

CHINESE = re.compile(r"[\u3400-\u9fff]")
"""A Chinese character."""
_ASCII = re.compile(r"[!-~]+")
_WORD = re.compile(r"[\"'(\[]*[A-Z]?[a-z]+(?:['-][A-Za-z]+)*[.,:;!?\"')\]]*|[AI]")


class Prose(NamedTuple):
    """What a text holds of each language."""

    chinese: int
    """Characters."""
    english: int
    """Words. Of what stands between blanks and Chinese, only what looks like a word of a sentence is one: no
    path, no name of code, no abbreviation."""


def prose(*texts: str) -> Prose:
    """Return how much Chinese and how much English there is in texts."""
    chinese = sum(len(CHINESE.findall(text)) for text in texts)
    tokens = (token for text in texts for token in _ASCII.findall(text))
    return Prose(chinese, sum(_WORD.fullmatch(token) is not None for token in tokens))


def natural_language(*texts: str) -> str:
    """Return `zh` when the texts have more Chinese characters than English words, else `en`."""
    found = prose(*texts)
    return "zh" if found.chinese > found.english else "en"
