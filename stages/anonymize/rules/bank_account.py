"""Find account numbers of banks, which have no check digit: behind a word for an account or a branch, or in
their column; and IBANs (ISO 13616) by their check digits.

A word that may mean a login, 账号, needs a bank near it. Known limits: a number of 90 and two zeros, as
pseudonyms begin, and one in another place than its words.
"""

import re
from collections.abc import Iterator

from stages.anonymize import boundaries
from stages.anonymize.checksums import is_date, luhn
from stages.anonymize.context import line, names
from stages.anonymize.cues import within
from stages.anonymize.finding import CERTAIN, LIKELY, Finding, Subject
from stages.anonymize.rules import bank_card, cn_id
from stages.anonymize.written import narrow

CUE = (
    r"(?i)[账帳賬帐][ 　]*[号號户戶]|[户戶][ ]?口|[本般用公款算][户戶]|[支分]行|银行|銀行|营业部"
    r"|(?:bank|corp|payee|payer)[ _]?acc(?:oun)?t|acc(?:oun)?t[ _.]?(?:no|num|#)|\ba/c|iban",
)
DIGITS = r"\d{9}|\d{4}[ -]\d{4}[ -]\d{4}|\d{3}-\d{4,6}-\d|\d{3}-\d\d-\d{5}"
NUMBER = re.compile(
    boundaries.NUMBER + r"(?!9000)(?:\d{9,22}|\d{4}(?:[ -]\d{4}){2,4}(?:[ -]\d{1,4})?"
    r"|\d{3,4}-(?:\d{4,6}-\d{1,9}|\d\d-\d{5,9})(?:-\d{1,3})?)" + boundaries.NUMBER_END,
    re.ASCII,
)
IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?P<gap>[ ]?)[A-Z0-9]{4}(?:(?P=gap)[A-Z0-9]{4}){2,6}"
    r"(?:(?P=gap)[A-Z0-9]{1,4})?"
    r"(?![A-Za-z0-9])"
)
PAID = (
    "银行|銀行|对公|對公|收款|付款|结算|結算|开户|開[戶户]|基本|一般|专用|專用|退还|退款|还款|打款|汇款|匯款|转账|轉[帳賬]"
    "|提现|放款|代发|监管|保证金|入[账帳賬帐]"
)
"""Words for an account of a bank."""
ACCOUNT = "(?:[账帳賬帐][ ]{0,4}[号號户戶]|[户戶][ ]?口|(?<=[本般用公款算])[户戶])(?:号码?|號碼?)?"
IS = r"(?:[（(][^（）()\n]{1,12}[）)])?[\"'*`」]{0,3}[ ]{0,3}(?:\||[:：=是为為]|\bis\b)?[ ]{0,4}[\"'`「]?"
HOLDER = r"(?:[\u4e00-\u9fff（）()]{2,28}(?:公司|[院厂廠店所局社部校]|中心|集团)[ ,，:：]{1,4})?"
"""Whose account it is, before its number."""
PLAIN = re.compile(
    rf"{ACCOUNT}{IS}{HOLDER}$"
    rf"|(?i:acc(?:oun)?t[ _.]?(?:no\.?|num(?:ber)?|#)|\ba/c(?:[ ]?no\.?)?){IS}$"
)
"""A word that may mean a login, too."""
SURE = re.compile(
    rf"(?:{PAID})[^\n,，;；。:：|\d]{{0,6}}{ACCOUNT}{IS}{HOLDER}$"
    rf"|(?i:bank[ _]?acc(?:oun)?t(?:[ _.]?(?:no\.?|num(?:ber)?|#))?){IS}$"
)
BRANCH = re.compile(r"(?:[支分]行|营业部|營業部|分理处|信用社|储蓄所|银行|銀行)[ ]{0,4}[:：]?[ ]{0,4}$")
CODE = re.compile(r"(?:10[2-5]|30[1-9]|31\d|40[23])\d{9}")
"""A number of a branch among banks (CNAPS)."""
NAMED = re.compile(
    rf"(?:{PAID})\S{{0,6}}{ACCOUNT}\W*$"
    r"|(?i:(?:bank|corp|pay(?:ee|er)|beneficiary)_?acc(?:oun)?t(?:_?(?:no|num(?:ber)?|code))?)$"
)
BANK = re.compile(
    r"银行|銀行|开户|開[戶户]|[支分]行|[户戶]名|[汇匯]款|行号|税号"
    r"|\b(?i:swift|bank|beneficiary|iban|sort code)\b"
)
REACH = 200
"""Characters before and behind an account in which its bank stands."""
LEAST, WHOLE = 12, 15
"""Digits of an account behind a word for one, and of one that no bank stands near."""
MOBILE = re.compile(r"1[3-9]\d{9}")
COUNTED = "1234567890" * 3
"""Digits that people count up for an example."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each number."""
    if subject.cues.isdisjoint(CUE):
        return
    text = narrow(subject.text)
    for match in within(text, DIGITS, NUMBER):
        digits = re.sub("[ -]", "", match[0])
        if _is_a_number(digits) and _is_account(subject, text, match, digits):
            yield Finding(*match.span(), "pii.bank-card", "account", LIKELY)
    for match in within(text, "IBAN", IBAN):
        if is_iban(match[0].replace(" ", "")):
            yield Finding(*match.span(), "pii.bank-card", "iban", CERTAIN)


def is_iban(signs: str) -> bool:
    """Say whether signs are an IBAN: 97 divides them and one, their first four at the end."""
    return int("".join(str(int(sign, 36)) for sign in signs[4:] + signs[:4])) % 97 == 1


def _is_a_number(digits: str) -> bool:
    """Say whether digits are no example, telephone or resident number, and no card: that has its rule."""
    return (
        len(set(digits)) > 2
        and digits not in COUNTED
        and not digits.endswith("0" * 7)
        and not MOBILE.fullmatch(digits)
        and not (luhn(digits) and bank_card.is_issued(digits))
        and not (cn_id.NUMBER.fullmatch(digits) and cn_id.is_valid(digits))
    )


def _is_account(subject: Subject, text: str, match: re.Match[str], digits: str) -> bool:
    """Say whether a word for an account of a bank stands before a number, or a plain one near a bank."""
    before = line(text, match.start()).replace("\u3000", " ")
    if SURE.search(before) or (BRANCH.search(before) and not CODE.fullmatch(digits)):
        return True
    if len(digits) < LEAST and match[0].isdigit():
        return False
    if PLAIN.search(before):
        near = BANK.search(text, max(0, match.start() - REACH), match.end() + REACH)
        return bool(near) or (len(digits) >= WHOLE and not is_date(digits[:8]))
    return any(NAMED.search(name) for name in names(subject, *match.span()))
