"""A listed name that is cut is masked with the pseudonym of the name, and nothing but its pieces changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.anonymize.pseudonym import company_words, pseudonym
from stages.anonymize.rewrite import rewrite
from stages.anonymize.rules import company_term, person
from stages.anonymize.seams import ANY, SEAM, bare, readings, seams_of, sewn
from stages.anonymize.syntax import LANGUAGES, outline
from tests.anonymize.cases import KEYS, LEXICON, check, masking, subject

JOINTS = {
    "java": ('").append("', '") + ("', '" + "', '" +\n    "', '" + // why\n "', '".concat("', "\\u200b"),
    "kotlin": ('" + "', '" +\n "', '".plus("'),
    "python": ('" "', '" + "', '"\n    "', '" f"', '" \\\n "', "\\\n", '" + r"', "\\u200b", "\\xad"),
    "javascript": ('" + "', '" + `', "\\\n", "\\u{200b}"),
    "typescript": ('" + "', '" +\n "'),
    "go": ('" + "', '" +\n\t"'),
    "json": ("\\u200b", "\\u00AD"),
    "yaml": ("\\\n    ", "\\u200b"),
    "properties": ("\\\n    ", "\\u200b"),
    "xml": ("&#8203;", "&#xAD;", "&#x200b;"),
    "html": ("</b>", '<span class="a">', "&shy;", "&zwj;", "&zwnj;", "&ZeroWidthSpace;", "<wbr>"),
    "php": ("' . '", "'.'"),
    "csharp": ('" + "', '" + @"'),
    "c": ('" "', "\\\n"),
    "ruby": ('" + "', '" \\\n "'),
    "sql": ("' || '",),
    "shell": ("\\\n",),
    "markdown": ("-\n", "&shy;", "**", "~~", "<em>"),
}
FORMS = {
    "java": 'class A {{ String 数量 = join(("x {0} y")); }}',
    "kotlin": 'val 数量 = "x {0} y"\n',
    "python": 'a = ("x {0} y")\n',
    "javascript": 'const a = "x {0} y";',
    "typescript": 'const a: string = "x {0} y";',
    "go": 'package a\n\nvar a = "x {0} y"\n',
    "json": '{{"a": "x {0} y"}}',
    "yaml": 'a: "x {0} y"\n',
    "properties": "a=x {0} y\n",
    "xml": "<a>x {0} y</a>",
    "html": "<p>x {0} y</p>",
    "php": "<?php $a = 'x {0} y';",
    "csharp": 'var a = "x {0} y";',
    "c": 'char *a = "x {0} y";',
    "ruby": 'a = "x {0} y"\n',
    "sql": "SELECT 'x {0} y';",
    "shell": 'echo "x {0} y"\n',
    "markdown": "x {0} y\n",
}
WORDS = company_words(KEYS.pseudonym, LEXICON)
CUTS = [(language, joint) for language, joints in JOINTS.items() for joint in joints]


@pytest.mark.parametrize(("language", "joint"), CUTS)
@pytest.mark.parametrize("name", ["lanhai", "LANHAI", "蓝海", r"\u84dd\u6d77"])
def test_a_name_in_pieces_is_masked_piece_by_piece(language: str, joint: str, name: str) -> None:
    if name.startswith("\\") and language not in ("java", "python", "javascript", "json", "properties"):
        return
    half = len(name) // 2
    text = FORMS[language].format(name[:half] + joint + name[half:])
    text = text.replace(' y"', " y`") if joint.endswith("`") else text
    safe = rewrite(subject(text, language), "a", masking())
    assert safe.refused == "", safe.reason
    made = pseudonym("company.term", name, KEYS.pseudonym, WORDS)
    head, tail = text.split(name[:half] + joint + name[half:])
    assert safe.text.startswith(head)
    assert safe.text.endswith(tail)
    middle = safe.text[len(head) : len(safe.text) - len(tail)]
    assert bare(middle) == made
    assert [match[0] for match in SEAM.finditer(middle)] == [joint]
    if language in LANGUAGES:
        before, after = (outline(one.encode(), language).skeleton for one in (text, safe.text))
        assert before == after


@pytest.mark.parametrize(
    ("language", "text", "made"),
    [
        ("python", r'a = "\x6canhai", b"\xe8\x93\x9d\xe6\xb5\xb7"', 'a = "{0}", b"{1}"'),
        ("java", r'class A { String s = "\u004canhai"; }', 'class A {{ String s = "{2}"; }}'),
        ("xml", "<a>&#108;anhai</a>", "<a>{0}</a>"),
        ("css", r'a { content: "\84dd\6d77"; }', 'a {{ content: "{3}"; }}'),
    ],
)
def test_a_name_in_codes_is_masked(language: str, text: str, made: str) -> None:
    word, sign = WORDS["lanhai"][0], WORDS["蓝海"][0]
    coded = "".join(f"\\x{byte:02x}" for byte in sign.encode())
    css = "".join(f"\\{ord(one):06x}" for one in sign)
    safe = rewrite(subject(text, language), "a", masking())
    assert safe.text == made.format(word, coded, word.title(), css)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("java", "class A { int d = lan -\n hai; int e = lan**hai; }"),
        ("go", "package a\n\nfunc f() int { return lan-\n hai }"),
        ("python", "acme\nshop\nlan -\\\nhai\nx = lan**hai"),
        ("kotlin", "val a = acme\nshop()\n"),
    ],
)
def test_words_of_code_on_two_lines_are_no_name(language: str, text: str) -> None:
    safe = rewrite(subject(text, language), "a", masking())
    assert (safe.text, safe.refused) == (text, "")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["lanhai", "LanHai", "蓝海", "acmeshop"]), st.data())
def test_signs_without_width_go_wherever_they_stand(name: str, data: st.DataObject) -> None:
    unseen = [chr(code) for code in range(0x10000) if SEAM.fullmatch(chr(code))]
    assert {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"} <= {*unseen}
    signs = data.draw(
        st.lists(st.sampled_from(["", *unseen]), min_size=len(name) - 1, max_size=len(name) - 1)
    )
    written = "".join(sign + gap for sign, gap in zip(name, [*signs, ""], strict=True))
    safe = rewrite(subject(f"// a {written} b\nclass A {{}}", "java"), "a", masking()).text
    assert safe == f"// a {pseudonym('company.term', name, KEYS.pseudonym, WORDS)} b\nclass A {{}}"


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["lanhai", "LanHai", "LAN_HAI", "蓝海", "acmeshop", "Acme Shop", "ACME_SHOP"]), st.data()
)
def test_a_name_in_any_pieces_keeps_its_code(name: str, data: st.DataObject) -> None:
    joints = [data.draw(st.sampled_from(["", "", '" + "', '" +\n        "', "\u200b"])) for _ in name[1:]]
    written = "".join(sign + gap for sign, gap in zip(name, [*joints, ""], strict=True))
    text = f'class A {{ String s = "x {written}-y" + z; }}'
    safe = rewrite(subject(text, "java"), "a", masking())
    assert safe.refused == ""
    assert outline(text.encode(), "java").skeleton == outline(safe.text.encode(), "java").skeleton
    head, tail = 'class A { String s = "x ', '-y" + z; }'
    assert (safe.text[: len(head)], safe.text[-len(tail) :]) == (head, tail)
    made = pseudonym("company.term", name, KEYS.pseudonym, WORDS)
    assert bare(safe.text[len(head) : -len(tail)]) == made


@pytest.mark.parametrize(
    "text",
    [
        "⟦蓝 海⟧ ⟦蓝-海⟧ ⟦蓝·海⟧ ⟦蓝_海⟧ ⟦蓝　海⟧ ⟦蓝\n海⟧ // ⟦蓝\n * 海⟧ 北 京 ⟦蓝 海⟧ 零 售",
        "⟦lan\u200bhai⟧ ⟦l\u200da\u00adn\u2060h\ufeffa\u200ci⟧ ⟦蓝\u200b海⟧ ⟦蓝\u200b 海⟧",
        '"⟦lan" + "hai⟧" "⟦LAN_" +\n  "HAI⟧_URL" x("my⟦lan".concat("hai⟧"))',
        "the ⟦Acme\n * Shop⟧ of the ⟦acme&nbsp;shop⟧, ⟦acme\u00a0shop⟧",
        'a("lan", "hai"); join("", "⟦lan", "hai⟧"); concat!("⟦lan", "hai⟧")',
        '["⟦lan", "hai⟧"].join("")',
        '("⟦lan") + (("hai⟧")) + ("⟦蓝" + ("海⟧"))',
        '`⟦lan${"hai⟧"}` f"{\'⟦lan\'}hai⟧" cout << "⟦lan" << "hai⟧"',
        "**⟦蓝**海⟧ ⟦lan<b>hai⟧</b> ⟦Acme** Shop⟧ ⟦\\84dd\\6d77⟧ ⟦\\0084dd \\006d77⟧",
        '"lan" + x + "hai" "lan"; "hai" lan + hai "la" + "nd" 蓝、海 蓝，海 蓝色 海 "pet" + "clinics"',
        '"⟦pet" + "clinic⟧"',
    ],
)
def test_a_cut_name_is_found_and_two_values_are_none(text: str) -> None:
    check(company_term.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "⟦王\u200b小明⟧ ⟦王&#8203;小明⟧ '⟦王' + '小明⟧'",
        "⟦Zhang\u200b Wei⟧ ⟦Zhang&nbsp;Wei⟧ ⟦Zhang\n * Wei⟧ '⟦Zhang ' + 'Wei⟧'",
        "⟦zhang_wei⟧ ⟦zhang-wei⟧ ⟦ZhangWei⟧",
        "zhangwei changzhang wei ZhangWeimin zhang, wei",
    ],
)
def test_a_cut_person_is_found(text: str) -> None:
    check(person.find, text)


@pytest.mark.parametrize("name", ["acme-", "-acme", "acme shop-", "-"])
def test_a_gap_at_the_end_of_a_name_has_no_sign_beside_it(name: str) -> None:
    text = "ac\u200bme x"
    assert len(readings(text, (name,), seams_of(text, ANY))) == 1 + ("c" in name)


@given(st.text(alphabet="ab \u200b\u00ad\"'+\n\\&;shy", max_size=40))
def test_a_place_of_a_reading_is_that_of_the_raw_text(text: str) -> None:
    for reading in readings(text, ("ab ba", "shy"), seams_of(text, ANY)):
        places = [(a, b + 1) for a in range(len(reading.text)) for b in range(a, len(reading.text))]
        found = {place: list(reading.spans([place])) for place in places}
        for (a, b), spans in found.items():
            assert len(spans) == 1 or reading.seams
            for start, end in spans:
                assert text[start] + text[end - 1] == reading.text[a] + reading.text[b - 1]
                assert (end - start > b - a) is bool(reading.seams)


@pytest.mark.parametrize(
    ("value", "made", "expected"),
    [
        ("Acme **Shop", "Tititisa Putebugu", "Tititisa **Putebugu"),
        ('acme" + "Shop', "tititisaPutebugu", 'tititisa" + "Putebugu'),
        ('ac" + "me-shop', "tititisa-putebugu", 'titi" + "tisa-putebugu'),
        ('acme" + "-" + "shop', "tititisa-putebugu", 'tititisa" + "-" + "putebugu'),
        ('acme" + "shop', "tititisaputebugu", 'tititisa" + "putebugu'),
    ],
)
def test_words_stay_whole_where_the_seam_is_between_two(value: str, made: str, expected: str) -> None:
    assert sewn(value, made) == expected


def test_what_is_sewn_has_the_seams_of_its_value_and_no_sign_without_width() -> None:
    assert sewn('lan" + "hai', "nizafiki") == 'niza" + "fiki'
    assert sewn("lan\u200bhai", "nizafiki") == "nizafiki"
    assert sewn("l&shy;a\u2060nhai", "nizafiki") == "n&shy;izafiki"
