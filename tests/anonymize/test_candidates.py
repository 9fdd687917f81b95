"""Names are proposed with their evidence; words of everybody are not, and a person has the last word."""

import msgspec
import pytest

from stages.anonymize.candidates import Candidate, Corpus, candidates, confirmed
from stages.anonymize.evidence import KINDS, cuts, projects, python_packages
from stages.anonymize.lexicon import Lexicon
from stages.anonymize.owners import organisation, remote, segment
from stages.anonymize.pseudonym import company_words, pseudonym
from stages.core.records.snapshot import Snapshot
from tests.anonymize.cases import KEYS, params


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("package", "package com.acme.order;\n", ["acme"]),
        ("package", "package io.acme.web\n", ["acme"]),
        ("package", "a package of com.acme; more\n", []),
        ("package", "package acme;\n", ["acme"]),
        ("package", "package main\n", []),
        ("maven", "<groupId> cn.acme.shop </groupId>", ["acme"]),
        (
            "maven",
            "<dependency>\n<groupId>com.vendor</groupId>\n</dependency><groupId>acme</groupId>",
            ["acme"],
        ),
        ("maven", "<group>cn.acme</group>", []),
        ("maven", "<parent><groupId>org.vendor</groupId></parent><groupId>com.acme</groupId>", ["acme"]),
        ("maven", "<parent><groupId>com.acme</groupId></parent><artifactId>a</artifactId>", ["acme"]),
        (
            "artifact",
            "<parent><artifactId>boot</artifactId></parent><artifactId>a</artifactId>",
            ["a"],
        ),
        ("artifact", "<artifactId>order-center</artifactId>", ["order-center"]),
        ("gradle", "group = 'com.acme'\n", ["acme"]),
        ("gradle", "groups = 'com.acme'\n", []),
        ("npm", '{"name": "@acme/ui"}', ["acme"]),
        ("npm", '{"name": "ui", "author": "@acme"}', []),
        ("go", "module github.com/acme/x\n", ["acme"]),
        ("go", "module git.acme.dev/team/x\n", ["acme"]),
        ("go", "the module github.com/acme/x\n", []),
        ("host", "url: https://git.acme.com.cn/x", ["acme"]),
        ("host", "https://u:p@db.acme.com:80/", ["acme"]),
        ("host", "https://localhost/", []),
        ("host", "mongodb+srv://u:p@db.acme.com/x redis://cache.acme.com:6379/0", ["acme", "acme"]),
        ("host", "amqps://u:p@mq.acme.com:5671/x", ["acme"]),
        ("host", "spring.kafka.bootstrap-servers: kafka1.acme.com:9092,k2.acme.com:9092", ["acme"]),
        ("host", "GOPRIVATE=*.acme.com", ["acme"]),
        ("host", "jdbc:oracle:thin:@//db.acme.com:1521/x", ["acme"]),
        ("host", "see.acme.com, std::acme.com", []),
        ("clone", "git clone git@git.acme.com:shop/order.git", ["acme"]),
        ("clone", "ssh://git@git.acme.com:2222/shop/order", ["acme"]),
        ("clone", "git@github.com:acme/order.git", []),
        ("clone", "mail git@acme.com: no/way", []),
        ("forge", "git@github.com:acme/order.git", ["acme"]),
        ("forge", "git@git.acme.com:shop/order.git", []),
        ("forge", '"repository": {"type": "git", "url": "git+https://github.com/acme/x.git"}', ["acme"]),
        ("forge", '"repository": {\n  "url": "git+https://github.com/acme/x.git"\n}', ["acme"]),
        ("forge", 'repository = "https://gitlab.com/acme/x"\n', ["acme"]),
        ("forge", "<connection>scm:git:https://github.com/acme/x.git</connection>", ["acme"]),
        ("forge", "git clone https://gitee.com/acme/x.git\ngit clone https://git.acme.com/a/x\n", ["acme"]),
        ("forge", "see https://github.com/acme/x, [repository](https://github.com)\n", []),
        ("forge", "  - uses: acme/deploy@v1\n  - uses: ./local\n", ["acme"]),
        ("scope", "@acme:registry=https://npm.acme.com\n", ["acme"]),
        ("scope", "// @acme:registry\n", []),
        ("registry", "image: registry.acme.com:5000/order:1", ["acme"]),
        ("registry", "image: postgres:16", []),
        ("registry", "FROM --platform=linux/amd64 registry.acme.com/team/base:1 AS b\n", ["acme"]),
        ("registry", "COPY --from=registry.acme.com/team/x /a /b\n", ["acme"]),
        ("registry", "image:\n  repository: registry.acme.com/team/x\n  tag: 1\n", ["acme"]),
        ("registry", "  registry: registry.acme.com\n", ["acme"]),
        ("registry", 'imageRegistry = "registry.acme.com:5000"\n', ["acme"]),
        ("registry", "docker login -u ci -p x registry.acme.com\n", ["acme"]),
        ("registry", "docker push acmeshop.azurecr.io/order:1\n", ["acmeshop"]),
        ("registry", "FROM docker.io/library/postgres:16\nFROM ghcr.io/acme/x\nFROM scratch\n", []),
        ("registry", "FROM registry.cn-hangzhou.aliyuncs.com/acme/x:1\nFROM us-docker.pkg.dev/a/b/c\n", []),
        ("registry", "image: logo.png\nrepository: com.acme.Orders\nSELECT a FROM acme.orders\n", []),
        ("namespace", "FROM ghcr.io/acme/x:1\n", ["acme"]),
        ("namespace", "FROM registry.cn-hangzhou.aliyuncs.com/acme/x:1\n", ["acme"]),
        ("namespace", "image: acme/order:1\n", ["acme"]),
        ("namespace", "image: postgres:16\nFROM scratch\nimage: registry.acme.com/order:1\n", []),
        ("namespace", "image: pictures/logo.png\n", []),
        ("pipeline", "include:\n  - project: 'acme/ci/templates'\n    file: x.yml\n", ["acme"]),
        ("pipeline", "@Library('acme-pipeline') _\n", ["acme-pipeline"]),
        ("pipeline", "project: order\n@Library\n", []),
        ("copyright", "Copyright (c) 2019-2024 Acme Ltd", ["Acme"]),
        ("copyright", "Copyright by Acme", ["Acme"]),
        ("copyright", "copyright notice", []),
        ("copyright", "THE COPYRIGHT HOLDERS BE LIABLE", []),
        ("copyright", "Copyright License: copyright owner", []),
        ("copyright", "copyright (c) 2020 acme inc. All rights reserved", ["acme"]),
        ("copyright", "(c) 2020 acme", ["acme"]),
        ("copyright", "Copyright (c) 2020 acme.com.cn All Rights Reserved.", ["acme"]),
        ("copyright", "Copyright (c) 2020 Acme and/or its affiliates", ["Acme"]),
        ("copyright", "f(c) 2020; (c) Acme", []),
        ("copyright", "Copyright 2015, Foo Bank Technologies Co., Ltd.", ["Foo Bank"]),
        ("copyright", "© 2020 The Acme Authors", ["Acme"]),
        ("copyright", "Copyright (c) 2012 Ann Example Lee", []),
        ("copyright", "Copyright 2020 the original author or authors.", []),
        ("copyright", "版权所有 (c) 2020 福银科技有限公司", ["福银"]),
        ("copyright", "版权归深圳市福银信息技术股份有限公司所有", ["福银"]),
        ("copyright", "版权所有 © 福州银行，保留所有权利", ["福州银行"]),
        ("copyright", "Copyright © 2020-2023 北京蓝海零售有限公司 版权所有", ["蓝海零售"]),
        ("copyright", "版权归原作者所有，版权归作者所有，版权归本公司所有", []),
        ("copyright", "版权所有 翻版必究；版权所有，侵权必究；版权所有者", []),
        ("database", "jdbc:mysql://db:3306/order_center?x=1", ["order_center"]),
        ("database", "jdbc:h2:mem:test", []),
        ("database", "${URL:jdbc:mysql://localhost/order_center}", ["order_center"]),
        ("database", "mongodb://u:p@h1:27017,h2:27017/order_center?x=1", ["order_center"]),
        ("database", "postgresql+asyncpg://h/order_center", ["order_center"]),
        ("database", "amqp://u:p@h:5672/%2Forder_center", ["order_center"]),
        ("database", "spring.rabbitmq.virtual-host: /order_center", ["order_center"]),
        ("database", "jdbc:sqlserver://h:1433;databaseName=order_center", ["order_center"]),
        ("database", "redis://h:6379/0 mysql://h/test https://h/order_center", []),
    ],
)
def test_evidence_is_read_where_it_names_an_owner(kind: str, text: str, found: list[str]) -> None:
    assert list(KINDS[kind].names(text)) == found


