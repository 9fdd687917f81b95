"""Laws of pseudonyms and placeholders."""

import html
import json
import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.anonymize.checksums import luhn
from stages.anonymize.lexicon import Lexicon
from stages.anonymize.pseudonym import CUES, company_words, placeholder, pseudonym, styled
from tests.anonymize.cases import KEYS, LEXICON, OTHER_KEYS, findings, subject

WORDS = company_words(KEYS.pseudonym, LEXICON)
OTHER_WORDS = company_words(OTHER_KEYS.pseudonym, LEXICON)

VALUES = {
    "pii.email": st.from_regex(r"[a-z]{2,8}\.[a-z]{2,8}@[a-z]{3,9}\.(com|cn)", fullmatch=True),
    "pii.cn-id": st.from_regex(r"[1-6][0-9]{16}[0-9X]", fullmatch=True),
    "pii.cn-mobile": st.from_regex(r"(\+86 )?1[3-9][0-9]{9}", fullmatch=True),
    "pii.bank-card": st.from_regex(r"62[0-9]{14,17}", fullmatch=True),
    "pii.cn-uscc": st.from_regex(r"91[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}", fullmatch=True),
    "pii.us-ssn": st.from_regex(r"[1-5][0-9]{2}-[0-9]{2}-[0-9]{4}", fullmatch=True),
    "pii.phone": st.from_regex(r"(\+1 [0-9]{3} [0-9]{3} [0-9]{4}|0[0-9]{2}-[0-9]{8})", fullmatch=True),
    "pii.person": st.from_regex(
        r"[A-Z][a-z]{2,7} [A-Z][a-z]{2,7}|[王李张][\u4e00-\u4e20]{2}", fullmatch=True
    ),
    "net.ip": st.ip_addresses(v=4).map(str) | st.ip_addresses(v=6).map(str),
    "net.host": st.from_regex(r"([a-z]{2,8}\.){2,4}internal", fullmatch=True),
}


@st.composite
def identities(draw: st.DrawFn) -> tuple[str, str]:
    entity = draw(st.sampled_from(sorted(VALUES)))
    return entity, draw(VALUES[entity])


@settings(max_examples=60)
@given(identities())
def test_the_same_value_gives_the_same_pseudonym(case: tuple[str, str]) -> None:
    assert pseudonym(*case, KEYS.pseudonym, WORDS) == pseudonym(*case, KEYS.pseudonym, WORDS)


@pytest.mark.parametrize(
    ("entity", "written", "value"),
    [
        ("pii.email", "Ann [at] shop [dot] com", "ann@shop.com"),
        ("pii.email", "ann at shop DOT com", "ann@shop.com"),
        ("pii.email", "ann#qq.com", "ann@qq.com"),
        ("pii.email", "look_at_me@shop.com", "LOOK_AT_ME@shop.com"),
        ("pii.cn-mobile", "一三八一二三四五六七八", "13812345678"),
        ("pii.cn-mobile", "①③⑧①②③④⑤⑥⑦⑧", "13812345678"),
    ],
)
def test_a_value_in_words_or_other_digits_has_the_same_pseudonym(
    entity: str, written: str, value: str
) -> None:
    made = pseudonym(entity, value, KEYS.pseudonym, WORDS)
    assert pseudonym(entity, written, KEYS.pseudonym, WORDS) == made


@settings(max_examples=60)
@given(identities())
def test_a_pseudonym_is_not_its_value(case: tuple[str, str]) -> None:
    assert pseudonym(*case, KEYS.pseudonym, WORDS) != case[1]


@settings(max_examples=60)
@given(identities())
def test_no_detector_finds_a_pseudonym(case: tuple[str, str]) -> None:
    made = pseudonym(*case, KEYS.pseudonym, WORDS)
    assert findings(subject(f"card phone server: {made}")) == []


SECRETS = (
    "secret.password",
    "secret.jwt",
    "secret.generic-api-key",
    "secret.private-key",
    "secret.encoded",
    "secret.github-token",
)


@pytest.mark.parametrize("written", [placeholder(entity) for entity in (*SECRETS, *VALUES)])
def test_no_detector_finds_a_placeholder(written: str) -> None:
    assert findings(subject(f"password: {written}\napi-key: {written}\n", "yaml")) == []


