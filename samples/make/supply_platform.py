"""supply-platform: purchasing, warehouses and stock (Java, Spring), and what old repositories carry along."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from samples.make import numbers, sources
from samples.make.history import Commit

ROOT = "com.lanhai.supply"
JAVA = "src/main/java/com/lanhai/supply"
FOLDER = Path(__file__).with_suffix("")
PROPRIETARY = """// Lanhai Retail Co., Ltd. proprietary and confidential.
// 蓝海零售供应链平台，内部使用，禁止外传。"""
AUTHORS = {
    "sun": sources.Author(
        "孙立", "sunli@lanhai-retail.com", PROPRIETARY, "@author 孙立 <sunli@lanhai-retail.com>", "flat"
    ),
    "guo": sources.Author("郭敏", "guomin@lanhai-retail.com", "", "@author guomin"),
    "anna": sources.Author("Anna Fischer", "anna.fischer@lanhai-retail.com", "", "", "java-last"),
    "raj": sources.Author(
        "Raj Patel", "raj.patel@lanhai-retail.com", PROPRIETARY, "@author Raj Patel", "java-last"
    ),
    "he": sources.Author("何志远", "hezhiyuan@lanhai-retail.com", "", "@author 何志远", "flat"),
}
VALUES = {
    "GITHUB_TOKEN_1": "ghp" + "_" + "7Kd2LmQ9xVbT4nRz" + "W8cYpE3sHfJ6aGu1Xo5i",
    "GITHUB_TOKEN_2": "ghs" + "_" + "Pz5NvC8tB1qXe7Mk" + "R3wUy6LdS9hFj2Ga4ToV",
    "USCC_1": numbers.credit_code("91440300" + "MA5F2QX71"),
    "USCC_2": numbers.credit_code("91310115" + "MA1K4TRP8"),
    "API_KEY_1": "lh" + "9f3Kq7Zt" + "B2xW8mRv5Yc1",
    "API_KEY_2": "q4T" + "w8Jz1Vn6Xb" + "3Lp9Hs5Gd",
}

PORTAL = "tools/supplier-portal/src/main/java/com/lanhai/supply"
EXACT = {
    f"{JAVA}/sku/Barcodes.java": f"{PORTAL}/sku/Barcodes.java",
    f"{JAVA}/pricelist/PriceLine.java": f"{PORTAL}/pricelist/PriceLine.java",
}
"""Files that were copied into another tree, by the path of the original."""

NEAR: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "sku.SkuService": ("BulkSkuService", {"25_000": "20_000"}),
    "quality.Inspection": ("ReturnInspection", {'name = "inspection"': 'name = "return_inspection"'}),
    "transfer.TransferService": ("StoreTransferService", {"two days": "a day"}),
    "purchase.PurchasingService": ("ImportPurchasingService", {'"200000"': '"500000"'}),
}
"""Types that were copied into package `v1`: new name, and the edits by the words that they replace."""

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63000100000500010d0a2db40000000049454e44ae426082"
)
STOCKTAKE = """# 盘点操作说明（旧版）

一、盘点前一天下班后冻结货位，未完成的拣货任务全部退回。
二、两人一组，一人点数，一人记录，不得由保管员本人点数。
三、差异超过百分之二的货位必须复盘，复盘换人。
"""
MESSAGES = "receipt.title=收货单\nreceipt.rejected=拒收数量\nreceipt.sign=请司机签字\ntransfer.title=调拨单\n"


def commits() -> list[Commit]:
    """Return the history of supply-platform, oldest first."""
    texts = [path.read_text("utf-8") for path in sorted(FOLDER.glob("*.txt"))]
    drafts = [draft for text in texts for draft in sources.parse(text)]
    written = sources.render([*drafts, _edited(drafts)], ROOT, AUTHORS, VALUES)
    files = {path: text for commit in written for path, text in commit.files.items()}
    return [*written, _copied(files), _leftovers()]


def _edited(drafts: Iterable[sources.Draft]) -> sources.Draft:
    sections = [section for draft in drafts for section in draft.sections]
    texts = {section.target: section.text for section in sections if section.kind == "main"}
    copies = [
        sources.Section("main", f"v1.{name}", _replaced(texts[old], {old.rpartition(".")[2]: name, **edits}))
        for old, (name, edits) in NEAR.items()
    ]
    message = "Copies for bulk, import and returns until the rules are told apart"
    return sources.Draft("anna", "2025-03-03T11:20:00+08:00", message, copies)


def _replaced(text: str, edits: Mapping[str, str]) -> str:
    for old, new in edits.items():
        if old not in text:
            raise ValueError(f"supply_platform.NEAR: {old!r} is not in the original. Correct the edit.")
        text = text.replace(old, new)
    return text


def _copied(files: Mapping[str, str | bytes | None]) -> Commit:
    return Commit(
        "Raj Patel",
        "raj.patel@lanhai-retail.com",
        "2025-04-14T16:05:00+08:00",
        "Supplier portal: first cut, shares two classes with the platform",
        {copy: files[original] for original, copy in EXACT.items()},
    )


def _leftovers() -> Commit:
    files: dict[str, str | bytes | None] = {
        "src/main/resources/static/js/supply.min.js": _minified("stock", 70),
        "src/main/resources/static/js/labels.min.js": _minified("label", 80),
        "src/main/resources/static/img/logo.png": PNG,
        "src/main/resources/db/dump/stock_journal_2024.sql": _dump(36_000),
        "src/main/resources/db/migration/V17__placeholder.sql": "",
        "docs/old/stocktake.md": STOCKTAKE.encode("gbk"),
        "src/main/resources/i18n/messages_legacy.properties": MESSAGES.encode("gbk"),
    }
    date = "2025-05-19T18:40:00+08:00"
    return Commit("郭敏", "guomin@lanhai-retail.com", date, "补充老系统静态资源与库存流水备份", files)


def _minified(word: str, functions: int) -> str:
    parts = (
        f"{word}{at}:function(e,t){{var n=e.length,r={at}*n+{at * 7 % 31};"
        f'return t&&r>{at * 13 % 97}?e[{at % 5}]:t||"{word}-{at}"}}'
        for at in range(functions)
    )
    return "!function(w){w.lh={" + ",".join(parts) + "}}(window);\n"


def _dump(rows: int) -> str:
    lines = (
        f"{at}\tSKU{at % 997:05d}\tWH0{at % 7 + 1}\t{at % 41 - 20}\t2024-{at % 12 + 1:02d}-15\n"
        for at in range(rows)
    )
    return "COPY stock_journal FROM stdin;\n" + "".join(lines) + "\\.\n"