@pytest.mark.parametrize(
    ("location", "owner"),
    [
        ("https://git.acme.com/shop/x.git", "acme"),
        ("https://github.com/acme/x.git", "acme"),
        ("git@github.com:acme/x.git", "acme"),
        ("ssh://git@git.acme.io:22/shop/x", "acme"),
        ("data/x.bundle", ""),
        ("click==8.5.1", ""),
    ],
)
def test_the_owner_of_a_remote(location: str, owner: str) -> None:
    assert remote(location) == owner


def test_top_packages_of_python_are_those_that_stand_in_no_other() -> None:
    paths = [
        "src/acme/__init__.py", "src/acme/orders/__init__.py", "src/acme/orders/x.py", "acme_web/__init__.py",
        "tests/__init__.py", "examples/shop/__init__.py", "script.py", "src/other/x.py", "__init__.py",
    ]  # fmt: skip
    assert sorted(set(python_packages(paths))) == ["acme", "acme_web"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("WE_BANK_URL we-bank.Client MyWe_bank", ["we-bank", "we-bank", "we-bank"]),
        ("Ping An, pingan", ["ping-an"]),
        ("FOO_BANK foo-bank Foo Bank", []),
        ("foo bank of foo bank", ["foo-bank", "foo-bank"]),
        ("w_ebank webank WeBank we_banker awe_bank s_tage pi_ng_an", []),
    ],
)
def test_a_cut_that_may_be_an_accident_is_proposed(text: str, found: list[str]) -> None:
    assert list(cuts(("foobank", "webank", "pingan", "stage", "福银"), [text])) == found


