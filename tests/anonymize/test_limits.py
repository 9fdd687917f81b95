"""What README.md and docs/usage.md say of the limits of masking is so, beside what they say is found."""

import base64
import time

import pytest

from stages.anonymize.detect import detect
from stages.anonymize.rewrite import rewrite
from tests.anonymize.cases import masking, subject


def in_base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("language", "found", "missed"),
    [
        ("text", "Author: Bo Xilai", "We met Bo Xilai"),
        ("text", "联系人：张三丰", "三丰昨天来了"),
        ("python", 'phone = "138" + "12345678"', 'a = "138"\nb = "12345678"\nphone = a + b'),
        ("yaml", f"phone: {in_base64('13812345678')}", f"phone: {in_base64('1381234')}"),
        ("yaml", f"x: {in_base64('lanhai')}", f"mail: {in_base64('a@b.cnx')}"),
        ("yaml", f"password: {in_base64('a1B2')}", f"x: {in_base64('a1B2')}"),
        ("text", "LAN_HAI", "lan.hai"),
        ("text", "Lan Hai", "lan hai"),
        ("text", "lan&shy;hai", "l&auml;nhai"),
        ("text", "l\u0430nhai", "\u029fanhai"),
        ("text", "phone: \\061\\063812345678", "phone: \\61\\63812345678"),
        ("text", "lan-\nhai", "l a n h a i"),
        ("text", "蓝 海", "藍海"),
        ("text", "http://xn--90w121c.com/x", "http://xn--w8tx91g.com/x"),
    ],
)
def test_one_is_found_and_the_other_is_not(language: str, found: str, missed: str) -> None:
    def masked(text: str) -> bool:
        return rewrite(subject(text + "\n", language), "a", masking()).text != text + "\n"

    assert (masked(found), masked(missed)) == (True, False)


@pytest.mark.parametrize("end", ["\n", " "])
def test_addresses_in_words_take_time_that_is_linear_in_them(end: str) -> None:
    text = "".join(f"ann{n} [at] shop{n} [dot] com{end}" for n in range(60_000))
    start = time.process_time()
    found = detect(subject(text))
    assert len(found) == 60_000
    assert time.process_time() - start < 3  # CPU seconds; quadratic work takes minutes
