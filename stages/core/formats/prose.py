"""Prose: what an explanation or an answer to a question says, as text and nothing else.

    prose = line { newline line }          at least one letter; no heading, no fence, no comment mark

Lists and tables of Markdown are prose; a heading begins a section and belongs to `markdown-section`.
"""

import re

from stages.core.formats.violation import Says, Violation, Words, violation

_LETTER = re.compile(r"[^\W\d_]")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+\S")
_MARK = re.compile(r"\s*(?:/\*|\*/|//|\"\"\")")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_SAYS = {
    "prose.empty": Says(
        Words("no word", "没有任何文字"), Words("Write at least one sentence.", "至少写一句话。")
    ),
    "prose.heading": Says(Words("a heading", "出现了标题"), Words("Write the text alone.", "只写正文。")),
    "prose.mark": Says(
        Words("a mark of a comment", "出现了注释符号"), Words("Write the text alone.", "只写正文。")
    ),
    "prose.fence": Says(
        Words("a fence that is not closed", "代码块没有闭合"), Words("Close it.", "请闭合代码块。")
    ),
}


def validate(text: str) -> list[Violation]:
    """Return what keeps `text` from being prose; code in a closed fence is not looked at."""
    if not _LETTER.search(text):
        return [violation(_SAYS, "prose.empty", 0)]
    opened = 0
    for number, line in enumerate(text.split("\n"), 1):
        if _FENCE.match(line):
            opened = 0 if opened else number
        elif not opened and _HEADING.match(line):
            return [violation(_SAYS, "prose.heading", number)]
        elif not opened and _MARK.match(line):
            return [violation(_SAYS, "prose.mark", number)]
    return [violation(_SAYS, "prose.fence", opened)] if opened else []
