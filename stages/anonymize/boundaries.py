"""Say where a value may begin: source files write line breaks and tabs as escapes, which end in a letter."""

ESCAPE = r"\\[nrtfb]"


def start(inside: str) -> str:
    """Return a pattern for a place that follows none of the signs `inside`, or an escape such as \\n."""
    return rf"(?:(?<={ESCAPE})|(?<![\\{inside}]))"


NUMBER = start("0-9A-Za-z_.+") + r"(?<![0-9A-Za-z]-)"
"""Where a number of a person may begin: not in a word, a decimal, a sum or a group of digits."""
LONG_NUMBER = r"\d(?:[ -]?\d){10}"
"""Cue of numbers of eleven digits and more: with one for each form, RE2 has states for nearly each number."""
TOKEN = start("A-Za-z0-9")
"""Where a token may begin."""
NUMBER_END = r"(?![0-9A-KM-Za-km-z_]|[Ll][0-9A-Za-z_]|\.\d|-\d)"
"""Where a number of a person may end; a long literal of Java ends in L."""
