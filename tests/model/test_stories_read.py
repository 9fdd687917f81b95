import pytest

from stages.core.records.story_asset import Criterion, StoryAsset
from stages.model.model import read_document
from tests.model.documents import PARAMS, document

BACKLOG = """---
domain: 购物车
owner: 交易组
---

# 购物车需求

下单前的一切，当 然后。

主题：登录后合并购物车

### 用户故事：登录合并
作为一个游客
我想合并购物车
以便于不用重找

AC 1：无重复
假设 有 2 种商品 🛒
当 我登录
那么 有 5 种商品

As a guest
I want to keep my cart

说明：以上两条。

```
作为代码
我想不被读取
```

Topic: refunds

**User story:** Refund
As a buyer, I want my money back, so that I can buy again.

AC 1:
Given I paid
When I return it
Then I am refunded
"""


def stories(text: str, language: str = "markdown") -> list[StoryAsset]:
    found = read_document(document("backlog/cart.md", text, language=language, asset="story"), PARAMS)
    return [asset for asset in found if isinstance(asset, StoryAsset)]


def test_stories_have_topic_domain_parts_and_criteria() -> None:
    first, second, third = stories(BACKLOG)
    assert (first.id, first.natural_language, first.domain) == ("shop:backlog/cart.md#1", "zh", "购物车")
    assert (first.topic, first.title) == ("登录后合并购物车", "登录合并")
    assert (first.role, first.want, first.benefit) == ("游客", "合并购物车", "不用重找")
    assert first.criteria == [
        Criterion(title="无重复", given=["有 2 种商品 🛒"], when=["我登录"], then=["有 5 种商品"])
    ]
    assert (second.natural_language, second.topic, second.criteria) == ("en", "", [])
    assert (third.topic, third.title, third.want) == ("refunds", "Refund", "my money back")


def test_the_text_of_a_story_is_the_bytes_of_its_span() -> None:
    content = BACKLOG.encode()
    for story in stories(BACKLOG):
        assert content[story.span.start : story.span.end].decode() == story.text
    assert stories(BACKLOG)[0].text.endswith("那么 有 5 种商品")


def test_the_first_heading_is_the_domain_when_nothing_else_says_it() -> None:
    (story,) = stories("# Cart\n\nAs a guest\nI want a cart\n")
    assert story.domain == "Cart"


def test_a_list_of_stories_on_one_line_each_is_read() -> None:
    found = stories("As a cook, I want salt, so that it tastes.\nAs a cook, I want pepper.\n", "text")
    assert [(story.want, story.benefit) for story in found] == [("salt", "it tastes"), ("pepper", "")]


def test_a_broken_story_is_an_asset_for_the_gate_to_judge() -> None:
    (story,) = stories("作为店员\n我想退货\n\nAC 1：缺步骤\n假设 已付款\n")
    assert story.criteria == [Criterion(title="缺步骤", given=["已付款"], when=[], then=[])]


@pytest.mark.parametrize(
    "line", ["工单：ORD-7", "**Ticket:** ORD-7", "> Jira: ORD-7 (board)", "- 工单号：ORD-7", "Issue: ORD-7"]
)
def test_the_line_above_a_story_names_its_ticket(line: str) -> None:
    text = f"# Refunds\n\nTopic: refunds\n{line}\n\nAs a buyer\nI want ORD-9\n\nAs a guest\nI want UTF-8\n"
    first, second = stories(text)
    assert (first.topic, first.tickets) == ("refunds", ["ORD-7", "ORD-9"])
    assert (second.topic, second.tickets) == ("", [])
    assert "ORD-7" not in first.text
    assert not [
        one
        for one in read_document(document("a.md", text, language="markdown", asset="story"), PARAMS)
        if not isinstance(one, StoryAsset)
    ]


def test_criteria_below_a_heading_of_their_own_belong_to_the_story() -> None:
    head = "## Refunds\n\nAs a buyer\nI want my money back\n\n### Acceptance criteria\n\n"
    text = f"{head}AC 1: paid\nGiven a\nWhen b\nThen c\n"
    (story,) = stories(text)
    assert [one.title for one in story.criteria] == ["paid"]
