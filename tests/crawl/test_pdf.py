"""A PDF is read as a document with headings, and one that cannot be read has no text, whatever it does."""

import time
from collections.abc import Sequence

import msgspec
import pytest

from stages.crawl.assets import asset_kind
from stages.crawl.content import describe
from stages.crawl.pdf import extracted
from stages.crawl.tree_id import blob_id
from tests.crawl.pdfs import Text, assembled, pdf
from tests.crawl.repositories import PDF_LIMITS as LIMITS

HANDBOOK = [(20, "Handbook"), (10, "Read all of it."), (14, "Orders"), (10, "An order is paid once.")]
CHINESE = [(20, "开发手册"), (10, "所有人都要读。"), (14, "一、订单"), (10, "订单只支付一次。")]
ENCRYPTED = (
    f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'ab' * 32}>/U<{'cd' * 32}>>>/ID[<{'01' * 16}><{'01' * 16}>]"
)


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        ([HANDBOOK], "# Handbook\n\nRead all of it.\n\n## Orders\n\nAn order is paid once.\n"),
        ([CHINESE], "# 开发手册\n\n所有人都要读。\n\n## 一、订单\n\n订单只支付一次。\n"),
        ([[(10, "one")], [(10, "two")]], "one\n\ntwo\n"),
        ([[(10, "one"), (10, "two")]], "one\ntwo\n"),
        ([[(10, "body of it"), (11, "a little larger")]], "body of it\na little larger\n"),
        ([[(10, "the price of an order"), (20, "42")]], "the price of an order\n42\n"),
        ([[(10, "# no heading"), (10, "body")]], "\\# no heading\nbody\n"),
        ([[(20, "x" * 121), (10, "body " * 30)]], f"{'x' * 121}\n{('body ' * 30).strip()}\n"),
    ],
)
def test_lines_keep_their_order_and_larger_ones_are_headings(pages: list[Sequence[Text]], text: str) -> None:
    assert extracted(pdf(*pages), LIMITS) == ("pdf", text)


LOOP = assembled(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"])
FORM = (
    "<</Type/XObject/Subtype/Form/Resources<</XObject<</F 4 0 R>>>>/Length 11>>"
    "\nstream\n/F Do /F Do\nendstream"
)
FORMS = assembled(
    [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/Resources<</XObject<</F 4 0 R>>>>/Contents 4 0 R>>",
        FORM,
    ]
)
NESTED = assembled(["<</Type/Catalog/Pages " + "[" * 5000 + "]" * 5000 + ">>"])


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (pdf([(10, "kept")], trailer=ENCRYPTED), "unknown"),
        (pdf([]), "unknown"),
        (pdf(), "unknown"),
        (pdf(HANDBOOK)[:200], "unknown"),
        (b"%PDF-1.7\n", "unknown"),
        (b"%PDF-\x00\xff\xfe" * 1000, "unknown"),
        (LOOP, "unknown"),
        (FORMS, "unknown"),
        (NESTED, "unknown"),
        (pdf(*[HANDBOOK] * 21), "oversized"),
        (pdf([(10, "word " * 2001)]), "oversized"),
    ],
    ids=["encrypted", "blank", "no page", "cut off", "head only", "noise", "tree in itself", "form in itself",
         "nested", "many pages", "much text"],
)  # fmt: skip
def test_what_cannot_be_read_has_no_text(
    content: bytes, encoding: str, capfd: pytest.CaptureFixture[str]
) -> None:
    begun = time.monotonic()
    assert extracted(content, LIMITS) == (encoding, None)
    assert time.monotonic() - begun < LIMITS.max_seconds
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("limit", "value"), [("max_seconds", 1), ("max_memory", 50_000_000)])
def test_reading_ends_at_its_limits(limit: str, value: int) -> None:
    costly = pdf(*[[(10, "word " * 40)] * 25] * 1500)
    limits = msgspec.structs.replace(LIMITS, max_pages=5000, max_characters=50_000_000, **{limit: value})
    assert extracted(costly, limits)[1] is None


def test_the_digests_are_those_of_the_pdf() -> None:
    content = pdf(CHINESE)
    row = describe([content], len(content), len(content), [], LIMITS)
    assert (row.encoding, row.blob, row.size) == ("pdf", blob_id(content), len(content))
    assert not row.is_itself()
    assert row.text == extracted(content, LIMITS)[1]
    assert asset_kind("docs/手册.pdf", row.hints) == "document"


def test_a_text_that_names_the_format_is_a_text() -> None:
    content = b"# How to write %PDF-1.7\n"
    assert describe([content], len(content), len(content), [], LIMITS).encoding == "utf-8"
