"""An answer in another language than asked for is a fault; names of the other language in it are none."""

import pytest

from stages.build.answer_language import language_faults

HEAD = f"| API | Method | Description | Request | Response | Error Response |\n|{' --- |' * 6}\n"
ENGLISH = "User story: Refund\nAs a buyer\nI want a refund\nSo that I lose nothing"
CHINESE = "用户故事：退款\n作为买家\n我想退款\n以便于不受损失"


@pytest.mark.parametrize(
    ("format", "text", "language", "line"),
    [
        ("story", ENGLISH, "zh", 1),
        ("story", CHINESE, "en", 1),
        ("numbered-list", "1. 查询订单\n2. A clerk finds the order by its number and the shop", "zh", 2),
        ("", "退款需要多久？", "en", 1),
        ("api-table", f"{HEAD}| /orders | GET | List the orders | | 200 | |", "zh", 0),
        ("api-table", f"{HEAD}| /orders | GET | 查询订单 | | 200 | |", "en", 0),
    ],
)
def test_another_language_is_a_fault_at_its_first_line(
    format: str, text: str, language: str, line: int
) -> None:
    (fault,) = language_faults(format, text, language)
    assert (fault.rule, fault.severity, fault.line) == ("language", "error", line)


@pytest.mark.parametrize(
    ("format", "text", "language"),
    [
        ("story", ENGLISH, "en"),
        ("story", CHINESE, "zh"),
        ("story", f"{CHINESE}\n\nAC 1：接口\n假设 有 `POST /refunds`\n当 OrderService.refund 返回 OK", "zh"),
        ("story", f"{ENGLISH}\n\nAC 1: name\nGiven the tag 退款\nWhen I pay\nThen it is paid", "en"),
        ("numbered-list", "1. GET /orders/{id}: OrderService", "zh"),
        ("api-table", f"{HEAD}| /orders/{{id}} | GET | 查询订单 | id: string | 200: {{sum: int}} | |", "zh"),
        ("api-table", f"{HEAD}| /orders | GET | | | 200 | |", "zh"),
        ("api-table", "no table", "zh"),
        ("java-member", "int twice(int x) { return 2 * x; }", "zh"),
        ("plantuml-class", "@startuml\nclass Order\n@enduml", "zh"),
    ],
)  # fmt: skip
def test_names_code_and_paths_say_nothing_of_the_language(format: str, text: str, language: str) -> None:
    assert not language_faults(format, text, language)
