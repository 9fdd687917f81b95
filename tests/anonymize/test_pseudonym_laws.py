"""Laws of pseudonyms and coarser values: known form, one for each value, never found again."""

import ipaddress
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.anonymize.generalize import GENERALIZERS
from stages.anonymize.pseudonym import MAKERS, Draws
from tests.anonymize.cases import KEYS, OTHER_KEYS, findings, subject

DRAWS = Draws(KEYS.pseudonym)
CONTEXTS = {
    "pii.cn-landline": ("电话：", st.from_regex(r"0(10|2[1-5]|755)-[2-8][0-9]{7}", fullmatch=True)),
    "pii.cn-passport": (
        "护照号：", st.from_regex(r"[EGK][0-9]{8}|[A-Y]{1,2}[0-9]{7}|[0-9]{2}[A-Y]{2}[0-9]{5}|[1-8][0-9]{8}", fullmatch=True)),  # noqa: E501
    "pii.cn-permit": ("通行证：", st.from_regex(r"[HM][0-9]{8}|0[0-9]{7}", fullmatch=True)),
    "pii.cn-plate": ("车牌：", st.from_regex(r"[京沪粤][A-HJ-NP-Z](·?)[0-9]{5}[ADF]?", fullmatch=True)),
    "pii.cn-address": (
        "地址：", st.from_regex(r"广东省深圳市[东南西北]山区[东南西北]园路[1-9][0-9]{0,3}号", fullmatch=True)),  # noqa: E501
    "pii.birth-date": (
        "生日：", st.from_regex(r"19[0-9]{2}-(0[2-9]|1[0-2])-(0[2-9]|1[0-9])|19[0-9]{2}年[2-9]月[2-9]日|民國[1-9][0-9]年[2-9]月[2-9]日", fullmatch=True)),  # noqa: E501
    "pii.im-account": ("QQ：", st.from_regex(r"[1-8][0-9]{4,10}", fullmatch=True)),
    "pii.person": ("姓名：", st.sampled_from(["王小明", "李雷", "欧阳锋"])),
    "pii.copyright-holder": ("Copyright (c) 2020 ", st.from_regex(r"[A-Z][a-z]{3,9} Inc|云帆科技", fullmatch=True)),  # noqa: E501
    "pii.cn-id": ("身份证：", st.from_regex(r"[1-3]1[0-9]{4}19[0-9]{9}[0-9X]|[1-3]1[0-9]{13}", fullmatch=True)),  # noqa: E501
    "pii.cn-mobile": ("手机：", st.from_regex(r"(\+86 )?1[3-9][0-9](-?)[0-9]{4}\2[0-9]{4}", fullmatch=True)),  # noqa: E501
    "pii.phone": (
        "phone: ", st.from_regex(r"\+[1-7] ?-?([2-9][0-9]{2,3}|\([2-9][0-9]{2,3}\))[ -][2-9][0-9]{2}[ -][0-9]{3,4}|\([2-9][0-9]{2}\) ?[2-9][0-9]{2}-[0-9]{4}", fullmatch=True)),  # noqa: E501
    "pii.bank-card": ("银行账号：", st.from_regex(r"62[0-9]{14,17}|[1-8][0-9]{8,21}|DE[0-9]{20}", fullmatch=True)),  # noqa: E501
    "pii.email": ("mail: ", st.from_regex(r"[a-z]{2,8}@[a-z]{3,9}\.com", fullmatch=True)),
    "net.ip": ("host: ", st.ip_addresses().map(str)),
    "net.mac": ("mac: ", st.from_regex(r"3c(:[0-9a-f]{2}){5}", fullmatch=True)),
    "net.uuid": ("id: ", st.uuids(version=4).map(str)),
    "net.host": ("url: http://", st.from_regex(r"([a-z]{2,8}\.){2}internal", fullmatch=True)),
    "net.database": ("url: jdbc:mysql://localhost/", st.from_regex(r"[a-z]{3,8}_[a-z]{3,8}", fullmatch=True)),  # noqa: E501
    "company.ticket": ("fix ", st.from_regex(r"SHOP-[1-9][0-9]{0,3}", fullmatch=True)),
}  # fmt: skip


