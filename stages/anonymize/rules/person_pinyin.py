"""Find names in pinyin beside the same name in signs, Wang Xiaoming（王小明）, or behind a word for pinyin.

Known limit: pinyin without either is not found here; see person and author_tag.
"""

import re
from collections.abc import Iterator
from itertools import chain

from stages.anonymize.chinese_names import NAME, WORDS
from stages.anonymize.context import line, names
from stages.anonymize.cues import within
from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.name_signs import is_likely
from stages.anonymize.person_words import KEY, SYLLABLE

PAIR_CUES = [r"[A-Z][a-z]+ [A-Z][a-z]+[ ]?[(（/]\p{Han}", r"\p{Han}[ ]?[(（/][A-Z][a-z]+ [A-Z]"]
CALLED_CUE = r"(?i)拼音|pinyin|given_?name|surname|英文名|lang-en"
KEY_CUE = (
    r"(?i)(?:operator|reporter|assignee|approver|applicant|contact|consignee)"
    rf"[^\n]*?\b{SYLLABLE}+ {SYLLABLE}+\b"
)
SIGN_CUES = [r"[a-z][ ]?[(（/]\p{Han}", r"\p{Han}[ ]?[(（/][A-Z]"]
"""What stands in every pair."""
CUE = [*SIGN_CUES, CALLED_CUE, KEY_CUE]
LATIN = rf"(?<!\w)(?=[A-Z])(?:(?i:{SYLLABLE})){{1,2}}[ ](?=[A-Z])(?:(?i:{SYLLABLE})){{1,3}}(?!\w)"
PAIRS = (
    re.compile(rf"(?P<latin>{LATIN})[ ]?[(（/](?P<han>{NAME})(?![\u4e00-\u9fff])"),
    re.compile(rf"(?<![\u4e00-\u9fff])(?P<han>{NAME})[ ]?[(（/](?P<latin>{LATIN})"),
)
ALONE_CUE, ALONE = r"[A-Z]\pL*[ ][A-Z]", re.compile(LATIN)
CALLED = re.compile(
    r"^(?:姓名|名字|中文名)?拼音(?:名|姓名)?$|(?i:pin_?yin(?:_?name)?|name_?pin_?yin|given_?name|surname(?:_given)?)$"
    rf"|(?:^|[_.-]){KEY}$|英文名"
)
SAID = re.compile(r"(?:拼音|lang-en|英文名)[\u4e00-\u9fff]{0,4}[，,（( ]?(?:[:：]|如)[ ]?[\"'“]?$")
"""What stands before a name in pinyin."""
NO_NAME = re.compile("Hong Kong|Shang Hai|Bei Jing")


def find(subject: Subject) -> Iterator[Finding]:
    """Yield both forms of each name."""
    cues = subject.cues
    ways = zip(SIGN_CUES, PAIR_CUES, PAIRS, strict=True)
    pairs = (within(subject.text, cue, pattern) for sign, cue, pattern in ways if sign in cues)
    for match in chain.from_iterable(pairs):
        if is_likely(match["han"]) and not WORDS.match(match["han"]):
            yield Finding(*match.span("latin"), "pii.person", "pinyin", LIKELY)
            yield Finding(*match.span("han"), "pii.person", "beside-pinyin", LIKELY)
    asked = chain(
        within(subject.text, ALONE_CUE, ALONE) if CALLED_CUE in cues else (),
        within(subject.text, KEY_CUE, ALONE) if KEY_CUE in cues else (),
    )
    called = {match[0] for match in asked if _is_called(subject, match)}
    for match in ALONE.finditer(subject.text) if called else ():
        if match[0] in called:
            yield Finding(*match.span(), "pii.person", "called-pinyin", LIKELY)


def _is_called(subject: Subject, match: re.Match[str]) -> bool:
    """Say whether a word for pinyin or for a person stands before a name, or names it."""
    said = SAID.search(line(subject.text, match.start()))
    named = said or any(CALLED.search(name) for name in names(subject, *match.span()))
    return bool(named and not NO_NAME.match(match[0]))
