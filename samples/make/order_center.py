"""order-center: carts, orders, payments, refunds and the money that follows (Java, Spring)."""

from base64 import b64encode
from hashlib import sha512
from pathlib import Path

from samples.make import sources
from samples.make.history import Commit
from samples.make.numbers import bank_card, resident_id

ROOT = "com.lanhai.order"
FOLDER = Path(__file__).with_suffix("")
PROPRIETARY = """/*
 * 版权所有 (c) 蓝海零售有限公司。本文件为公司内部资产，未经书面许可不得复制或对外提供。
 * Proprietary and confidential. Lanhai Retail Co., Ltd.
 */"""
AUTHORS = {
    "zhao": sources.Author(
        "赵敏", "zhaomin@lanhai-retail.com", "", "@author 赵敏 <zhaomin@lanhai-retail.com>"
    ),
    "sun": sources.Author("Sun Wei", "sunwei@lanhai-retail.com", PROPRIETARY, "@author sunwei", "flat"),
    "anna": sources.Author("Anna Schmidt", "anna.schmidt@lanhai-retail.com", "", "", "java-last"),
    "he": sources.Author("何子航", "hezihang@lanhai-retail.com", "", "@author 何子航", "flat"),
    "david": sources.Author(
        "David Miller",
        "david.miller@lanhai-retail.com",
        PROPRIETARY,
        "@author David Miller (david.miller@lanhai-retail.com)",
    ),
}


def _pem(kind: str) -> str:
    """Return the block of a key that is none: its material is a chain of digests."""
    digests = (sha512(f"order-center {part}".encode()).digest() for part in range(10))
    material = b64encode(b"".join(digests)).decode()
    lines = [material[at : at + 64] for at in range(0, len(material), 64)]
    return "\n".join(f"    {line}" for line in (f"-----BEGIN {kind}-----", *lines, f"-----END {kind}-----"))


VALUES = {
    "PROPRIETARY": PROPRIETARY,
    "DB_PASSWORD_DEV": "Harbour" + "-dev" + "-7731",
    "DB_PASSWORD_PROD": "t9" + "#Reef!" + "Order24",
    "DB_PASSWORD_SETTLE": "Settle" + "@Kelp" + "553x",
    "AWS_KEY_DEV": "AKIA" + "2TIDE4QJ" + "ZX7VRM5P",
    "AWS_KEY_PROD": "AKIA" + "6WAVE3HK" + "LB2NYT8C",
    "CN_ID_1": resident_id("330106", "19860718", "245"),
    "CN_ID_2": resident_id("420111", "19981205", "033"),
    "MOBILE_1": "139" + "5714" + "2286",
    "MOBILE_2": "158" + "0836" + "9147",
    "MOBILE_3": "187" + "6620" + "3519",
    "CARD_1": bank_card("621483", "570128364"),
    "JWT_1": ".".join(
        (
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
            "eyJzdWIiOiJwb3MtMDMxMiIsInNjb3BlIjoib3JkZXJzOndyaXRlIiwiaWF0IjoxNjgxMjAwMDAwfQ",
            "Zq1mX8sLw0RtY5bNc7VdK2pHf9GjUe3AoTi6QxBzMkE",
        )
    ),
    "JWT_2": ".".join(
        (
            "eyJhbGciOiJSUzI1NiIsImtpZCI6Im9yZGVyLTIifQ",
            "eyJpc3MiOiJzc28iLCJzdWIiOiJyaWRlci04OCIsImV4cCI6MTcxMjAwMDAwMH0",
            "bX4vTn6Qe9LrWk2JsYh8DpGz3McFa5UoRi7ExTq1VwKyBtNd",
        )
    ),
    "PEM": _pem("RSA " + "PRIVATE KEY"),
}


def commits() -> list[Commit]:
    """Return the history of order-center, oldest first."""
    return sources.commits(FOLDER, ROOT, AUTHORS, VALUES)
