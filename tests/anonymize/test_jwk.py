"""JSON Web Keys: their private members are found in every form, the public ones and other objects are not.

Keys are fictional and put together from parts.
"""

import pytest

from stages.anonymize.rules import jwk
from tests.anonymize.cases import check, subject

D, P, X = "d9Kx-" * 8, "p_3Qz" * 8, "x7Rt_" * 8


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f'{{"kty":"EC","crv":"P-256","x":"{X}","y":"{X}","d":"⟦{D}⟧"}}', "json"),
        (f'{{"d": "⟦{D}⟧",\n "kid": "a",\n "kty": "OKP", "x": "{X}"}}', "json"),
        (f'{{"keys": [{{"kty": "RSA", "n": "{X}", "e": "AQAB"}}, {{"kty": "oct", "k": "⟦{D}⟧"}}]}}', "json"),
        (f'{{"kty":"RSA","p":"⟦{P}⟧","oth":[{{"r":"⟦{D}⟧","d":"⟦{P}⟧","t":"⟦{D}⟧"}}]}}', "json"),
        (f"const key = {{\n  crv: 'P-256',\n  d: '⟦{D}⟧',\n  kty: 'EC',\n  x: '{X}',\n}}", "javascript"),
        (f"key = {{'kty': 'RSA',\n 'd': '⟦{D}⟧'\n   '⟦{P}⟧',\n 'n': '{X}'}}", "python"),
        (f"keys:\n  - kty: oct\n    k: ⟦{D}⟧\n    kid: {X}\n", "yaml"),
        (f'[key]\nkty = "oct"\nk = "⟦{D}⟧"\n', "toml"),
        (f'String key = "{{\\"kty\\":\\"oct\\",\\"k\\":\\"⟦{D}⟧\\"}}";', "java"),
        (f'new JsonWebKey {{ Kty = "RSA", DP = "⟦{D}⟧", N = "{X}" }}', "csharp"),
        (f'map.put("kty", "oct");\nmap.put("k", "⟦{D}⟧");\n', "java"),
        (f"{{ 'kty' => 'oct', 'k' => '⟦{D}⟧' }}", "ruby"),
        (f'{{"kty":"EC","x":"{X}","y":"{X}"}}; q = "{D}"', "javascript"),
        (f'{{"kty":"RSA","r":"{X}"}}', "json"),
        (f'{{"d": "{D}"}}', "json"),
        ('{"kty": "oct", "k": "short"}', "json"),
        (f'if (jwk.kty === "oct") {{ return "{X}"; }}', "javascript"),
    ],
)
def test_private_members_of_a_key_are_found_and_public_ones_are_not(text: str, language: str) -> None:
    check(jwk.find, text, language)


def test_many_keys_without_an_end_cost_no_more_than_their_length() -> None:
    text = "kty: oct {" * 20_000
    assert list(jwk.find(subject(text))) == []
