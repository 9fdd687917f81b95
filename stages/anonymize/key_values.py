"""Find values by the name of their key, in the forms that `key_forms` lists."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from stages.anonymize.expressions import literals, place_of
from stages.anonymize.finding import LIKELY, POSSIBLE
from stages.anonymize.key_forms import CODE, LOOSE, Form, forms
from stages.anonymize.key_names import PASSWORD, SECRET, Named
from stages.anonymize.phrases import SAID, is_phrase
from stages.anonymize.randomness import is_random
from stages.anonymize.written import is_han

BRACKETS, BESIDE = frozenset({"group"}), frozenset({"group", "base"})
"""Where literals beside each other are one."""
JOINED = frozenset({"python", "c", "cpp", "objective-c"})
"""Languages in which literals beside each other are one, brackets or not."""
INNER = re.compile(r"""\\(?P<quote>["'])(?P<value>[^\\"']{1,300})\\(?P=quote)""")
"""A literal within a literal."""
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
    r"^['\"]?\$\w+['\"]?$|^%\w+%$|^!(?:!\w+$|(?:Ref|Sub|GetAtt|reference|vault|secret|[eE][nN][vV])\b)|\.\*|\[[a-zA-Z0]-[zZ9]|\\[wds][+*{]|\(\?[:i=!]"
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
        behind = text[named.end : named.end + 1]
        yield from _values_of(text, language, named, forms(language, named.kind, named.word, behind))


def _values_of(text: str, language: str, named: Named, forms: list[Form]) -> Iterator[Value]:
    matched = [(form, match) for form in forms if (match := form.after.match(text, named.end))]
    begin = max(0, named.start - REACH)
    before = text[begin : named.start]
    if not matched or MASKED.search(before) or CHOSEN.search(before):
        return
    for form, match in matched:
        lead = form.before.search(before)
        if not lead or not _is_possible(form.name, named, text, language):
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
    if form == "assignment" and OF_TEST.search(key) and not flat(key).endswith(flat(value)):
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
    bare = flat(value)
    return bool(COMPOUND.search(value)) or bare in BARE_NAMES or flat(key).endswith(bare)


def is_owned(value: str, key: str) -> bool:
    """Say whether `value` says whose password it is, or what for, and is one: `captain_password`.

    Below a key in capitals, which may be a name of a field, only words of tests do.
    """
    owned = OWNED.fullmatch(value)
    name = KEY_END.search(key)
    if not owned or not name or flat(name[0]).endswith(flat(value)):
        return False
    return not name[0].isupper() or bool(TRIED.search(owned["owner"]))


def flat(name: str) -> str:
    """Return a name in small letters and digits alone."""
    return re.sub(r"[\W_]", "", name).lower()
