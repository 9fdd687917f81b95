"""Detectors of secrets, each with near misses. Secrets are fictional and put together from parts."""

import base64
import time

import pytest

from stages.anonymize.key_values import is_literal
from stages.anonymize.packs import scan
from stages.anonymize.rules import generic_api_key, password, private_key, wide_key
from tests.anonymize.cases import check, subject

AKIA = "AKIA" + "Q3EGRNYT5ZMXKUP2"
GHP = "ghp_" + "a1B2c3D4e5F6" * 3
PAT = "github_pat_" + "11ABCDEFG0" * 8
HEADER = base64.urlsafe_b64encode(b'{"alg":"HS256","typ":"JWT"}').decode().rstrip("=")
CLAIMS = base64.urlsafe_b64encode(b'{"sub":"10086","name":"demo"}').decode().rstrip("=")
JWT = f"{HEADER}.{CLAIMS}." + "s5C_-" * 8
KEY_LINES = ["MIIEvQIBADANBgkqhkiG9w0BAQEFAASC" + "BKcwggSjAgEA" * 2, "AoIBAQC7" + "VJTUt9Us8cKj" * 4]
BEGIN, END = "-----BEGIN RSA PRIVATE " + "KEY-----", "-----END RSA PRIVATE " + "KEY-----"
PEM = "\n".join([BEGIN, *KEY_LINES, END])
LOCKED = "\n".join([BEGIN, "Proc-Type: 4,ENCRYPTED", "DEK-Info: DES-EDE3-CBC,0A1B2C", "", *KEY_LINES, END])
RANDOM = "9f8K2mPq7" + "RxT4vW1zL6"


@pytest.mark.parametrize(
    "text",
    [
        f"⟦{PEM}⟧\n",
        f"⟦{LOCKED}⟧\n",
        f"key: |\n  ⟦{PEM.replace(chr(10), chr(10) + '  ')}⟧\nnext: 1",
        'String k = "⟦' + BEGIN + '\\n" +\n    "' + KEY_LINES[0] + '\\n" +\n    "' + END + '⟧";',
        f"⟦{BEGIN}\n{KEY_LINES[0]}\n{KEY_LINES[1]}⟧",
        f"⟦{BEGIN}\n#5 0.228 {KEY_LINES[0]}\n2026-04-26 12:36:01 {KEY_LINES[1]}\n#5 0.229 {END}⟧",
        f'strip("{BEGIN}").replace("{END}", "")',
        f'if (pem.startsWith("{BEGIN}")) {{ return read(pem.substring(28).replace("a", "b"), "{END}"); }}',
        "-----BEGIN PUBLIC KEY-----\n" + KEY_LINES[0] + "\n-----END PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----\n" + KEY_LINES[0] + "\n-----END CERTIFICATE-----",
        f"{BEGIN} and so on",
    ],
)
def test_a_private_key_is_found_with_its_material_and_a_header_alone_is_not(text: str) -> None:
    check(private_key.find, text)


@pytest.mark.parametrize(
    "text",
    [
        f"access-key: ⟦{AKIA}⟧",
        f'new Credentials("⟦{AKIA}⟧", secret)',
        f'"line\\n⟦{AKIA}⟧"',
        f"{AKIA}X",
        f"X{AKIA}",
        AKIA.lower(),
        "AKIA",
        "AKIAIsTheStartOfAKey",
    ],
)
def test_an_aws_access_key_has_its_prefix_and_sixteen_signs(text: str) -> None:
    check(scan.find, text)


@pytest.mark.parametrize(
    "text",
    [
        f"token=⟦{GHP}⟧",
        f"https://⟦{GHP}⟧@github.com/a/b",
        f"⟦{PAT}⟧",
        GHP[:30],
        "ghp_short",
        "highp_" + "a1" * 20,
    ],
)
def test_a_github_token_has_a_prefix_and_a_length(text: str) -> None:
    check(scan.find, text)


