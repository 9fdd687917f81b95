"""What is coarser says less, in the same form."""

import pytest

from stages.anonymize.generalize import GENERALIZERS, coarser
from stages.anonymize.seams import bare


@pytest.mark.parametrize(
    ("entity", "value", "coarse"),
    [
        ("net.ip", "10.20.31.44", "10.20.0.0"),
        ("net.ip", "2400:da00:1:2::66", "2400:da00::"),
        ("pii.birth-date", "1990年3月7日", "1990-01-01"),
        ("pii.cn-mobile", "138-1234-5678", "138-0000-0000"),
        ("pii.cn-landline", "010-62345678", "010-00000000"),
        ("pii.cn-landline", "62345678", "00000000"),
        ("pii.cn-id", "11010519491231002X", "110000194900000001"),
        ("pii.cn-address", "广东省深圳市南山区海德路8号", "广东省深圳市"),
        ("pii.cn-address", "海德路8号", "某市"),
        ("pii.email", "wang.li@lanhai-retail.com", "someone@mail.example"),
    ],
)
def test_a_value_is_coarser(entity: str, value: str, coarse: str) -> None:
    assert GENERALIZERS[entity](value) == coarse


@pytest.mark.parametrize(
    ("entity", "value", "coarse"),
    [
        ("net.ip", '10.20." + "31.44', "10.20.0.0"),
        ("net.ip", '2400:da00" + ":1:2::66', "2400:da00::"),
        ("pii.birth-date", '1990-" + "03-07', "1990-01-01"),
        ("pii.cn-mobile", '138" + "12345678', "13800000000"),
        ("pii.cn-id", '110105" + "19491231002X', "110000194900000001"),
        ("pii.email", 'wang.li" + "@lanhai-retail.com', "someone@mail.example"),
    ],
)
def test_a_value_that_code_joins_is_coarser_and_stays_in_pieces(entity: str, value: str, coarse: str) -> None:
    made = coarser(entity, value)
    assert ('" + "' in made, bare(made)) == (True, coarse)
