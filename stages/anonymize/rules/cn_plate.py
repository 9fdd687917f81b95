"""Find vehicle plates of China (GA 36): province, letter and five signs, or six for new energy.

Known limit: a plate right behind another Chinese sign without a word for plate is left alone: `更新A12345` is
none.
"""

import re
from collections.abc import Iterator

from stages.anonymize.context import about
from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.written import is_han, narrow

PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
SIGN = "A-HJ-NP-Z0-9"
CUE = [rf"[{PROVINCE}][A-HJ-NP-ZＡ-Ｚ][·•・. -]?[{SIGN}０-９Ａ-Ｚ]{{4}}"]
NUMBER = re.compile(
    rf"[{PROVINCE}][A-HJ-NP-Z][·•・. -]?"
    rf"(?:[A-HJK]\w?(?<=[{SIGN}])\d{{4}}|\d{{5}}[A-HJK]|[{SIGN}]{{4}}[{SIGN}挂学警港澳])(?![A-Za-z0-9_])",
    re.ASCII,
)
CONTEXT = re.compile(r"车牌|牌照|号牌|车号|车辆|plate|vehicle|car_?no|licen[cs]e", re.I)
CLASSIFIERS = "辆台部车挂是"
"""Signs that count cars or say what one is, right before a plate."""
DIGITS = 2
"""Digits that a plate must have: five letters are a word of a program."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each plate."""
    text = narrow(subject.text)
    for match in NUMBER.finditer(text):
        before = text[max(0, match.start() - 1) : match.start()]
        if sum(sign.isdigit() for sign in match[0]) < DIGITS:
            continue
        if not is_han(before) or before in CLASSIFIERS or CONTEXT.search(about(subject, *match.span())):
            yield Finding(*match.span(), "pii.cn-plate", "plate", LIKELY)
