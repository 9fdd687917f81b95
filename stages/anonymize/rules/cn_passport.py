"""Find passports by context: Chinese ones, ordinary (E, G), service (S, SE), diplomatic (D, DE), public (P,
PE), of Hong Kong (H, K, KJ) and Macau (M, MA), and those of other countries behind a word for passports.

A Chinese number with letters needs a word for any document, all others need one for passports. The
second line of a machine-readable passport (ICAO 9303) is found whole. Known limits: a number of another
country that begins with Z, as pseudonyms do, and one of eight digits.
"""

import re
from collections.abc import Iterator

from stages.anonymize import boundaries
from stages.anonymize.checksums import mrz_check
from stages.anonymize.context import line
from stages.anonymize.cues import within
from stages.anonymize.finding import CERTAIN, LIKELY, Finding, Subject
from stages.anonymize.named import named
from stages.anonymize.row_headings import ABOVE, SPACED
from stages.anonymize.written import narrow

DIGITS = r"(?i)(?:E[A-HJ-NP-Z]|[DSP]E)\d{7}|[EGDS]\d{8}|P\d{7}"
OLD_CUE = r"(?i)[护護][ 　]*照|passport|huzhao|hzhm"
READABLE_CUE = "<<[A-Z]+<"
"""What the first line of a machine-readable passport has."""
WORD_CUE = r"(?i)[证證]件|zjh|(?:cert|certificate|id|doc|document)_?(?:no|num|id|code)|\bdoc\b"
CUE = (WORD_CUE, OLD_CUE, READABLE_CUE)
NUMBER = re.compile(
    boundaries.NUMBER + r"(?:E[A-HJ-NP-Z]\d{7}|[DSP]E\d{7}|[EGDS]\d{8}|P\d{7})" + boundaries.NUMBER_END,
    re.ASCII | re.I,
)
OTHER_DIGITS = r"\d{6}|\d{2}[A-Z]{2}\d{5}|M\d{3}[A-Z]\d{4}|\b[CFGHJK][0-9CFGHJKLMNPRTVWXYZ]{8}\b"
OTHERS = re.compile(
    boundaries.NUMBER
    + r"(?!Z|90)(?:[A-Z]{1,2}\d{7}[A-Z]?|[A-Z]\d{8}|[A-Z]{2,3}\d{6}|\d{2}[A-Z]{2}\d{5}|M\d{3}[A-Z]\d{4}"
    r"|(?=[A-Z]+\d+[A-Z])[CFGHJK][0-9CFGHJKLMNPRTVWXYZ]{8}|[1-9]\d{8})" + boundaries.NUMBER_END,
    re.ASCII,
)
"""Numbers of before 2007, of Hong Kong, Macau and Taiwan, and of other countries."""
READABLE = re.compile(
    r"(?<![0-9A-Z<])(?!Z)(?P<number>[0-9A-Z<]{9})(?P<check>\d)[A-Z<]{3}\d{7}[MF<]\d{7}[0-9A-Z<]{15}\d(?![0-9A-Z<])"
)
"""The second line of a machine-readable passport."""
CONTEXT = re.compile(
    r"[护護]照|passport|[证證]件|huzhao|hzhm|zjhm?(?![a-z])|(?<![\w./])doc(?:ument)?(?![\w./])"
    r"|(?:cert(?:ificate)?|id(?:entity)?|doc(?:ument)?|travel_?doc)_?(?:no|num(?:ber)?|id|code)(?![a-z])",
    re.I,
)
OLD_CONTEXT = re.compile(OLD_CUE)
ARGUMENT = re.compile(r"(?:\b[A-Z]\w*\(|\{)[^()\[\]{}=:：\n]{0,60}[\"']\s?,\s?[\"']$")
DECLARED = re.compile(r"(?i)passport\w*\s?:|\s\w*passport\w*\s?[;,)]")
COLUMNS = re.compile(r"[^\d\n]*(?:[ \u3000]{2}|\t|\|)[^\d\n]*")
"""The heading of rows."""
LEAST = 2
"""Digits that differ in a number that is none for an example."""
COUNTED = "0123456789" * 2
REACH = 300
"""Characters above a number in which the class of its object stands."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each number."""
    text = narrow(subject.text)
    numbers = list(within(text, DIGITS, NUMBER))
    certain = {match.start() for match in named(subject, numbers, CONTEXT, rf"{OLD_CUE}|{WORD_CUE}")}
    for match in numbers:
        if match.start() in certain or _is_argument(subject, match) or _is_listed(subject, match):
            yield Finding(*match.span(), "pii.cn-passport", "passport", LIKELY)
    others = within(text, OTHER_DIGITS, OTHERS) if OLD_CUE in subject.cues else ()
    for match in named(subject, filter(_is_drawn, others), OLD_CONTEXT, OLD_CUE):
        yield Finding(*match.span(), "pii.cn-passport", "passport", LIKELY)
    for match in within(text, r"\d[MF<]\d", READABLE) if READABLE_CUE in subject.cues else ():
        if mrz_check(match["number"]) == match["check"]:
            yield Finding(*match.span(), "pii.cn-passport", "readable", CERTAIN)


def _is_drawn(match: re.Match[str]) -> bool:
    """Say whether the digits of a number are neither one again and again nor counted up."""
    digits = re.sub(r"\D", "", match[0])
    return len(set(digits)) > LEAST and digits not in COUNTED


def _is_listed(subject: Subject, match: re.Match[str]) -> bool:
    """Say whether a number stands in the rows below a heading for passports, whose columns do not fit."""
    if OLD_CUE not in subject.cues:
        return False
    rows = match.string[max(0, match.start() - ABOVE) : match.start()].rsplit("\n\n", 1)[-1]
    return any(OLD_CONTEXT.search(SPACED.sub("", row)) for row in rows.split("\n") if COLUMNS.fullmatch(row))


def _is_argument(subject: Subject, match: re.Match[str]) -> bool:
    """Say whether a number is an argument beside others, below the declaration of a passport."""
    before = line(subject.text, match.start())
    return bool(
        ARGUMENT.search(before)
        and DECLARED.search(subject.text, max(0, match.start() - REACH), match.start())
    )
