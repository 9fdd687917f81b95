"""A key of tickets stands before numbers; a standard stands there too and is none."""

import pytest

from stages.core.tickets import ticket_keys, tickets_in


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
        ("GMT-8 UTC-5 CET-1 EST-5 PST-8 JST-9 Etc/GMT-14", {}),
        ("SKU-100 SKU-7 EXAMPLE-1 FOO-12 ASIN-4711", {}),
        ("CAT-120 ART-15 UTC-14", {"ART": 1, "CAT": 1}),
        ("SHA1-1 RFC-2119 PEP-8 JSR-380 JEP-444 KIP-500 EIP-1559 WCAG-21", {}),
        ("UTC-5 beside ORD-12 and GMT-8", {"ORD": 1}),
        ("CVE-2021-44228 ISO-8859-1 ABC-1-2 BSD-3-Clause", {}),
        ("ord-12 Ord-12 A-1 xORD-9 ORD-1x ORD-1234567 X-ORD-1 ABCDEFGHIJK-1 ORD-", {}),
        ("", {}),
    ],
)
def test_words_before_numbers(text: str, keys: dict[str, int]) -> None:
    assert ticket_keys([text]) == keys


def test_numbers_are_counted_once_over_all_texts() -> None:
    assert ticket_keys(["B-1 ORD-1", "ORD-2", "ORD-1", "AB-9"]) == {"AB": 1, "ORD": 2}


def test_tickets_are_named_with_their_numbers() -> None:
    assert tickets_in("ORD-12 and PAY-7, ORD-12 at 08:00 GMT-8 for SKU-100") == {"ORD-12", "PAY-7"}
