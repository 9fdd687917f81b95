"""Find Chinese passports by context: ordinary (E, G), service (S, SE), diplomatic (D, DE), public (P, PE).

A number with letters needs a word for any document, one without needs one for passports.
"""

import re
from collections.abc import Iterator

from stages.anonymize import boundaries
from stages.anonymize.context import line
from stages.anonymize.cues import within
from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.named import named
from stages.anonymize.written import narrow

DIGITS = r"(?i)(?:E[A-HJ-NP-Z]|[DSP]E)\d{7}|[EGDS]\d{8}|P\d{7}"
OLD_CUE = r"(?i)护照|passport|huzhao|hzhm"
CUE = (rf"{OLD_CUE}|证件|zjh|(?:cert|certificate|id|doc|document)_?(?:no|num|id|code)|\bdoc\b",)
NUMBER = re.compile(
    boundaries.NUMBER + r"(?:E[A-HJ-NP-Z]\d{7}|[DSP]E\d{7}|[EGDS]\d{8}|P\d{7})" + boundaries.NUMBER_END,
    re.ASCII | re.I,
)
OLD_DIGITS = r"1[45]\d{7}"
OLD = re.compile(boundaries.NUMBER + OLD_DIGITS + boundaries.NUMBER_END, re.ASCII)
"""Numbers of before 2007."""
CONTEXT = re.compile(
    r"护照|passport|证件|huzhao|hzhm|zjhm?(?![a-z])|(?<![\w./])doc(?:ument)?(?![\w./])"
    r"|(?:cert(?:ificate)?|id(?:entity)?|doc(?:ument)?|travel_?doc)_?(?:no|num(?:ber)?|id|code)(?![a-z])",
    re.I,
)
OLD_CONTEXT = re.compile(OLD_CUE)
ARGUMENT = re.compile(r"(?:\b[A-Z]\w*\(|\{)[^()\[\]{}=:：\n]{0,60}[\"']\s?,\s?[\"']$")
DECLARED = re.compile(r"(?i)passport\w*\s?:|\s\w*passport\w*\s?[;,)]")
REACH = 300
"""Characters above a number in which the class of its object stands."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each number."""
    text = narrow(subject.text)
    numbers = list(within(text, DIGITS, NUMBER))
    certain = {match.start() for match in named(subject, numbers, CONTEXT, CUE[0])}
    for match in numbers:
        if match.start() in certain or _is_argument(subject, match):
            yield Finding(*match.span(), "pii.cn-passport", "passport", LIKELY)
    old = within(text, OLD_DIGITS, OLD)
    for match in named(subject, old, OLD_CONTEXT, OLD_CUE):
        yield Finding(*match.span(), "pii.cn-passport", "passport", LIKELY)


def _is_argument(subject: Subject, match: re.Match[str]) -> bool:
    """Say whether a number is an argument beside others, below the declaration of a passport."""
    before = line(subject.text, match.start())
    return bool(
        ARGUMENT.search(before)
        and DECLARED.search(subject.text, max(0, match.start() - REACH), match.start())
    )
