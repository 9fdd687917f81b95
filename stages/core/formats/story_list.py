"""Story lists: an epic split into stories, one numbered line each, in Chinese or English.

    list  = line { line }                                         two lines or more, numbered from 1
    line  = number ". " title "：" "作为" role "，我想" want [ "，以便于" benefit ]
          | number ". " title ": As a" role ", I want" want [ ", so that" benefit | ", in order to" purpose ]

    1. Merge the guest cart: As a customer, I want to keep what I picked, so that I need not search again

One list is in one language. Neither role nor title holds the mark that ends it, `：` or `: As `, `，我想` or
`, I want `; of several `，以便于`, `, so that ` or `, in order to ` the last one begins the benefit.
"""

import re
from typing import NamedTuple

from stages.core.formats.story import reason
from stages.core.formats.violation import Says, Violation, Words, violation

_ZH = re.compile(
    r"(?P<title>.+?)：作为(?P<role>.+?)，我想(?P<want>.+?)(?:，以便于(?P<benefit>(?:(?!，以便于).)+))?"
)
_EN = re.compile(
    r"(?P<title>.+?): As an? (?P<role>.+?), I want (?P<want>.+?)"
    r"(?:, (?:so that|in order(?= to )) (?P<benefit>(?:(?!, so that |, in order to ).)+))?"
)
_NUMBERED = re.compile(r"(\d{1,3})\. (\S.*)")
_VOWEL = re.compile(r"[aeio]", re.IGNORECASE)
_SAYS = {
    "line": Says(
        Words("not a story in one line", "不是一行一个故事"),
        Words(
            "Write `1. Title: As a role, I want something, so that a benefit`.",
            "请写成 `1. 标题：作为角色，我想做什么，以便于价值`。",
        ),
    ),
    "number": Says(
        Words(
            "number $number stands where $expected is expected", "此处应为第 $expected 条，却是第 $number 条"
        ),
        Words("Number the stories from 1, without gaps.", "从 1 开始连续编号。"),
    ),
    "mixed": Says(
        Words("a line in another language", "出现了另一种语言的行"),
        Words("Write all lines in one language.", "所有行使用同一种语言。"),
    ),
    "few": Says(
        Words("fewer than two stories", "少于两个故事"), Words("Split the epic further.", "请继续拆分。")
    ),
}


class Line(NamedTuple):
    """A story in one line."""

    title: str
    role: str
    want: str
    benefit: str
    """May be empty."""


class StoryList(NamedTuple):
    """Stories of one epic."""

    language: str
    """`zh` or `en`."""
    stories: tuple[Line, ...]


class _Read(NamedTuple):
    found: StoryList
    violations: list[Violation]


def parse(text: str) -> StoryList | None:
    """Return the list, or None when `validate` has something to say."""
    read = _read(text)
    return None if read.violations else read.found


def validate(text: str) -> list[Violation]:
    """Return what keeps `text` from being a list of stories."""
    return _read(text).violations


def render(given: StoryList) -> str:
    """Return the canonical text of a list."""
    write = _zh if given.language == "zh" else _en
    return "\n".join(f"{number}. {write(line)}" for number, line in enumerate(given.stories, 1))


def _zh(line: Line) -> str:
    return f"{line.title}：作为{line.role}，我想{line.want}" + (
        f"，以便于{line.benefit}" if line.benefit else ""
    )


def _en(line: Line) -> str:
    article = "an" if _VOWEL.match(line.role) else "a"
    return f"{line.title}: As {article} {line.role}, I want {line.want}" + (
        f", {reason(line.benefit)}" if line.benefit else ""
    )


def _read(text: str) -> _Read:
    violations: list[Violation] = []
    stories: list[tuple[str, Line]] = []
    numbered = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    for expected, (number, line) in enumerate(numbered, 1):
        found = _NUMBERED.fullmatch(line)
        story = _line(found[2]) if found else None
        if found is None or story is None:
            violations.append(violation(_SAYS, "line", number))
        elif int(found[1]) != expected:
            violations.append(violation(_SAYS, "number", number, number=found[1], expected=expected))
        elif stories and stories[0][0] != story[0]:
            violations.append(violation(_SAYS, "mixed", number))
        stories += [story] if story else []
    violations += [violation(_SAYS, "few", 0)] if len(numbered) < 2 else []
    language = stories[0][0] if stories else "en"
    return _Read(StoryList(language, tuple(line for _, line in stories)), violations)


def _line(text: str) -> tuple[str, Line] | None:
    for language, pattern in (("zh", _ZH), ("en", _EN)):
        found = pattern.fullmatch(text)
        if found:
            return language, Line(found["title"], found["role"], found["want"], found["benefit"] or "")
    return None
