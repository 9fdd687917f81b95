"""reStructuredText and AsciiDoc, read as sections of Markdown."""

import time

import pytest

from stages.core.records.section_asset import SectionAsset
from stages.model.model import Found, Refused, read_document
from stages.model.passed_over import PassedOver
from tests.model.documents import PARAMS, document

AB = "| A | B |\n| --- | --- |\n"
MOST = PARAMS.max_section_characters


def found(text: str, language: str) -> list[Found]:
    return read_document(document("docs/guide.txt", text, language=language, asset="document"), PARAMS)


def texts(text: str, language: str) -> list[str]:
    return [asset.text for asset in found(text, language) if isinstance(asset, SectionAsset)]


def rst(text: str) -> str:
    """Return what stands below a heading."""
    (section,) = texts(f"Title\n=====\n\n{text}", "rst")
    return section.removeprefix("# Title\n\n")


def asciidoc(text: str) -> str:
    (section,) = texts(f"intro\n\n== Title\n{text}", "asciidoc")[1:]
    return section.removeprefix("## Title\n\n")


RST = """Before 前言.

======
Orders
======

An order has lines.

Cancel
------
Until it is *sent*.

取消规则
--------
未发货可以取消。

Not a title
--

Refund
======
Within 14 days.

Empty
=====
.. toctree::

   a
"""


def test_headings_of_rst_are_told_by_their_marks() -> None:
    assert texts(RST, "rst") == [
        "Before 前言.",
        "# Orders\n\nAn order has lines.",
        "## Cancel\n\nUntil it is *sent*.",
        "## 取消规则\n\n未发货可以取消。\n\nNot a title\n--",
        "### Refund\n\nWithin 14 days.",
    ]


ASCIIDOC = """= Orders
Ann Author <ann@acme.example>
v1.0, 2026
:toc: left
:product: Shop

What {product} and {unknown} do.

----
== no heading
----

== Cancel ==
Until it is sent.

=== 取消规则
// a comment
未发货可以取消。

==No heading
"""


def test_headings_of_asciidoc_are_told_by_their_marks() -> None:
    assert texts(ASCIIDOC, "asciidoc") == [
        "# Orders\n\nWhat Shop and {unknown} do.\n\n```\n== no heading\n```",
        "## Cancel\n\nUntil it is sent.",
        "### 取消规则\n\n未发货可以取消。\n\n==No heading",
    ]


