"""The lexicon is mined from what the company's own sources declare."""

import msgspec
import pytest

from stages.anonymize.mine import (
    JavaNames,
    borrowed_words,
    java_names,
    mail_domains,
    mine,
    package_roots,
    person_names,
)
from stages.core.records.snapshot import Snapshot
from tests.anonymize.cases import params

NO_WORDS: frozenset[str] = frozenset()


def snapshot(source_class: str, contributors: list[str]) -> Snapshot:
    return Snapshot(
        source="s", kind="git", location="data/s.bundle", commit="c", source_class=source_class, owner="o",
        licence="MIT", legal_basis="b", history="whole", contributors=contributors, ticket_keys={}, tags=[],
    )  # fmt: skip


def test_packages_and_imports_are_read_from_java() -> None:
    text = (
        "// x\npackage com.acme.order;\nimport java.util.List;\nimport static org.junit.Assert.assertTrue;\n"
    )
    assert java_names([text, "import os\n"]) == JavaNames(
        ["com.acme.order"], ["java.util.List", "org.junit.Assert.assertTrue"]
    )


@pytest.mark.parametrize(
    ("text", "packages"),
    [
        ("package com.acme.order\n\nimport com.acme.Money\n", ["com.acme.order"]),
        ("// x\r\npackage com.acme.order\r\n", ["com.acme.order"]),
        ("package acme;", ["acme"]),
        ('package main\n\nimport "fmt"\n', []),
        ("a package com.acme.order\npackage com.acme.order is\n", []),
    ],
)
def test_packages_are_read_with_and_without_a_semicolon(text: str, packages: list[str]) -> None:
    assert java_names([text]).packages == packages


@pytest.mark.parametrize(
    ("packages", "imports", "roots"),
    [
        (["com.acme.a", "com.acme.b.c"], ["java.util.List"], ("com.acme",)),
        (["acme.a", "acme.b"], [], ("acme",)),
        (["com.acme.a", "com.other.b", "com.third.c"], [], ()),
        (["org.springframework.samples.petclinic.owner"] * 2,
         ["org.springframework.web.Rest", "org.springframework.samples.petclinic.owner.Pet"],
         ("org.springframework.samples",)),
        (["cn.com.acme.a"], [], ("cn.com.acme",)),
        ([], [], ()),
    ],
)  # fmt: skip
def test_a_root_is_the_shortest_prefix_of_the_majority_that_nobody_else_has(
    packages: list[str], imports: list[str], roots: tuple[str, ...]
) -> None:
    assert package_roots({"s": JavaNames(packages, imports)}, 0.5, NO_WORDS, NO_WORDS) == roots


def test_a_public_word_is_passed_over_for_the_next_segment() -> None:
    java = {"s": JavaNames(["com.example.acme.a", "com.example.acme.b"], [])}
    assert package_roots(java, 0.5, frozenset({"example"}), NO_WORDS) == ("com.example.acme",)


@pytest.mark.parametrize(
    ("contributors", "domains"),
    [
        ([["A <a@acme.com>", "B <b@acme.com>"]], ("acme.com",)),
        ([["a@acme.com", "b@acme.com", "A", "B"]], ("acme.com",)),
        ([["a@acme.com", "b@gmail.com", "c@gmail.com"]], ()),
        ([["a@acme.com"], ["b@acme.com"]], ()),
        ([["1+a@users.noreply.github.com", "2+b@users.noreply.github.com"]], ()),
        ([[f"p{n}@acme.com" for n in range(20)] + ["x@guest.org", "y@guest.org"]], ("acme.com",)),
    ],
)
def test_a_mail_domain_belongs_to_the_company_when_enough_contributors_share_it(
    contributors: list[list[str]], domains: tuple[str, ...]
) -> None:
    assert mail_domains(contributors, params()) == domains


def test_persons_are_full_names_their_accounts_and_tagged_authors() -> None:
    contributors = ["Zhang Wei <zhangwei@acme.com>", "王小明", "order@acme.com", "Max", "li.lei@acme.com"]
    texts = [" * @author hanmeimei", " * @author admin", " * @author Bo"]
    assert set(person_names(contributors, texts, ["Han Mei"], NO_WORDS)) == {
        "Zhang Wei",
        "zhangwei",
        "王小明",
        "li.lei",
        "hanmeimei",
        "Han Mei",
    }


def test_a_forge_in_an_address_of_ones_own_is_no_person() -> None:
    contributors = ["Ann Lee <github.com@lee.example>", "Bo Ray <GitHub.com@ray.example>", "bo.ray@acme.com"]
    assert set(person_names(contributors, [], [], NO_WORDS)) == {"Ann Lee", "Bo Ray", "bo.ray"}


def test_a_word_of_chinese_is_a_nickname_and_no_person_elsewhere() -> None:
    contributors = ["最后 <a@acme.com>", "高洁 <b@acme.com>", "王小明 <c@acme.com>", "Li Lei <d@acme.com>"]
    texts = [" * @author 程序员", " * @author 时间、韩梅梅"]
    named = person_names(contributors, texts, ["管理员", "欧阳锋"], NO_WORDS)
    assert set(named) == {"高洁", "王小明", "Li Lei", "韩梅梅", "欧阳锋"}


