"""In which forms source files and settings give a key its value."""

import re
from functools import lru_cache
from typing import NamedTuple

from stages.anonymize.expressions import QUOTED
from stages.anonymize.key_names import WEAK

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


HERE = (
    r"""[ \t:=]{1,6}(?:"?(?:\$\(|`)cat[ \t]*)?"""
    r"""(?:<<<?[-~]?[ \t]*["'\\]?(?P<tag>[A-Za-z_]\w{0,40})["']?;?|@(?P<mark>["']))[ \t]*\r?\n"""
    r"""[ \t]*(?P<value>\S(?:[^\n]{0,300}\S)?)[ \t]*\r?\n[ \t]*(?(tag)(?P=tag)\b|(?P=mark)@)"""
)
"""A text of one line between two words of its own: of a shell, Ruby, PHP, Perl, Terraform and PowerShell."""


FIRST = re.compile(r"(?:\[(?:\\.|[^\]\\])+\]|\\[^bBAZ]|[^\\\[(|.^$])(?![?*|]|\{0)")
"""A class or a sign that is not left out."""


class Form(NamedTuple):
    """A way to write a key and its value."""

    name: str
    begins: re.Pattern[str]
    """The first sign behind the key, as far as `after` says it plainly."""
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
    return Form(
        name, _first(after), re.compile(f"(?:{before})$"), re.compile(after), further, is_expression=False
    )


def _expression(name: str, after: str, before: str = "") -> Form:
    return Form(
        name, _first(after), re.compile(f"(?:{before})$"), re.compile(after), None, is_expression=True
    )


def _first(after: str) -> re.Pattern[str]:
    """Return the class or sign that a pattern begins with; one that matches all when it has others, too."""
    first = FIRST.match(after)
    return re.compile(first[0] if first else "")


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
    _form("here", HERE),
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
LOOSE = frozenset({"prose", "property", "line", "default", "option"})
"""Forms without quotes, in which a name that says little is not enough."""


@lru_cache(maxsize=4096)
def forms(language: str, kind: str, word: str, sign: str) -> list[Form]:
    """Return the forms in which keys of a kind that end with a word, before a sign, have their values in a
    language."""
    begun = [form for form in FORMS if form.begins.match(sign)]
    suiting = [form for form in begun if _suits(form.name, language) and _fits(form.name, word)]
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
