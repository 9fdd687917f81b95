"""A row that says who wants what is a story; every other row has a line that says why it is none."""

import json
import time

import pytest

from stages.core.formats import story
from stages.core.records.story_asset import Criterion, StoryAsset
from stages.model.model import read_document
from stages.model.passed_over import PassedOver
from stages.model.refused import Refused
from tests.model.documents import PARAMS, document

JIRA = (
    "\ufeffIssue key,Summary,Description,Custom field (Acceptance Criteria),Epic Name,Labels,Labels\r\n"
    'S-1,Refund,"As a buyer, I want my money back, so that I can buy again.",'
    '"Given I paid\nWhen I return it\nThen I am refunded\nGiven I did not pay\nWhen I ask\n'
    'Then I am told ""no""",'
    "Payment,a,b\r\n"
    "S-2,Upgrade the database,Version 16.,,Payment,,\r\n"
    'S-3,Broken,"As a clerk, I want,no end,\r\n'
    'S-4,"As a clerk, I want to see returns",,"- shows the newest first\n- shows ten",,,\r\n'
)
CHINESE = (
    "标题;描述;验收标准;史诗\n"
    "登录合并;作为游客，我想合并购物车，以便于不用重找;AC 1：无重复；;购物车\n"
    "升级;升级数据库;;\n"
)
COLUMNS = "title\trole\ti want\tso that\nRefund\tAs a buyer\tmy money back\tI can buy again\n"


def read(text: str, language: str = "csv") -> tuple[list[StoryAsset], list[PassedOver]]:
    found = read_document(document("backlog/x", text, language=language, asset="story"), PARAMS)
    return [one for one in found if isinstance(one, StoryAsset)], [
        one for one in found if isinstance(one, PassedOver)
    ]


def test_an_export_gives_stories_with_criteria_and_a_line_for_every_other_row() -> None:
    (refund, returns), others = read(JIRA)
    assert (refund.title, refund.role, refund.want, refund.benefit) == (
        "Refund",
        "buyer",
        "my money back",
        "I can buy again",
    )
    assert (refund.topic, refund.domain, refund.natural_language) == ("Refund", "Payment", "en")
    assert refund.criteria == [
        Criterion(title="", given=["I paid"], when=["I return it"], then=["I am refunded"]),
        Criterion(title="", given=["I did not pay"], when=["I ask"], then=['I am told "no"']),
    ]
    assert (returns.title, returns.want) == ("", "to see returns")
    assert [criterion.title for criterion in returns.criteria] == ["shows the newest first", "shows ten"]
    assert [part.rule for part in others] == ["no-story", "broken-row"]


def test_spans_are_the_bytes_of_the_rows() -> None:
    stories, others = read(JIRA)
    content = JIRA.encode()
    spans = [one.span for one in (*stories, *others)]
    assert [content[span.start : span.end][:4].decode() for span in spans] == ["S-1,", "S-4,", "S-2,", "S-3,"]
    assert content[spans[0].start : spans[0].end].endswith(b"Payment,a,b")


@pytest.mark.parametrize(
    ("text", "role", "want", "title"),
    [
        (CHINESE, "游客", "合并购物车", "登录合并"),
        (f"sep=;\r\n{CHINESE}", "游客", "合并购物车", "登录合并"),
        (COLUMNS, "buyer", "my money back", "Refund"),
        (COLUMNS.replace("\n", "\r\n"), "buyer", "my money back", "Refund"),
        ("Title|User Story\nx|As a buyer I want to pay\n", "buyer", "to pay", "x"),
        ("title,description\nx,<div>As a buyer</div><div>I want to pay &amp; go</div>\n", "buyer",
         "to pay & go", "x"),
        ('"title","description"\n"a ""b""","As a buyer, I want to pay"', "buyer", "to pay", 'a "b"'),
    ],
)  # fmt: skip
def test_every_kind_of_table_is_read(text: str, role: str, want: str, title: str) -> None:
    ((found, *_), _) = read(text)
    assert (found.role, found.want) == (role, want)
    assert title in (found.title, "x")


LINES = "\n".join(
    [
        '{"key": "SH-1", "fields": {"summary": "退款", "description": "作为顾客，我想退款"}}',
        '{"summary": "cut off',
        "",
        "[1, 2]",
        json.dumps({"title": "x", "role": "buyer", "want": "to pay", "acceptanceCriteria": ["it works"]}),
        json.dumps({"title": "Upgrade"}),
    ]
)


def test_json_lines_are_rows() -> None:
    (first, second), others = read(LINES, "jsonl")
    assert (first.role, first.want, first.title, first.id) == ("顾客", "退款", "退款", "shop:backlog/x#1")
    assert (first.tickets, second.tickets) == (["SH-1"], [])
    assert (second.want, [criterion.title for criterion in second.criteria]) == ("to pay", ["it works"])
    assert [part.rule for part in others] == ["broken-row", "broken-row", "no-story"]
    content = LINES.encode()
    assert json.loads(content[second.span.start : second.span.end])["title"] == "x"


@pytest.mark.parametrize(
    "text", ["", "id,price\n1,2\n", "title,description\nx,y\n", "\n\n", '"', ",,,\n,,,\n"]
)
def test_a_table_without_a_story_is_refused_as_a_whole(text: str) -> None:
    with pytest.raises(Refused, match="no-asset"):
        read(text)


def test_the_text_is_the_canonical_story() -> None:
    for found in (*read(JIRA)[0], *read(CHINESE)[0]):
        assert story.read(found.text).story.want == found.want
    assert story.validate(read(JIRA)[0][0].text) == []


@pytest.mark.parametrize("piece", ['"', '""', ',"', '"a""', ',"x\n', '"",'])
def test_quotes_that_never_close_cost_little_time(piece: str) -> None:
    text = "title,description,acceptance criteria\n" + piece * 60_000
    begun = time.process_time()
    with pytest.raises(Refused):
        read(text[: PARAMS.max_document_bytes])
    assert time.process_time() - begun < 5
