"""Fictional numbers of people, cards and companies with right check characters.

Written from the standards, not from the detectors' code: a wrong weight there must not hide here.
"""

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def resident_id(region: str, born: str, order: str) -> str:
    """Return a resident identity number (GB 11643)."""
    first = region + born + order
    total = sum(int(digit) * weight for digit, weight in zip(first, _ID_WEIGHTS, strict=True))
    return first + "10X98765432"[total % 11]


def bank_card(prefix: str, body: str) -> str:
    """Return a card number (ISO/IEC 7812-1)."""
    digits = [int(digit) for digit in reversed(prefix + body)]
    total = sum(sum(divmod(2 * digit, 10)) if at % 2 == 0 else digit for at, digit in enumerate(digits))
    return f"{prefix}{body}{-total % 10}"


def credit_code(first17: str) -> str:
    """Return a unified social credit code (GB 32100)."""
    total = sum(_CODE_SIGNS.index(sign) * pow(3, at, 31) for at, sign in enumerate(first17))
    return first17 + _CODE_SIGNS[-total % 31]
