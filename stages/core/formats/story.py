"""User stories with acceptance criteria, in Chinese or English.

    story     = "用户故事：" title        "User story: " title
                "作为" role              "As a" role
                "我想" want              "I want" want
                "以便于" benefit          "So that" benefit
                { criterion }
    criterion = "AC " number "：" title   "AC " number ": " title
                "假设 " given             "Given " given
                "当 " when                "When " when
                "那么 " then              "Then " then
    A line "并且 " / "And " goes on with the step above it. A blank line stands before each criterion.

Also read: half and full width colons, `AC1`, `ac 1`, `AC-1`, `AC 1` without a colon, 验收标准, 场景,
Scenario; 作为一个, 作为一位, 作为一名; 我想要, 我希望, 我需要; 以便, 从而, 这样; 假如, 假定, 给定, 前提;
于是, 则; 而且, 同时, 但是; I'd like, I would like, I need; in order to; But; the story, or the steps of a
criterion, on one line; Markdown headings, list markers and bold keywords; a line 验收标准 or Acceptance
criteria above the X
"""

import re
from itertools import pairwise
from typing import NamedTuple

from stages.core.formats.fence import LONGEST_LINE, unfenced
from stages.core.formats.violation import Says, Violation, Words, violation
from stages.core.records.story_asset import Criterion


class Story(NamedTuple):
    """A story as its parts, without keywords."""

    language: str
    """`zh` or `en`."""
    title: str
    """May be empty."""
    role: str
    want: str
    benefit: str
    """May be empty."""
    criteria: tuple[Criterion, ...]


class Line(NamedTuple):
    """A line of a story: which part, in which language, with what text."""

    part: str
    """`title`, `role`, `want`, `benefit`, `criteria` (what stands above them), `criterion`, `implied` (one
    that the steps on a line make), `given`, `when`, `then` or `and`."""
    language: str
    text: str


_HEAD_HINT = Words(
    "Write As a, I want, So that: once each, in this order, before the criteria.",
    "请按顺序在验收标准之前各写一次：作为、我想、以便于。",
)
_STEP_HINT = Words(
    "Write Given, When, Then, in this order; go on with And.", "请按顺序写假设、当、那么；续写用并且。"
)
_SAYS = {
    "line": Says(
        Words("not a line of a story", "不是故事的一行"),
        Words(
            "Start each line with a keyword such as Given, or remove the line.",
            "请以“假设”等关键词开头，或删去这一行。",
        ),
    ),
    "language": Says(
        Words("a keyword of the other language", "用了另一种语言的关键词"),
        Words(
            "Write every keyword in the language of the line with the role.",
            "所有关键词请与角色一行用同一种语言。",
        ),
    ),
    "role": Says(Words("no line with the role", "没有写角色的一行"), _HEAD_HINT),
    "want": Says(Words("no line with the want", "没有写愿望的一行"), _HEAD_HINT),
    "order": Says(Words("$later after $earlier", "$later 出现在 $earlier 之后"), _HEAD_HINT),
    "order.head": Says(Words("$later after the first criterion", "$later 出现在验收标准之后"), _HEAD_HINT),
    "order.step": Says(Words("'$later' after '$earlier'", "“$later”在“$earlier”之后"), _STEP_HINT),
    "order.and": Says(Words("'and' before the first step", "第一个步骤之前就写了“并且”"), _STEP_HINT),
    "empty": Says(
        Words("the $part is empty", "$part 是空的"),
        Words("Write the text behind the keyword.", "请在关键词后面写出内容。"),
    ),
    "criterion.stray": Says(
        Words("a step before the first criterion", "第一条验收标准之前就有步骤"),
        Words("Write `AC 1:` above it.", "请在它上面写 `AC 1：`。"),
    ),
    "criterion": Says(Words("no step '$part'", "缺少步骤“$part”"), _STEP_HINT),
    "no-criterion": Says(
        Words("the story has no acceptance criterion", "故事没有验收标准"),
        Words(
            "Add at least one: AC 1, then Given / When / Then.",
            "请至少加一条：AC 1，然后写 假设 / 当 / 那么。",
        ),
        severity="warning",
    ),
}

_NUMBER = r"\s*[-#]?\s*[\d一二三四五六七八九十]*\s*[:：]"
_AC_ZH = rf"(?:AC|验收标准|验收条件|场景){_NUMBER}|AC\s*[-#]?\s*\d+(?:[.、]|\s|\Z)"
_AC_EN = rf"(?:AC|Acceptance criterion|Scenario){_NUMBER}"

