"""Find telephone numbers: with a country code, or in a usual grouping next to a word for telephone.

Conservative on purpose: groups of digits are common in code, telephones are not. Numbers of China, those of
services that begin with 400 too, are those of cn_mobile and cn_landline.
"""

import re
from collections.abc import Iterator

from stages.anonymize.boundaries import start
from stages.anonymize.cues import within
from stages.anonymize.finding import LIKELY, Finding, Subject

CUE = (
    r"\+[1-9]\d*[ -]?(?:\(0\))?\(?\d+\)?[ -]\d\d",
    r"\(\d{3}\) ?\d{3}-\d{4}|\d[-. ]\d{3}[-. ]\d{4}",
)
INTERNATIONAL = re.compile(
    start("0-9A-Za-z_.+*/-") + r"\+(?!9[ ()-]{0,3}9[ ()-]{0,3}9|86[ -]?\(?(?:12|0))[1-9]\d{0,2}"
    r"(?:(?:[ -]?(?:\(0\))?\(?\d{2,5}\)?)(?:[ -]\d{2,5}){1,4}|[ -]\d(?:[ -]\d{2,4}){2,4})(?![0-9A-Za-z_.-])",
    re.ASCII,
)
NATIONAL = re.compile(
    start("0-9A-Za-z_.+-") + r"(?<!\+\d )(?<!\+\d\d )(?<!\+\d{3} )"
    r"(?:\((?!000|999)\d{3}\) ?\d{3}-\d{4}|(?!000|400|999)\d{3}[-. ]\d{3}[-. ]\d{4})"
    r"(?:-\d{1,5})?(?![0-9A-Za-z_-]|\.\d)",
    re.ASCII,
)
CONTEXT = re.compile(
    r"phone|\btel\b|\bfax\b|hotline|mobile|\bcall\b|[电電][话話]|座机|传真|傳真|热线|客服|联系|聯絡", re.I
)
MADE = re.compile(r"\+9[ ()-]{0,3}9[ ()-]{0,3}9[\d ()-]{0,20}$")
"""The beginning of a pseudonym with a country code; the rest of it may look like a national number."""
FICTIONAL = re.compile(r"555[-. ]01\d\d$|(?:\D*0){6,}\D*$")
"""Numbers for films, and those of which only the area is left."""
REACH = 40
"""Characters before a number in which its context is looked for."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each number."""
    for match in within(subject.text, CUE[0], INTERNATIONAL) if CUE[0] in subject.cues else ():
        if 8 <= sum(sign.isdigit() for sign in match[0]) <= 15 and not FICTIONAL.search(match[0]):
            yield Finding(*match.span(), "pii.phone", "international", LIKELY)
    for match in within(subject.text, CUE[1], NATIONAL) if CUE[1] in subject.cues else ():
        before = subject.text[max(0, match.start() - REACH) : match.start()]
        if CONTEXT.search(before) and not FICTIONAL.search(match[0]) and not MADE.search(before):
            yield Finding(*match.span(), "pii.phone", "national", LIKELY)
