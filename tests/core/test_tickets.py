"""A key of tickets stands before numbers; a standard stands there too and is none."""

import pytest

from stages.core.tickets import ticket_keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("ORD-12: repair the cart", {"ORD": 1}),
        ("[ORD-12] ORD-13, ORD-12 (PAY-7)", {"ORD": 2, "PAY": 1}),
        ("修复ORD-12购物车", {"ORD": 1}),
        ("修复 ORD-12：购物车", {"ORD": 1}),
        ("Merge branch 'feature/ORD-12-new-form'", {"ORD": 1}),
        ("A2B-1", {"A2B": 1}),
        ("UTF-8 UTF-16 SHA-256 SHA-512 ISO-8601 RFC-7231 CVE-2021-44228 GB-18030", {}),
        ("CVE-2021-44228 ISO-8859-1 ABC-1-2 BSD-3-Clause", {}),
        ("ord-12 Ord-12 A-1 xORD-9 ORD-1x ORD-1234567 X-ORD-1 ABCDEFGHIJK-1 ORD-", {}),
        ("", {}),
    ],
)
def test_words_before_numbers(text: str, keys: dict[str, int]) -> None:
    assert ticket_keys([text]) == keys


def test_numbers_are_counted_once_over_all_texts() -> None:
    assert ticket_keys(["B-1 ORD-1", "ORD-2", "ORD-1", "AB-9"]) == {"AB": 1, "ORD": 2}
