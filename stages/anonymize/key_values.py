"""Find values by the name of their key, in the ways in which source files and settings assign."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from stages.anonymize.expressions import QUOTED, literals, place_of
from stages.anonymize.finding import LIKELY, POSSIBLE
from stages.anonymize.key_names import PASSWORD, SECRET, WEAK, Named
from stages.anonymize.phrases import SAID, is_phrase
from stages.anonymize.randomness import is_random
from stages.anonymize.written import is_han

CODE = frozenset(
    {
        "java", "kotlin", "python", "typescript", "javascript", "tsx", "jsx", "go", "scala", "groovy", "c",
        "cpp", "csharp", "rust", "php", "ruby", "swift", "perl", "lua", "r", "julia", "dart", "elixir",
        "erlang", "haskell", "clojure", "fortran", "pascal", "tcl", "vue", "svelte", "css", "scss", "less",
        "objective-c", "f#", "ocaml", "zig", "nim", "d", "cython", "solidity", "assembly",
        "terraform",
    }
)  # fmt: skip
"""Languages in which a value without quotes is an expression."""
MARKUP = frozenset({"html", "sql"})
PROSE = MARKUP | {"markdown", "text", "rst", "asciidoc"}
"""Languages in which a value without quotes may be an ordinary word."""

ONLY = {
    "word": frozenset({"sql", "groovy", "ruby", "gradle", "elixir", "clojure"}),
    "row": frozenset({"sql"}),
    "entry": frozenset({"csharp", "cpp", "objective-c", "go"}),
    "typed": frozenset({"go", "c", "cpp"}),
}
"""Languages of forms that mean something else in others."""

DECODED = (
    r"(?:(?:new[ \t]+)?(?:\w{1,40}\.){0,4}"
    r"(?:\w{0,40}(?:[dD]ecode|[eE]ncode|[uU]nhex|[hH]ex|[bB]ase64|[bB]64|[bB]ytes|Secret|Field)\w{0,40}"
    r"|String|from|of|valueOf|Some|SecretKeySpec|Buffer|\[\]byte)\([ \t]*(?:default[ \t]*=[ \t]*)?){0,3}"
)
"""Calls around a literal that decode or wrap it."""
TYPED = r"(?:[?!]?[ \t]*:[ \t]*(?:&(?:'\w{1,20}[ \t]+)?)?"
TYPED += r"[A-Za-z_][\w.\[\]<>| ]{0,30}?(?:[<\[][\w.,\[\]<>| ]{1,40}[>\]])?(?=[ \t]*=[^=]))?"
SEPARATOR = r"[ \t]*(?:=>|:=|<-|={1,3}|!==?|:|：)[ \t]*"
ASSIGNED = r"""(?:\\{0,7}["'`\])]){0,3}""" + TYPED + SEPARATOR
"""What stands between a name and what is assigned to it."""
GETTER = (
    r"(?:[ \t]*:[ \t]*[A-Za-z_][\w.<>?]{0,40})?"
    r"(?:\s{1,80}get\(\)[ \t]*(?::[ \t]*[\w.?]{1,40}[ \t]*)?(?:=|\{\s{0,80}return\b)"
    r"|[ \t]+by[ \t]+lazy[ \t]*(?:\([^()\n]{0,60}\)[ \t]*)?\{"
    r"|[ \t]*\{[ \t]*(?:(?:(?:private|protected|internal)[ \t]+)?(?:get|set|init);[ \t]*){1,3}\}[ \t]*="
    r"|[ \t]*\{\s{0,80}(?:get[ \t]*(?:\{|=>)\s{0,80})?(?:return\b|(?=[\"'])))"
)
"""What stands between the name of a property and the value that it computes."""
DECLARED = r"(?:^|[\n;{])[ \t]*(?:(?:var|const|let|val|my|local)[ \t]+)?[(\[]?"
"""The beginning of a statement that names what it assigns."""
ONE = r"[\w.$@*]{1,60}[ \t]*"
ONE_MORE = rf"[ \t]*,[ \t]*{ONE}"
"""One of several names that are given their values together."""
TOGETHER = r"[)\]]?(?:[ \t]+[A-Za-z_][\w.]{0,40})?[ \t]*(?::=|=(?!=))[ \t]*[(\[]?"
"""What stands between such names and their values."""
LIST = (
    r"(?:&|new[ \t]+)?(?:(?:\w{1,30}\.){0,4}(?:asList|(?<!Map\.)\bof|(?:mutable)?(?:[lL]ist|[sS]et)Of"
    r"|arrayOf|(?:new)?(?:Array)?[lL]ist|(?:new)?(?:Linked)?(?:Hash)?[sS]et|frozenset|tuple|[aA]rray|Seq|vec!|Map|dict)"
    r"(?:<[^<>\n]{0,40}>)?|[\w.]{0,40}\[\d{0,9}\][\w.]{0,40})?[ \t]*[\[({]{1,3}\s{0,80}"
)
"""The beginning of a list."""
MAP = (
    r"(?:new[ \t]+\w{1,40}|(?:\w{1,30}\.){0,3}\w{0,20}[mM]ap\w{0,20}|map\[\w{1,20}\]\w{1,20}|dict|array)?"
    r"(?:<[^<>\n]{0,40}>)?[ \t]*[\[({]{1,2}\s{0,80}"
)
"""The beginning of a mapping."""
USER = r"""["'`]?[\w@.+-]{1,60}["'`]?[ \t]*(?::|=>?|->|\bto\b)[ \t]*"""
OWNER = r"""["'][^"'\n]{1,60}["']\s{0,80},\s{0,80}"""
"""What stands before a value of a mapping."""
APPENDED = (
    r"""(?:\.(?:add|append|push|put|set)\([ \t]*(?:["'][^"'\n]{1,60}["'][ \t]*,[ \t]*)?"""
    r"""|\[[^\]\n]{0,60}\][ \t]*=[ \t]*)"""
)
"""What puts a value into a list or a mapping."""
NEXT = r"\s{0,200},\s{0,200}(?:(?://|#)[^\n]{0,200}\s{0,200})?"
"""What stands between two entries of a list."""
PAIRED = rf"(?:{NEXT}|\s{{0,200}}[\])}}]{NEXT}[\[({{]\s{{0,200}})"
"""What stands between two entries of a list, or of a list of pairs."""
ENTRY = QUOTED + r"(?=\s{0,200}[,\])}])"
BRACKETS, BESIDE = frozenset({"group"}), frozenset({"group", "base"})
"""Where literals beside each other are one."""
JOINED = frozenset({"python", "c", "cpp", "objective-c"})
"""Languages in which literals beside each other are one, brackets or not."""


class Form(NamedTuple):
    """A way to write a key and its value."""

    name: str
    before: re.Pattern[str]
    """What stands before the name that ends the key; searched in the text up to it."""
    after: re.Pattern[str]
    """What stands behind the key, with the value as group `value` or `nested` here or in `before`."""
    more: re.Pattern[str] | None
    """Each further value, behind the one before it."""
    is_expression: bool
    """The value is what the expression behind `after` may be."""


def _form(name: str, after: str, before: str = "", more: str = "") -> Form:
    further = re.compile(more) if more else None
    return Form(name, re.compile(f"(?:{before})$"), re.compile(after), further, is_expression=False)


def _expression(name: str, after: str, before: str = "") -> Form:
    return Form(name, re.compile(f"(?:{before})$"), re.compile(after), None, is_expression=True)


CALLS = (
    r"(?:\b(?:put|define|[sS]et\w*|[gG]et\w*|[sS]tring|[aA]dd\w*|\w*[pP]aram|property|[aA]ppend|[iI]nsert|field|[hH]eader|[wW]ith\w*|env|fetch|entry"
    r"|attr\w*)"
    r"|(?:buildConfigField|resValue)\(?\s*[\"']\w{1,20}[\"'],|setattr\([\w.]{1,60},|Map\.of|Map\.of\([^()\n]{0,80})\(?\s*[\"'][\w.-]{0,60}"
)
BUILT = (
    r"\b(?:[sS]tring|QString|string_view)[ \t]+\w{0,40}"
    r"|\.(?:api|access|account|admin|app|auth|basic|bearer|client|consumer|db|encryption|hmac|jwt|key|login|master|oauth|private|proxy|refresh|root|secret|session|shared|sign|signing"
    r"|storage|store|trust|user|webhook)[A-Za-z_]{0,20}"
)
"""What stands before the name of a variable that is made with its value, or of a step of a builder."""
FILLS = r"(?:type|fill|fillIn|fillField|fill_in|typeText|sendKeys|send_keys|setValue|enterText|replaceText)"
"""Calls of tests that write into a field of a page."""
FORMS = (
    _expression(
        "several",
        f"(?:{ONE_MORE}){{0,6}}{TOGETHER}",
        rf"{DECLARED}(?P<left>(?:{ONE},[ \t]*){{1,6}})(?:{ONE})?",
    ),
    _expression("several", f"(?:{ONE_MORE}){{1,6}}{TOGETHER}", rf"{DECLARED}(?P<left>)(?:{ONE})?"),
    _form("list", r"(?:\[\w{0,20}\]){0,2}" + ASSIGNED + r"\s{0,80}" + LIST + ENTRY, more=PAIRED + ENTRY),
    _form(
        "map",
        ASSIGNED
        + r"\s{0,80}(?:\w{1,30}\.){0,3}Map\.of(?:Entries\(\s{0,80}(?:\w{1,30}\.)?entry)?\(\s{0,80}"
        + OWNER
        + QUOTED,
        more=rf"(?:{NEXT}|\){NEXT}(?:\w{{1,30}}\.)?entry\(\s{{0,80}})" + OWNER + QUOTED,
    ),
    _form("map", ASSIGNED + r"\s{0,80}" + MAP + USER + QUOTED, more=NEXT + USER + QUOTED),
    _form(
        "value-first",
        r"""["'`]""",
        r"""\bvalue["']?[ \t]*[=:][ \t]*"""
        + QUOTED
        + r"""[ \t]*[,;]?\s{0,40}["']?(?:name|key|id)["']?[ \t]*[=:][ \t]*["'`][\w.-]{0,60}""",
    ),
    _form("map", APPENDED + QUOTED),
    _form(
        "list",
        r"[`\"\]]?[ \t]+(?:(?i:not)[ \t]+)?(?i:in)[ \t]*\([ \t]*" + ENTRY,
        more=NEXT + ENTRY,
    ),
    _form(
        "column",
        r"[`\"\]]?[ \t]+(?i:n?varchar2?|n?char|text)\b[^,;\n'\"]{0,80}\b(?i:default)[ \t]+" + QUOTED,
    ),
    _expression("assignment", r"(?:\r?\n[ \t]*(?==[^=]))?" + ASSIGNED),
    _expression("getter", GETTER),
    _expression(
        "returned",
        r"\([^()\n]{0,100}\)[^\n{;=]{0,60}(?:[{:]\s{0,80}return\b|=>?)",
        r"\b(?:fun|def|func|function|get|[sS]tring)[ \t]+\w{0,40}",
    ),
    _expression("fallback", r"(?:[\"'`]?[\])]){0,2}[ \t]*(?:\?:|\|\||\?\?)"),
    _expression("fallback", r"(?:[\"'`]?[\])]){1,2}[ \t]*(?:or\b|\{(?=\s{0,40}[\"']))"),
    _expression("typed", r"(?:[ \t]+\*?[A-Za-z_][\w.]{0,40}|\[\w{0,40}\])[ \t]*=(?!=)"),
    _form("copied", r"[ \t]*,[ \t]*" + QUOTED, r"\b(?:strn?cpy|strl?cpy|strcat|memcpy)\([^()\n]{0,60}"),
    _form(
        "row",
        r"""["'][ \t]*,[ \t]*""" + QUOTED,
        r"(?:(?i:values)|\)[ \t]*,)\s{0,80}\((?:[^()\n\"']{0,60},)?[ \t]*[\"'][\w.-]{1,60}[._-]",
    ),
    _form("defined", r"[ \t]+" + QUOTED, r"#[ \t]*define[ \t]+\w{0,60}"),
    _form("pair", r"""["'][ \t]+(?:to|->)[ \t]+""" + QUOTED),
    _form(
        "entry",
        r"""["'][ \t]*,[ \t]*""" + QUOTED + r"[ \t]*\}",
        r"(?:^|[\n{,])[ \t]*\{[ \t]*[\"'][\w.:-]{0,60}",
    ),
    _form("built", r"[({][ \t]*" + QUOTED + r"[ \t]*[)}]", BUILT),
    _expression(
        "compared",
        r"(?:\(\))?\)?\.(?:equals(?:IgnoreCase)?|set|eq|isEqualTo|contentEquals|to(?:Be|(?:Strict)?Equal)"
        r"|(?:then|will)Return|returns|should\w{0,20})\(",
    ),
    _form(
        "asserted",
        r"(?:\(\))?[ \t]*[,)]",
        r"\b(?:assert\w*|require|[Aa]ssert\.\w+|require\.\w+)\((?:t,[ \t]*)?"
        + QUOTED
        + r"[ \t]*,[ \t]*[\w.$>()-]{0,60}",
    ),
    _form("tuple", r"[ \t]*,[ \t]*(?:<<)?" + QUOTED + r"(?:>>)?[ \t]*\}", r"\{[ \t]*\w{0,40}"),
    _form("of-option", r"""["'][^\n]{0,80}?\bdefault\w*[ \t]*[=:][ \t]*""" + QUOTED, r"--?[\w-]{0,40}"),
    _form(
        "of-variable",
        r"""["'][ \t]*\{[^{}]{0,200}?\bdefault[ \t]*=[ \t]*""" + QUOTED,
        r"variable[ \t]+[\"'][\w-]{0,60}",
    ),
    _form("listed-option", r"""["'][ \t]*,[ \t]*""" + QUOTED, r"[\"']--?[\w-]{0,40}"),
    _form(
        "listed-option",
        r"""["']?[ \t]*\r?\n[ \t]*-[ \t]+["']?(?P<value>[^\s"'-][^\s"']{0,300})""",
        r"""-[ \t]+["']?--?[\w-]{0,40}""",
    ),
    _form("word", r"(?:[ \t]+|\([ \t]*|[ \t]*\{[ \t]*)" + QUOTED),
    _form("argument", r"""["'][ \t]*,[ \t]*""" + QUOTED, CALLS),
    _form(
        "constant",
        r"""[ \t]*,[ \t]*""" + QUOTED,
        r"\b(?:put|set\w*|add\w*|\w*setopt|with\w*|\w*[pP]roperty|\w*[pP]aram|header)\([^()\n\"']{0,60}",
    ),
    _form("argument", r"[ \t]+" + QUOTED, r"(?:^|\n)[ \t]*(?i:set|let)[ \t][^\n\"'=]{0,60}"),
    _form("filled", r"""\)?[ \t]*,[ \t]*\{[ \t]*target:[ \t]*\{[ \t]*value:[ \t]*""" + QUOTED),
    _form("filled", r"""["']?[ \t]*,[ \t]*with:[ \t]*""" + QUOTED),
    _form("argument", r"[ \t]*,[ \t]*" + QUOTED, r"\b(?:set|add|config)\w*\(?[ \t]*:\w{0,40}"),
    _form("filled", r"""["'`\])]{1,4}\.""" + FILLS + r"\([ \t]*" + QUOTED),
    _form(
        "filled",
        r"""["'\]]{1,3}\){0,3}[ \t]*,[ \t]*""" + QUOTED,
        r"\b" + FILLS + r"""\([^"'\n]{0,40}["'][^"'\n]{0,60}""",
    ),
    _expression("setter", r"\(", r"\b[sS]et\w{0,40}|\b(?:with|add)\w{0,40}|\.(?:Dial)?"),
    _form("element", r">(?P<value>[^<\n]{1,300})</", r"<[\w:.-]{0,60}"),
    _form(
        "attribute",
        r"""["'][ \t]+(?:android:)?(?:value|content)=(?P<quote>["'])(?P<value>[^"'\n]{1,300})(?P=quote)""",
    ),
    _form(
        "variable",
        r"""["']?[ \t]*\n[ \t]*value:[ \t]*["']?(?P<value>[^\s"'#]{1,300})""",
        r"""name:[ \t]*["']?[\w.-]{0,60}""",
    ),
    _form("environment", r"""=(?P<value>[^\s"'`<>\\|;&,)]{1,300})""", r"(?:^|[\s\"'`#]|\\n)[A-Z0-9_]{0,60}"),
    _form(
        "instruction",
        r"""[ \t]+["']?(?P<value>[^\s"'=]{1,300})(?=["']?[ \t]*(?:\n|\Z))""",
        r"(?:^|\n)[ \t]*(?:ENV|ARG|env|setenv|set[ \t]+-[A-Za-z]{1,4})[ \t]+\w{0,60}",
    ),
    _form("openssl", r"""[ \t]+["']?pass:(?P<value>[^\s"'<]{1,300})""", r"[ \t]-"),
    _form("query", r"""=(?P<value>[^&;\s"'`<>\\#]{1,300})""", "[?&;]"),
    _form(
        "query",
        r"""=(?P<value>[^;\s"'`<>\\]{1,300})""",
        r"[cC]ookie:[ \t]*(?:[^;\s]{1,60};[ \t]*){0,3}[\w.-]{0,40}",
    ),
    _form(
        "default",
        r"""(?::[-=]?|(?<=[A-Z\d])[-=])(?:\$\{[\w.-]{1,80}:[-=]?){0,3}"""
        r"""(?P<value>(?!\d{1,3}:\d{1,3}\})[^\s{}$"'+?=-][^\s{}$"']{0,199})\}""",
        r"\$\{[\w.-]{0,80}",
    ),
    _form(
        "default",
        r"""[-=](?P<value>[^\s{}$"'+?=-][^\s{}$"']{0,199})\}""",
        r"\$\{[a-z0-9]+_[a-z0-9_]{0,80}",
    ),
    _form(
        "option",
        r"""(?:=|[ \t]+(?=\S*[\d!@#$%^*]))["']?(?P<value>[^\s"'`\\<>|;]{1,200})""",
        r"(?:^|[\s\"'`])--?[\w-]{0,40}",
    ),
    _form(
        "pairs",
        r"""=(?P<value>[^\s"'`<>;&,{}$%]{3,100})(?=[ \t]+\w{2,20}=|["'`])""",
        r"\b(?:host|user|username|dbname|database|port|server|uid|sslmode)="
        r"[^\s\"'`=;&]{1,80}[ \t]+[\w-]{0,20}",
    ),
    _form(
        "property",
        r"""[ \t]*(?:=|:|:=)[ \t]*(?P<value>[^\s"'#{\[|>&][^\s]{0,300})(?<![。；，！])"""
        r"""(?=[。；，！]?[ \t]*(?:[ \t]#[^\n]{0,300})?\r?(?:\n|\Z))""",
        r"(?:^|\n)[ \t]*(?:export[ \t]+|-[ \t]+)?[\w.\[\]-]{0,100}",
    ),
    _form(
        "line",
        r"""["']?[ \t]*(?:=|:(?![-+?=][^\s}]{0,200}\}|\d{1,3}:\d{1,3}\})|:=)[ \t]*"""
        r"""(?P<value>[^\s"'#,&|>{\[][^\s"'`,}]{0,300})(?<![。；，！])"""
        r"""(?=[。；，！]?[ \t]*[,}]?[ \t]*(?:[ \t]#[^\n]{0,300})?\r?(?:\n|\Z))""",
    ),
    _form(
        "said",
        r"""["'*)]{0,3}[ \t]+(?:(?:is|was|to)[ \t]+(?:set[ \t]+to[ \t]+)?(?=["'`])|(?=`))"""
        r"""["'`](?P<value>[^\s"'`]{3,60})["'`]""",
    ),
    _form(
        "prose",
        r"""["'`*]{0,3}[ \t]*(?:[=:：]|[ ]is[ ]|为|是|(?<=[码碼令])[ ])[ \t]*["'`*]{0,3}"""
        r"""(?P<value>[^\s"'`,;，。；（）()<>{}\[\]|&*]{4,300})""",
    ),
)
"""Each form is tried at the places of key names only, never at every character."""

INNER = re.compile(r"""\\(?P<quote>["'])(?P<value>[^\\"']{1,300})\\(?P=quote)""")
"""A literal within a literal."""
LOOSE = frozenset({"prose", "property", "line", "default", "option"})
"""Forms without quotes, in which a name that says little is not enough."""
MASKED = re.compile(r"REDACTED_[A-Z_]*$")
"""The name of a placeholder is no name of a key."""
CHOSEN = re.compile(r"\?[ \t]*[\"'`][\w-]*$")
"""What stands before a word that is itself one of two values: `is ? "pass" : "fail"`."""
MASKED_VALUE = re.compile(r"REDACTED_")
"""What was found before in the form that it was found in then."""
REACH = 160
"""Characters before a key name in which its form may begin."""

TYPES = frozenset(
    {
        "string", "str", "text", "varchar", "char", "int", "integer", "number", "long", "bool", "boolean",
        "object", "array", "bytes", "any", "optional", "required", "unknown", "never", "void", "true",
        "false", "null", "none", "nil", "undefined", "nan", "hidden", "enabled", "disabled", "yes", "no",
        "on", "off", "test_token", "value", "default", "empty", "function", "symbol", "read", "write",
        "include", "omit", "same-origin", "bearer", "digest", "x-oauth-basic", "x-oauth-token",
    }
)  # fmt: skip
"""Values that say what is expected, not what it is."""
TEMPLATES = re.compile(
    r"\$\{|\$\(|#\{|\{\{|\}\}|%\(|%[sdrvq]|(?!^\{(?:noop|bcrypt|argon2|scrypt|pbkdf2|ldap|MD5|SHA-\d+|sha256)\})\{[\w.!:\[\]']+\}|^@[\w.-]+@$|^<.*>$|^\[.*\]$|^\{\}$|^ENC\(|"
    r"^['\"]?\$\w+['\"]?$|^%\w+%$|^!(?:Ref|Sub|GetAtt|reference|vault|secret|[eE][nN][vV])\b|\.\*|\[[a-zA-Z0]-[zZ9]|\\[wds][+*{]|\(\?[:i=!]"
    r"|^(?:required|nullable|sometimes)\||^([xX*.?#0_~+=-])\1*$|(?i:your|placeholder|example|dummy|x{4,}|\*{3,}|\.{3}|REDACTED_)"
)
EXAMPLE = re.compile(r"(?i)example|dummy|your")
LEAST_ENTROPY = 3.0
"""Bits a character of what is left of a secret without such a word."""
NAMES = re.compile(
    r"^(?:[\w./\[\]-]*[._/-])?(?:\w*(?:password|passwd|pwd|pass|secret|token|key|credentials?)s?)$", re.I
)
OWNED = re.compile(
    r"(?i)(?P<owner>[a-z0-9]{2,}(?:[_-][a-z0-9]+){0,4})[_-](?:password|passwd|pass|pwd|secret)\d{0,4}"
)
"""A password with words before it."""
OF_TEST = re.compile(r"(?i)(?:test|fake|mock|wrong|correct)[\w-]*$")
"""The name of a password of a test."""
KEY_END = re.compile(r"[\w-]+$")
TRIED = re.compile(r"(?i)test|wrong|secret|\bmy|new|old|strong|weak|some|super|admin")
"""Words that stand before a password in tests."""
WEAK_PASSWORDS = frozenset({"password", "passwd", "pass", "secret"})
"""Words that settings have as passwords, and code as names."""
COMPOUND = re.compile(r"[._\-\[]|[a-z][A-Z]")
BARE_NAMES = frozenset({"password", "passwd", "pwd", "pass", "passphrase", "token", "key", "credentials"})
REFERENCE = re.compile(
    r"^\$?(?:\w+(?:\.|->|::))*\w+\(.*\)?;?$|^\$\w+(?:->|::)|^(?:\w+\.)*\w+\[[\"']?[\w.-]+[\"']?\];?$"
)
"""A call or an element of something, instead of a value."""
CHARSET = re.compile(r"(?i)utf-?(?:8|16|32)\w*|latin-?1|(?:us-)?ascii|iso-?8859-\d+|gbk|base64|hex|binary")
CAPITAL = re.compile(
    r"[ \t]*=[ \t]*@?\"(?!(?i:pass|kenn|contra|mot|sen|wort|requi|inval|incor|confirm|enter|forgot|show|hide"
    r"|login|sign))[A-Z][a-z]{5,20}"
)
"""A word with a capital as a password: what a form shows to its user has another name."""
LABEL = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+[:.!?…]?")
"""A word that a form shows to its user."""
NUMBER = re.compile(r"0[xX][0-9a-fA-F]+|\d{1,2}|\d+(?:\.\d+)*[smhdkKMGB]{1,2}|\d+(?:\.\d+)+")
"""A number of something."""
REMARK = re.compile(r"//|#|\*|<!--|[\"'`]|--")
"""What begins a comment or a string, in which code has prose."""
LEAST = 3
"""Characters of a password."""


DEFAULT = re.compile(
    r"""\$\{(?:[\w.\[\]-]{1,100}(?::-|:=|:(?![?+]))|(?:[A-Z_][A-Z0-9_]{0,99}|\d)[-=])["']?(?P<value>[^{}$"'\s][^{}$"'\n]{0,199})["']?\}"""
)
"""What stands in the place of a setting that is missing, in Spring and in a shell."""


class Value(NamedTuple):
    """A value and how its key assigns it."""

    start: int
    end: int
    form: str
    kind: str
    """What the name of the key announces; see `key_names`."""

    @property
    def confidence(self) -> float:
        """Return how sure the form is: prose may speak of anything."""
        return POSSIBLE if self.form == "prose" else LIKELY


def values(text: str, language: str, names: Iterable[Named]) -> Iterator[Value]:
    """Yield the values of the named keys; placeholders, references and types are left out."""
    for named in names:
        yield from _values_of(text, language, named, _forms(language, named.kind, named.word))


@lru_cache(maxsize=4096)
def _forms(language: str, kind: str, word: str) -> list[Form]:
    """Return the forms in which keys of a kind that end with a word have their values in a language."""
    suiting = [form for form in FORMS if _suits(form.name, language) and _fits(form.name, word)]
    return [form for form in suiting if kind != WEAK or form.name not in LOOSE]


def _fits(form: str, word: str) -> bool:
    if form in ("environment", "constant"):
        return word.isupper()
    return form != "map" or word.lower().endswith("ds")


def _suits(form: str, language: str) -> bool:
    if form in ONLY:
        return language in ONLY[form]
    if form == "line":
        return language not in CODE | PROSE
    return form != "property" or language not in MARKUP


def _values_of(text: str, language: str, named: Named, forms: list[Form]) -> Iterator[Value]:
    begin = max(0, named.start - REACH)
    before = text[begin : named.start]
    if MASKED.search(before) or CHOSEN.search(before):
        return
    for form in forms:
        match = form.after.match(text, named.end)
        lead = form.before.search(before) if match else None
        if not match or not lead or not _is_possible(form.name, named, text, language):
            continue
        found = (
            _within(lead, begin)
            if "value" in form.before.groupindex
            else list(_spans(text, form, match, lead, language))
        )
        given = [
            span
            for span in found
            if _is_value(text[slice(*span)], form.name, before, named)
            or (named.kind == PASSWORD and language in CODE and CAPITAL.fullmatch(text, named.end, span[1]))
        ]
        yield from (Value(*span, form.name, named.kind) for span in given)
        if given or any(MASKED_VALUE.match(text[slice(*span)]) for span in found):
            return


def _spans(
    text: str, form: Form, match: re.Match[str], lead: re.Match[str], language: str
) -> Iterator[tuple[int, int]]:
    """Yield the values of one key: of a list, a mapping or an expression, each."""
    if form.is_expression:
        left = lead["left"].count(",") if form.name == "several" else 0
        start = place_of(text, match.end(), left)
        found = literals(text, start, BESIDE if language in JOINED else BRACKETS) if start >= 0 else ()
        yield from (given(text, *span) for span in found)
        return
    after: re.Match[str] | None = match
    while after:
        yield from _within(after, 0)
        after = form.more.match(text, after.end()) if form.more else None


def _within(match: re.Match[str], begin: int) -> list[tuple[int, int]]:
    start, end = match.span("value" if match["value"] is not None else "nested")
    quoted = INNER.fullmatch(match.string, start, end)
    start, end = quoted.span("value") if quoted else given(match.string, start, end)
    return [(begin + start, begin + end)]


def given(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place of a value, or of what stands in it for one that is missing."""
    default = DEFAULT.search(text, start, end)
    return default.span("value") if default else (start, end)


def _is_in_block(text: str, place: int) -> bool:
    """Say whether a place is inside a string of several lines, where settings may stand."""
    return bisect_left(_blocks(text), place) % 2 == 1


@lru_cache(maxsize=2)
def _blocks(text: str) -> list[int]:
    return sorted(found.start() for quotes in ('"""', "'''") for found in re.finditer(quotes, text))


def _is_possible(form: str, named: Named, text: str, language: str) -> bool:
    if language not in CODE or form not in ("prose", "property", "said"):
        return True
    if form == "property":
        return _is_in_block(text, named.start)
    return bool(REMARK.search(text[max(0, named.start - REACH) : named.start].rpartition("\n")[2]))


def _is_value(value: str, form: str, before: str, named: Named) -> bool:
    if form == "said" and (named.kind != PASSWORD or named.word.lower() == "pass" or value.lower() in SAID):
        return False
    if form == "prose" and not (any(sign.isdigit() for sign in value) and is_literal(value)):
        return False
    if form in ("line", "property") and (REFERENCE.match(value) or is_given(value.rstrip(",;"))):
        return False
    if is_literal(value):
        return not is_name(value, before + named.word) or _is_called_so(value, form, before, named)
    return named.kind in (PASSWORD, SECRET) and form not in LOOSE and is_phrase(value)


def _is_called_so(value: str, form: str, before: str, named: Named) -> bool:
    """Say whether the name of a secret is one."""
    if named.kind == SECRET:
        return form not in LOOSE and is_owned(value, before + named.word) and bool(TRIED.search(value))
    if named.kind != PASSWORD:
        return False
    if form == "environment" and value in WEAK_PASSWORDS:
        return True
    key = before + named.word
    if form == "assignment" and OF_TEST.search(key) and not _flat(key).endswith(_flat(value)):
        return True
    return form not in LOOSE - {"line"} and is_owned(value, key)


@lru_cache(maxsize=4096)
def is_given(value: str) -> bool:
    """Say whether `value` says no more than what shall stand in its place: a placeholder or a type."""
    return len(value) < LEAST or value.lower() in TYPES or bool(TEMPLATES.search(value))


def is_example(value: str) -> bool:
    """Say whether `value` is a secret with a word of examples in it, such as `wJalrXUtn7EXAMPLEKEY`."""
    rest = EXAMPLE.sub("", value)
    return len(rest) < len(value) and not is_given(rest) and is_random(rest, LEAST_ENTROPY)


def is_literal(value: str) -> bool:
    """Say whether `value` can be a secret: no placeholder, type, number, label, sentence or path."""
    return not (
        is_given(value)
        or LABEL.fullmatch(value)
        or NUMBER.fullmatch(value)
        or CHARSET.fullmatch(value)
        or re.search(r"\s", value)
        or is_han(value)
        or re.match(r"https?:|/|\./|\.\./|classpath:|file:", value)
    )


def is_name(value: str, key: str) -> bool:
    """Say whether `value` names a key instead of being a secret: `client_secret`, or the end of `key`."""
    if not NAMES.match(value):
        return False
    flat = _flat(value)
    return bool(COMPOUND.search(value)) or flat in BARE_NAMES or _flat(key).endswith(flat)


def is_owned(value: str, key: str) -> bool:
    """Say whether `value` says whose password it is, or what for, and is one: `captain_password`.

    Below a key in capitals, which may be a name of a field, only words of tests do.
    """
    owned = OWNED.fullmatch(value)
    name = KEY_END.search(key)
    if not owned or not name or _flat(name[0]).endswith(_flat(value)):
        return False
    return not name[0].isupper() or bool(TRIED.search(owned["owner"]))


def _flat(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()
