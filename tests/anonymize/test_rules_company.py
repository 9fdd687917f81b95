"""Detectors of networks and of the company, each with near misses."""

import pytest

from stages.anonymize.lexicon import Lexicon
from stages.anonymize.pseudonym import company_words, pseudonym
from stages.anonymize.rules import company_package, company_term, host, ip
from stages.anonymize.written import plain
from tests.anonymize.cases import KEYS, check, subject


@pytest.mark.parametrize(
    "text",
    [
        "redis: ⟦10.20.30.40⟧:6379",
        "allow ⟦192.168.1.0⟧/24",
        "http://⟦172.16.8.9⟧/x",
        "host = ⟦10.0.0.5⟧",
        "服务器地址⟦120.92.169.103⟧",
        "[⟦fd00:1234:5678::9abc⟧]",
        "127.0.0.1",
        "0.0.0.0",  # noqa: S104
        "255.255.255.0",
        "8.8.8.8",
        "192.0.2.7",
        "198.18.7.7",
        "<version>3.2.25.192</version>",
        "version = 10.30.40.50",
        "Chrome/120.30.40.50",
        'ObjectIdentifier("2.5.29.9")',
        "1.3.6.1.4.1.311",
        "1.2.3.4",
        "10.20.30.400",
        "v10.20.30.40",
        "// ⟦10.20.30.40⟧",
        "allow=⟦10.20.30.40⟧",
        "package==10.20.30.40",
        "10.20.30.40.50",
        "2001:db8::1",
        "gw ⟦fe80::211:22ff:fe33:4455⟧, fe80::211:22:33:4455",
        "x[1::2]",
        "std::vector::add",
        "12:34:56",
        "::",
    ],
)
def test_an_address_is_no_version_identifier_or_slice(text: str) -> None:
    check(ip.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "http://⟦order.corp.lanhai.internal⟧:8080/x",
        "nacos: ⟦nacos.corp.lanhai.internal⟧",
        "*.⟦corp.lanhai.internal⟧",
        "git@⟦git.corp.lanhai.internal⟧:a/b.git",
        "https://⟦gitlab.local⟧/x",
        'NAME = "⟦gitlab.local⟧"; get("https://⟦gitlab.local⟧/x")',
        "⟦www.lanhai-retail.com⟧",
        "⟦lanhai-retail.com⟧",
        '"\\n⟦db.corp.lanhai.internal⟧"',
        "org.hibernate.internal",
        "org.hibernate.internal.SessionImpl",
        "com.sun.internal",
        "config.local",
        "settings.local.json",
        "this.api.internal",
        "ConfigLevel.enums.LOCAL",
        "http://host.docker.internal:80",
        "api.default.svc.cluster.local",
        "www.example.com",
        "ruzofeda.example",
        "internal",
    ],
)
def test_a_host_lies_below_an_internal_suffix_or_a_company_domain(text: str) -> None:
    check(host.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "package com.⟦lanhai⟧.order;",
        "src/main/java/com/⟦lanhai⟧/order/A.java",
        "<groupId>com.⟦lanhai⟧</groupId>",
        "import org.springframework.samples.⟦petclinic⟧.Owner;",
        "import org.springframework.samples.other.Owner;",
        "com.lanhaix.order",
        "xcom.lanhai",
        "org.lanhai",
    ],
)
def test_a_package_is_found_by_its_root(text: str) -> None:
    check(company_package.find, text)


@pytest.mark.parametrize(
    "text",
    [
        "⟦Lanhai⟧Client ⟦lanhai⟧ ⟦LANHAI⟧_X my⟦lanhai⟧s ⟦lanHai⟧",
        "欢迎来到⟦蓝海⟧零售",
        r"title=⟦\u84DD\u6d77⟧\u96F6",
        r'"{\"title\": \"⟦\\u84dd\\u6d77⟧\"}" ⟦\uuu84dd\u6d77⟧',
        r"⟦蓝\u6d77⟧ ⟦\u84dd海⟧ ⟦\u{84DD}\u{06d77}⟧ ⟦\U000084dd\u6d77⟧ \u84de\u6d77",
        "⟦&#34013;&#x6D77;⟧ ⟦&#034013;海⟧ ⟦蓝%E6%B5%B7⟧ &#34013;; &#134013;&#x6d77;",
        "⟦ＬａｎＨａｉ⟧ ⟦ＬＡＮhai⟧ ｌａｎ",
        "http://⟦xn--90w121c⟧.com XN--fiqs8s.cn xn--",
        "⟦LAN_HAI⟧_URL my_⟦lan-hai⟧ ⟦Lan Hai⟧ ⟦lan_Hai⟧Client run⟦Lan_Hai⟧",
        "l_anhai la-nhai lan.hai Lan hai lan  hai plan_hai lan_haiti la_n_hai lan__hai Ulan Hai",
        "q=⟦%E8%93%9D%E6%B5%B7⟧ ⟦%6Canhai⟧",
        r"⟦\x6canhai⟧ ⟦\u004canh\x61i⟧ ⟦&#108;an&#x48;ai⟧ ⟦\\u006C\\u0061nhai⟧ \x6danhai",
        r"⟦\xe8\x93\x9d\xe6\xb5\xb7⟧ ⟦\xE8\x93\x9D海⟧ ⟦\\xe8\\x93\\x9d\\xe6\\xb5\\xb7⟧",
        r'content: "⟦\84dd\6d77⟧ ⟦\0084DD\006d77⟧ \84de\6d77"',
        "⟦petclinic⟧ ⟦PetClinic⟧ ⟦Petclinic⟧Application my⟦Petclinic⟧ ⟦PETCLINIC⟧_URL",
        "petclinics unpetclinic",
        "⟦acme-shop⟧ ⟦AcmeShop⟧ ⟦acme_shop⟧ ⟦ACME_SHOP⟧ ⟦acmeshop⟧ ⟦Acme Shop⟧",
        "x/⟦acme/shop⟧/y ⟦acme.shop⟧ acme//shop",
        "acme and shop",
        "蓝色的海",
        "lan hai",
    ],
)
def test_a_term_is_found_in_every_letter_case_and_script(text: str) -> None:
    check(company_term.find, text)


def test_a_name_in_two_scripts_is_found_in_any_letter_case() -> None:
    named = subject("福银bank 福银Bank 福银BANK 福银", lexicon=Lexicon(own=True, terms=("福银bank",)))
    assert [(found.start, found.end) for found in company_term.find(named)] == [(0, 6), (7, 13), (14, 20)]


@pytest.mark.parametrize(
    "written",
    ["müller", "MÜLLER", r"M\xfcller", r"m\xc3\xbcller", r"M\u00fcller", r"M\u00DCLLER", "M&#220;LLER"]
    + ["m%C3%BCller", "Ｍüller", r"\x4d\xfcller"],
)
def test_a_letter_above_ascii_is_found_in_both_cases_in_every_way_of_writing(written: str) -> None:
    named = subject(f"x {written} muller", lexicon=Lexicon(own=True, terms=("müller",)))
    [found] = company_term.find(named)
    assert (found.start, found.end) == (2, 2 + len(written))
    words = company_words(KEYS.pseudonym, named.lexicon)
    made = pseudonym("company.term", written, KEYS.pseudonym, words)
    assert plain(made).lower() == "".join(words["müller"])