@pytest.mark.parametrize(
    ("entity", "value"),
    [
        ("pii.email", "zhang.wei@lanhai-retail.com"),
        ("pii.cn-id", "110105194912310021"),
        ("pii.cn-mobile", "13812345678"),
        ("pii.bank-card", "6222021234567894"),
        ("pii.cn-uscc", "91350100M000100Y43"),
        ("pii.us-ssn", "536-90-4399"),
        ("pii.phone", "+1 415 555 2671"),
        ("pii.person", "Zhang Wei"),
        ("pii.person", "王小明"),
        ("net.ip", "10.20.30.40"),
        ("net.ip", "fd00:1234:5678::9abc"),
        ("net.host", "db.corp.lanhai.internal"),
        ("company.term", "Lanhai"),
        ("company.term", "蓝海"),
        ("company.package", "petclinic"),
    ],
)
def test_another_key_gives_another_pseudonym(entity: str, value: str) -> None:
    made = pseudonym(entity, value, KEYS.pseudonym, WORDS)
    assert made != pseudonym(entity, value, OTHER_KEYS.pseudonym, OTHER_WORDS)


@given(
    st.from_regex(r"[A-Z][a-z]{2,7} [A-Z][a-z]{2,7}|[王李张][\u4e00-\u4e20]{2}|[a-z]{5,9}", fullmatch=True)
)
def test_a_masked_person_is_known_again(name: str) -> None:
    masked = pseudonym("pii.person", name, KEYS.pseudonym, WORDS)
    assert pseudonym("pii.person", masked, KEYS.pseudonym, WORDS) == masked


@pytest.mark.parametrize(
    ("written", "word", "expected"),
    [
        ("LANHAI", "toso", "TOSO"),
        ("Lanhai", "toso", "Toso"),
        ("lanhai", "toso", "toso"),
        ("lanHai", "toso", "toso"),
        ("LanHai", "toso", "Toso"),
    ],
)
def test_letter_case_is_kept(written: str, word: str, expected: str) -> None:
    assert styled(written, word) == expected


def test_a_term_keeps_its_style_and_is_one_word_in_every_style() -> None:
    styles = ["lanhai", "Lanhai", "LANHAI"]
    made = [pseudonym("company.term", style, KEYS.pseudonym, WORDS) for style in styles]
    assert [word.lower() for word in made] == [made[0]] * 3
    assert [made[1].istitle(), made[2].isupper()] == [True, True]


@pytest.mark.parametrize("written", ["\u017fense", "\u017fENSE", "SEN\u017fE"])
def test_a_letter_that_is_another_in_lower_case_only_is_the_same_name(written: str) -> None:
    """U+017F is `s` to whoever searches in any letter case."""
    words = company_words(KEYS.pseudonym, Lexicon(terms=("sense",)))
    made = pseudonym("company.term", written, KEYS.pseudonym, words)
    assert made.lower() == pseudonym("company.term", "sense", KEYS.pseudonym, words)


@pytest.mark.parametrize(
    "written",
    ["LAN_HAI", "lan-hai", "Lan Hai", "lanHai", "LanHai", "ＬＡＮＨＡＩ", "lan_Hai", "LAN.hai"],
)
def test_a_term_of_one_word_that_is_written_as_two_is_the_same_pseudonym(written: str) -> None:
    made = pseudonym("company.term", written, KEYS.pseudonym, WORDS)
    whole = pseudonym("company.term", "lanhai", KEYS.pseudonym, WORDS)
    narrow = made.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})
    assert re.sub("[-_. ]", "", narrow).lower() == whole
    shapes = [re.sub("[a-zａ-ｚ]+", "a", re.sub("[A-ZＡ-Ｚ]+", "A", text)) for text in (written, made)]
    assert shapes[0] == shapes[1]


def test_a_term_in_a_label_of_a_host_stays_in_one() -> None:
    made = pseudonym("company.term", "xn--90w121c", KEYS.pseudonym, WORDS)
    assert made.startswith("xn--")
    assert made[4:].encode().decode("punycode") == pseudonym("company.term", "蓝海", KEYS.pseudonym, WORDS)


SHORT = ("mi", "ba", "du", "ko", "so", "ez", "云", "江", "12", "89")
"""Names that stand in many a pseudonym."""


