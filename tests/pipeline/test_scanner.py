"""The scanner for leaks finds each form that gives a value away, and nothing else."""

import base64
import hashlib

import pytest

from tests.pipeline.leaks import Scanner

VALUE, NAME = "Wint3r-Sale+7", "琼屿数科"
SCANNER = Scanner([VALUE, NAME])


def names(content: bytes) -> set[str]:
    return {form.split(" at ")[0] for form, _ in SCANNER.found(content)}


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (b'{"a":"x Wint3r-Sale+7."}', "plain"),
        (b"WINT3R-SALE+7", "plain"),
        (b"a=Wint3r-Sale%2B7&b", "url"),
        (b"%57%69%6e%74%33%72%2D%53%61%6c%65%2b%37", "url, every byte"),
        ("联系琼屿数科".encode(), "plain"),
        (b'"\\u743c\\u5c7f\\u6570\\u79d1"', "json"),
        (b"%E7%90%BC%E5%B1%BF%E6%95%B0%E7%A7%91", "url"),
        (b"b'\\xe7\\x90\\xbc\\xe5\\xb1\\xbf\\xe6\\x95\\xb0\\xe7\\xa7\\x91'", "bytes"),
        (VALUE.encode().hex().upper().encode(), "hex"),
        (base64.b64encode(VALUE.encode()), "base64"),
        (hashlib.md5(VALUE.encode(), usedforsecurity=False).hexdigest().encode(), "md5"),
        (hashlib.sha1(VALUE.encode() + b"\n", usedforsecurity=False).hexdigest().encode(), "sha1"),
        (hashlib.sha256(VALUE.lower().encode()).hexdigest().encode(), "sha256"),
        (base64.b64encode(hashlib.sha256(VALUE.encode()).digest()), "base64 of sha256"),
    ],
)
def test_a_form_of_a_value_is_found(content: bytes, form: str) -> None:
    assert names(content) == {form}


@pytest.mark.parametrize("before", range(7))
@pytest.mark.parametrize("after", range(4))
def test_base64_is_found_wherever_the_value_stands_in_what_was_encoded(before: int, after: int) -> None:
    whole = b"x" * before + VALUE.encode() + b"y" * after
    assert names(base64.b64encode(whole)) == {"base64"}
    assert names(base64.urlsafe_b64encode(whole)) == {"base64"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Wint3r-Sale+8",
        b"Wint3r Sale+7",
        base64.b64encode(b"Wint3r-Sale+8"),
        base64.b64encode(VALUE.encode()).swapcase(),
        hashlib.sha256(b"salt" + VALUE.encode()).hexdigest().encode(),
        "琼屿数据".encode(),
    ],
)
def test_what_is_no_form_of_a_value_is_not_found(content: bytes) -> None:
    assert names(content) == set()
