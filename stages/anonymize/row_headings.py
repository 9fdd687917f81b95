"""Say what the value of a row is called that is in no table: by a line above with as many words.

Rows whose columns are set apart by spaces, and lists of values below a comment that names their places.
Known limit: a heading more than ABOVE characters above its row, and a comma within a value.
"""

import re

ABOVE = 2000
"""Characters above a row in which its heading stands."""
LONGEST = 300
"""Characters of a row, and of its heading."""
LEAST = 3
"""Columns that a row has."""
FRAME = re.compile(r"^(?:[\s()\[\]{}#]|//+|-{1,2}\s|\*\s)+|(?:[\s()\[\]{},;]|\*/|-->)+$")
"""What stands around the values of a row, or around its heading in a comment."""
VALUES = (re.compile(r",\s*"), re.compile(r" {2,}|\t"), re.compile(r"\s+"))
"""What parts the values of a row."""
WORDS = (re.compile(r"\s*[,，、/|;]\s*"), re.compile(r" {2,}|\t"), re.compile(r"\s+"))
"""What parts the words of a heading."""
DIGIT = re.compile(r"\d")
WORD = re.compile(r"[A-Za-z_\u4e00-\u9fff][A-Za-z_\u4e00-\u9fff./（）() -]{0,19}")
SPACED = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
"""What stands between the signs of a heading that is spread: 姓 名."""


def above(text: str, place: int) -> str:
    """Return the word above the value at a place, or an empty string."""
    begin = text.rfind("\n", max(0, place - LONGEST), place) + 1
    end = text.find("\n", place, begin + LONGEST)
    row = text[begin : end if end > 0 else begin + LONGEST]
    places = [one for part in VALUES for one in [_place_of(row, place - begin, part)] if one[1] >= LEAST]
    lines = text[max(0, begin - ABOVE) : begin].split("\n")[:-1] if begin and places else []
    headings = [line[:LONGEST] for line in reversed(lines) if not DIGIT.search(line)]
    for number, count in places:
        for line in headings:
            if words := _words(line, count):
                return SPACED.sub("", words[number])
    return ""


def _place_of(row: str, place: int, part: re.Pattern[str]) -> tuple[int, int]:
    """Return in which value of a row a place is, and how many it has."""
    inside = FRAME.sub("", row)
    left = row.index(inside)
    ends = [left + match.end() for match in part.finditer(inside)]
    return sum(end <= place for end in ends), len(ends) + 1


def _words(line: str, count: int) -> list[str]:
    """Return the words of a line if it has so many and nothing else."""
    inside = FRAME.sub("", line)
    for part in WORDS:
        words = part.split(inside)
        if len(words) == count and all(WORD.fullmatch(word) for word in words):
            return words
    return []