_KEYWORDS: tuple[tuple[str, str, str], ...] = (
    ("title", "zh", r"(?:用户故事|故事|功能)\s*\d*\s*[:：]"),
    ("title", "en", r"(?:User story|Story|Feature)\s*\d*\s*[:：]"),
    ("role", "zh", r"作为[\s:：]*(?:一个|一位|一名)?[\s:：]*"),
    ("role", "en", r"As\s+(?:(?:an?|the)\s+)?"),
    ("want", "zh", r"我(?:想要|想|希望|需要|要)[\s:：]*"),
    ("want", "en", r"I(?:\s+want|['’]d\s+like|\s+would\s+like|\s+need)\s+"),
    ("benefit", "zh", r"(?:以便于|以便|从而|这样)[\s:：]*"),
    ("benefit", "en", r"(?:So\s+that|In\s+order(?=\s+to\b))\s+"),
    ("criteria", "zh", r"(?:验收标准|验收条件)\s*(?:[(（]AC[)）])?\s*[:：]?\s*\Z"),
    ("criteria", "en", r"Acceptance criteria\s*(?:\(ACs?\))?\s*:?\s*\Z"),
    ("criterion", "zh", _AC_ZH),
    ("criterion", "en", _AC_EN),
    ("given", "zh", r"(?:假设|假如|假定|给定|前提)[\s:：]*"),
    ("given", "en", r"Given\s+"),
    ("when", "zh", r"当[\s:：]*"),
    ("when", "en", r"When\s+"),
    ("then", "zh", r"(?:那么|于是|则)[\s:：]*"),
    ("then", "en", r"Then\s+"),
    ("and", "zh", r"(?:并且|而且|同时|但是)[\s:：]*"),
    ("and", "en", r"(?:And|But)\s+"),
)
_LINES = [
    (part, language, re.compile(rf"(?:{keyword})(.*)", re.IGNORECASE))
    for part, language, keyword in _KEYWORDS
]
_CANONICAL: dict[str, dict[str, tuple[str, ...]]] = {
    "zh": {
        "title": ("用户故事：",),
        "role": ("作为", "作为一位"),
        "want": ("我想", "我想要"),
        "benefit": ("以便于",),
        "given": ("假设 ",),
        "when": ("当 ",),
        "then": ("那么 ",),
        "and": ("并且 ",),
    },
    "en": {
        "title": ("User story: ",),
        "want": ("I want ",),
        "given": ("Given ",),
        "when": ("When ",),
        "then": ("Then ",),
        "and": ("And ",),
    },
}
_MARKUP = re.compile(r"(?:#{1,6}\s+|[-*+]\s+(?:\[[ xX]\]\s+)?|>\s*|\d+[.)]\s+)?(.*?)\s*")
_BOLD = re.compile(r"\A\*\*(.*?)\*\*")
_ONE_LINE = (
    re.compile(r"(作为.*?)[，,；;。]\s*(我(?:想|希望|需要|要).*?)(?:[，,；;。]\s*((?:以便|从而|这样).*))?"),
    re.compile(
        r"(As\s.*?)(?:[,;]\s*(?=I)|\s+(?=I(?:\s+want|['’]d\s+like|\s+would\s+like)\s+to\s))"
        r"(I(?:\s+want|['’]d\s+like|\s+would\s+like|\s+need)\s.*?)"
        r"(?:[,;]?\s+((?:so\s+that|in\s+order\s+to)\s.*))?",
        re.IGNORECASE,
    ),
)
_STEPS_ON_ONE_LINE = (
    re.compile(
        rf"((?:{_AC_ZH}))?\s*((?:假设|假如|假定|给定|前提).*?)[，,；;]\s*(当(?![前天年月日地]).*?)[，,；;]\s*"
        r"((?:那么|于是|则).*)"
    ),
    re.compile(rf"((?:{_AC_ZH}|{_AC_EN}))?\s*(Given\s.*?)[,;]\s*(when\s.*?)[,;]\s*(then\s.*)", re.IGNORECASE),
)
_ENDS = {"role": "，,；;。.", "want": "，,；;。.", "benefit": "。."}
"""What may end a line of the head beside its text."""
_ORDER = ("title", "role", "want", "benefit")
_STEPS = ("given", "when", "then")
_VOWEL = re.compile(r"[aeio]|u(?!ni|s[ei]|t[ei])|hour|hono", re.IGNORECASE)