@settings(max_examples=400)
@given(st.data(), st.sampled_from(sorted(CONTEXTS)), st.sampled_from([MAKERS, GENERALIZERS]))
def test_no_detector_finds_in_its_context_what_was_made(
    data: st.DataObject, entity: str, made_by: dict
) -> None:  # type: ignore[type-arg]
    label, values = CONTEXTS[entity]
    value = data.draw(values)
    coarse = made_by is GENERALIZERS
    if entity in made_by and not (coarse and entity == "net.ip"):  # a network is an address still
        make = partial(made_by[entity]) if coarse else partial(made_by[entity], DRAWS)
        text = label + make(value)
        left = [finding for finding in findings(subject(text)) if text[finding.start : finding.end] != "某市"]  # noqa: E501
        assert [f for f in left if make(text[f.start : f.end]) != text[f.start : f.end]] == []  # noqa: E501


@settings(max_examples=100)
@given(st.data(), st.sampled_from(sorted(set(CONTEXTS))))
def test_another_key_changes_the_pseudonym(data: st.DataObject, entity: str) -> None:
    value = data.draw(CONTEXTS[entity][1])
    made = [MAKERS[entity](Draws(keys.pseudonym), value) for keys in (KEYS, OTHER_KEYS)]
    if entity in ("net.ip", "pii.birth-date", "pii.im-account"):
        return  # so few are possible that two keys may agree by chance
    assert made[0] != made[1]


@given(st.integers(0, 255), st.integers(0, 2**24 - 1))
def test_addresses_of_one_network_stay_in_one_and_distinct(host: int, network: int) -> None:
    base = ipaddress.IPv4Address(network * 256)
    made = {MAKERS["net.ip"](DRAWS, str(base + last)) for last in range(256)}
    assert len(made) == 256
    assert len({address.rsplit(".", 1)[0] for address in made}) == 1
    assert ipaddress.ip_address(MAKERS["net.ip"](DRAWS, str(base + host))) in ipaddress.ip_network(
        "198.18.0.0/15"
    )


@pytest.mark.parametrize("entity", ["net.ip"])
def test_network_and_broadcast_addresses_stay_so(entity: str) -> None:
    assert MAKERS[entity](DRAWS, "10.20.30.0").endswith(".0")
    assert MAKERS[entity](DRAWS, "10.20.30.255").endswith(".255")


@pytest.mark.parametrize(
    ("entity", "writings"),
    [
        ("pii.cn-mobile", ["13812345678", "+86 138-1234-5678", "１３８１２３４５６７８"]),
        ("pii.bank-card", ["6222021234567894", "6222 0212 3456 7894", "６２２２０２１２３４５６７８９４"]),
        ("pii.cn-landline", ["010-62345678", "(010)62345678", "01062345678"]),
        ("pii.cn-plate", ["京A12345", "京A·12345"]),
        ("pii.birth-date", ["1990-05-02", "1990/05/02", "19900502"]),
        ("pii.birth-date", ["2 May 1990", "02 May 1990", "2-May-1990"]),
    ],
)
def test_one_value_in_many_writings_is_one_pseudonym(entity: str, writings: list[str]) -> None:
    made = [MAKERS[entity](DRAWS, written) for written in writings]
    wide = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}
    plain = {"".join(sign for sign in text.translate(wide) if sign.isalnum())[-10:] for text in made}
    assert len(plain) == 1


@pytest.mark.parametrize("entity", ["pii.cn-id", "pii.cn-mobile", "pii.bank-card", "pii.im-account"])
def test_a_number_gets_no_leading_zero(entity: str) -> None:
    value = {"pii.cn-id": "110105194912310021", "pii.cn-mobile": "13812345678"}.get(
        entity, "6222021234567894"
    )
    assert MAKERS[entity](DRAWS, value)[0] != "0"
    assert len(MAKERS[entity](DRAWS, value)) == len(value)


@pytest.mark.parametrize(
    ("entity", "value", "expected"),
    [
        ("pii.birth-date", "1990年5月2日", "1990-01-01"),
        ("pii.birth-date", "May 2, 1990", "1990-01-01"),
        ("pii.birth-date", "一九九〇年五月初二", "1990-01-01"),
        ("pii.cn-mobile", "138-1234-5678", "138-0000-0000"),
        ("pii.cn-landline", "010-62345678", "010-00000000"),
        ("pii.cn-address", "广东省深圳市南山区科技园路1号", "广东省深圳市"),
        ("pii.cn-id", "110105194912310021", "110000194900000000"),
    ],
)
def test_a_coarser_value_keeps_only_the_coarse_part(entity: str, value: str, expected: str) -> None:
    assert GENERALIZERS[entity](value)[:-1] == expected[:-1]