def test_credit_to_a_library_is_no_person() -> None:
    texts = [" * @author Spring, Guava, hanmeimei", " * @author Apache Commons", " * @author rfc-editor"]
    borrowed = frozenset({"spring", "guava", "apache", "commons", "rfc-editor"})
    assert person_names(["Spring <s@acme.com>"], texts, ["spring guava"], borrowed) == ("hanmeimei",)


def test_a_domain_with_a_listed_name_is_the_companys() -> None:
    texts = [
        "see https://git.acme.com.cn/x, http://acme-pay.io",
        "http://acme.corp.internal https://x.org/acme",
    ]
    lexicon = mine([snapshot("own", [])], {"s": texts}, ("acme",), (), params())
    assert lexicon.domains == ("acme-pay.io", "acme.com.cn")
    assert mine([snapshot("own", [])], {"s": texts}, (), (), params()).domains == ()


def test_packages_named_for_a_person_go_as_those_of_the_company_do() -> None:
    texts = [
        "package com.acme.order;",
        "package com.acme.ship;",
        "package com.acme.pay;\nimport com.hanmeimei.demo.Tool;",
        "package com.hanmeimei.demo;\n/** @author hanmeimei */",
    ]
    lexicon = mine(
        [snapshot("own", ["Li Lei <l@acme.com>"])], {"s": [*texts, "package cn.li_lei;"]}, (), (), params()
    )
    assert lexicon.packages == ("cn.li_lei", "com.acme", "com.hanmeimei")
    assert {"hanmeimei", "Li Lei"} == {*lexicon.persons}


def test_a_person_may_have_a_public_word_in_the_name() -> None:
    lexicon = mine([snapshot("own", ["Apple Zhang <a@acme.com>"])], {}, (), ["spring"], params())
    assert lexicon.persons == ("Apple Zhang",)


def test_only_confidential_sources_are_mined() -> None:
    snapshots = [snapshot("open-source", ["Li Lei <li.lei@toolkit.org>", "Han Mei <h@toolkit.org>"])]
    lexicon = mine(snapshots, {}, (), (), params())
    assert (lexicon.persons, lexicon.domains, lexicon.packages) == ((), (), ())


def test_keys_of_tickets_are_those_of_the_companys_own_commits() -> None:
    own, other = snapshot("own", []), snapshot("open-source", [])
    keyed = [
        msgspec.structs.replace(own, ticket_keys={"ORD": 2, "PAY": 1}),
        msgspec.structs.replace(own, ticket_keys={"ORD": 1}),
        msgspec.structs.replace(other, ticket_keys={"HHH": 40}),
    ]
    assert mine(keyed, {}, (), (), params()).tickets == ("ORD",)


def test_a_mined_word_that_libraries_use_is_left_out() -> None:
    java = "package com.acmeshop.a;\nimport com.acmeshop.a.B;\n"
    other = "package com.acmeshop.b;\nimport org.vendor.acmeshop.Client;\n"
    settings = params()
    assert "acmeshop" in mine([], {"s": [java]}, (), (), settings).mined
    lexicon = mine([], {"s": [java, other]}, (), (), settings)
    assert "acmeshop" not in lexicon.mined
    assert lexicon.packages == ("com.acmeshop",)


@pytest.mark.parametrize(
    ("location", "contributors", "named"),
    [
        ("https://github.com/Acmeshop/orders.git", [], True),
        ("git@git.acmeshop.com:team/orders.git", [], True),
        ("data/s.bundle", ["A <a@acmeshop.com>", "B <b@acmeshop.com>"], True),
        ("data/s.bundle", [], False),
        ("https://github.com/vendor/orders.git", ["A <a@vendor.com>", "B <b@vendor.com>"], False),
    ],
)
def test_a_library_of_the_companys_own_does_not_take_its_name_from_it(
    location: str,
    contributors: list[str],
    named: bool,  # noqa: FBT001
) -> None:
    """Who imports a library of another department lost the name of the company."""
    texts = {"s": ["package com.acmeshop.shop.orders;\nimport com.acmeshop.commons.Money;\n"] * 3}
    own = [msgspec.structs.replace(snapshot("own", contributors), location=location)]
    lexicon = mine(own, texts, (), (), params())
    assert ("com.acmeshop" in lexicon.packages, "acmeshop" in lexicon.mined) == (named, named)
    assert ("acmeshop" in borrowed_words(own, texts, lexicon, params())) is not named


@pytest.mark.parametrize(("name", "mined"), [("acmes", ("acmes",)), ("acme", ())])
def test_a_short_name_is_masked_in_packages_only(name: str, mined: tuple[str, ...]) -> None:
    lexicon = mine([], {"s": [f"package com.{name}.a;\n"]}, (), (), params())
    assert (lexicon.packages, lexicon.mined) == ((f"com.{name}",), mined)


def test_the_lexicon_has_one_order() -> None:
    snapshots = [snapshot("own", ["B B1x <b@acme.com>", "Aa Bb <a@acme.com>"])]
    assert mine(snapshots, {}, (), (), params()) == mine(
        [snapshot("own", snapshots[0].contributors[::-1])], {}, (), (), params()
    )


def test_a_root_that_only_contains_a_listed_term_is_left_to_the_term() -> None:
    texts = {"s": ["package com.lanhaitech.a;\n"], "t": ["package com.lanhai.a;\n"]}
    assert mine([], texts, ("lanhai",), (), params()).packages == ("com.lanhai",)
