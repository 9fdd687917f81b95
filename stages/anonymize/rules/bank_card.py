"""Find bank card numbers: issuer prefix, length, Luhn digit, and context where the prefix is common.

One number in ten passes Luhn by chance, so Luhn alone is no evidence in code. Known limit: a number of
UnionPay under the name of an order or a tracking number is taken for one.
"""

import re
from collections.abc import Iterator

from stages.anonymize import boundaries
from stages.anonymize.checksums import luhn
from stages.anonymize.context import about
from stages.anonymize.cues import within
from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.written import WIDE_DIGITS, narrow

DIGITS = r"[3-9]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d|2[2-7]\d{14}"
CUE = (DIGITS, WIDE_DIGITS)
NUMBER = re.compile(
    boundaries.NUMBER
    + r"[2-9]\d{3}(?P<gap>[ -]?)\d{4}(?P=gap)\d{4}(?P=gap)\d{1,4}(?:(?P=gap)\d{1,3})?"
    + boundaries.NUMBER_END,
    re.ASCII,
)
UNIONPAY = re.compile(r"62\d{14,17}|(?:9558[0-9]\d|9559[0-9]\d|6858\d\d|6013\d\d|6056\d\d)\d{10,13}")
OTHERS = re.compile(
    r"4\d{15}|4\d{12}|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|3[47]\d{13}|35(?:2[89]|[3-8]\d)\d{12}|6(?:011|5\d\d)\d{12}"
)
CONTEXT = re.compile(
    r"card|bank|\bpan\b|visa|master|amex|acc(?:oun)?t_?(?:no|num)|卡|银行|账户|账号|付款|收款|开户", re.I
)
OTHERWISE = re.compile(
    r"order|trade|serial|trace|flow|waybill|track|timestamp|snowflake|uuid|msg_?id|request_?id|订单|流水|单号|编号|序列号",
    re.I,
)


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each card number."""
    text = narrow(subject.text)
    for match in within(text, DIGITS, NUMBER):
        digits = re.sub("[ -]", "", match[0])
        if luhn(digits) and _is_issued(digits) and _fits(subject, match, digits):
            yield Finding(*match.span(), "pii.bank-card", "bin-luhn", LIKELY)


def _is_issued(digits: str) -> bool:
    return bool(UNIONPAY.fullmatch(digits) or OTHERS.fullmatch(digits)) and len(set(digits)) > 2


def _fits(subject: Subject, match: re.Match[str], digits: str) -> bool:
    """Groups of four, a word for a card, or a prefix that only cards have and no word for something else."""
    words = "" if match["gap"] else about(subject, *match.span())
    if match["gap"] or CONTEXT.search(words):
        return True
    return bool(UNIONPAY.fullmatch(digits)) and not OTHERWISE.search(words)