def line_of(line: str) -> Line | None:
    """Return which part of a story a line is, or None when it is none."""
    bare = _unmarked(line)
    for part, language, pattern in _LINES:
        found = pattern.fullmatch(bare)
        if found:
            text = found[1].strip()
            return Line(part, language, text.rstrip(_ENDS[part]) if part in _ENDS else text)
    return None


def _unmarked(text: str) -> str:
    found = _MARKUP.fullmatch(text.strip())
    return _BOLD.sub(r"\1", found[1] if found else text)


def lines_of(text: str) -> list[Line] | None:
    """Return the parts of one line of text, of which a story on one line has several.

    Returns None when it is no line of a story. `AC` is the same word in both languages and told as Chinese.
    """
    if len(text) > LONGEST_LINE:
        return None
    bare = _unmarked(text)
    for pattern in _ONE_LINE:
        found = pattern.fullmatch(bare)
        if found:
            return _pieces(found.groups())
    for pattern in _STEPS_ON_ONE_LINE:
        found = pattern.fullmatch(bare)
        if found:
            steps = _pieces(found.groups())
            return steps if found[1] else [Line("implied", steps[0].language, ""), *steps]
    line = line_of(text)
    return [line] if line else None


def _pieces(found: tuple[str | None, ...]) -> list[Line]:
    read = [line_of(piece.rstrip(".。")) for piece in found if piece]
    return [line for line in read if line]


class Read(NamedTuple):
    """What can be read of a text, and what is wrong with it."""

    story: Story
    violations: list[Violation]


class _Numbered(NamedTuple):
    number: int
    line: Line


def parse(text: str) -> Story | None:
    """Return the story, or None when `validate` finds an error; a story without criterion is none."""
    found = read(text)
    return None if any(fault.severity == "error" for fault in found.violations) else found.story


def validate(text: str) -> list[Violation]:
    """Return what keeps `text` from being a complete story with at least one acceptance criterion."""
    return read(text).violations


def render(story: Story) -> str:
    """Return the canonical text of a story."""
    parts = (("title", story.title), ("role", story.role), ("want", story.want), ("benefit", story.benefit))
    head = [_render_line(story.language, part, text) for part, text in parts if text]
    blocks = [_render_criterion(story.language, *numbered) for numbered in enumerate(story.criteria, 1)]
    return "\n\n".join(["\n".join(head), *blocks])


def reason(benefit: str) -> str:
    """Return a benefit in English with what joins it to a want: what is wished for, or a purpose."""
    return f"{_reason(benefit)} {benefit}"


def _reason(benefit: str) -> str:
    return "in order" if benefit.startswith("to ") else "so that"


def _render_line(language: str, part: str, text: str) -> str:
    if (language, part) == ("en", "role"):
        return f"As {'an' if _VOWEL.match(text) else 'a'} {text}"
    if (language, part) == ("en", "benefit"):
        return f"{_reason(text).capitalize()} {text}"
    candidates = [keyword + text for keyword in _CANONICAL[language][part]]
    return next((line for line in candidates if line_of(line) == Line(part, language, text)), candidates[0])


def _render_criterion(language: str, number: int, criterion: Criterion) -> str:
    head = f"AC {number}：{criterion.title}" if language == "zh" else f"AC {number}: {criterion.title}"
    return "\n".join([head.strip(), *render_steps(language, criterion)])


def render_steps(language: str, criterion: Criterion) -> list[str]:
    """Return the lines of a criterion below its title."""
    return [
        _render_line(language, "and" if index else part, text)
        for part, texts in (("given", criterion.given), ("when", criterion.when), ("then", criterion.then))
        for index, text in enumerate(texts)
    ]


def read(text: str) -> Read:
    """Return all that can be read of a story, also of a broken one, and its violations."""
    lines, before = unfenced(text)
    numbered: list[_Numbered] = []
    violations: list[Violation] = []
    for number, raw in enumerate(lines, before + 1):
        if raw.strip():
            found = lines_of(raw)
            if found is None:
                violations.append(violation(_SAYS, "line", number, len(raw) - len(raw.lstrip()) + 1))
            numbered += [_Numbered(number, line) for line in found or []]
    numbered = _without_headings(numbered)
    violations += [*_language_faults(numbered), *_head_faults(numbered), *_criterion_faults(numbered)]
    return Read(_story(numbered), sorted(violations, key=lambda found: found.line))


