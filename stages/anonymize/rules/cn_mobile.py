"""Find Chinese mobile numbers: 11 digits of the assigned ranges 13x to 19x, with or without +86 and grouping.

Known limit: a number without context looks like any count of 11 digits; round counts are left alone.
"""

import re
from collections.abc import Iterator

from stages.anonymize import boundaries
from stages.anonymize.finding import CERTAIN, POSSIBLE, Finding, Subject

NUMBER = re.compile(
    boundaries.NUMBER + r"(?:\+?86[ -]?)?1[3-9]\d(?P<gap>[ -]?)\d{4}(?P=gap)\d{4}" + boundaries.NUMBER_END,
    re.ASCII,
)
ROUND = re.compile(r"0{6,}$")
"""15000000000 is fifteen seconds in nanoseconds."""
CONTEXT = re.compile(r"mobile|phone|\btel|手机|电话", re.I)
REACH = 40
"""Characters before a number in which its context is looked for."""
NAMED = "mobile-named"
"""Rule of a number whose key says that it is one: certain even where it stands as a number of a program."""
CUE = (r"1[3-9]\d[ -]?\d{4}[ -]?\d{4}",)


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each number."""
    for match in NUMBER.finditer(subject.text):
        if not ROUND.search(match[0]):
            before = subject.text[max(0, match.start() - REACH) : match.start()].rsplit("\n", 1)[-1]
            rule, confidence = (NAMED, CERTAIN) if CONTEXT.search(before) else ("mobile", POSSIBLE)
            yield Finding(*match.span(), "pii.cn-mobile", rule, confidence)