@settings(max_examples=60)
@given(identities())
def test_no_listed_name_is_drawn(case: tuple[str, str]) -> None:
    words = company_words(KEYS.pseudonym, Lexicon(terms=SHORT))
    made = re.split(r"[.@]", pseudonym(*case, KEYS.pseudonym, words).removesuffix(".example").lower())
    if case[0] in ("pii.email", "pii.person", "net.host"):
        pieces = [re.sub(r"[\W_]", "", piece) for piece in made]
        assert [name for name in SHORT if any(name in piece for piece in pieces)] == []
    assert pseudonym(*case, KEYS.pseudonym, words) == pseudonym(*case, KEYS.pseudonym, words)


def test_a_name_in_what_is_drawn_changes_nothing_else() -> None:
    """The domain of an address is that of the host, also when the name before it is drawn again."""
    free = pseudonym("pii.email", "ann.lee@shop.test", KEYS.pseudonym, {})
    local, domain = free.split("@")
    words = {local[:2]: ("x",)}
    again = pseudonym("pii.email", "ann.lee@shop.test", KEYS.pseudonym, words)
    assert again.split("@")[0] != local
    assert domain == pseudonym("net.host", "shop.test", KEYS.pseudonym, {})
    if local[:2] not in domain:
        assert again.split("@")[1] == domain


def test_a_term_of_two_words_keeps_their_separator_and_case() -> None:
    styles = ["acme-shop", "ACME_SHOP", "AcmeShop", "Acme Shop"]
    hyphen, upper, camel, spaced = [
        pseudonym("company.term", style, KEYS.pseudonym, WORDS) for style in styles
    ]
    first, second = hyphen.split("-")
    assert upper == f"{first}_{second}".upper()
    assert camel == first.title() + second.title()
    assert spaced == f"{first.title()} {second.title()}"


@pytest.mark.parametrize(
    ("written", "form", "read"),
    [
        (r"\u84dd\u6d77", r"(\\u[0-9a-f]{4}){2}", lambda text: text.encode().decode("unicode_escape")),
        (r"\\u84dd\\u6d77", r"(\\\\u[0-9a-f]{4}){2}", lambda text: json.loads(json.loads(f'"\\"{text}\\""'))),
        (r"蓝\u6d77", r"(\\u[0-9a-f]{4}){2}", lambda text: text.encode().decode("unicode_escape")),
        (r"\U000084dd海", r"(\\U[0-9a-f]{8}){2}", lambda text: text.encode().decode("unicode_escape")),
        (r"\u{84dd}\u{6d77}", r"(\\u\{[0-9a-f]{4}\}){2}", lambda text: re.sub(
            r"\\u\{(\w+)\}", lambda code: chr(int(code[1], 16)), text)),
        ("&#34013;&#28023;", r"(&#\d{5};){2}", html.unescape),
        ("&#x84DD;海", r"(&#x[0-9a-f]{4};){2}", html.unescape),
        ("%E8%93%9D%e6%b5%b7", "(%[0-9A-F]{2}){6}", unquote),
    ],
)  # fmt: skip
def test_a_term_stays_in_its_code(written: str, form: str, read: Callable[[str], str]) -> None:
    made = pseudonym("company.term", written, KEYS.pseudonym, WORDS)
    assert re.fullmatch(form, made)
    assert read(made) == pseudonym("company.term", "蓝海", KEYS.pseudonym, WORDS)


def test_company_names_get_distinct_pseudonyms_without_any_name_in_them() -> None:
    lexicon = Lexicon(terms=tuple(f"company{number:03}" for number in range(400)))
    made = ["".join(words) for words in company_words(KEYS.pseudonym, lexicon).values()]
    assert len(set(made)) == 400


@given(VALUES["pii.bank-card"])
def test_a_masked_card_keeps_its_length_and_fails_luhn(value: str) -> None:
    made = pseudonym("pii.bank-card", value, KEYS.pseudonym, WORDS)
    assert len(made) == len(value)
    assert not luhn(made)


