"""Values beside any name of a credential, UUIDs, and keys with a prefix, each with near misses."""

import re
import time

import pytest

from stages.anonymize.pseudonym import MAKERS, Draws
from stages.anonymize.rules import password, prefixed_key, uuid, wide_key
from stages.anonymize.unspoken import unspoken
from tests.anonymize.cases import KEYS, check, subject

MIXED = "kJ7" + "wQ2mZ9xT4b"
UUID = "8fa1e027-3088" + "-4d19-bb08-4d41b3802487"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("java", f'String apiKeyOfShop = "⟦{MIXED}⟧";'),
        ("java", f'client.authorise(token, apiAuth("⟦{MIXED}⟧"));'),
        ("javascript", f"headers: {{ Authorization: 'Bearer ⟦{MIXED}⟧' }}"),
        ("python", f"tokens_of_users = ['⟦{MIXED}⟧']"),
        ("python", 'AUTH_PASSWORD_2 = "⟦summerhouse⟧"'),
        ("python", 'salt = "⟦cookie-session⟧"'),
        ("html", f'<a href="/?token=&quot;⟦{MIXED}⟧&quot;">'),
        ("markdown", f"Activation key : ⟦{MIXED}⟧"),
        ("markdown", "the password for master:⟦Ihq-Sb1Gg⟧"),
        ("yaml", "  api_token: ⟦sunflower⟧\n"),
        ("text", f"PSWD:=⟦{MIXED}⟧"),
        ("text", f"密码 ⟦{MIXED}⟧"),
        ("shell", "deploy --db-password ⟦sunflower⟧\n"),
        ("html", f"<td>Password</td>\n<td><b>⟦{MIXED}⟧</b></td>"),
        (
            "html",
            f'<span class="n">password</span> <span class="o">=</span> <span>&#39;⟦{MIXED}⟧&#39;</span>',
        ),
        ("python", 'AWS_SECRET_KEY = "⟦wJalrXUtn7FEMIK7' + 'EXAMPLEKEY⟧"'),
        ("python", "login(user, password='⟦password⟧')"),
        ("go", 'args := []string{"--client-secret=⟦verysecret⟧",\n'),
        ("java", 'config.setJwtSecretKey("⟦NgdfaXasARggr⟧");'),
        ("java", 'String body = "access_token=⟦166942940015970⟧|x";'),
        ("json", '{"Apitoken": "{\\"sig\\": \\"⟦25ae3f6cdb1711e7⟧\\"}"}'),
        ("markdown", f"密钥：⟦{MIXED}⟧"),
        ("java", 'String AES_KEY = "⟦lanhaishopaeskey⟧";'),
        ("properties", "sms.appKey=⟦shopsms2024⟧\n"),
        ("php", "['key' => '⟦0011223344556677⟧']; ['key' => '20240102']"),
        ("markdown", "**Password:** ⟦sunflower⟧\n"),
        ("yaml", "AWS_SECRET_KEY: ⟦wJalrXUtn7FEMIK7" + "EXAMPLEKEY⟧\n"),
        ("csharp", '<assemblyIdentity name="X" publicKeyToken="b77a5c561934e089" />'),
        ("python", "Token: '#d0d0d0', Token.Key: r'[^>\\s|()?+*,]+', 'strpas', 'strpcopy', 'strplcopy2x'"),
        ("java", 'String SET_COOKIE2 = "set-cookie2:"; put("KeyFactory", "ML-KEM-1024");'),
        ("xml", "<artifactId>shop-auth</artifactId>\n<version>0.0.1-SNAPSHOT</version>"),
        ("python", "sizes = {'token_dim': 1280}"),
        ("javascript", "const passport = require('passport')"),
        ("javascript", "x ? 'pass' : 'fail'; password: 'Password'; fetch(u, {credentials: 'include'})"),
        ("javascript", 'e="keypress"==h&&!t.metaKey;c=b.sort().join("+")'),
        ("javascript", "n.key===i?n.type===Be?q(3):q(4):0"),
        ("json", '{"license": {"key": "lgpl-3.0"}}'),
        ("yaml", "key: v2-yarn-{{ checksum }}\n"),
        ("yaml", "permissions:\n  id-token: write\n"),
        ("yaml", "apiVersion: node.k8s.io/v1\n"),
        ("python", "def ask(prompt, max_tokens=3000): ..."),
        ("python", 'work_on(path, token="directory")'),
        ("php", "$token = new Token(['ROLE_ADMIN']); new PasswordEncoder('sha256', 1);"),
        ("python", "RE_AUTH_HASH = re.compile(r\"Auth\\.init\\('([a-z_0-9]+)'\")"),
        ("markdown", "the option --password parameter"),
        ("kotlin", 'signInWithPassword("wang.li@lanhai-retail.com", word)'),
        ("python", "CONF_PASSWORD = 'password'"),
        ("python", "secret = 'your-secret-example'"),
        ("java", 'String keyName = "com.lanhai.user.name";'),
        ("java", "this.token = tokenOfRequest;"),
        ("java", 'request.getHeader("X-Token-Id", "x-token-id");'),
        ("javascript", "headers['set-cookie'].map(String)"),
        ("python", 'oauth_timestamp = "1272325550"'),
        ("python", 'key = "docker"'),
        ("python", "password = read(path)"),
        ("yaml", "password: ${DB_PASSWORD:-}\n"),
        ("yaml", "tokenUrl: https://example.org/oauth/a1b2c3d4\n"),
        ("yaml", "passed:\n  type: boolean\nsignature:\n  type: string\n"),
        ("java", 'BigDecimal SECOND_SIGNATURE = new BigDecimal("200000");'),
        ("java", 'assertThat(CreditCodes.isValid("91310115MA1K4TRP8C"));'),
        ("java", '@CsvSource({"0,PASS", "59,PASS", "60,REVIEW"})'),
        ("python", '("REDACTED_PASSWORD", "strplcopy7", "REDACTED_GENERIC_API_KEY", "semstable42")'),
        ("markdown", "The password is checked by the server."),
        ("text", "-----BEGIN RSA PRIVATE " + "KEY-----"),
    ],
)
def test_a_value_beside_a_name_of_a_credential_is_strange_or_named_a_secret(language: str, text: str) -> None:
    check(wide_key.find, text, language)


