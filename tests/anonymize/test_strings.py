"""What code joins is read as the value that it makes: ⟦ and ⟧ stand around it, and each piece is masked."""

import re

import pytest

from stages.anonymize.rewrite import rewrite
from tests.anonymize.cases import findings, marked, masking, plain, subject

TOKEN = "a8F3kL0qZ2xV9bN4mC7tR1yW5eU6iO3pS8dH"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("java", 'class A { String phone = "⟦138" + "12345678⟧"; }'),
        ("java", 'class A { String k = "⟦ghp_" +\n        "' + TOKEN + '⟧"; }'),
        ("python", "MAIL = '⟦wang.li@lanhai' + '-retail.com⟧'"),
        ("python", "ID_CARD = ('⟦1101051949'\n           '123100' '2X⟧')"),
        ("typescript", 'const mobile = "⟦139" + "1234" + "5678⟧";'),
        ("go", 'package a\n\nvar password = "⟦hunt" + "er2⟧"\n'),
        ("kotlin", 'val phone = "⟦138" + "12345678⟧"'),
        ("sql", "UPDATE t SET phone = '⟦138' || '12345678⟧';"),
        ("java", 'class A { String a = "⟦138" + "12345678⟧"; }'),
        ("python", "A = '⟦622202' '1202004' '112232⟧'"),
        ("typescript", 'const a = "⟦11010519" + "491231002X⟧";'),
        ("java", 'class A { String a = "⟦欧阳" + "建国⟧"; }'),
        ("go", 'package a\n\nvar apiKey = "⟦a8F3kL0q" + "Z2xV9bN4⟧"\n'),
        ("java", 'class A { String auth = "⟦Ym9iOnRp" + "Z2VyNw==⟧"; }'),
        ("python", 'PHONE = "".join(["⟦138", "1234", "5678⟧"])'),
        ("yaml", 'mobile: "⟦138\\\n  12345678⟧"\n'),
        ("properties", "phone=⟦138\\\n  12345678⟧\n"),
        ("sql", "SELECT CONCAT('⟦138', '12345678⟧');"),
        ("java", 'class A { String a = "⟦MTM4MTIz" + "NDU2Nzg=⟧"; }'),
    ],
)
def test_a_value_in_pieces_is_masked_in_each(language: str, text: str) -> None:
    raw = plain(text)
    assert marked(raw, findings(subject(raw, language))) == text
    safe = rewrite(subject(raw, language), "a", masking())
    assert not safe.refused, safe.reason
    pieces = re.findall(r"[\w@.-]{2,}", text.partition("⟦")[2].partition("⟧")[0])
    assert all(piece not in safe.text for piece in pieces)


@pytest.mark.parametrize(
    ("language", "text", "safe"),
    [
        (
            "java",
            "class A { char[] password = {'h','u','n','t','e','r','2'}; }",
            "class A { char[] password = {'x','x','x','x','x','x','x'}; }",
        ),
        (
            "go",
            "package a\nvar password = []rune{'h', 'u', 'n', 't', 'e', 'r', '2'}\n",
            "package a\nvar password = []rune{'x', 'x', 'x', 'x', 'x', 'x', 'x'}\n",
        ),
        (
            "kotlin",
            "val password = charArrayOf('h','u','n','t','e','r','2')",
            "val password = charArrayOf('x','x','x','x','x','x','x')",
        ),
        (
            "java",
            "class A { char[] HEX = {'0','1','2','3','4','5','6','7','8','9','a','b'}; }",
            "class A { char[] HEX = {'0','1','2','3','4','5','6','7','8','9','a','b'}; }",
        ),
    ],
)
def test_signs_of_a_secret_become_others_one_each(language: str, text: str, safe: str) -> None:
    assert rewrite(subject(text, language), "a", masking()).text == safe


def test_signs_of_a_name_stay_one_each() -> None:
    safe = rewrite(subject("class A { char[] n = {'l','a','n','h','a','i'}; }", "java"), "a", masking()).text
    assert re.fullmatch(r"class A \{ char\[\] n = \{('[a-z]',){5}'[a-z]'\}; \}", safe)
    assert "'l','a','n'" not in safe


@pytest.mark.parametrize(
    "text",
    [
        'String s = "SELECT phone FROM t WHERE a = 138" + " AND b = 12345678";',
        'log("138" + "-th of " + "12345678");',
        'String a = "x" + "y"; int b = 13812345; String c = "p" + "q";',
        'call("138"); call("12345678");',
    ],
)
def test_strings_that_make_no_value_stay(text: str) -> None:
    assert not findings(subject(text, "java"))


def test_many_seams_are_read_in_one_pass() -> None:
    text = 'phone = "138" + "12345678";\n' * 3000
    assert len(findings(subject(text, "java"))) == 3000


@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize("language", ["python", "javascript", "ruby"])
def test_a_name_in_a_list_of_signs_is_masked_sign_by_sign_without_a_call(language: str, quote: str) -> None:
    signs = f"{quote}, {quote}".join("lanhai")
    safe = rewrite(subject(f"a = [{quote}{signs}{quote}]\n", language), "a", masking())
    assert not safe.refused
    assert len(safe.changes) == len("lanhai")
    assert signs not in safe.text
