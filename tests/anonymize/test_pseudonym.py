"""Laws of pseudonyms and placeholders."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.anonymize.checksums import luhn
from stages.anonymize.lexicon import Lexicon
from stages.anonymize.pseudonym import company_words, placeholder, pseudonym, styled
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


@settings(deadline=None, max_examples=60)
@given(identities())
def test_the_same_value_gives_the_same_pseudonym(case: tuple[str, str]) -> None:
    assert pseudonym(*case, KEYS.pseudonym, WORDS) == pseudonym(*case, KEYS.pseudonym, WORDS)


@settings(deadline=None, max_examples=60)
@given(identities())
def test_a_pseudonym_is_not_its_value(case: tuple[str, str]) -> None:
    assert pseudonym(*case, KEYS.pseudonym, WORDS) != case[1]


@settings(deadline=None, max_examples=60)
@given(identities())
def test_no_detector_finds_a_pseudonym(case: tuple[str, str]) -> None:
    made = pseudonym(*case, KEYS.pseudonym, WORDS)
    assert findings(subject(f"card phone host: {made}")) == []


SECRETS = (
    "secret.password",
    "secret.jwt",
    "secret.generic-api-key",
    "secret.private-key",
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


def test_a_term_of_two_words_keeps_their_separator_and_case() -> None:
    styles = ["acme-shop", "ACME_SHOP", "AcmeShop", "Acme Shop"]
    hyphen, upper, camel, spaced = [
        pseudonym("company.term", style, KEYS.pseudonym, WORDS) for style in styles
    ]
    first, second = hyphen.split("-")
    assert upper == f"{first}_{second}".upper()
    assert camel == first.title() + second.title()
    assert spaced == f"{first.title()} {second.title()}"


def test_an_escaped_term_stays_escaped() -> None:
    made = pseudonym("company.term", r"\u84dd\u6d77", KEYS.pseudonym, WORDS)
    assert re.fullmatch(r"(\\u[0-9a-f]{4}){2}", made)
    plain = pseudonym("company.term", "蓝海", KEYS.pseudonym, WORDS)
    assert made.encode().decode("unicode_escape") == plain


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


def test_an_account_and_the_full_name_behind_it_are_one_person() -> None:
    full = pseudonym("pii.person", "Zhang Wei", KEYS.pseudonym, WORDS)
    account = pseudonym("pii.person", "zhangwei", KEYS.pseudonym, WORDS)
    dotted = pseudonym("pii.person", "zhang.wei", KEYS.pseudonym, WORDS)
    assert full.replace(" ", "").lower() == account == dotted.replace(".", "")
