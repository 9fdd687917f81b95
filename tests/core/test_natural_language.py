"""Prose is told by its words and characters, not by the code that it speaks of."""

import pytest

from stages.core.natural_language import natural_language, prose


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("新增接口：PUT /cards/{cardId}/block", "zh"),
        ("实现 splitDiscount(amounts, discount)：分摊", "zh"),
        ("为 OrderService.cancel 写测试", "zh"),
        ("Add the endpoint PUT /cards/{cardId}/block", "en"),
        ("Rename 订单 to order in all messages", "en"),
        ("", "en"),
        ("GET /orders", "en"),
    ],
)
def test_the_greater_part_of_the_prose_counts(text: str, language: str) -> None:
    assert natural_language(text) == language


def test_what_is_counted() -> None:
    assert prose("I said \"don't\" (twice), and it's 退款 of A-level.", "x_y a/b CamelCase 12 HTTP") == (2, 7)
