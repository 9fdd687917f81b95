"""Signs that are written as escapes are read as what they are; ⟦ and ⟧ stand around what is found."""

import json
import time

import pytest

from stages.anonymize.rewrite import mask
from stages.anonymize.written import plain
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
        ("text", "电话：⟦一三八一二三四五六七八⟧，手机 ⟦壹叁捌 壹贰叁肆 伍陆柒捌⟧"),
        ("text", "身份证⟦一一〇一〇五一九四九一二三一〇〇二X⟧，手机⟦①③⑧①②③④⑤⑥⑦⑧⟧"),
        ("text", "数到一二三四五六七八九十，二〇二四年一月，m²"),
        ("python", f'x = b"\\347\\224\\265\\350\\257\\235⟦{MOBILE}⟧"'),
        ("c", 'char *mail = "⟦wang.xiaoming\\100lanhai-retail.com⟧";'),
        ("go", 'var key = "⟦\\147\\150\\160_' + TOKEN[4:] + '⟧"'),
        ("text", '--- "a/docs/⟦\\350\\223\\235\\346\\265\\267⟧.md"'),
        ("text", "N;ENCODING=QUOTED-PRINTABLE:⟦=E8=93=9D=E6=B5=B7⟧"),
        ("java", 'String u = "?next=%252Fq%253Fmail%253D⟦wang.xiaoming%2540lanhai-retail.com⟧";'),
        ("xml", "<a b='{&quot;password&quot;:&quot;⟦Tiger-9-lion⟧&quot;}'/>"),
        ("html", "<p>⟦wang.xiaoming&commat;lanhai-retail&period;com⟧</p>"),
        ("xml", "<a b='&lt;p>&amp;#30005;&amp;#35805;⟦&amp;#49;3912345678⟧'/>"),
        ("perl", '$x = "⟦\\x{84dd}\\x{6d77}⟧";'),
        ("text", "l\u0430nhai ⟦\u217canh\u0430i⟧".replace("l\u0430nhai", "⟦l\u0430nhai⟧")),
        ("markdown", "⟦\U0001d425\U0001d41a\U0001d427\U0001d421\U0001d41a\U0001d422⟧, ⟦ⓛⓐⓝⓗⓐⓘ⟧"),
        ("text", "⟦l\u0332a\u0332n\u0332h\u0332a\u0332i\u0332⟧"),
        ("text", "联系人：⟦\u2fbc原⟧"),
        ("text", "令牌 ⟦ＡＫＩＡＱ３ＥＧＲＮＹＴ５ＺＭＸＫＵＰ２⟧，服务器 ⟦１０．２０．３０．４０⟧"),
        ("text", "由 ⟦Ｚｈａｎｇ　Ｗｅｉ⟧ 提交"),
        ("text", "10μs, Δt, αβγ, Привет, C:\\101\\x, 100%25off, &quot;a&quot; = 3"),
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


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("lanhai", "l\u0430nh\u0430i"),
        ("lanhai", "%256c%2561nhai"),
        ("lanhai", "\\154anhai"),
        ("Zhang Wei", "Zh\u0430ng Wei"),
        ("10.20.31.44", "１０．２０．３１．４４"),
        (MAIL, MAIL.replace("@", "&commat;")),
        (MAIL, MAIL.replace("@", "\\100")),
    ],
)
def test_a_pseudonym_is_that_of_the_value_behind_its_codes(value: str, written: str) -> None:
    made = mask(subject(written), masking())
    assert plain(made) == mask(subject(value), masking()) != value


def test_codes_within_a_string_keep_their_slashes() -> None:
    for code in ("\\\\350\\\\223\\\\235\\\\346\\\\265\\\\267", "\\\\xe8\\\\x93\\\\x9d\\\\xe6\\\\xb5\\\\xb7"):
        safe = mask(subject(f'x = "{code}"', "python"), masking())
        assert "蓝海" not in plain(safe)
        assert safe.count("\\\\") == safe.count("\\") // 2 == 6


def test_a_half_of_a_sign_in_a_name_is_no_fault() -> None:
    assert plain("\\ud83d\\ude00 \\ud83d") == "\U0001f600 \ufffd"


def test_of_a_long_line_what_stands_around_its_escapes_is_read() -> None:
    before, behind = "f(a,b);" * 2000, "g(c,d);" * 2000
    text = f"{before}电话='\\u7535\\u8bdd{MOBILE}';{behind}remark='\\u4ee4\\u724c {TOKEN}';{before}"
    found = marked(text, findings(subject(text, "javascript")))
    assert f"⟦{MOBILE}⟧';g(" in found
    assert f"⟦{TOKEN}⟧';f(" in found
    assert found.count("⟦") == 2


def test_a_line_of_escapes_costs_linear_time() -> None:
    for line in (
        "\\u7535\\u8bdd" * 40_000,
        "%41" * 100_000,
        "\\" * 300_000,
        "\\u" * 150_000,
        "&#" * 150_000,
        "\\100" * 80_000,
        "%25" * 100_000,
        "l\u0430" * 100_000,
        "a\u0332" * 100_000,
        "一" * 100_000,
        "一 " * 100_000,
        "①" * 100_000,
        "a at b dot " * 30_000,
        "a(dot)" * 50_000,
        "a [at] b" * 40_000,
        "&amp;" * 60_000,
    ):
        start = time.process_time()
        findings(subject(line, "properties"))
        assert time.process_time() - start < 10