def test_a_word_of_four_letters_may_be_cut_and_a_shorter_one_not() -> None:
    assert list(cuts(("bank", "abc"), ["BA_NK ab_c"])) == ["ba-nk"]


def test_a_cut_that_is_accepted_is_masked_with_the_pseudonym_of_the_name() -> None:
    corpus = Corpus([], ["class A { int WE_BANK; }"], [], listed=("webank",))
    proposed = candidates(corpus, frozenset(), params())
    assert [(one.term, one.evidence) for one in proposed] == [("we-bank", {"cut": 1})]
    lexicon = confirmed(Lexicon(terms=("webank",)), proposed, lambda _: "accept", params())
    assert lexicon.terms == ("we-bank", "webank")
    words = company_words(KEYS.pseudonym, lexicon)
    made = pseudonym("company.term", "WE_BANK", KEYS.pseudonym, words)
    assert made.replace("_", "").lower() == pseudonym("company.term", "webank", KEYS.pseudonym, words)


def test_a_chinese_name_of_two_signs_is_proposed_and_masked_once_it_is_accepted() -> None:
    proposed = candidates(Corpus([], ["版权所有 2020 福银有限公司"], []), frozenset(), params())
    assert [one.term for one in proposed] == ["福银"]
    assert confirmed(Lexicon(), proposed, lambda _: "accept", params()).terms == ("福银",)


def test_domain_labels_name_nobody() -> None:
    assert (segment("com.cn"), organisation("io.com"), organisation("x")) == ("", "", "")


def test_a_key_of_tickets_stands_before_several_numbers() -> None:
    assert projects([{"ORD": 2, "PAY": 2}, {"ORD": 1}]) == ["ORD"]


def snapshot(location: str) -> Snapshot:
    return Snapshot(
        source="s", kind="git", location=location, commit="c", source_class="own", owner="o", licence="MIT",
        legal_basis="b", history="whole", contributors=["A B <a@acme.com>", "C D <c@acme.com>"],
        ticket_keys={}, tags=[],
    )  # fmt: skip


def corpus(public: str = "") -> Corpus:
    own = "package com.acme.order;\n<groupId>com.vendor</groupId>\nimport com.vendor.X;\n"
    return Corpus([snapshot("https://git.acme.com/a/b.git")], [own], [public])


def test_independent_evidence_adds_up_and_is_counted() -> None:
    first, *others = candidates(corpus(), frozenset(), params())
    assert first == Candidate("acme", {"mail": 1, "package": 1, "remote": 1}, 0.875)
    assert [(one.term, one.score) for one in others] == [("vendor", 0.5)]


def test_words_of_public_texts_and_of_others_are_no_names() -> None:
    common = candidates(corpus("the acme of acme " * 99), frozenset({"vendor"}), params())
    assert [one.term for one in common] == ["acme"]
    assert common[0].score < params().undecided_score


