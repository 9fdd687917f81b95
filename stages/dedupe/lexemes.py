"""Read a file as its lexemes, without what makes unlike files alike: licence header and imports."""

import re

LEXEME = re.compile(r"[A-Za-z_0-9]+|[^\x00-\x7f]")
"""A word of ASCII letters, or one character of another script: Chinese has no spaces."""

HEADER = re.compile(r"\A\s*(?:/\*.*?\*/|(?:(?://|#|--)[^\n]*\n)+)", re.DOTALL)
IMPORT = re.compile(r"(?m)^[ \t]*(?:import|package|from\s+\S+\s+import|using|#include|export \* from)\b.*$")


def lexemes(text: str) -> list[str]:
    """Return the lexemes of a file in order; a comment at its very top and its import lines are left out."""
    return LEXEME.findall(IMPORT.sub("", HEADER.sub("", text, count=1)))


def shingles(words: list[str], ngram: int) -> frozenset[tuple[str, ...]]:
    """Return the n-grams of `words`."""
    return frozenset(zip(*(words[start:] for start in range(ngram)), strict=False))


def jaccard(left: frozenset[tuple[str, ...]], right: frozenset[tuple[str, ...]]) -> float:
    """Return the share of shingles that two files have in common: 0 when neither has any."""
    return len(left & right) / (len(left | right) or 1)
