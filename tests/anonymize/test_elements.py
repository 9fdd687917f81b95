"""Lists of signs and of bytes are read as texts: keys in them go, and the code that holds them stays."""

import time

import pytest

from stages.anonymize.elements import blanked
from stages.anonymize.rewrite import rewrite
from stages.anonymize.rules import wide_key
from tests.anonymize.cases import check, masking, subject

KEY = "q7Jm2Xv9" + "Lp4Zt8Rw"
HEX = ", ".join(f"0x{byte:02x}" for byte in KEY.encode())
DECIMAL = ", ".join(map(str, KEY.encode()))
SIGNS = ", ".join(f"'{sign}'" for sign in "hunter2go!")
NAME = ", ".join(f"0x{byte:02X}" for byte in b"Lanhai")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("java", f"private static final byte[] AES_KEY = new byte[] {{ ⟦{HEX}⟧ }};"),
        ("java", f"static final byte[] SECRET_KEY = {{⟦{DECIMAL}⟧}};"),
        ("java", "byte[] SECRET_IV = {(⟦byte)0xf1, (byte) 0x9a, 0x33, -12, 0x01, 0x55, (byte)0xfa, 0x7c⟧};"),
        ("java", f"new SecretKeySpec(new byte[]{{⟦{HEX}⟧}}, AES)"),
        ("java", f"char[] password = {{⟦{SIGNS}⟧}};"),
        ("java", f"protect(new PasswordProtection(new char[] {{⟦{SIGNS}⟧}}));"),
        ("go", f"var key = []byte{{⟦{HEX}⟧}}"),
        ("c", f"const unsigned char aes_key[16] = {{ ⟦{HEX}⟧ }};"),
        ("c", f"char password[] = {{⟦{SIGNS}, '\\0'⟧}};"),
        ("rust", f"let key: [u8; 16] = [⟦{HEX}⟧];"),
        ("python", f"password = bytes([⟦{HEX}⟧])"),
        ("kotlin", f"val aesKey = byteArrayOf(⟦{HEX}⟧)"),
        ("javascript", f"const key = new Uint8Array([⟦{HEX}⟧]);"),
        ("java", f"byte[] publicKey = {{{HEX}}};"),
        ("java", f"byte[] table = {{{HEX}}};"),
        ("java", f"byte[] key = {{{', '.join(map(hex, range(16)))}}};"),
        ("java", f"byte[] key = {{{', '.join(['0x41'] * 16)}}};"),
        ("javascript", "const keys = [38, 40, 37, 39, 65, 66, 13, 27, 9];"),
        ("java", "byte[] key = new byte[16]; f(key, 1, 2, 3, 4, 5, 6, 7, 8);"),
        ("java", "char[] password = {'p','a','s','s','w','o','r','d'};"),
        ("java", f"keyStore.load(in, new char[]{{⟦{SIGNS}⟧}});"),
        ("java", f"kmf.init(ks, new char[] {{ ⟦{SIGNS}⟧ }});"),
        ("java", f'ks.setKeyEntry("a", key,\n    new char[]{{⟦{SIGNS}⟧}}, chain);'),
        ("java", f'return new PasswordAuthentication("bob", new char[]{{⟦{SIGNS}⟧}});'),
        ("kotlin", f"keyStore.load(stream, charArrayOf(⟦{SIGNS}⟧))"),
        ("csharp", f'client.Login("bob", new string(new[] {{⟦{SIGNS}⟧}}));'),
        ("java", f"load(password); print(new char[]{{{SIGNS}}});"),
        ("java", f"String.valueOf(new char[]{{{SIGNS}}});"),
        ("java", f"keyStore.load(in, new char[]{{{', '.join(map(repr, 'abcdefghij'))}}});"),
        ("java", "keyStore.split(new char[]{' ', ',', ';'});"),
        ("java", f"char[] passwordChars = {{{', '.join(map(repr, 'abcdefghij'))}}};"),
    ],
)
def test_a_list_is_a_secret_under_a_name_that_says_so(language: str, text: str) -> None:
    check(wide_key.find, text, language)


@pytest.mark.parametrize(
    ("language", "text", "elements", "blank"),
    [
        ("java", "class A {{ byte[] key = {{{}}}; }}", HEX, "0x0"),
        ("java", "class A {{ char[] password = {{{}}}; }}", SIGNS, "'x'"),
        ("c", "char password[] = {{{}, '\\0'}};\n", SIGNS, "'x'"),
        ("csharp", "class A {{ char[] password = {{{}}}; }}", SIGNS, "'x'"),
        ("rust", "let key: [u8; 16] = [{}];\n", HEX, "0x0"),
        ("json", '{{"aesKey": [{}]}}', DECIMAL, "0"),
        ("java", "class A {{ byte[] a = {{{}}}; }}", NAME, "0x0"),
        ("go", "package a\n\nvar a = []byte{{{}}}\n", NAME, "0x0"),
        ("yaml", "a: [{}]\n", NAME, "0x0"),
        ("text", "say {} to it\n", NAME, "0x0"),
    ],
)
def test_each_element_of_a_list_gives_way_to_one_of_its_kind(
    language: str, text: str, elements: str, blank: str
) -> None:
    made = rewrite(subject(text.format(elements), language), "a", masking())
    assert made.text == text.format(", ".join([blank] * len(elements.split(", "))))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("java", "class A { long a = ⟦0x6c616e686169⟧L; }"),
        ("go", "package a\n\nconst a = ⟦0x6c616e686169⟧\n"),
        ("python", "a = ⟦0x6C616E686169⟧\n"),
        ("typescript", "const a = ⟦0x6c616e686169⟧n;\n"),
        ("kotlin", "val a = ⟦0x6c616e686169⟧\n"),
        ("c", "unsigned long long a = ⟦0x6c616e686169⟧ULL;\n"),
        ("rust", "let a: u64 = ⟦0x6c616e686169⟧;\n"),
        ("sql", "INSERT INTO t VALUES (⟦0x6c616e686169⟧);\n"),
    ],
)
def test_a_number_that_spells_a_listed_name_is_zero_and_its_file_stays(language: str, text: str) -> None:
    before, rest = text.split("⟦")
    number, behind = rest.split("⟧")
    assert (
        rewrite(subject(before + number + behind, language), "a", masking()).text == before + "0x0" + behind
    )


def test_what_is_no_list_and_no_number_in_hexadecimal_digits_is_not_blanked() -> None:
    assert not any(map(blanked, ("hunter2", "123456", "0x6c, hunter2")))


@pytest.mark.parametrize(
    "text", ["key = [" + "0x41, " * 200_000, "key[" * 50_000, "key = {" * 50_000, "key: [" + "u8" * 100_000]
)
def test_a_hostile_list_costs_linear_time(text: str) -> None:
    start = time.process_time()
    list(wide_key.find(subject(text, "c")))
    assert time.process_time() - start < 3  # CPU seconds; quadratic work takes minutes