@pytest.mark.parametrize(
    "text",
    [
        f"Authorization: Bearer ⟦{JWT}⟧",
        f'"⟦{JWT}⟧"',
        f"// ⟦{HEADER}.{CLAIMS}⟧",
        f"{HEADER}",
        "eyJhbGciOi...",
        "keyJoiner.someMethodName.anotherName",
        "eyJ.eyJ.sig",
    ],
)
def test_a_jwt_has_a_json_header_and_more_parts(text: str) -> None:
    check(scan.find, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("yaml", "spring:\n  datasource:\n    password: ⟦Wint3r-Sale⟧\n    url: x"),
        ("yaml", "password: ⟦root⟧ # local"),
        ("yaml", 'password: "⟦it is#1⟧"'.replace("it is", "itis")),
        ("yaml", "password: ${DB_PASSWORD}"),
        ("yaml", "password: ${DB_PASSWORD:⟦sommer24⟧}"),
        ("yaml", "password:\n  min-length: 8"),
        ("yaml", "password: string"),
        ("yaml", "format: password"),
        ("yaml", "- MYSQL_ROOT_PASSWORD=⟦tiger⟧"),
        ("yaml", "- name: DB_PASSWORD\n  value: ⟦tiger7⟧"),
        ("yaml", "password-encoder: bcrypt"),
        ("yaml", "passwordPolicy: strong"),
        ("yaml", "db: {user: app, password: ⟦tiger⟧}"),
        ("yaml", "password: ENC(G6N718UuyPE5bHyWKyuLQSm02auQPUtm)"),
        ("yaml", "password: '{{ vault_password }}'"),
        ("yaml", "password: <your password>"),
        ("yaml", "password: ********"),
        ("properties", "spring.datasource.password=⟦Qw\"er#9⟧"),
        ("properties", "redis.password=\nredis.port=6379"),
        ("properties", "spring.mail.password = ⟦abc123⟧\r\nnext=1"),
        ("properties", "label.password=密码"),
        ("properties", "url=jdbc:mysql://db:3306/o?user=root&password=⟦s3cr3t⟧&useSSL=false"),
        ("properties", "url=jdbc:oracle:thin:scott/⟦tiger⟧@db:1521:orcl"),
        ("json", '{"password": "⟦hunter2⟧", "user": "x"}'),
        ("json", '{"password": ⟦123456⟧}'),
        ("json", '{"password": ""}'),
        ("json", '{"password": null}'),
        ("json", '{"title": "password"}'),
        ("json", '{"raw": "{\\"password\\": \\"⟦hunter2⟧\\"}"}'),
        ("xml", '<property name="password" value="⟦hunter2⟧"/>'),
        ("xml", "<password>⟦hunter2⟧</password>"),
        ("xml", "<password>${db.password}</password>"),
        ("java", 'String password = "⟦hunter2⟧";'),
        ("java", 'user.setPassword("⟦123456⟧");'),
        ("java", "this.password = password;"),
        ("java", "String password = new String(bytes);"),
        ("java", 'params.put("password", "⟦hunter2⟧");'),
        ("java", 'List.of("password", "email")'),
        ("java", 'static final String PASSWORD = "password";'),
        ("java", 'String PASSWORD_ERROR = "wrong1";'),
        ("java", '@Value("${db.password:⟦hunter2⟧}")'),
        ("java", 'String hash = passwordEncoder.encode("⟦123456⟧");'),
        ("java", 'throw new Refused("password: must be set");'),
        ("python", 'connect(user="a", password="⟦hunter2⟧")'),
        ("python", "password: str = '⟦hunter2⟧'"),
        ("python", "password: str"),
        ("python", 'f"password={word}"'),
        ("python", 'os.environ.get("DB_PASSWORD")'),
        ("typescript", "const password: string = '⟦hunter2⟧';"),
        ("typescript", "interface Login { password: string; }"),
        ("typescript", "{ password: form.password }"),
        ("typescript", '<input type="password" name="password">'),
        ("sql", "CREATE USER app IDENTIFIED BY '⟦hunter2⟧';"),
        ("sql", "password varchar(64) not null,"),
        ("markdown", "用户名：admin，密码：⟦admin@2024⟧"),
        ("markdown", "The password is stored as a hash."),
        ("markdown", "docker run -e POSTGRES_PASSWORD=⟦winter⟧ postgres"),
        ("markdown", "login with --username and --password options"),
        ("shell", "mysql -u root -p⟦winter24⟧ shop"),
        ("shell", "login --password ⟦winter24⟧"),
        ("text", "https://app:⟦winter24⟧@git.example.com/x.git"),
        ("text", "https://user:pass@example.com/"),
        ("text", "https://${user}:${pass}@example.com/"),
        ("text", "Authorization: Basic ⟦" + base64.b64encode(b"app:winter24").decode() + "⟧"),
        ("text", "Basic authentication and Basic understanding"),
        ("yaml", "password: REDACTED_PASSWORD"),
        ("yaml", "password: ⟦password⟧"),
        ("yaml", "password: Password"),
        ("yaml", "password:\n  value: ⟦tiger⟧\n  length: tiger"),
        ("yaml", "passwords:\n  - ⟦tiger⟧\n  - ⟦lion5⟧"),
        ("yaml", "passwords: [⟦tiger⟧, '⟦lion5⟧']"),
        ("yaml", "passwords:\n  alice: ⟦tiger⟧\n  bob: ⟦lion5⟧\n  min-length: eight\nrole: admin"),
        ("yaml", "passwords:\n  reset: Your password has been reset!\n  user: string"),
        ("yaml", 'password:\n  default: "⟦tiger⟧"\n  help: zebra'),
        ("yaml", "env:\n- value: ⟦tiger⟧\n  name: DB_PASSWORD\n- value: zebra\n  name: DB_USER"),
        ("yaml", "- value: zebra\n- name: DB_PASSWORD"),
        ("json", '[{"value": "⟦tiger⟧", "name": "DB_PASSWORD"}, {"value": "zebra", "name": "DB_USER"}]'),
        ("json", '[{"value": "zebra"}, {"name": "DB_PASSWORD"}]'),
        ("json", '{"value": {"x": "zebra"}, "name": "password"}'),
        ("xml", '<entry value="⟦tiger⟧" key="password"/><entry value="zebra" key="user"/>'),
        ("xml", "<r><p><value>⟦tiger⟧</value><name>password</name></p><p><value>zebra</value></p></r>"),
        ("xml", "<r><p><value>zebra</value></p><p><name>password</name></p><p><value>zebra</value></p></r>"),
        ("html", '<input value="⟦tiger⟧" name="password"> <input value="zebra" name="user">'),
        ("typescript", "env: [{ value: '⟦tiger⟧', name: 'DB_PASSWORD' }, { value: 'zebra', name: 'X' }]"),
        ("json", '{"passwords": ["⟦tiger⟧", "⟦lion5⟧"]}'),
        ("json", '{"raw": "{\\\\\\"password\\\\\\": \\\\\\"⟦hunter2⟧\\\\\\", \\\\\\"u\\\\\\": 1}"}'),
        ("java", 'String s = "{\\\\\\"password\\\\\\":\\\\\\"⟦hunter2⟧\\\\\\"}";'),
        ("java", 'String s = "{\\"passwords\\": [\\"⟦tiger⟧\\", \\"⟦lion5⟧\\"], \\"role\\": \\"zebra\\"}";'),
        ("properties", "db.password=⟦ti\\\n    ger9⟧\ndb.user=zebra"),
        ("properties", "db.password = \\\r\n  ⟦tiger9⟧\r\ndb.user=zebra"),
        ("properties", "# password=\\\ndb.user=zebra"),
        ("properties", "db.password=⟦tiger\\\\⟧\ndb.user=zebra"),
        ("ini", "password=⟦ti\\⟧\nger9=1"),
        ("python", 'PASSWORDS = ["⟦tiger⟧", "⟦lion5⟧",\n    # of tests\n    "⟦bear7⟧"]\nNAMES = ["zebra"]'),
        ("python", "PASSWORDS: list[str] = ('⟦tiger⟧', '⟦lion5⟧')\nx = ('zebra',)"),
        ("python", 'passwords = {"alice": "⟦tiger⟧", "bob": "⟦lion5⟧"}\nroles = {"alice": "zebra"}'),
        ("python", 'password_list = set(["⟦tiger⟧", "⟦lion5⟧"])'),
        ("python", 'password = settings("zebra", "⟦lion5⟧")'),
        ("python", 'password = {"type": "zebra", "min": "lion5"}'),
        ("java", 'List<String> passwords = Arrays.asList("⟦tiger⟧", "⟦lion5⟧"); add("zebra", "x");'),
        ("java", 'private static final String[] PASSWORDS = {\n    "⟦tiger⟧",\n    "⟦lion5⟧"\n};'),
        ("java", 'String passwords[] = new String[] {"⟦tiger⟧", "⟦lion5⟧"};'),
        ("java", 'Map<String, String> passwords = Map.of("alice", "⟦tiger⟧", "bob", "⟦lion5⟧");'),
        ("kotlin", 'val passwords = listOf<String>("⟦tiger⟧", "⟦lion5⟧")'),
        ("kotlin", 'val passwords = mapOf("alice" to "⟦tiger⟧", "bob" to "⟦lion5⟧")'),
        ("go", 'var passwords = []string{"⟦tiger⟧", `⟦lion5⟧`}'),
        ("go", 'passwords := map[string]string{\n\t"alice": "⟦tiger⟧",\n\t"bob": "⟦lion5⟧",\n}'),
        ("csharp", 'var passwords = new List<string> { "⟦tiger⟧", "⟦lion5⟧" };'),
        ("rust", 'let passwords = vec!["⟦tiger⟧", "⟦lion5⟧"];'),
        ("c", 'const char *passwords[] = { "⟦tiger⟧", "⟦lion5⟧" };'),
        ("php", "'passwords' => ['users' => ['provider' => 'zebra']]"),
        ("php", "$passwords = array('alice' => '⟦tiger⟧', 'bob' => '⟦lion5⟧');"),
        ("java", 'List<String> fields = List.of("password", "zebra");'),
        ("yaml", "- key: DB_PWD\n  type: text\n  value: ⟦tiger⟧\n- key: x\n  value: y5zz"),
        ("yaml", "#    password: ⟦123456⟧"),
        ("toml", "[db]\npassword = '⟦tiger woods 1⟧'"),
        ("ini", "[client]\npassword = ⟦tiger⟧ ; local"),
        ("properties", "login.password=Password:"),
        ("json", '{"name": "password", "required": true, "value": "⟦tiger⟧"}'),
        ("json", '{"name": "password", "type": "string"}'),
        ("xml", '<bean><property name="password"><value>⟦tiger⟧</value></property></bean>'),
        ("xml", '<props><prop key="db.password">⟦tiger⟧</prop><prop key="db.user">lion</prop></props>'),
        ("xml", "<user password='⟦tiger⟧'/>"),
        ("dockerfile", "FROM x\nENV DB_PASSWORD ⟦tiger⟧\nENV PASSWORD_FILE x"),
        ("dockerfile", "RUN openssl req -passin pass:⟦tiger⟧ -out x"),
        ("shell", "docker run -e MYSQL_PASSWORD=⟦secret⟧ -e X=y mysql"),
        ("shell", 'case "${DB_PASSWORD:+has-password}" in'),
        ("shell", "${DB_PASSWORD:-⟦tiger⟧}"),
        ("shell", "X=${DB_PASSWORD:-$OTHER}\nX=${DB_PASSWORD:-$1}\nX=${DB_PASSWORD:+set}\n"),
        ("shell", "X=${DB_PASSWORD:0:4}\n"),
        ("shell", "sshpass -p '⟦tiger⟧' ssh app@db"),
        ("shell", 'sshpass -p "$WORD" ssh app@db'),
        ("markdown", "    Password = ⟦rootroot⟧\n"),
        ("python", "text = 'USER=joe\\nPASS=⟦secret⟧'"),
        ("python", "auth=('joe', '⟦tiger⟧')"),
        ("python", "auth=(user, word)"),
        ("python", "HTTPBasicAuth('joe', '⟦tiger⟧')"),
        ("python", "password = password.encode('utf-8')"),
        ("python", "password = request.form['password']"),
        ("python", "password = f':{self.password}'"),
        ("python", "class Fault:\n    pass\n"),
        ("perl", "my $pwd = cwd();"),
        ("perl", "'Test::Event::Pass' => '1.302182',"),
        ("go", "SMART_LCYL_PASS = 0x4f"),
        ("java", 'new UsernamePasswordToken("admin", "⟦tiger9⟧")'),
        ("java", "new UsernamePasswordToken(name, word)"),
        ("java", 'DriverManager.getConnection(url, "root", "⟦tiger⟧")'),
        ("java", 'String LOCAL_PASSWORD = "⟦testpassword⟧";'),
        ("java", 'String LOGIN_PASSWORD = "login_password";'),
        ("sql", "INSERT INTO u (`id`, `password`, n) VALUES (1, '⟦ti\\'ger⟧', 'x'), (2, '⟦lion⟧', f('q'));"),
        ("sql", "INSERT INTO user (id, name) VALUES (1, 'password');"),
        ("sql", "INSERT INTO user (id, password) SELECT id, 'tiger' FROM old;"),
        ("java", 'String s = """\n  password=⟦tiger9⟧\n  user=b\n""";'),
        ("python", 's = """The password=value pair"""'),
        ("python", "call(\n    password=secret9\n)"),
        ("sql", "ALTER USER b WITH PASSWORD '⟦tiger9⟧';"),
        ("sql", "SET PASSWORD FOR b = PASSWORD('⟦tiger9⟧');"),
        ("sql", "UPDATE u SET password = N'⟦tiger9⟧' WHERE id = 1"),
        ("python", 'password = os.getenv("X", "⟦tiger9⟧")'),
        ("python", 'password = os.environ.get("X") or "⟦tiger9⟧"'),
        ("python", 'password = config.get("db", "password")'),
        ("javascript", 'const password = process.env.X || "⟦tiger9⟧";'),
        ("typescript", 'const dbPassword = process.env.X ?? "⟦tiger9⟧";'),
        ("typescript", 'password: isHidden ? "text" : "password"'),
        ("javascript", 'const password = document.querySelector("#password1")'),
        ("java", 'String password = c ? "⟦tiger9⟧" : x;'),
        ("java", "String password =\n    \"⟦tiger9⟧\";"),
        ("java", 'String[] passwords = {"⟦tiger9⟧"};'),
        ("java", 'if (password.equals("⟦tiger9⟧")) {}'),
        ("java", 'if ("⟦tiger9⟧".equals(password)) {}'),
        ("java", 'map.get("password").equals("true")'),
        ("java", "password.equals(other)"),
        ("json", '{"password": ["⟦tiger9⟧"]}'),
        ("json", '{"password": {"type": "string1", "minLength": 8}}'),
        ("python", 'p.add_argument("--password", default="⟦tiger9⟧")'),
        ("python", 'p.add_argument("--password-file", default="/etc/x1")'),
        ("python", 'run(["mysql", "--password", "⟦tiger9⟧"])'),
        ("kotlin", 'mapOf("password" to "⟦tiger9⟧")'),
        ("kotlin", 'password.set("⟦tiger9⟧")'),
        ("csharp", 'new NetworkCredential("b", "⟦tiger9⟧")'),
        ("php", "define('DB_PASSWORD', '⟦tiger9⟧');"),
        ("go", 'dsn := "b:⟦tiger9⟧@tcp(h)/db"'),
        ("groovy", "password '⟦tiger9⟧'"),
        ("hcl", 'variable "db_password" {\n  default = "⟦tiger9⟧"\n}'),
        ("shell", "sqlplus b/⟦tiger9⟧@x"),
        ("text", "密码 ⟦tiger9⟧"),
        ("text", "密码 不能为空"),
        ("csv", "user,password\nb,⟦tiger9⟧\nc,\n"),
        ("java", 'String password = "⟦tig⟧" + "⟦er9⟧";'),
        ("java", 'String query = "password=" + name + "zebra9";'),
        ("java", 'String password = c ? "⟦tiger9⟧" : "⟦lion5⟧";'),
        ("python", 'password = "⟦tiger9⟧" if local else "⟦lion5⟧"'),
        ("python", 'password = """⟦tiger9⟧"""'),
        ("java", 'String password = """\n    ⟦tiger9⟧\n    """;'),
        ("java", 'String PASSWORD\n    = "⟦tiger9⟧";'),
        ("java", 'if (password\n    == other) say("zebra9");'),
        ("java", 'String getPassword() { return "⟦tiger9⟧"; }'),
        ("kotlin", 'fun password() = "⟦tiger9⟧"'),
        ("java", 'if (isPassword(x)) { return "zebra9"; }'),
        ("python", 'password: str = Field(default="⟦tiger9⟧")'),
        ("python", 'password = SecretStr("⟦tiger9⟧")'),
        ("python", 'passwords: dict[str, str] = {"ann": "⟦tiger⟧", "bob": "⟦lion5⟧"}'),
        ("python", 'def f(password: str, user="zebra9"): ...'),
        ("python", 'passwords = [("⟦ann⟧", "⟦tiger⟧"), ("⟦bob⟧", "⟦lion5⟧")]'),
        ("json", '{"passwords": ["⟦tiger⟧"], "users": ["zebra9"]}'),
        ("java", 'var passwords = Map.ofEntries(Map.entry("ann", "⟦tiger⟧"), Map.entry("bob", "⟦lion5⟧"));'),
        ("java", 'Map<String, String> passwords = Map.of("ann", "REDACTED_PASSWORD");'),
        ("java", 'passwords.put("ann", "⟦tiger⟧"); passwords.add("⟦lion5⟧"); passwords.get("zebra9");'),
        ("java", 'passwords[0] = "⟦tiger⟧";'),
        ("java", 'user("ann").password("⟦{noop}tiger9⟧").roles("ADMIN")'),
        ("java", 'user("ann").password("{masked}tiger9")'),
        ("go", 'viper.SetDefault("db.password", "⟦tiger9⟧")'),
        ("go", 'flag.String("password", "⟦tiger9⟧", "of the database")'),
        ("sql", "SELECT 1 FROM u WHERE pwd IN ('⟦tiger⟧', '⟦lion5⟧')"),
        ("sql", "CREATE TABLE u (password varchar(9) DEFAULT '⟦tiger⟧', name text DEFAULT 'zebra9')"),
        ("sql", "CREATE USER ann IDENTIFIED BY ⟦tiger9⟧;"),
        ("text", "A user is identified by password9."),
        ("yaml", "args:\n  - --password\n  - ⟦tiger9⟧\n  - --user\n  - ann9"),
        ("yaml", "args:\n  - --password\n  - --user"),
        ("properties", "passwords[0]=⟦tiger⟧\ndb.passwords.ann=⟦lion5⟧\npasswords.min-length=zebra9"),
        ("properties", "db.password ⟦tiger9⟧\npassword\\\n  = ⟦lion5⟧"),
        ("ini", "db.password zebra9"),
        ("xml", "<p><param-name>password</param-name><param-value>⟦tiger⟧</param-value></p>"),
        ("python", 'user, password, port = "zebra9", "⟦tiger9⟧", 22'),
        ("python", '(user, password) = ("zebra9", "⟦tiger9⟧")'),
        ("python", 'password, user = "⟦tiger9⟧", "zebra9"'),
        ("python", 'user, password = line.split(":zebra9")'),
        ("python", 'def f(\n    user, password="⟦tiger9⟧", host="zebra9"\n): ...'),
        ("go", 'const user, password string = "zebra9", "⟦tiger9⟧"'),
        ("go", 'var password string = "⟦tiger9⟧"'),
        ("javascript", 'const [user, password] = ["zebra9", "⟦tiger9⟧"];'),
        ("python", 'password = (\n    "⟦tig⟧"\n    "⟦er9⟧"\n)'),
        ("python", 'password = "⟦tig⟧" "⟦er9⟧"\n"""zebra9"""'),
        ("python", 'password = get("zebra9") if mode == "lion8" else "⟦tiger9⟧"'),
        ("java", 'String password = mode.equals("zebra9") ? load("lion8") : "⟦tiger9⟧";'),
        ("kotlin", 'val password: String\n    get() = "⟦tiger9⟧"\nval user get() = "zebra9"'),
        ("kotlin", 'val password by lazy { "⟦tiger9⟧" }\nval user by lazy { "zebra9" }'),
        ("kotlin", 'val password = System.getenv("PW9") ?: "⟦tiger9⟧"'),
        ("kotlin", 'class Password { val hint = "zebra9" }'),
        ("csharp", 'public string Password { get; private set; } = "⟦tiger9⟧";'),
        ("swift", 'var password: String { return "⟦tiger9⟧" }'),
        ("rust", 'let password = env::var("PW9").unwrap_or_else(|_| "⟦tiger9⟧".into());'),
        ("ruby", "ENV.fetch('DB_PASSWORD') { '⟦tiger9⟧' }; ENV.fetch('DB_USER') { 'zebra9' }"),
        ("ruby", "ENV['DB_PASSWORD'] || '⟦tiger9⟧'"),
        ("python", "passwords or `NotImplemented` if they change"),
        ("xml", '<id property="password" javaType="java.lang.String9"/>'),
        ("html", "var password = $(\"input[name='password']\").val();"),
        ("java", '@Value("#{environment[\'db.password\'] ?: \'⟦tiger9⟧\'}")'),
        ("java", '.password(encoder().encode("⟦tiger9⟧" + salt))'),
        ("c", '#define WIFI_PASSWORD "⟦tiger9⟧"\n#define WIFI_NAME "zebra9"'),
        ("c", 'char password[32] = "⟦tiger9⟧"; strcpy(password, "⟦lion8⟧");'),
        ("cpp", 'std::string password{"⟦tiger9⟧"};'),
        ("python", "pw = '⟦tiger9⟧'; pwm = 'zebra9'; npw = 'zebra9'"),
        ("python", 'pymysql.connect("zebra9", "root", "⟦tiger9⟧", "shop"); x.connect("zebra9", "lion8")'),
        ("python", 'smtp.login("ann", "⟦tiger9⟧"); x.login("zebra9", "⟦lion8⟧"); log("zebra9", "lion8")'),
        ("php", "new PDO($dsn, 'root', '⟦tiger9⟧'); new mysqli('zebra9', 'root', '⟦lion8⟧');"),
        ("java", 'keys.load(in, "⟦tiger9⟧".toCharArray()); "zebra9".toCharArray();'),
        ("java", 'new BasicAWSCredentials("zebra9", "⟦tiger9⟧")'),
        ("sql", "INSERT INTO c VALUES (1, 'smtp.password', '⟦tiger9⟧'), (2, 'smtp.user', 'zebra9');"),
        ("shell", "mysql -u root -p blog < x.sql; ldapsearch -w ⟦tiger9⟧ -b x; zip -P ⟦lion8⟧ a.zip b"),
        ("shell", "htpasswd -b file ann ⟦tiger9⟧"),
        ("markdown", "user | password\n--- | ---\nann | ⟦tiger9⟧\n\nlion | zebra9\n"),
        ("markdown", "Password | ⟦tiger9⟧\nUser | zebra9\n"),
        ("markdown", "| Password | string |\n| Password | varchar(64) |\n| Password | 8-20 |\n"),
        ("markdown", "| Name | Value |\n|---|---|\n| **密码** | `⟦tiger⟧` |\n| user | zebra |\n"),
        ("html", "<tr>\n <td><b>Password:</b></td>\n <td><code>⟦tiger9⟧</code></td></tr>"),
        ("go", 'var password2024 = "⟦tiger9⟧"\nvar password20245 = "zebra9"'),
        ("html", "<dl><dt>User<dd>zebra9<dt>Password<dd>⟦tiger9⟧</dl>"),
        ("html", "<tr><td>Password</td><td>tiger9</td><td>zebra9</td></tr>"),
        ("yaml", "password: >-\n  ⟦correct horse⟧\nuser: x"),
        ("yaml", "password: >-\n  Is required.\nhint: |\n  two words"),
        ("json", '{"pass\\u0077ord": "⟦hunter2⟧"}'),
        ("yaml", '"pass\\x77ord": ⟦hunter2⟧\n"p\\u0061ge": zebra'),
        ("properties", "pass\\u0077ord=⟦hunter2⟧\nmy\\ password=⟦two words 1⟧"),
        ("json", '{\n  // it\'s\n  "Admin Password": "⟦two words 1⟧",\n}'),
        ("xml", '<param name="password"><![CDATA[⟦root⟧]]></param>'),
        ("properties", 'DB_PASSWORD="${OTHER:-⟦hunter2⟧}"'),
        ("yaml", "password: ${db-password}\nother-password: ${a.b:⟦tiger⟧}"),
        ("shell", "DB_PASSWORD='⟦hunter 2⟧' run # PASSWORD=$X"),
        ("shell", 'PASSWORD="${1-⟦hunter2⟧}"; PGPASSWORD=⟦hun\\$ter2⟧ psql'),
        ("shell", 'docker run -e "POSTGRES_PASSWORD=⟦hunter 2⟧" postgres'),
        ("shell", ': "${DB_PASSWORD:=⟦hunter2⟧}"; PASSWORD="$(pwgen 9)"'),
        ("shell", "cat > a <<EOF\npassword: ⟦root⟧\nEOF\n"),
        ("dockerfile", 'ENV A=b DB_PASSWORD="⟦hunter 2⟧"'),
        ("yaml", "run: |\n  export DB_PASSWORD='⟦two words 1⟧'\n  ./go\n"),
        ("markdown", "| user | 密码 |\n| :-- | :----- |\n| b | ⟦tiger9⟧ |\n\n| a |\n|---|\n| tiger8 |"),
    ],
)  # fmt: skip
def test_a_password_is_a_literal_under_a_key_that_says_so(language: str, text: str) -> None:
    check(password.find, text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("yaml", f"api-key: ⟦{RANDOM}⟧"),
        ("go", f'var apiKey2024 = "⟦{RANDOM}⟧"; var apiKey20245 = "{RANDOM}"'),
        ("yaml", "secret: ⟦the-one-nobody-guesses⟧"),
        ("python", f'API_KEY = "⟦{RANDOM}⟧"'),
        ("python", 'token = "access_token"'),
        ("python", 'token = tokenize("x9")'),
        ("python", 'API_KEY = os.environ["API_KEY"]'),
        ("java", f'String appSecret = "⟦{RANDOM}⟧";'),
        ("java", 'String tokenType = "Bearer";'),
        ("java", f'.header("X-Api-Key", "⟦{RANDOM}⟧")'),
        ("kotlin", f'buildConfigField("String", "API_KEY", "\\"⟦{RANDOM}⟧\\"")'),
        ("markdown", f"| API Key | ⟦{RANDOM}⟧ |\n| Cache Key | {RANDOM} |\n"),
        ("markdown", f"| name | token |\n|---|---|\n| {RANDOM} | ⟦{RANDOM}⟧ |\n"),
        ("java", 'String token = "refresh-token";'),
        ("json", '{"integrity": "sha512-' + "Ab1" * 20 + '"}'),
        ("json", '{"token": "/oauth/token"}'),
        ("yaml", "aws_secret_access_key: ⟦" + "wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCY9x8w7v6u5t⟧"),
        ("yaml", "token-validity: 3600s"),
        ("yaml", "secretKeyRef: {name: db-secret, key: token}"),
        ("text", f"Authorization: Bearer ⟦{RANDOM}⟧"),
        ("text", "bearer of good news"),
        ("yaml", "api-key: REDACTED_API_KEY"),
        ("yaml", "kind: Secret\ndata:\n  a.b: ⟦dGlnZXI=⟧\n---\nkind: ConfigMap\ndata:\n  c: dGlnZXI="),
        ("yaml", "kind: SecretStore\ndata:\n  a.b: dGlnZXI="),
        ("yaml", 'kind: Secret\nstringData:\n  a: "⟦the tiger⟧"\n  b: ⟦/x/y⟧\n  c: ⟦老虎王⟧\n  d: ${X}'),
        ("yaml", "kind: Secret\nstringData:\n  a.ini: |\n    ⟦b=tiger\n    c=lion⟧\n"),
        (
            "yaml",
            "items:\n- kind: Secret\n  data:\n    a: ⟦dGlnZXI=⟧\n- kind: ConfigMap\n  data:\n    c: dGlnZXI"
            "=\n- data:\n    a: ⟦dGlnZXI=⟧\n  kind: Secret\n",
        ),
        ("json", '{"kind": "Secret", "metadata": {"a": "zebra7"}, "data": {"a.b": "⟦dGlnZXI=⟧"}}'),
        (
            "json",
            '{"items": [{"stringData": {"a": "⟦ti}ger⟧"}, "kind":"Secret"}, '
            '{"kind": "ConfigMap", "data": {"a": "zebra7"}}]}',
        ),
        ("json", '{"kind": "SecretStore", "data": {"a": "zebra7"}}'),
        ("yaml", "data:\n  a.b: ⟦dGlnZXI=⟧\n"),
        ("json", '"data": {"a.b": "⟦dGlnZXI=⟧"},'),
        ("yaml", 'x: \'{"data":{"a.b":"⟦dGlnZXI=⟧"},"kind":"Secret"}\''),
        ("yaml", "secretGenerator:\n- literals:\n  - a=⟦tiger⟧\n"),
        ("yaml", "secret: ⟦654321⟧"),
        ("json", f'{{"consumer_key": "⟦{RANDOM}⟧"}}'),
        ("json", f'{{"public_key": "{RANDOM}"}}'),
        ("json", f'{{"name": "api_token", "value": "⟦{RANDOM}⟧"}}'),
        ("json", '{"SandboxKey": "/var/run/docker/netns/88fe8800bf80"}'),
        ("json", '{"auth": "⟦' + base64.b64encode(b"app:winter24\n").decode() + '⟧"}'),
        ("json", '{"key": "8fa1e028-3088-4d19-bb08-4d41b3802487"}'),
        ("javascript", f"oauth_nonce: '⟦{RANDOM}⟧'"),
        ("javascript", "key: 'user_2_profile'"),
        ("javascript", "crypto.createHmac('sha256', '⟦tigerlily⟧')"),
        ("javascript", "crypto.createHmac('sha256', key)"),
        ("python", "client_secret='⟦someclientsecret⟧'"),
        ("python", "client_secret='client_secret'"),
        ("python", "auth = b64encode(b'⟦joe:tiger⟧')"),
        ("python", "key = f'actor:{actor_id}'"),
        ("python", 'jwt.encode(claims, "⟦tigerlily⟧", algorithm="HS256")'),
        ("go", 'var jwtSecret = []byte("⟦tiger-lily⟧")'),
        ("java", 'new SecretKeySpec("⟦tigertigertigers⟧".getBytes(), "AES")'),
        ("java", 'new SecretKeySpec(bytes, "HmacSHA256")'),
        ("java", f'manager.setCipherKey(Base64.decode("⟦{RANDOM}⟧"));'),
        ("java", 'cache.setKey("user:profile:name");'),
        ("shell", f"upload -repotoken ⟦{RANDOM}⟧"),
        ("markdown", f"<http://x.cn/qr?k=1&authKey=⟦{'8irq5PhutrZm' * 8}⟧&noverify=0>"),
    ],
)
def test_a_key_or_token_is_random_under_a_key_that_says_so(language: str, text: str) -> None:
    check(generic_api_key.find, text, language)


