"""Check digits of the numbers that identify people, companies and cards."""

from datetime import date

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECK = "10X98765432"
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
PROVINCES = frozenset(
    {
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
        "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
        "81", "82", "83", "91",
    }
)  # fmt: skip
"""First two digits of GB/T 2260 division codes; 83 is the residence permit of Taiwan, 91 is abroad."""


def id_check(first17: str) -> str:
    """Return the check character of a resident identity number (GB 11643, ISO 7064 MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(ID_WEIGHTS, first17, strict=True))
    return ID_CHECK[total % 11]


def uscc_check(first17: str) -> str:
    """Return the check character of a unified social credit code (GB 32100, modulus 31)."""
    total = sum(
        weight * USCC_ALPHABET.index(sign) for weight, sign in zip(USCC_WEIGHTS, first17, strict=True)
    )
    return USCC_ALPHABET[(31 - total % 31) % 31]


def luhn(digits: str) -> bool:
    """Say whether the last digit is the Luhn check digit of the others (ISO/IEC 7812-1)."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def mrz_check(field: str) -> str:
    """Return the check digit of a field of a machine-readable document (ICAO 9303, part 3)."""
    values = (0 if sign == "<" else int(sign, 36) for sign in field)
    return str(sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10)


def is_date(digits: str) -> bool:
    """Say whether eight digits are a day from 1900 to 2099."""
    if not "1900" <= digits[:4] <= "2099":
        return False
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return True
