"""Signs that are written as escapes are read as what they are; ⟦ and ⟧ stand around what is found."""

import json
import time

import pytest

from stages.anonymize.rewrite import mask
from tests.anonymize.cases import findings, marked, masking, subject

MOBILE, MAIL, ID = "13912345678", "wang.xiaoming@lanhai-retail.com", "11010519491231002X"
TOKEN = "ghp_" + "a8F3kL0qZ2xV9bN4mC7tR1yW5eU6iO3pS8dH"


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("电话", MOBILE, ""),
        ("请拨打电话", MOBILE, "联系"),
        ("身份证", ID, "号"),
        ("邮箱", MAIL, "；"),
        ("令牌", TOKEN, ""),
        ("主机", "db1.pay.corp.internal", ""),
        ("地址", "10.20.31.44", "内网"),
        ("卡号", "6222021234567890128", ""),
        ("\ud83d", TOKEN, "\udfff"),
        ("🙂", TOKEN, ""),
        ("键 api_key：", "e4zRHQWmUWos05sv83jPkcz55Ka4rS22", "。"),
    ],
)
@pytest.mark.parametrize("language", ["json", "python", "yaml", "properties", "javascript"])
def test_a_value_beside_escapes_is_found(language: str, before: str, value: str, after: str) -> None:
    start, _, end = json.dumps({"note": f"{before}¦{value}¦{after}"}).replace("\\u00a6", "¦").split("¦")
    text = f"{start}{value}{end}" if language == "json" else f"note = {start[9:]}{value}{end[:-1]}"
    expected = text.replace(value, f"⟦{value}⟧")
    assert marked(text, findings(subject(text, language))) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("html", f"<p>&#30005;&#x8bdd;⟦{MOBILE}⟧</p>"),
        ("markdown", f"https://search.example/q?s=%E7%94%B5%E8%AF%9D⟦{MOBILE}⟧"),
        ("java", 'String u = "/q?mail=⟦wang.xiaoming%40lanhai-retail.com⟧&page=1";'),
        ("json", f'{{"url": "/a?token\\u003d⟦{TOKEN}⟧\\u0026b\\u003d1"}}'),
        ("json", '{"body": "{\\u0022password\\u0022:\\u0022⟦Tiger-9-lion⟧\\u0022}"}'),
        ("python", f'x = "\\x3d⟦{TOKEN}⟧\\xe7\\x94\\xb5"'),
        ("python", f'x = b"\\xe7\\x94\\xb5\\xe8\\xaf\\x9d⟦{MOBILE}⟧"'),
        ("javascript", f"x = '\\u{{7535}}\\u{{8bdd}}⟦{MOBILE}⟧'"),
        ("json", '{"n": "\\u8054\\u7cfb\\u4eba\\uff1a⟦\\u8d75\\u4e00\\u9e23⟧"}'),
        ("java", 'String p = "[\\u4e00-\\u9fa5]{2,4}\\u0020\\u000a\\ud800";'),
        ("java", 'String s = "\\u7535\\u8bdd\\u6709\\u8bef";'),
        ("python", "print('%20s %3d %%41' % (name, size)); url = 'https://a.example/%7Ebob/%E4%B8'"),
        ("text", "C:\\users\\u1234\\x41 \\U00110000 &#99999999;"),
    ],
)
def test_what_escapes_say_is_read(language: str, text: str) -> None:
    raw = text.replace("⟦", "").replace("⟧", "")
    assert marked(raw, findings(subject(raw, language))) == text


def test_a_value_has_one_pseudonym_however_it_is_written() -> None:
    mail = mask(subject(MAIL), masking())
    assert mask(subject("a%3Awang.xiaoming%40lanhai-retail.com"), masking()) == f"a%3A{mail}"
    name = mask(subject("联系人：赵一鸣"), masking())
    coded = mask(subject(json.dumps("联系人：赵一鸣")), masking())
    assert json.loads(coded) == name != "联系人：赵一鸣"


def test_a_line_of_escapes_costs_linear_time() -> None:
    for line in ("\\u7535\\u8bdd" * 40_000, "%41" * 100_000, "\\" * 300_000, "\\u" * 150_000, "&#" * 150_000):
        start = time.process_time()
        findings(subject(line, "properties"))
        assert time.process_time() - start < 10
