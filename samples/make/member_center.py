"""member-center: members, tiers, points and everything that keeps a customer coming back (Java, Spring)."""

from pathlib import Path

from samples.make import sources
from samples.make.history import Commit

ROOT = "com.lanhai.member"
FOLDER = Path(__file__).with_suffix("")
PROPRIETARY = """/*
 * Copyright (c) 2023-2025 Lanhai Retail Co., Ltd. All rights reserved.
 * Internal use only. 蓝海零售内部资料，未经许可不得外传。
 */"""
AUTHORS = {
    "chen": sources.Author("陈晓", "chenxiao@lanhai-retail.com", "", "@author 陈晓"),
    "wang": sources.Author(
        "Wang Hai", "wanghai@lanhai-retail.com", PROPRIETARY, "@author wanghai (wanghai@lanhai-retail.com)", "flat"
    ),
    "emma": sources.Author("Emma Clark", "emma.clark@lanhai-retail.com", "", "", "java-last"),
    "liu": sources.Author("刘思远", "liusiyuan@lanhai-retail.com", "", "@author 刘思远 <liusiyuan@lanhai-retail.com>", "flat"),
    "tom": sources.Author("Tom Becker", "tom.becker@lanhai-retail.com", "", "@author Tom Becker", "java-last"),
}


def _resident_id(region: str, born: str, order: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    first = region + born + order
    return first + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(first, weights, strict=True)) % 11]


def _card(prefix: str, body: str) -> str:
    digits = [int(digit) for digit in (prefix + body)[::-1]]
    total = sum(sum(divmod(2 * digit, 10)) if at % 2 == 0 else digit for at, digit in enumerate(digits))
    return f"{prefix}{body}{-total % 10}"


VALUES = {
    "CN_ID_1": _resident_id("440305", "19890412", "301"),
    "CN_ID_2": _resident_id("310115", "19950923", "284"),
    "CN_ID_3": _resident_id("510104", "20010107", "617"),
    "MOBILE_1": "138" + "2649" + "0175",
    "MOBILE_2": "159" + "7703" + "4418",
    "MOBILE_3": "186" + "0931" + "5527",
    "MOBILE_4": "177" + "3258" + "9064",
    "CARD_1": _card("622848", "031752906418"),
    "CARD_2": _card("621700", "248301957364"),
    "SSN": "-".join(("536", "90", "4399")),
    "DB_PASSWORD": "Mbr" + "#Tide" + "2024!x",
    "REDIS_PASSWORD": "q7" + "Lagoon" + "@cache9",
    "JWT": ".".join((
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
        "eyJzdWIiOiJtZW1iZXItNDA3MSIsInNjb3BlIjoicG9pbnRzIiwiaWF0IjoxNzA5NjA0MDAwfQ",
        "k3Vw9QpX2sLr7TzB5nYd1JfMhC8aGu4eRtKo6ZxWqN0",
    )),
    "AWS_KEY": "AKIA" + "5QXN3TZ7" + "LWHRM2VK",
}


def commits() -> list[Commit]:
    """Return the history of member-center, oldest first."""
    return sources.commits(FOLDER, ROOT, AUTHORS, VALUES)
