"""Text of an accepted encoding is read and gives its bytes again; anything else has no text."""

import random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stages.crawl.content import describe
from stages.crawl.encodings import decoded
from stages.crawl.params import Encoding

ALL = list(get_args(Encoding))
CHINESE = "package shop;\n\n/** 采购订单的状态：待审核、已入库。 */\npublic enum Status { OPEN }\n"
TAIWAN = "# 說明\n\n本系統處理客戶的訂單，並且記錄每一筆交易的時間。庫存不足時會通知管理員。\n"
JAPANESE = "/** 注文の状態を表すクラスです。 */\nclass Status {}\n"
KOREAN = "/** 주문 상태를 나타내는 클래스입니다 */\nclass Status {}\n"
RUSSIAN = "// Состояние заказа на складе\nclass Status {}\n"
FRENCH = "// Résumé de la commande : déjà payée\nclass Status {}\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "gb18030"),
        (TAIWAN, "big5"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (KOREAN, "euc_kr"),
        (RUSSIAN, "cp1251"),
        (FRENCH, "cp1252"),
    ],
)
def test_what_is_accepted_is_read_and_the_same_bytes_are_unknown_else(text: str, encoding: str) -> None:
    content = text.encode(encoding)
    assert decoded(content, [encoding]) == (encoding, text)
    assert decoded(content, []) == ("unknown", None)
    for other in {*ALL} - {encoding}:
        assert decoded(content, [other])[1] is None, other


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("// 库存\nint stock;\n", "gb18030"), ("订单编号", "gb18030"), ("@author José\n", "cp1252")],
)
def test_a_short_text_is_read_as_what_is_accepted(text: str, encoding: str) -> None:
    """A few letters do not tell their encoding: what is accepted decides, and the bytes come out the same."""
    assert decoded(text.encode(encoding), [encoding]) == (encoding, text)


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
@pytest.mark.parametrize("text", [CHINESE, "a\r\n", "", "𝄞 clef"])
def test_utf_16_is_told_by_its_mark(mark: bytes, encoding: str, text: str) -> None:
    content = mark + text.encode(encoding)
    assert decoded(content, ["utf-16"]) == (encoding, "\ufeff" + text)
    assert decoded(content, [])[1] is None
    assert decoded(content[2:], ["utf-16"])[0] == ("binary" if b"\0" in content else "utf-8")


def test_a_mark_of_utf_8_stays_in_the_text() -> None:
    assert decoded(b"\xef\xbb\xbfa", ALL) == ("utf-8", "\ufeffa")


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"", "utf-8"),
        (b"\xff\xfe\x00", "binary"),  # half a letter
        (b"\xff\xfe\x00\xd8a\x00", "binary"),  # half of a pair
        (b"\xff\xfe\x01\x00a\x00", "binary"),  # a control character
        (b"\xff\xfe\x00\x00a\x00\x00\x00", "binary"),  # UTF-32
        (b"\xff\xfb\x90\x64\x00\x0f", "binary"),  # MP3
        (PNG, "binary"),
        (PNG.replace(b"\0", b""), "unknown"),
        (b"\x1f\x8b\x08\xd3\xc3\xb5\xc4", "unknown"),
        (CHINESE.encode("gb18030")[:-60] + b"\x07", "unknown"),  # a control character
    ],
)
def test_what_is_no_text_has_none(content: bytes, encoding: str) -> None:
    assert decoded(content, ALL) == (encoding, "" if encoding == "utf-8" else None)


@pytest.mark.parametrize("size", [64, 200, 5000])
def test_random_bytes_are_no_text(size: int) -> None:
    source = random.Random(size)  # noqa: S311  noise, no keys
    assert all(decoded(source.randbytes(size), ALL)[1] is None for _ in range(50))


@given(st.binary(max_size=80))
def test_a_text_gives_its_bytes_again(content: bytes) -> None:
    encoding, text = decoded(content, ALL)
    assert (text is None) == (encoding in ("binary", "unknown"))
    assert text is None or text.encode(encoding) == content


def test_of_two_that_read_equally_well_the_first_accepted_counts() -> None:
    content = "库存".encode("gb18030")
    assert decoded(content, ["gb18030", "big5"]) == ("gb18030", "库存")
    assert decoded(content, ["big5", "gb18030"])[0] == "big5"


def test_the_row_of_a_blob_has_text_and_encoding_and_the_size_of_the_bytes() -> None:
    content = CHINESE.encode("gb18030")
    row = describe([content], len(content), 1000, ["gb18030"])
    assert (row.encoding, row.text, row.size) == ("gb18030", CHINESE, len(content))
    assert describe([content], len(content), 10, ["gb18030"]).encoding == "oversized"