@pytest.mark.parametrize(
    "text",
    [
        f'"_postman_id": "⟦{UUID}⟧"',
        f"/users/⟦{UUID}⟧/items",
        f"tenant ⟦{UUID.upper()}⟧",
        f'[Guid("{UUID}")]',
        "msa ⟦f8cdef31-a31e-4b4a-93e4-5f571e91255a⟧",
        "00000000-0000-0000-0000-000000000000",
        "12345678-3088-4d19-bb08-4d41b3802487",
        "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        "0000180d-0000-1000-8000-00805f9b34fb",
        f"x{UUID}",
        f"{UUID}-1",
    ],
)
def test_a_uuid_is_found_where_it_is_not_everybodys(text: str) -> None:
    check(uuid.find, text)


def test_a_project_of_visual_studio_keeps_its_guid() -> None:
    assert not list(uuid.find(subject(UUID)._replace(path="src/shop.csproj")))


def test_a_masked_uuid_is_one_and_is_not_found_again() -> None:
    made = MAKERS["net.uuid"](Draws(KEYS.pseudonym), UUID)
    assert re.fullmatch(r"[0-9a-f]{8}-005e-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}", made)
    assert MAKERS["net.uuid"](Draws(KEYS.pseudonym), UUID.upper()) == made.upper()
    assert not list(uuid.find(subject(made)))


@pytest.mark.parametrize(
    "text",
    [
        "⟦acme_pat_" + MIXED * 3 + "⟧",
        "login ⟦qrs-" + MIXED * 3 + "⟧ now",
        "sha256-" + MIXED * 3,
        "chunk-" + MIXED * 3 + ".js",
        "the_quick_brown_fox_jumps_over_the_lazy_dog",
        "TLS_RSA_EXPORT_WITH_RC4_40_MD5",
        "sodium_crypto_sign_ed25519_sk_to_curve25519",
        "acme_pat_" + MIXED * 3 + "_user",
        "https://x.example/a/acme_pat_" + MIXED * 3,
    ],
)
def test_a_key_with_a_prefix_is_random_behind_it(text: str) -> None:
    check(prefixed_key.find, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sql", "CREATE USER shop ACCOUNT UNLOCK IDENTIFIED BY ⟦SqlPa5sw0rd⟧;"),
        ("sql", "ALTER USER 'a'@'%' IDENTIFIED WITH 'mysql_native_password' AS '⟦*92FD05ADCA2EC9D1⟧'"),
        ("c", 'curl_easy_setopt(curl, CURLOPT_USERPWD, "root:⟦dkb82VddSD⟧");'),
        ("powershell", "ConvertTo-SecureString -String -Force ⟦dsjUE#gds8s⟧"),
        ("text", "smtps://shop@mail.example:⟦FnD83JZs⟧@smtp.mail.example:465"),
        ("markdown", "ID/PW -> master/⟦Ihq1Sb1Gg⟧"),
        ("markdown", "10.1.2.3 (master/⟦Ihq1Sb1Gg⟧)"),
        ("markdown", "ID/PW are sent by mail"),
        ("markdown", "10.1.2.3/path/of/file"),
        ("powershell", "ConvertTo-SecureString -String $password"),
    ],
)
def test_passwords_are_found_in_statements_options_and_pairs(language: str, text: str) -> None:
    check(password.find, text, language)


@pytest.mark.parametrize(("value", "share"), [("tokenOfUser", 0), ("a1b2c3d4", 1), (UUID, 1), ("user7", 0.2)])
def test_the_share_of_what_is_in_no_word(value: str, share: float) -> None:
    assert unspoken(value) == pytest.approx(share, abs=0.2)


@pytest.mark.parametrize("text", ["key=" * 50_000, "key((" * 40_000, "id/pw " * 40_000, "a_b1" * 50_000])
def test_hostile_text_costs_linear_time(text: str) -> None:
    start = time.process_time()
    for rule in (wide_key, prefixed_key, uuid):
        list(rule.find(subject(text, "yaml")))
    assert time.process_time() - start < 3  # CPU seconds; quadratic work takes minutes