@pytest.mark.parametrize(
    "value", ["", "ab", "${x}", "{{x}}", "%s", "$WORD", "@word@", "密码", "a b", "/x/y", "....", "your-word"]
)
def test_a_placeholder_is_no_literal(value: str) -> None:
    assert not is_literal(value)


@pytest.mark.parametrize(
    "text",
    [
        "password=" * 5_000,
        '"password": "' + "a" * 300_000,
        'password="' + "\\" * 300_000,
        "token=" + "a." * 100_000,
        "password=" + "decode(" * 20_000,
        "insert into t (password) values ('" * 5_000,
        "http://a:b" * 20_000,
        "auth=(" * 5_000,
        "jwt.encode(" * 20_000,
    ],
)
def test_a_hostile_text_costs_linear_time(text: str) -> None:
    start = time.process_time()
    for rule in (password, generic_api_key):
        list(rule.find(subject(text)))
    assert time.process_time() - start < 3  # CPU seconds; quadratic work takes minutes


UUID = "0b6f3f0e-7d1c-4c58-" + "9a35-6f2e9d1b7c40"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f'setattr(client, "api_key", "⟦{RANDOM}⟧")\n', "python"),
        ("openssl_encrypt($d, 'aes-128-cbc', '⟦shopkey12345678⟧', 0, $iv)", "php"),
        ("$cipher->setKey('⟦1234567890123456⟧'); hash_hmac('sha256', $d, '⟦shopkey1234⟧');", "php"),
        (
            "CryptoJS.AES.encrypt(d, '⟦shop-aes-key-1⟧'); CryptoJS.enc.Utf8.parse('⟦1234567812345678⟧')",
            "javascript",
        ),
        ('hmac.New(sha256.New, []byte("⟦shopkey⟧")); sessions.NewCookieStore([]byte("⟦very-secret⟧"))', "go"),
        ('new SymmetricSecurityKey(Encoding.UTF8.GetBytes("⟦shopshopshopshop⟧"))', "csharp"),
        ("app.use(session({ secret: '⟦keyboard cat⟧' }))", "javascript"),
        ("redis_key: SERPENT:FRAMES\n", "yaml"),
        ('"OAUTH_CLIENT_SECRET": "⟦ctfd_testing_client_secret⟧"', "python"),
        ("existingSecret: my-secret\n", "yaml"),
        (f'apiToken?: string = "⟦{RANDOM}⟧";\n', "typescript"),
        (f'q.Add("access_token", "⟦{RANDOM}⟧")\n', "go"),
        (f'const API_KEY: &str = "⟦{RANDOM}⟧";\n', "rust"),
        (f'map.insert("api_key", "⟦{RANDOM}⟧");\n', "rust"),
        (f'"auth_token" -> "⟦{RANDOM}⟧"\n', "scala"),
        (f'api_key <- "⟦{RANDOM}⟧"\n', "r"),
        (f'@api_key "⟦{RANDOM}⟧"\n', "elixir"),
        (f'{{:api-key "⟦{RANDOM}⟧"}}\n', "clojure"),
        (f'{{ "ApiKey", "⟦{RANDOM}⟧" }},\n', "csharp"),
        (f'std::string apiKey("⟦{RANDOM}⟧");\n', "cpp"),
        (f'builder.apiKey("⟦{RANDOM}⟧").build();\n', "java"),
        (f'<meta name="api-token" content="⟦{RANDOM}⟧">\n', "html"),
        (f"INSERT INTO conf (name, api_key) VALUES ('a', '⟦{RANDOM}⟧');\n", "sql"),  # noqa: S608  a text
        (f'client_secret = "⟦{UUID}⟧"\n', "python"),
        (f"api_key: ⟦{UUID}⟧\n", "yaml"),
        (f'InstrumentationKey = "⟦{UUID}⟧"\n', "python"),
        (f'session_id = "⟦{UUID}⟧"\n', "python"),
        (f'tenant_id = "{UUID}"\n', "python"),
        (f'key = "{UUID}"\n', "python"),
        (f'"_postman_id": "{UUID}"\n', "json"),
        ('//@JsonIgnoreProperties({ "token", "age4you2me" })\n', "java"),
        ('if (map.containsKey("user1key2ab")) {}\n', "java"),
        ("Set-Cookie: session_id=abc; Path=/\n", "text"),
    ],
)
def test_keys_are_found_in_more_ways_to_assign_and_a_uuid_only_under_their_names(
    text: str, language: str
) -> None:
    check(generic_api_key.find, text, language)


