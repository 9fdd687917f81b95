"""Say what the list or map is called in which a value stands, when it has several lines.

Known limit: a list that begins more than BEFORE characters above its value.
"""

import re

BEFORE = 2000
"""Characters above a value in which its list begins."""
BULLET = re.compile(r"(?P<indent>[ \t]*)- [\"']?")
STRINGS = re.compile(r"[ \t]*(?:[\"'`][^\"'`\n]{0,60}[\"'`][ ]?[,:][ ]?){0,8}[\"'`]")
"""A line of strings, up to the quote of the last one."""
KEY = re.compile(r"(?P<indent>[ \t]*)(?:- )?[\"']?(?P<key>[\w\u4e00-\u9fff.-]{1,60})[\"']?:[ \t]*$")
CLOSED = {")": "(", "]": "[", "}": "{"}
BRACKET = re.compile(r"[()\[\]{}]")


def opening(text: str, start: int) -> str:
    """Return the line of what opens the list in which `start` is, up to its bracket, or its key in YAML."""
    begin = text.rfind("\n", 0, start) + 1
    if bullet := BULLET.fullmatch(text, begin, start):
        return _key_above(text[max(0, begin - BEFORE) : begin], len(bullet["indent"]))
    if begin and STRINGS.fullmatch(text, begin, start):
        return _line_to_bracket(text[max(0, begin - BEFORE) : begin])
    return ""


def _key_above(above: str, depth: int) -> str:
    """Return the key of the list whose entries begin at a depth."""
    for row in reversed(above.split("\n")[:-1]):
        indent = len(row) - len(row.lstrip())
        if (match := KEY.match(row)) and indent <= depth and not row.lstrip().startswith("- "):
            return f"{match['key']}: "
        if row.strip() and (indent < depth or not row.lstrip().startswith("- ")):
            return ""
    return ""


def _line_to_bracket(above: str) -> str:
    """Return the line that ends with the last bracket which is still open."""
    waiting = list[str]()
    for bracket in reversed(list(BRACKET.finditer(above))):
        sign = bracket[0]
        if sign in CLOSED:
            waiting.append(CLOSED[sign])
        elif not waiting:
            return above[: bracket.end()].rsplit("\n", 1)[-1]
        elif waiting.pop() != sign:
            return ""
    return ""
