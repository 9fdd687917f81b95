"""Names are proposed with their evidence; words of everybody are not, and a person has the last word."""

import msgspec
import pytest

from stages.anonymize.candidates import Candidate, Corpus, candidates, confirmed
from stages.anonymize.evidence import KINDS, organisation, projects, remote, segment
from stages.anonymize.lexicon import Lexicon
from stages.core.records.snapshot import Snapshot
from tests.anonymize.cases import params


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("package", "package com.acme.order;\n", ["acme"]),
        ("package", "package io.acme.web\n", ["acme"]),
        ("package", "a package of com.acme; more\n", []),
        ("maven", "<groupId> cn.acme.shop </groupId>", ["acme"]),
        (
            "maven",
            "<dependency>\n<groupId>com.vendor</groupId>\n</dependency><groupId>acme</groupId>",
            ["acme"],
        ),
        ("maven", "<group>cn.acme</group>", []),
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
        ("registry", "image: registry.acme.com:5000/order:1", ["acme"]),
        ("registry", "image: postgres:16", []),
        ("copyright", "Copyright (c) 2019-2024 Acme Ltd", ["Acme"]),
        ("copyright", "Copyright by Acme", ["Acme"]),
        ("copyright", "copyright notice", []),
        ("database", "jdbc:mysql://db:3306/order_center?x=1", ["order_center"]),
        ("database", "jdbc:h2:mem:test", []),
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