def test_the_checksum_of_a_file_whose_name_says_key_is_none() -> None:
    """A list of files and their sums names a path, a configuration a key."""
    checksum = "e1427a4d902b64a2" + "96dd16fbaa2063ef"
    check(wide_key.find, f'{{"manifests/key.pp": "{checksum}", "spec/unit/apt_key_spec.rb": "{checksum}"}}')
    check(wide_key.find, f'{{"payment.key": "⟦{checksum}⟧"}}')


def test_letters_at_random_before_a_number_are_a_key_and_a_name_of_words_is_none() -> None:
    check(generic_api_key.find, 'api_key = "⟦SFkMptBUgBoPYqSCnrHYLaWJAoBQqi84⟧"', "python")
    check(generic_api_key.find, 'api_key = "HandlerMethodArgumentResolver84"', "python")


@pytest.mark.parametrize("stop", ["。", "；", "，", "！"])
def test_a_value_ends_before_the_full_stop_of_a_chinese_sentence(stop: str) -> None:
    check(generic_api_key.find, f"api_key: ⟦{RANDOM}⟧{stop}\n", "markdown")
    check(generic_api_key.find, f"api_key=⟦{RANDOM}⟧{stop}\n", "properties")
    check(password.find, f"password: ⟦Tiger-9-lion⟧{stop}\n", "text")


