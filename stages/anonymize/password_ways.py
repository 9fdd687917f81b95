"""Ways to write a password without the name of a key: in URLs, SQL, commands, and calls that take one."""

import re
from typing import NamedTuple

STRING = r"""[urbfNURBF@$]{0,2}["'`](?P<value>[^"'`\n]{1,100})["'`]"""
FIRST = r"""(?:[urbfNURBF@$]{0,2}["'`][^"'`\n]{0,80}["'`]|[\w.$\[\]()>-]{1,60})[ \t]*,\s*"""
"""The user that goes before a password."""
KEY = r"(?i:passw(?:or)?d|passphrase|passcode|pwd)"
NAMED = r"""["'][^"'\n]{0,80}["'][ \t]*,\s*"""
"""The same, where another call might have a number."""
WORD = r"""["']?(?P<value>(?!\d{1,5}:)[^\s"'`$<>|;]{3,100})"""
"""A word of a command; two ports are none."""
NEAR = r"[^\n|;]{0,120}?[ \t]"
"""Words of a command before the option for a password."""

OPTIONS_CUE = (
    r"(?:mysql(?:dump|admin)?|mariadb(?:-dump)?|7za?|7zz|rar|zip|ldap[a-z]+|sqlcmd|bcp|osql|ipmitool|mongo[a-z]*"
    r"|mosquitto_[ps]ub|cqlsh"
    r"|(?:az|docker|podman|nerdctl|buildah|skopeo|crane|oras|registry) login|https?)[ \t]+"
    r"(?:[\w./@-]+[ \t]+){0,2}-|openssl[ \t]+enc[ \t]|(?:user(?:add|mod)|smbclient|mount\.cifs|rpcclient|lftp"
    r"|[xw]freerdp|rabbitmqctl)[ \t]|(?i:net1? use)"
)
"""Names of commands with an option for a password that has no name."""


class Way(NamedTuple):
    """A way to write a password without the name of a key."""

    rule: str
    cue: str
    """Pattern of RE2 without which it cannot stand in a text."""
    pattern: re.Pattern[str]
    is_behind: bool
    """The pattern stands behind the cue."""
    is_sure: bool
    """A password there may be the word `password`."""


def _way(rule: str, cue: str, pattern: str) -> Way:
    return Way(rule, cue, re.compile(pattern), is_behind=False, is_sure=False)


def _behind(rule: str, cue: str, pattern: str) -> Way:
    return Way(rule, cue, re.compile(pattern), is_behind=True, is_sure=False)


def _surely(way: Way) -> Way:
    return way._replace(is_sure=True)


def _command(names: str, behind: str) -> Way:
    """Return a way of commands, whose names are no parts of other words."""
    return _way("command-option", OPTIONS_CUE, rf"(?<![\w-])(?:{names})\b{behind}")