def _without_headings(numbered: list[_Numbered]) -> list[_Numbered]:
    """Return the lines without what stands above criteria; right above a step it is a criterion itself, and
    so are steps on one line that have none above them."""
    kept: list[_Numbered] = []
    for entry, after in zip(numbered, [*numbered[1:], None], strict=False):
        part = entry.line.part
        opens = part == "criteria" and after is not None and after.line.part in _STEPS
        opens = opens or (part == "implied" and not (kept and kept[-1].line.part == "criterion"))
        if opens:
            kept.append(entry._replace(line=entry.line._replace(part="criterion")))
        elif part not in ("criteria", "implied"):
            kept.append(entry)
    return kept


def _head(numbered: list[_Numbered]) -> list[_Numbered]:
    return [entry for entry in numbered if entry.line.part in _ORDER]


def _language(numbered: list[_Numbered]) -> str:
    return next((entry.line.language for entry in numbered if entry.line.part == "role"), "")


def _language_faults(numbered: list[_Numbered]) -> list[Violation]:
    language = _language(numbered)
    return [
        violation(_SAYS, "language", entry.number)
        for entry in numbered
        if language and entry.line.language != language and entry.line.part != "criterion"
    ]


def _head_faults(numbered: list[_Numbered]) -> list[Violation]:
    head = _head(numbered)
    parts = [entry.line.part for entry in head]
    missing = [
        violation(_SAYS, part, head[0].number if head else 0)
        for part in ("role", "want")
        if part not in parts
    ]
    first_step = next((i for i, entry in enumerate(numbered) if entry.line.part not in _ORDER), len(numbered))
    wrong = [
        violation(_SAYS, "order", later.number, later=later.line.part, earlier=earlier.line.part)
        for earlier, later in pairwise(head)
        if _ORDER.index(later.line.part) <= _ORDER.index(earlier.line.part)
    ] + [
        violation(_SAYS, "order.head", entry.number, later=entry.line.part)
        for entry in _head(numbered[first_step:])
    ]
    empty = [
        violation(_SAYS, "empty", entry.number, part=entry.line.part)
        for entry in numbered
        if not entry.line.text and entry.line.part != "criterion"
    ]
    return missing + wrong + empty


def _blocks(numbered: list[_Numbered]) -> list[list[_Numbered]]:
    blocks: list[list[_Numbered]] = []
    for entry in numbered:
        if entry.line.part == "criterion":
            blocks.append([entry])
        elif entry.line.part not in _ORDER and blocks:
            blocks[-1].append(entry)
    return blocks


def _criterion_faults(numbered: list[_Numbered]) -> list[Violation]:
    blocks = _blocks(numbered)
    stray = [
        violation(_SAYS, "criterion.stray", entry.number)
        for entry in numbered[: numbered.index(blocks[0][0]) if blocks else len(numbered)]
        if entry.line.part not in _ORDER
    ]
    if not blocks and not stray:
        return [violation(_SAYS, "no-criterion", 0)]
    return stray + [fault for block in blocks for fault in _block_faults(block)]


def _block_faults(block: list[_Numbered]) -> list[Violation]:
    steps = [entry for entry in block[1:] if entry.line.part != "and"]
    parts = [entry.line.part for entry in steps]
    faults = [
        violation(_SAYS, "criterion", block[0].number, part=part) for part in _STEPS if part not in parts
    ]
    faults += [
        violation(_SAYS, "order.step", later.number, later=later.line.part, earlier=earlier.line.part)
        for earlier, later in pairwise(steps)
        if _STEPS.index(later.line.part) < _STEPS.index(earlier.line.part)
    ]
    if len(block) > 1 and block[1].line.part == "and":
        faults.append(violation(_SAYS, "order.and", block[1].number))
    return faults


def _story(numbered: list[_Numbered]) -> Story:
    head = {entry.line.part: entry.line.text for entry in reversed(_head(numbered))}
    return Story(
        language=_language(numbered),
        title=head.get("title", ""),
        role=head.get("role", ""),
        want=head.get("want", ""),
        benefit=head.get("benefit", ""),
        criteria=tuple(_criterion(block) for block in _blocks(numbered)),
    )


def _criterion(block: list[_Numbered]) -> Criterion:
    steps: dict[str, list[str]] = {"given": [], "when": [], "then": []}
    current = "given"
    for entry in block[1:]:
        current = entry.line.part if entry.line.part != "and" else current
        steps[current].append(entry.line.text)
    return Criterion(title=block[0].line.text, given=steps["given"], when=steps["when"], then=steps["then"])
