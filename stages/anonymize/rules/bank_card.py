"""Find bank card numbers: issuer prefix, length, Luhn digit, and context where the prefix is common.

One number in ten passes Luhn by chance, so Luhn alone is no evidence in code.
"""

import re
from collections.abc import Iterator

from stages.anonymize import boundaries
from stages.anonymize.checksums import luhn
from stages.anonymize.finding import LIKELY, Finding, Subject

NUMBER = re.compile(
    boundaries.NUMBER
    + r"[3-9]\d{3}(?P<gap>[ -]?)\d{4}(?P=gap)\d{4}(?P=gap)\d{1,4}(?:(?P=gap)\d{1,3})?"
    + boundaries.NUMBER_END,
    re.ASCII,
)
UNIONPAY = re.compile(r"62\d{14,17}|(?:9558[0-9]\d|9559[0-9]\d|6858\d\d|6013\d\d|6056\d\d)\d{10,13}")
OTHERS = re.compile(
    r"4\d{15}|4\d{12}|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|3[47]\d{13}|35(?:2[89]|[3-8]\d)\d{12}|6(?:011|5\d\d)\d{12}"
)
CONTEXT = re.compile(r"card|bank|\bpan\b|visa|master|amex|卡|银行|账户|付款|收款", re.I)
REACH = 60
"""Characters before a number in which its context is looked for."""
CUE = (r"[3-9]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d",)


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each card number."""
    for match in NUMBER.finditer(subject.text):
        digits = re.sub("[ -]", "", match[0])
        if (
            luhn(digits)
            and _is_issued(digits)
            and (UNIONPAY.fullmatch(digits) or _has_context(subject.text, match))
        ):
            yield Finding(*match.span(), "pii.bank-card", "bin-luhn", LIKELY)


def _is_issued(digits: str) -> bool:
    return bool(UNIONPAY.fullmatch(digits) or OTHERS.fullmatch(digits)) and len(set(digits)) > 2


def _has_context(text: str, match: re.Match[str]) -> bool:
    return bool(match["gap"] or CONTEXT.search(text[max(0, match.start() - REACH) : match.start()]))