URLS = (
    _way(
        "url-userinfo",
        r"://[^\s/\"'<>]*:[^\s/@\"'<>]+@",
        r"[a-zA-Z][a-zA-Z0-9+.-]{1,20}://[^\s/:\"'<>]{0,80}:(?P<value>[^\s/@\"'<>]{1,200})@(?=[\w\[$%{])",
    ),
    _way(
        "oracle-url",
        "jdbc:oracle:",
        r"jdbc:oracle:\w+:[\w$]{1,60}/(?P<value>[^\s@\"'<>]{1,100})@",
    ),
    _way("go-dsn", r"@(?:tcp|unix)\(", r"[\"'`][\w.-]{1,60}:(?P<value>[^\s@\"'`/]{1,100})@(?:tcp|unix)\("),
)
ACCOUNTS = (
    _way(
        "url-userinfo",
        r"://[^\s/\"'<>]*:[^\s/@\"'<>]+@",
        r"://(?:root|admin\w*|postgres|mysql|redis|rabbit\w*|guest|sa|test\w*|[a-z]{2,20}\.[a-z]{2,20})"
        r":(?P<value>pass(?:word|wd)?|pwd|secret)@",
    ),
)
"""Users that are none of documents, whose password may be the word."""
STATEMENTS = (
    _behind(
        "sql-identified-by",
        r"(?i)\bidentified\s+",
        r"(?i)(?:with\s+\S+\s+)?(?:by|as)\s+['\"](?P<value>[^'\"\n]{1,100})['\"]",
    ),
    _way(
        "sql-identified-by",
        r"(?i)identified\s+by",
        r"(?i)\b(?:(?:create|alter)\s+user|connect\s+to)\s+[\w$.\"]{1,60}(?:\s+\w{1,30}){0,4}\s+identified\s+by\s+(?P<value>[a-z_][\w$#]{2,60})",
    ),
    _way(
        "sql-role",
        r"(?i)\b(?:create|alter)\s+(?:role|user|login|group)\s",
        r"(?i)\b(?:create|alter)\s+(?:role|user|login|group)\s[^;\n]{1,120}?\bpassword\s*=?\s*\\?'(?P<value>[^'\n\\]{1,100})\\?'",
    ),
    _behind(
        "sql-procedure",
        r"(?i)\bsp_(?:addlogin|addlinkedsrvlogin|password)\b",
        rf"\s*\(?\s*{FIRST}(?:@\w{{1,30}}\s*=\s*)?{STRING}",
    ),
)
CALLS = (
    _way(
        "encoder",
        r"(?i)encoder(?:\(\))?\.(?:encode|matches)\(",
        r"(?i)(?:password_?encoder(?:\(\))?\.encode|encoder(?:\(\))?\.matches)\(\s*\"(?P<value>[^\"\\\n]{1,100})\"",
    ),
    _behind(
        "call",
        r"(?:UsernamePassword\w*|PasswordAuthentication|[cC]redentials?(?:\.\w+)?"
        r"|[bB]asic\w*(?:[aA]uth\w*|Credentials(?:\.create)?)|(?:httpB|[cC]redentials\.b|\.b)asic|basic_auth\w*"
        r"|authenticateWithPassword|WiFi\w*\.(?:begin|softAP|addAP)|HTTP\w*Auth|UserPassword|setAuthentication"
        r"|(?:signInWith|createUserWith)EmailAndPassword|PasswordSignInAsync|(?:Check|Add)PasswordAsync)\(",
        rf"\s*{FIRST}(?:Some\()?{STRING}",
    ),
    _behind(
        "call",
        r"(?:check_password(?:_hash)?|hashpw|(?:generate|make|verify)_password(?:_hash)?|password_(?:hash|verify)"
        r"|valid_password\?|(?:security|bcrypt|argon2)\.(?:hash|verify|compare)|hash_?p(?:ass)?w(?:or)?d(?:_?salt)?"
        r"|Hash::make|\bbcrypt|hashSync|(?:GenerateFrom|CompareHashAnd)Password)\(",
        rf"\s*(?:\[\]byte\()?{STRING}",
    ),
    _behind(
        "call",
        r"(?:MongoCredential(?:\.create\w*)?|ldap_bind|ftp_login|\bFTP)\(",
        rf"\s*{FIRST}{FIRST}{STRING}",
    ),
    _behind("call", r"\bJedis\w*\(", rf"\s*(?:[\w.()\"-]{{1,60}}\s*,\s*){{3,5}}{STRING}"),
    _behind(
        "call",
        r"\b(?:basic_auth\w*|basic_authorize|(?:sign|log)_?in(?:_as)?)[ \t]",
        rf"[ \t]*{NAMED}{STRING}",
    ),
    _behind(
        "call", "CURLOPT_(?:PROXY)?USERPWD", r"""\s*,\s*["'][^:"'\n]{0,80}:(?P<value>[^"'\n]{3,200})["']"""
    ),
    _behind("call", r"\.auth\(|\bcreateConnection\(", rf"\s*{NAMED}{STRING}"),
    _behind("call", r"\bPlainAuth\(", rf"\s*{FIRST}{FIRST}{STRING}"),
    _behind("call", r"edis[^\s;,]{0,40}\.auth\(|\bred(?:is)?:auth\(|Encryptors\.\w+\(", rf"\s*{STRING}"),
    _behind(
        "connection",
        r"(?:getConnection|\bconnect|mysqli(?:_connect)?|mysql_(?:p|real_)?connect|\bPDO|\bSequelize)\(",
        r"""(?:&?\w{1,40},\s*(?=["']))?[^,\n]{1,300},\s*(?:\d{1,5},\s*)?["'][^"'\n]{0,80}["'],\s*"""
        + r"""["'](?P<value>[^"'\n]{1,100})["']""",
    ),
    _behind("connection", r"\bgetConnection\(", rf"[^,\n]{{1,300}},\s*{FIRST}{STRING}"),
    _way(
        "login",
        r"(?i)(?:log_?in|sign_?in|authenticate|create(?:super)?user)(?:request|dto|form|as|with\w*)?\([^,\n]*,\s*[rbfu]?[\"'`]",
        r"(?i)(?:log_?in|sign_?in|authenticate|create(?:super)?user)(?:request|dto|form|as|with\w*)?"
        + rf"\(\s*(?:[\w.]{{1,40}},\s*(?={NAMED}[\"']))?{FIRST}(?![\"'`][a-z]+:\d+[\"'`]){STRING}\s*[,)]",
    ),
    _behind(
        "login",
        r"(?i)\b(?:add|new)_?(?:user|account)\(",
        rf"\s*{NAMED}(?=[\"'][^\"'\n]{{0,40}}\d){STRING}\s*[,)]",
    ),
    _behind(
        "account",
        r"[\"'](?:root|guest|postgres|sa|admin)[\"'],[ \t]*[\"']",
        r"(?P<value>root|guest|postgres|sa|admin|\d{4,12})[\"'][ \t]*[,)]",
    ),
    _behind("call", r"\bSECURITY_CREDENTIALS", rf"\s*,\s*{STRING}"),
    _behind(
        "call",
        r"(?:import_?[kK]ey|from_private_key(?:_file)?|PublicKeyLoader::load\w*|loadPrivateKey|load_pem_private_key)\(",
        rf"[^,\n]{{1,80}},\s*{STRING}\s*[,)]",
    ),
    _behind("login", r"create_(?:super)?user\(", rf"\s*{FIRST}{NAMED}{STRING}\s*[,)]"),
    _way(
        "key-store",
        r"\"\.toCharArray\(\)",
        r"\b(?:load|store|init|getKey|setKeyEntry|PasswordProtection|PBEKeySpec)\([^;\n\"]{0,120}"
        r"\"(?P<value>[^\"\n]{1,100})\"\.toCharArray\(\)",
    ),
    _way(
        "characters",
        r"\"\.toCharArray\(\)",
        rf"{KEY}(?!(?i:chars?|alphabet|letters|digits|symbols))\w{{0,40}}[^;\n\"{{}}]{{0,60}}(?:\{{\s{{0,40}}return\s{{1,9}})?"
        r"\"(?P<value>[^\"\n]{1,100})\"\.toCharArray\(\)",
    ),
    _way(
        "characters",
        r"\"\.toCharArray\(\)",
        rf"\"(?P<value>[^\"\n]{{1,100}})\"\.toCharArray\(\)[ \t]*,[ \t]*[\w.]{{0,60}}{KEY}",
    ),
    _way(
        "pair",
        r"auth[\"']?[ \t]*[=:][ \t]*[(\[]",
        rf"""\b_?auth["']?[ \t]*[=:][ \t]*[(\[]\s*{FIRST}{STRING}\s*[)\]]""",
    ),
    _way(
        "equals",
        r"\.equals(?:IgnoreCase)?\([\w.]*(?i:pass|pwd)",
        r"\"(?P<value>[^\"\\\n]{1,100})\"\.equals(?:IgnoreCase)?\([\w.]{0,60}(?i:passw(?:or)?d|passwd|pwd|getPass)\w{0,20}",
    ),
    _behind(
        "prompt",
        r"(?i)pass(?:word|phrase|code)[^\n]{0,20}[\"'}]\)?[\s{;]{1,40}(?:send|(?:\w+\.)?send(?:line)?\()",
        r"""\s{0,4}(?:--?\w*[ \t]+)?["'](?P<value>[^"'\\$\n]{1,100})""",
    ),
)
BOTH_CUE = (
    r"(?i)(?:id|user(?:name)?|login|account|账号|帐号|账户|用户名?|아이디|계정)[ \t]?[/(（&、 ][ \t]?"
    r"(?:(?:pass(?:word)?|pw|pwd)\b|密码|비밀번호|비번)"
)
"""Names of a user and a password beside each other."""
PAIRS = (
    _behind(
        "both-named",
        BOTH_CUE,
        r"""[)）"'`]?[ \t]*(?:(?:->|is|are|为|是|[:：=(])[ \t]*|(?<=[)）])|[ \t])"""
        r"""(?:\S{1,60}:\S{1,10}[ \t])?["'`]?[\w.@-]{1,60}["'`]?"""
        r"""[ \t]*(?:[/(（,，、:]{1,2}|[ \t]//?|[ \t])[ \t]*["'`]?"""
        r"""(?P<value>(?=[^\s]{0,99}[\d!@#$%^&*])[^\s"'`,;，。)）]{3,100}|(?i:admin|root|guest|test|user|demo)\b)""",
    ),
    _behind(
        "user-and-password",
        r"(?i)(?:credentials?|log ?in|accounts?|账号|帐号|账户|用户名?)(?: (?:with|is|are|as))?"
        r"[:：(（ ]+[\x60\"']?[a-z][\w.@-]+[\x60\"']?(?:[/:]| / )",
        r"""["'`]?(?P<value>(?=[^\s]{0,40}\d)(?=[^\s]{0,40}[A-Za-z])[^\s"'`/,;:，。)）]{5,40}"""
        r"""|(?i:admin|root|guest|demo|tomcat)\b)(?![/:=(])""",
    ),
    _behind(
        "host-user-password",
        r"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}[ \t]?[ \t(（,/]",
        r"""[ \t]?[A-Za-z][\w.-]{2,40}/(?P<value>(?=\S{0,60}\d)(?=\S{0,60}[A-Za-z])(?![\d.]+\b)"""
        r"""[^\s"'`,;/)）]{6,64})(?=[\s)）,]|$)""",
    ),
)
COMMANDS = (
    _behind(
        "secure-string",
        r"(?i)ConvertTo-SecureString",
        r"""(?i)(?:\s+-(?:String|AsPlainText|Force))*\s+(?:\\?["']){0,3}(?P<value>[^\s"'\\$(-][^\s"'\\]{3,200})""",
    ),
    _way("sqlplus", "sqlplus", r"\bsqlplus[ \t]+(?:-\w+[ \t]+)*[\w$]{1,60}/(?P<value>[^\s@\"'/]{1,100})"),
    _way("sshpass", "sshpass", r"""\bsshpass[ \t]+-p[ \t]*["']?(?P<value>[^\s"'$]{1,100})"""),
    _command("mysql(?:dump|admin)?|mariadb(?:-dump)?|7za?|7zz|unrar|rar", rf"{NEAR}-h?p{WORD}"),
    _command("ldap(?:search|add|modify|passwd|whoami)", rf"{NEAR}-w[ \t]+{WORD}"),
    _command("user(?:add|mod)", rf"{NEAR}-p[ \t]+{WORD}"),
    _command("mysqladmin", rf"{NEAR}password[ \t]+{WORD}"),
    _command("(?:un)?zip|sqlcmd|bcp|osql|ipmitool|mosquitto_[ps]ub", rf"{NEAR}-P[ \t]*{WORD}"),
    _command(
        "(?:az|docker|podman|nerdctl|buildah|skopeo|crane|oras|registry) login"
        "|mongo(?:sh|dump|restore|export|import)?|cqlsh",
        rf"{NEAR}-p[ \t]+{WORD}",
    ),
    _command("openssl[ \t]+enc", rf"{NEAR}-[kK][ \t]+{WORD}"),
    _command("[xw]freerdp", rf"{NEAR}/p:{WORD}"),
    _command("smbclient|mount[.]cifs|rpcclient", rf"{NEAR}-U[ \t]*[\"']?[\w.\\@-]{{1,60}}%{WORD}"),
    _command("lftp", rf"{NEAR}-u[ \t]*[\"']?[\w.@-]{{1,60}},{WORD}"),
    _command("https?", rf"{NEAR}-a[ \t]+[\"']?[\w.@-]{{1,60}}:{WORD}"),
    _command("rabbitmqctl", rf"{NEAR}(?:add_user|change_password)[ \t]+\S{{1,60}}[ \t]+{WORD}"),
    _command("(?i:net1? user)", rf"[ \t]+[\"']?[\w.\\-]{{1,60}}[\"']?[ \t]+(?![/*]){WORD}"),
    _command("(?i:net use)", rf"{NEAR}\\\\\S{{1,120}}[ \t]+(?![/*]){WORD}[\"']?[ \t]+/(?i:user):"),
    _behind("command-option", r"[ \t]-(?:src|dest)?(?:store|key)pass[ \t]+", WORD),
    _way(
        "here-string",
        r"<<<",
        r"(?:\b(?:(?:ch|smb)?passwd|kinit|su|sudo[ \t]+-\w{0,5}S|cryptsetup|ssh-add)"
        r"|--password-stdin|--passphrase-fd[ =]0)\b"
        r"[^\n|;<]{0,120}<<<[ \t]*[\"']?(?:[\w.-]{1,40}:)?(?P<value>[^\s\"'`$<>|;:]{3,100})",
    ),
    _behind(
        "option-login", r"-Dsonar\.login=", r"""["']?(?P<value>(?=[^\s"'$]{0,99}\d)[^\s"'`$<>|;]{8,100})"""
    ),
    _way(
        "htpasswd",
        r"htpasswd[ \t]+-\w*b",
        r"\bhtpasswd[ \t]+-\w{0,5}b\w{0,5}[ \t]+(?:\S{1,200}[ \t]+){1,2}[\"']?(?P<value>[^\s\"'$]{3,100})",
    ),
)
WAYS = (*URLS, *map(_surely, (*ACCOUNTS, *STATEMENTS, *CALLS)), *PAIRS, *COMMANDS)