def test_a_password_of_yaml_is_found_where_its_alias_is_named_so() -> None:
    check(password.find, "a: &p ⟦Tiger-9-lion⟧\ndb:\n  password: *p\n", "yaml")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("shell", "PASSWORD=$(cat <<EOF\n⟦Tiger-9-lion⟧\nEOF\n)\nX=$(cat <<EOF\nTiger-9-lion\nEOF\n)\n"),
        ("shell", "export DB_PASS=\"$(cat <<'END'\n⟦hunter2⟧\nEND\n)\"\nB=\"x\" C_PASSWORD=⟦tiger9⟧\n"),
        ("shell", "PASSWORD=$(cat <<\\END-OF-IT\n⟦hunter2⟧\nEND-OF-IT\n)\nX=y\n"),
        ("shell", "TOKEN=1; PASSWORD=`cat <<-EOF\n\t⟦hunter2⟧\n\tEOF\n`\n"),
        ("shell", "read -r -d '' PASSWORD <<EOF\n⟦hunter2⟧\nEOF\n"),
        ("shell", "PASSWORD= run <<EOF\nhunter2\nEOF\n"),
        ("shell", "PASSWORD=$(cat <<EOF\n$OTHER\nEOF\n)\n"),
        ("shell", "cat > a.yml <<EOF\ndb:\n  password: >-\n    ⟦correct horse⟧\nEOF\n"),
        ("shell", "tee /etc/a.json <<'EOF'\n{\"password\": \"⟦hunter 2⟧\",\n \"user\": \"u\"}\nEOF\n"),
        ("shell", "cat > a.properties <<EOF\ndb.password ⟦hunter2⟧\nEOF\n"),
        ("shell", "ssh db bash <<EOF\nlogin --user u --password ⟦winter⟧\nEOF\n"),
        ("dockerfile", "COPY <<EOF /app/a.yaml\npassword: |\n  ⟦correct horse⟧\nEOF\nRUN x\n"),
        ("ruby", "password = <<~EOF\n  ⟦hunter2⟧\nEOF\nother = <<~EOF\n  hunter2\nEOF\n"),
        ("php", "<?php\n$password = <<<'EOT'\n⟦hunter2⟧\nEOT;\n"),
        ("perl", 'my $password = <<"EOT";\n⟦hunter2⟧\nEOT\n'),
        ("terraform", "password = <<-EOF\n    ⟦hunter2⟧\n    EOF\n"),
        ("powershell", '$password = @"\n⟦hunter2⟧\n"@\n'),
        ("markdown", "```bash\nDB_PASSWORD=$(cat <<EOF\n⟦hunter2⟧\nEOF\n)\n```\n"),
        ("php", "<?php\n$password = <<<EOT\nWrite it here.\nEOT;\n"),
        ("yaml", "run: |\n  cat > a.yml <<EOF\n  db:\n    password: ⟦tiger⟧\n  EOF\n"),
        ("yaml", "run: |\n  P_PASSWORD=$(cat <<EOF\n  ⟦hunter2⟧\n  EOF\n  )\n  x\n"),
        ("yaml", "- bash: |\n    cat > a.yml <<EOF\n    db:\n      password: ⟦tiger⟧\n    EOF\n    x\n"),
        ("yaml", "command: |\n  read -r DB_PASSWORD <<EOF\n  ⟦hunter2⟧\n  EOF\n"),
        ("groovy", "sh '''\n  A_PASSWORD=$(cat <<EOF\n⟦hunter2⟧\nEOF\n)\n'''\n"),
        ("groovy", 'sh """\n  cat > a.yml <<-EOF\n  db:\n    password: ⟦tiger⟧\n  EOF\n"""\n'),
        ("groovy", "sh '''\n  A=$(cat <<EOF\nhunter2\nEOF\n)\n'''\nx << password\n"),
        ("makefile", "a:\n\tA_PASSWORD=$$(cat <<EOF\n\t⟦hunter2⟧\n\tEOF\n\t)\n"),
        ("makefile", "define X\ncat > a.properties <<EOF\ndb.password ⟦hunter2⟧\nEOF\nendef\n"),
        ("yaml", "password: \"⟦hunter\n  seven7⟧\"\nother_password: ⟦lion\n  nine9⟧\n"),
        ("yaml", "password: !!str >- # why\n  ⟦correct horse⟧\n"),
        ("yaml", "passphrase: |\n  ⟦correct horse\n  battery staple⟧\nhint: |\n  a b\n"),
        ("yaml", "password: |\n  The password of\n  the user.\n"),
    ],
)  # fmt: skip
def test_a_password_is_found_in_here_documents_and_over_lines(language: str, text: str) -> None:
    check(password.find, text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("yaml", f"private_key: |\n  ⟦{RANDOM}{RANDOM}\n  {RANDOM}⟧\nnote: |\n  {RANDOM}\n"),
        (
            "shell",
            "cat <<EOF | kubectl apply -f -\nkind: Secret\nstringData:\n  a: ⟦plain⟧\n  b: >-\n"
            "    ⟦two words⟧\nEOF\ncat <<EOF\nkind: ConfigMap\ndata:\n  a: plain\nEOF\n",
        ),
        *(
            (
                language,
                f"{before}kubectl apply -f - <<EOF\nkind: Secret\nstringData:\n  a: ⟦plain⟧\nEOF\n{after}",
            )
            for language, before, after in (
                ("groovy", "sh '''\n", "'''\n"),
                ("makefile", "define X\n", "endef\n"),
                ("dockerfile", "RUN ", "RUN b: plain\n"),
            )
        ),
        (
            "yaml",
            "a:\n  before_script:\n    - |\n      kubectl apply -f - <<EOF\n      kind: Secret\n"
            "      stringData:\n        a: ⟦plain⟧\n      EOF\n      echo b: plain\n",
        ),
        ("shell", f"API_KEY=$(cat <<EOF\n⟦{RANDOM}⟧\nEOF\n)\ncat <<< {RANDOM}\nOTHER_KEY=⟦{RANDOM}⟧\n"),
    ],
)
def test_a_key_is_found_in_here_documents_and_over_lines(language: str, text: str) -> None:
    check(generic_api_key.find, text, language)