def test_separators_of_numbers_are_kept() -> None:
    made = pseudonym("pii.bank-card", "6222 0212 3456 7894", KEYS.pseudonym, WORDS)
    assert re.fullmatch(r"\d{4} \d{4} \d{4} \d{4}", made)
    joined = pseudonym("pii.bank-card", "6222021234567894", KEYS.pseudonym, WORDS)
    assert made.replace(" ", "") == joined


def test_one_mobile_in_two_forms_is_one_pseudonym() -> None:
    plain = pseudonym("pii.cn-mobile", "13812345678", KEYS.pseudonym, WORDS)
    assert (
        pseudonym("pii.cn-mobile", "+86 138 1234 5678", KEYS.pseudonym, WORDS).replace(" ", "")[3:] == plain
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("010-62345678", "000-{}"),
        ("(010) 62345678", "(000) {}"),
        ("01062345678", "000{}"),
        ("+86 10 62345678", "+86 00 {}"),
        ("+86-010-62345678", "+86-000-{}"),
    ],
)
def test_one_landline_in_every_form_is_one_pseudonym(written: str, expected: str) -> None:
    number = pseudonym("pii.cn-landline", "01062345678", KEYS.pseudonym, WORDS)[3:]
    made = pseudonym("pii.cn-landline", written, KEYS.pseudonym, WORDS)
    assert made == expected.format(number)
    assert findings(subject(f"电话：{made}")) == []


@pytest.mark.parametrize(
    ("written", "style"), [("Zhang Wei", str.title), ("ZHANG WEI", str.upper), ("zhang wei", str.lower)]
)
def test_a_person_keeps_the_letter_case(written: str, style: Callable[[str], str]) -> None:
    made = pseudonym("pii.person", written, KEYS.pseudonym, WORDS)
    assert made == style(pseudonym("pii.person", "zhang wei", KEYS.pseudonym, WORDS))
    assert pseudonym("pii.person", made, KEYS.pseudonym, WORDS) == made


def test_mail_and_host_of_one_domain_share_it() -> None:
    mail = pseudonym("pii.email", "a.b@lanhai-retail.com", KEYS.pseudonym, WORDS)
    host = pseudonym("net.host", "www.lanhai-retail.com", KEYS.pseudonym, WORDS)
    assert mail.split("@")[1] == host.split(".", 1)[1]
    assert pseudonym("net.host", "lanhai-retail.com", KEYS.pseudonym, WORDS) == mail.split("@")[1]


@pytest.mark.parametrize("domain", ["acme.com", "acme.com.cn", "acme.co.uk", "acme.corp", "dev.local"])
def test_what_lies_below_a_domain_lies_below_its_pseudonym(domain: str) -> None:
    def host(name: str) -> str:
        return pseudonym("net.host", name, KEYS.pseudonym, WORDS)

    assert host(domain).count(".") == 1
    for name in (f"corp.{domain}", f"db01.corp.{domain}", f"A.DB01.corp.{domain}"):
        assert host(name).split(".", 1)[1] == host(name.split(".", 1)[1])
        mail = pseudonym("pii.email", f"ann.lee@{name}", KEYS.pseudonym, WORDS)
        assert mail.split("@")[1] == host(name)


def test_no_host_ends_with_the_name_of_a_key() -> None:
    """`rutevapi.example:3306/o` would be refused as a key `api` with a value."""
    made = {pseudonym("net.host", f"x{number}.com", KEYS.pseudonym, WORDS) for number in range(2000)}
    assert [host for host in made if any(cue in host for cue in CUES)] == []


def test_neighbours_of_one_domain_differ_and_so_do_domains() -> None:
    names = ["a.acme.com", "b.acme.com", "a.b.acme.com", "a.acme.org", "a.acme.internal"]
    made = [pseudonym("net.host", name, KEYS.pseudonym, WORDS) for name in names]
    assert len(set(made)) == len(names)
    assert len({name.rsplit(".", 2)[-2] for name in made}) == 3


def test_an_account_and_the_full_name_behind_it_are_one_person() -> None:
    full = pseudonym("pii.person", "Zhang Wei", KEYS.pseudonym, WORDS)
    account = pseudonym("pii.person", "zhangwei", KEYS.pseudonym, WORDS)
    dotted = pseudonym("pii.person", "zhang.wei", KEYS.pseudonym, WORDS)
    assert full.replace(" ", "").lower() == account == dotted.replace(".", "")
