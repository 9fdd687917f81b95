import time

import pytest

from stages.core.records.section_asset import SectionAsset
from stages.model.model import read_document
from tests.model.documents import PARAMS, document

HANDBOOK = """intro 前言

# 手册

## Names ##
Use nouns.

```sh
# not a heading
```

## 术语
| 词 | 义 |
| - | - |
| 单 | 订单 |


"""


def sections(text: str) -> list[SectionAsset]:
    found = read_document(document("docs/handbook.md", text, language="markdown", asset="document"), PARAMS)
    return [asset for asset in found if isinstance(asset, SectionAsset)]


def test_a_section_is_a_heading_with_its_text() -> None:
    assert [(s.id[-2:], s.title, s.natural_language) for s in sections(HANDBOOK)] == [
        ("#1", "handbook", "zh"),
        ("#2", "Names", "en"),
        ("#3", "术语", "zh"),
    ]


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x85", "\u2028"])
def test_a_sign_that_ends_no_line_begins_no_section(sign: str) -> None:
    (found,) = sections(f"# H\nOne{sign}# two\nthree")
    assert found.text == f"# H\nOne{sign}# two\nthree"


def test_a_long_line_of_marks_is_read_in_bounded_time() -> None:
    start = time.process_time()
    for line in (
        "**" * 90_000,
        "# " + "#" * 90_000 + " x #",
        "# " + " #" * 90_000 + " x",
        "As a " + ", " * 90_000,
    ):
        assert len(sections("# H\n" + line)) == 1
    assert time.process_time() - start < 2


def test_the_text_of_a_section_is_the_bytes_of_its_span() -> None:
    content = HANDBOOK.encode()
    found = sections(HANDBOOK)
    assert [content[s.span.start : s.span.end].decode() for s in found] == [s.text for s in found]
    assert found[1].text.endswith("# not a heading\n```")
    assert found[2].text.endswith("| 单 | 订单 |")


SETEXT = """Before

Orders
======
An order has lines.

取消规则
---
未发货可以取消。

- item
---
two
lines
-----

| a |
===
    code
    ====
"""


def test_a_line_of_marks_below_a_line_makes_a_heading() -> None:
    """Neither an item, a row and code nor the last line of a longer paragraph is one."""
    found = sections(SETEXT)
    assert [(section.title, section.text.split("\n")[0]) for section in found] == [
        ("handbook", "Before"),
        ("Orders", "# Orders"),
        ("取消规则", "## 取消规则"),
    ]
    assert found[1].text == "# Orders\nAn order has lines."
    assert SETEXT.encode()[found[1].span.start : found[1].span.end].decode().startswith("Orders\n====")
    assert [section.text for section in sections(SETEXT.replace("\n", "\r\n"))] == [one.text for one in found]
