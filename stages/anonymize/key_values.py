"""Find values by the name of their key, in the ways in which source files and settings assign."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stages.anonymize.written import is_han

CODE = frozenset(
    {
        "java", "kotlin", "python", "typescript", "javascript", "tsx", "jsx", "go", "scala", "groovy", "c",
        "cpp", "csharp", "rust", "php", "ruby", "swift",
    }
)  # fmt: skip
"""Languages in which a value without quotes is an expression."""
PROSE = frozenset({"markdown", "text", "rst", "asciidoc", "html", "sql"})
"""Languages in which a value without quotes may be an ordinary word."""

QUOTED = r"""(?:[urbfURBF]{0,2}(?P<quote>["'`])(?P<value>(?:\\.|(?!(?P=quote))[^\\\n]){1,300})(?P=quote)"""
QUOTED += r"""|\\(?P<inner>["'])(?P<nested>[^\\"'\n]{1,300})\\(?P=inner))"""
TYPED = r"(?:[ \t]*:[ \t]*[A-Za-z_][\w.\[\]| ]{0,30}?(?=[ \t]*=[^=]))?"
SEPARATOR = r"[ \t]*(?:=>|:=|={1,3}|!==?|:|：)[ \t]*"


class Form(NamedTuple):
    """A way to write a key and its value."""

    name: str
    before: re.Pattern[str]
    """What stands before the name that ends the key; searched in the text up to it."""
    after: re.Pattern[str]
    """What stands behind the key, with the value as group `value` or `nested`."""


def _form(name: str, after: str, before: str = "") -> Form:
    return Form(name, re.compile(f"(?:{before})$"), re.compile(after))


CALLS = (
    r"(?:\b(?:put|set\w*|get\w*|add\w*|\w*[pP]aram|property|append|field|header|with\w*|env|entry|attr\w*)"
)
CALLS += r"|Map\.of|Map\.of\([^()\n]{0,80})\(?\s*[\"'][\w.-]{0,60}"
FORMS = (
    _form("assignment", r"""(?:\\?["'`\])]){0,3}""" + TYPED + SEPARATOR + QUOTED),
    _form("argument", r"""["'][ \t]*,[ \t]*""" + QUOTED, CALLS),
    _form("setter", r"\([ \t]*" + QUOTED, r"\bset\w{0,40}|\."),
    _form("element", r">(?P<value>[^<\n]{1,300})</", r"<[\w:.-]{0,60}"),
    _form("attribute", r"""["'][ \t]+value=(?P<quote>["'])(?P<value>[^"'\n]{1,300})(?P=quote)"""),
    _form(
        "variable",
        r"""["']?[ \t]*\n[ \t]*value:[ \t]*["']?(?P<value>[^\s"'#]{1,300})""",
        r"""name:[ \t]*["']?[\w.-]{0,60}""",
    ),
    _form("environment", r"""=(?P<value>[^\s"'`<>\\|;&,)]{1,300})""", r"(?:^|[\s\"'`])[A-Z0-9_]{0,60}"),
    _form("query", r"""=(?P<value>[^&;\s"'`<>\\#]{1,300})""", "[?&;]"),
    _form("default", r""":(?P<value>[^\s{}$"']{1,200})\}""", r"\$\{[\w.-]{0,80}"),
    _form(
        "option", r"""(?:=|[ \t]+(?=\S*[\d!@#$%^*]))["']?(?P<value>[^\s"'`\\<>|;]{1,200})""", r"--[\w-]{0,40}"
    ),
    _form(
        "property",
        r"""[ \t]*(?:=|:|:=)[ \t]*(?P<value>[^\s"'#{\[|>&][^\s]{0,300})"""
        r"""(?=[ \t]*(?:[ \t]#[^\n]{0,300})?\r?(?:\n|\Z))""",
        r"(?:^|\n)[ \t]*(?:export[ \t]+|-[ \t]+)?[\w.\[\]-]{0,100}",
    ),
    _form(
        "line",
        r"""["']?[ \t]*(?:=|:|:=)[ \t]*(?P<value>[^\s"'#,&|>{\[][^\s"'`,}]{0,300})"""
        r"""(?=[ \t]*[,}]?[ \t]*(?:[ \t]#[^\n]{0,300})?\r?(?:\n|\Z))""",
    ),
    _form(
        "prose",
        r"""["'`*]{0,3}[ \t]*(?:[=:：]|[ ]is[ ]|为|是)[ \t]*["'`*]{0,3}"""
        r"""(?P<value>[^\s"'`,;，。；（）()<>{}\[\]|&*]{4,64})""",
    ),
)
"""Each form is tried at the places of key names only, never at every character."""

MASKED = re.compile(r"REDACTED_[A-Z_]*$")
"""The name of a placeholder is no name of a key."""
REACH = 160
"""Characters before a key name in which its form may begin."""

TYPES = frozenset(
    {
        "string", "str", "text", "varchar", "char", "int", "integer", "number", "long", "bool", "boolean",
        "object", "array", "bytes", "any", "optional", "required", "unknown", "never", "void", "true",
        "false", "null", "none", "nil", "undefined", "nan", "hidden", "enabled", "disabled", "yes", "no",
        "on", "off", "test_token", "value", "default", "empty",
    }
)  # fmt: skip
"""Values that say what is expected, not what it is."""
TEMPLATES = re.compile(
    r"\$\{|\$\(|#\{|\{\{|\}\}|%\(|^%[sd]$|^\$\w+$|^@[\w.-]+@$|^<.*>$|^\[.*\]$|^\{[\w.:!]*\}$|^ENC\(|"
    r"^(.)\1*$|(?i:your|placeholder|example|dummy|x{4,}|\*{3,}|\.{3}|REDACTED_)"
)
NAMES = re.compile(
    r"^(?:[\w.\[\]-]*[._-])?(?:\w*(?:password|passwd|pwd|pass|secret|token|key|credentials?)s?)$", re.I
)
REFERENCE = re.compile(r"^(?:\w+\.)+\w+(?:\(.*)?$")


class Value(NamedTuple):
    """A value and how its key assigns it."""

    start: int
    end: int
    form: str


def values(text: str, language: str, key: re.Pattern[str]) -> Iterator[Value]:
    """Yield the values of keys whose name ends like `key`; placeholders are left out."""
    bare = language not in CODE | PROSE
    forms = [form for form in FORMS if bare or form.name not in ("line", "property")]
    for named in key.finditer(text):
        value = next(_values_of(text, named, forms), None)
        if value:
            yield value


def _values_of(text: str, named: re.Match[str], forms: list[Form]) -> Iterator[Value]:
    before = text[max(0, named.start() - REACH) : named.start()]
    if MASKED.search(before):
        return
    for form in forms:
        match = form.after.match(text, named.end())
        if match and form.before.search(before) and (form.name != "environment" or named[0].isupper()):
            group = "value" if match["value"] is not None else "nested"
            if _is_value(match[group], form.name):
                yield Value(*match.span(group), form.name)


def _is_value(value: str, form: str) -> bool:
    if form == "prose" and not (any(sign.isdigit() for sign in value) and is_literal(value)):
        return False
    if form in ("line", "property") and REFERENCE.match(value) and "(" in value:
        return False
    return is_literal(value)


def is_literal(value: str) -> bool:
    """Say whether `value` can be a secret: no placeholder, type, key name, sentence or path."""
    return not (
        len(value) < 3
        or value.lower() in TYPES
        or TEMPLATES.search(value)
        or NAMES.match(value)
        or re.search(r"\s", value)
        or is_han(value)
        or re.match(r"https?:|/|\./|\.\./|classpath:|file:", value)
    )