@pytest.mark.parametrize(("language", "text"), [("rst", RST), ("asciidoc", ASCIIDOC)])
def test_a_span_holds_the_section_as_written(language: str, text: str) -> None:
    sections = [one for one in found(text, language) if isinstance(one, SectionAsset)]
    written = [text.encode()[one.span.start : one.span.end].decode() for one in sections]
    assert all(one.title in said for one, said in zip(sections[1:], written[1:], strict=True))
    assert all(said == said.strip() for said in written)
    assert [one.id[-2:] for one in sections] == [f"#{number}" for number in range(1, len(sections) + 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Use ``a_b`` or `c`, **not** *d*.", "Use `a_b` or `c`, **not** *d*."),
        (":py:meth:`~a.b.run` of :class:`.Shop`", "`run` of `Shop`"),
        ("See :ref:`the rules <rules>` and :doc:`orders`.", "See the rules and orders."),
        ("`Shop <https://shop.example>`_, `Other`_ and https://x.example", None),
        ("Text [1]_ |logo| x_.\n\n.. [1] A note.\n.. |logo| image:: a.png", "Text  logo x."),
        (".. image:: a.png\n.. comment\n.. _target:\n\nText", "Text"),
        ("Run::\n\n    a = 1\n\n    b = 2\n", "Run:\n\n```\na = 1\n\nb = 2\n```"),
        (
            ".. code-block:: python\n   :linenos:\n   :emphasize-lines: 1\n\n   a = 1\n",
            "```python\na = 1\n```",
        ),
        (".. code-block:: none\n\n   ```\n", "````\n```\n````"),
        (">>> a\n1\n", "```\n>>> a\n1\n```"),
        ("- a\n- b\n\n  1. c\n  2. d\n", "- a\n- b\n  1. c\n  2. d"),
        ("3. a\n4. b\n", "3. a\n4. b"),
        ("SKU\n   A code of goods.\n", "- SKU: A code of goods."),
        (":host: name of it\n", "- host: name of it"),
        (".. note:: Once\n   only.\n", "Once\nonly."),
        (".. versionadded:: 2.1\n   The ``x`` option.\n", "Added in version 2.1: The `x` option."),
        (".. deprecated::\n\nText", "Text"),
        (".. |today| date::\n\nSince |today|.", "Since today."),
        (".. seealso::\n\n   The rules.\n", "The rules."),
        (".. autoclass:: a.B\n   :members:\n\n   Nothing\n\nText", "Text"),
        (".. include:: /etc/passwd\n.. raw:: html\n\n   <b>\n\nText", "Text"),
        ("    Said by him.\n", "> Said by him."),
        ("| a\n| b\n", "a\nb"),
        ("=== ===\nA   B\n=== ===\n1   x|y\n=== ===\n", f"{AB}| 1 | x\\|y |"),
        ("+---+---+\n| a | 1 |\n+---+---+\n| b | 2 |\n+---+---+\n", "- a: 1\n- b: 2"),
        ("An *unclosed mark and `another", "An *unclosed mark and `another"),
    ],
)
def test_what_rst_says_is_written_in_markdown(text: str, expected: str | None) -> None:
    known = "[Shop](https://shop.example), Other and https://x.example"
    assert rst(text) == (known if expected is None else expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Use `a_b` or `+c*d*+`, *not* _d_, a_b_c, 2*3*4.",
            "Use `a_b` or `c*d*`, **not** *d*, a_b_c, 2*3*4.",
        ),
        ("See https://x.example[the `x` rules] or link:a.html[a].", None),
        ("<<rules,the rules>>, <<orders>>, xref:a.adoc#b[the b]", "the rules, orders, the b"),
        ("Press kbd:[F1] image:a.png[A] now footnote:[Or later.].", "Press F1  now ."),
        (
            "[source,java]\n----\nint a; // <1>\nint b;\n----\n<1> The a.\n",
            "```java\nint a;\nint b;\n```\n\n1. The a.",
        ),
        ("[%linenums,ruby]\n....\n== a\n....\n", "```ruby\n== a\n```"),
        ("```sql\nselect 1\n```\n", "```sql\nselect 1\n```"),
        ("* a\n** b\n*** c\n. d\n.. e\n- f\n", "- a\n  - b\n    - c\n1. d\n  1. e\n- f"),
        ("SKU:: A code of goods.\nhost::\nname of it\n", "- SKU: A code of goods.\n- host:\nname of it"),
        ("a\n+\nb\n", "a\n\nb"),
        (".Title of it\n[quote]\n____\nSaid.\n____\n", "**Title of it**\n\nSaid."),
        ("NOTE: Once.\n\n====\nOnly.\n====\n", "NOTE: Once.\n\nOnly."),
        ("////\nhidden\n////\n++++\n<b>\n++++\ninclude::a.adoc[]\nifdef::x[]\nkept\nendif::[]\n", "kept"),
        (
            '[cols="1,2",options="header"]\n|===\n|A |B\n\n|1\n|x\n|===\n',
            "| A | B |\n| --- | --- |\n| 1 | x |",
        ),
        (
            "|===\n|A |B\n|1 |`x`\n|2 |y \\| z\n|===\n",
            f"{AB}| 1 | `x` |\n| 2 | y \\| z |",
        ),
        ("a ratio 1::2 of std::vector", "a ratio 1::2 of std::vector"),
    ],
)
def test_what_asciidoc_says_is_written_in_markdown(text: str, expected: str | None) -> None:
    assert asciidoc(text) == (expected or "See [the `x` rules](https://x.example) or [a](a.html).")


@pytest.mark.parametrize("language", ["rst", "asciidoc"])
def test_a_section_that_is_too_long_is_told(language: str) -> None:
    mark = {"rst": "Long\n====\n", "asciidoc": "== Long\n"}[language]
    parts = found(f"short\n\n{mark}{'long ' * MOST}", language)
    assert [type(part) for part in parts] == [SectionAsset, PassedOver]
    assert [part.rule for part in parts if isinstance(part, PassedOver)] == ["oversized"]


def test_what_is_nested_too_deep_is_told() -> None:
    parts = found("short\n\nDeep\n====\n" + "- " * 2_000 + "a", "rst")
    assert [part.rule for part in parts if isinstance(part, PassedOver)] == ["nesting"]


def test_a_document_without_prose_has_no_asset() -> None:
    with pytest.raises(Refused, match="no-asset"):
        found(".. toctree::\n\n   a\n", "rst")
    with pytest.raises(Refused, match="no-asset"):
        found("// a comment\n:toc:\n", "asciidoc")


def test_a_role_that_a_document_defines_says_nothing_of_the_next_one() -> None:
    assert rst(".. role:: odd(emphasis)\n.. default-role:: odd\n\nText") == "Text"
    assert rst("`a`") == "`a`"


@pytest.mark.parametrize(
    "filler", ["*a ", "`a ", "{a}", "link:", "|===\n|a ", "a\n=\n", "<<a", "[a", "- a\n  "]
)
@pytest.mark.parametrize("language", ["rst", "asciidoc", "markdown"])
def test_a_monotonous_section_costs_no_seconds(language: str, filler: str) -> None:
    start = time.process_time()
    found("Title\n\n" + filler * (8_000 // len(filler)), language)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(("language", "text"), [("rst", RST), ("asciidoc", ASCIIDOC)])
def test_lines_of_windows_say_the_same(language: str, text: str) -> None:
    assert texts(text.replace("\n", "\r\n"), language) == texts(text, language)
