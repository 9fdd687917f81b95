"""Whether an answer is in the language that was asked for, by the share of Chinese in its prose."""

from collections.abc import Callable
from typing import NamedTuple

from stages.core.formats import api_table
from stages.core.formats.violation import Says, Violation, Words, violation
from stages.core.lines import lines_of
from stages.core.natural_language import prose

_NAMES = {"en": Words("English", "英文"), "zh": Words("Chinese", "中文")}
_SAYS = {
    "language": Says(
        Words("in $found, asked for was $expected", "这里是$found，要求的是$expected"),
        Words("Write the whole answer in $expected.", "请全部用$expected回答。"),
    )
}


def _summaries(text: str) -> list[str]:
    table = api_table.parse(text)
    return [operation.summary for operation in table.operations] if table else []


class _Prose(NamedTuple):
    read: Callable[[str], list[str]]
    places: bool
    """Whether they are the lines of the text."""


_WHOLE = _Prose(lines_of, places=True)
_PROSE = {
    "": _WHOLE,
    "api-table": _Prose(_summaries, places=False),
    "gherkin": _WHOLE,
    "markdown-section": _WHOLE,
    "numbered-list": _WHOLE,
    "prose": _WHOLE,
    "story": _WHOLE,
    "story-list": _WHOLE,
    "use-case-table": _WHOLE,
}
"""What is prose of an answer, by its format; code and diagrams are none."""


def language_faults(format: str, text: str, language: str) -> list[Violation]:
    """Return the violation of an answer in another language than `language`, `zh` or `en`, at the first line
    that is. The greater part of its prose counts: names of the other language may stand in it."""
    read = _PROSE.get(format)
    told = read.read(text) if read else []
    if read is None or not _is_other(language, *told):
        return []
    first = next((number for number, line in enumerate(told, 1) if _is_other(language, line)), 0)
    (other,) = _NAMES.keys() - {language}
    place = first if read.places else 0
    return [violation(_SAYS, "language", place, found=_NAMES[other], expected=_NAMES[language])]


def _is_other(language: str, *texts: str) -> bool:
    found = prose(*texts)
    return found.chinese > found.english if language == "en" else found.chinese <= found.english > 0
