"""Find bank card numbers: issuer prefix, length, Luhn digit, and context where the prefix is common.

One number in ten passes Luhn by chance, so Luhn alone is no evidence in code. Known limit: a number of
UnionPay under the name of an order or a tracking number is taken for one.
"""

import re
from collections.abc import Iterator

from stages.anonymize import boundaries
from stages.anonymize.checksums import luhn
from stages.anonymize.context import line, names
from stages.anonymize.cues import within
from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.rules import cn_id
from stages.anonymize.written import WIDE_DIGITS, narrow

DIGITS = r"[3-9]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d|2[2-7]\d{14}"
CUE = (boundaries.LONG_NUMBER, WIDE_DIGITS)
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
    r"card|bank|\bpan\b|visa|master|amex|acc(?:oun)?t"
    r"|卡|[银銀]行|[账帐賬帳][户戶号號]|[户戶]口|付款|收款|开户",
    re.I,
)
OTHERWISE = re.compile(
    r"order|trade|serial|trace|flow|waybill|track|timestamp|snowflake|uuid|msg_?id|request_?id|voucher|policy|bill|invoice|ticket"
    r"|batch|receipt|coupon|订单|流水|[\u4e00-\u9fff](?<![卡账帐户口])号|[工退货保运]单|编码|序列号|条码",
    re.I,
)
NEXT = re.compile(rf"(?:{OTHERWISE.pattern})[\"'”」]?[ ]?[:：=是为]?[ ]?[\"'“「]?$", re.I)
"""A word for something else right before a number."""
PAID = re.compile(r"refund|withdraw|payee|payer|退款|理赔|打款|打到|转账|汇款|提现|划扣|代扣|信用", re.I)
"""Words for what is paid to a card or from it."""
MARKUP = re.compile(r"</?\w+(?:\s[^<>]*)?>")
"""A class of a page is called card, too."""
NUMBERED = re.compile(r"(?:no|num(?:ber)?|sn|seq|id|code)$", re.I)
"""Names of numbers that are no cards where no word for a card stands."""
ABOVE = re.compile(r"card|bank|银行|卡号|账号", re.I)
REACH = 300
"""Characters above a number in which the fields or headings of its rows stand."""
PUBLISHED = frozenset(
    {
        "378282246310005", "371449635398431", "378734493671000", "6011111111111117",
        "6011000990139424", "3530111333300000", "3566002020360505", "5555555555554444",
        "5105105105105100", "4012888888881881", "2223003122003222", "6200000000000005",
    }
)  # fmt: skip
"""Numbers that payment firms (PayPal, Stripe) publish for tests: nobody's."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each card number."""
    text = narrow(subject.text)
    for match in within(text, DIGITS, NUMBER):
        digits = re.sub("[ -]", "", match[0])
        if luhn(digits) and is_issued(digits) and _fits(subject, match, digits):
            yield Finding(*match.span(), "pii.bank-card", "bin-luhn", LIKELY)


def is_issued(digits: str) -> bool:
    """Say whether digits begin as those of a card of somebody."""
    return (
        digits not in PUBLISHED
        and bool(UNIONPAY.fullmatch(digits) or OTHERS.fullmatch(digits))
        and len(set(digits)) > 2
    )


def _fits(subject: Subject, match: re.Match[str], digits: str) -> bool:
    """Groups of four, a word for a card, or a prefix that only cards have and no word for something else."""
    if match["gap"]:
        return True
    before = MARKUP.sub(" ", line(subject.text, match.start()))
    if NEXT.search(before):
        return False
    called = names(subject, *match.span())
    words = " ".join([before, *called])
    if CONTEXT.search(words):
        return True
    if OTHERWISE.search(words) or any(NUMBERED.search(name) for name in called):
        return False
    return bool(
        UNIONPAY.fullmatch(digits)
        or PAID.search(before)
        or ABOVE.search(subject.text, max(0, match.start() - REACH), match.start())
        or _is_of_person(before)
    )


def _is_of_person(before: str) -> bool:
    """Say whether a resident identity number stands before a number on its line."""
    numbers = (re.sub("[ -]", "", number[0]).upper() for number in cn_id.NUMBER.finditer(before))
    return any(map(cn_id.is_valid, numbers))
