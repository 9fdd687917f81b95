"""Find unified social credit codes of China: GB 32100 check character, office and province.

Known limits: a code in lower case is taken for a part of a hash; digits with a date where a resident identity
number has one are taken for a number of something else, because one in 31 has a right check character.
"""

import re
from collections.abc import Iterator

from stages.anonymize import boundaries
from stages.anonymize.checksums import PROVINCES, is_date, uscc_check
from stages.anonymize.cues import within
from stages.anonymize.finding import CERTAIN, Finding, Subject
from stages.anonymize.written import WIDE_DIGITS, narrow

SIGNS = r"[1-9ANY][1-9A]\d{6}[0-9A-HJ-NPQRTUWXY]{10}"
CUE = (r"\d{6}[0-9A-HJ-NPQRTUWXY]{10}", WIDE_DIGITS)
COUNTED = "1234567890" * 3
"""Digits that people count up for an example, some of which have a right check character."""
CODE = re.compile(boundaries.NUMBER + SIGNS + boundaries.NUMBER_END, re.ASCII)


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each code with a right check character and province."""
    for match in within(narrow(subject.text), SIGNS, CODE):
        if is_valid(match[0]) and not (match[0].isdigit() and is_date(match[0][6:14])):
            yield Finding(*match.span(), "pii.cn-uscc", "gb-32100", CERTAIN)


def is_valid(code: str) -> bool:
    """Say whether 18 characters are a unified social credit code."""
    known = code[2:4] in PROVINCES | {"10"} and code not in COUNTED
    return known and uscc_check(code[:17]) == code[17]