def test_a_word_that_public_texts_say_as_often_counts_half() -> None:
    own = corpus().own
    alone, both = (candidates(Corpus([], own, public), frozenset(), params()) for public in ([], own))
    assert [(one.term, one.score) for one in alone] == [("acme", 0.5), ("vendor", 0.5)]
    assert [(one.term, one.score) for one in both] == [("acme", 0.25), ("vendor", 0.25)]


def test_of_names_with_one_score_the_more_frequent_goes_first() -> None:
    texts = ["https://a.zeta.com https://b.zeta.com https://alpha.com"]
    assert [one.term for one in candidates(Corpus([], texts, []), frozenset(), params())] == ["zeta", "alpha"]


def test_no_source_gives_no_candidate() -> None:
    assert candidates(Corpus([], [], []), frozenset(), params()) == []


MINED = Lexicon(
    own=True, terms=("bigco",), mined=("weakly",), packages=("com.weakly",), domains=("weakly.com",)
)
PROPOSED = [
    Candidate("surely", {"npm": 1, "go": 1}, 0.75),
    Candidate("maybe", {"host": 1}, 0.5),
    Candidate("ivy", {"host": 1}, 0.3),
    Candidate("tea", {"ticket": 1}, 0.9),
    Candidate("bigcoshop", {"npm": 1, "go": 1}, 0.75),
]


@pytest.mark.parametrize(
    ("said", "undecided", "terms", "mined", "packages"),
    [
        ({}, "mask", ("bigco",), ("surely", "weakly"), ("com.weakly",)),
        ({}, "keep", ("bigco",), (), ()),
        ({"surely": "reject", "weakly": "reject"}, "mask", ("bigco",), (), ()),
        ({"maybe": "accept", "weakly": "accept"}, "keep", ("bigco", "maybe"), ("weakly",), ("com.weakly",)),
        ({"ivy": "accept"}, "keep", ("bigco",), ("ivy",), ()),
    ],
)
def test_a_person_has_the_last_word(
    said: dict[str, str],
    undecided: str,
    terms: tuple[str, ...],
    mined: tuple[str, ...],
    packages: tuple[str, ...],
) -> None:
    settings = msgspec.structs.replace(params(), undecided=undecided)
    lexicon = confirmed(MINED, PROPOSED, lambda name: said.get(name, ""), settings)
    assert (lexicon.terms, lexicon.mined, lexicon.packages) == (terms, mined, packages)
    assert lexicon.domains == (("weakly.com",) if packages else ())


def test_the_domain_of_a_listed_name_needs_no_decision() -> None:
    lexicon = Lexicon(own=True, terms=("acme",), domains=("acme.com", "others.com"))
    held = confirmed(lexicon, [], lambda _: "", msgspec.structs.replace(params(), undecided="keep"))
    assert held.domains == ("acme.com",)


@pytest.mark.parametrize(("said", "kept"), [({}, True), ({"hanmeimei": "reject"}, False)])
def test_a_package_of_a_person_is_masked_as_the_person_is(said: dict[str, str], kept: bool) -> None:
    lexicon = Lexicon(own=True, packages=("com.hanmeimei",), persons=("hanmeimei",))
    settings = msgspec.structs.replace(params(), undecided="keep")
    held = confirmed(lexicon, [], lambda name: said.get(name, ""), settings)
    assert (bool(held.packages), bool(held.persons)) == (kept, kept)


@pytest.mark.parametrize(
    ("said", "undecided", "tickets"),
    [
        ({}, "mask", ("PAY",)),
        ({}, "keep", ()),
        ({"pay": "reject"}, "mask", ()),
        ({"pay": "accept"}, "keep", ("PAY",)),
        ({"tea": "accept"}, "mask", ("PAY", "TEA")),
    ],
)
def test_keys_of_commits_are_masked_unless_rejected_and_those_of_texts_when_accepted(
    said: dict[str, str], undecided: str, tickets: tuple[str, ...]
) -> None:
    settings = msgspec.structs.replace(params(), undecided=undecided)
    proposed = [Candidate("tea", {"ticket": 1}, 0.9), Candidate("pay", {"subject": 1}, 0.3)]
    lexicon = confirmed(Lexicon(tickets=("PAY",)), proposed, lambda name: said.get(name, ""), settings)
    assert (lexicon.tickets, lexicon.terms, lexicon.mined) == (tickets, (), ())
