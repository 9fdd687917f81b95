"""Find values beside any name with a word of a credential in it, by what they look like.

`password` and `generic_api_key` read exact names and judge values little; here the net is wide, and a value
must be strange: made of anything but words. Known limit: a word as a secret under such a name.
"""

import re
from collections.abc import Iterator

from stages.anonymize.cues import places
from stages.anonymize.elements import ARRAY_CUE, place_of_secret, places_in_calls
from stages.anonymize.expressions import QUOTED
from stages.anonymize.finding import LIKELY, POSSIBLE, Finding, Subject
from stages.anonymize.key_forms import CODE, PROSE
from stages.anonymize.key_names import KEY_CUE, PASSWORD_CUE
from stages.anonymize.key_values import CHOSEN, LABEL, flat, is_example, is_given, is_literal, is_name
from stages.anonymize.randomness import is_jumbled
from stages.anonymize.scalars.settings import SETTINGS
from stages.anonymize.unspoken import CALLED, is_strange

PASSWORD_WORD = (
    r"pa[as]?ss?(?:wo?r?d|phr|co|wd|in|out)?|p(?:s|ss|as|ass)?wo?r?d|pswr?|\bpw\b|[a-z]pw\b|\bp/w\b"  # noqa: S105
    r"|密码|密碼|口令|비밀번호|비번|패스워드|암호"
)
HAN_KEY_WORD = "密钥|秘钥|密匙|令牌|签名"
KEY_WORD = (
    r"api|auth|bearer|credential|creds?\b|creds?_|key|nonce|salt|secret|signature|token|cookie|sess(?:ion)?_?id"
    rf"|cipher|private|\bsign?\b|{HAN_KEY_WORD}"
)
NAME = rf"(?i)(?:{PASSWORD_WORD}|{KEY_WORD})[\w.-]*"
"""A name from such a word on to its end."""
CUE = (
    KEY_CUE,
    PASSWORD_CUE,
    ARRAY_CUE,
    rf"(?i)api|cred|private|cipher|bearer|{PASSWORD_WORD}|{HAN_KEY_WORD}",
)
PASSWORD = re.compile(PASSWORD_WORD, re.I)
NUMERIC = re.compile(r"(?i)nonce|secret|token|salt|pass|pwd|verif")
"""Names whose value may be digits alone."""
STRONG = re.compile(
    r"(?i)(?:pass(?!ed|ing|es\b)\w{0,5}|passphrase|pwd|密码|密碼|口令|secret|token|credentials?|cookie|nonce|salt|signature"
    r"|(?:api|access|auth|private|secret|sign\w*|encrypt\w*|app|master|client|consumer|[ad]es|rsa|hmac|jwt|cipher"
    r"|crypto?|integration|instrumentation|subscription|activation|licen[cs]e|deploy|shared|webhook)[_.-]?key)"
    r"(?:[_.-]?(?:\d{1,4}|key|value|text|string|plain|hash|old|new|test|default|confirmation))?$"
)
"""Names that say that what they hold is a secret, even a word."""

TAGS = r"(?:\s{0,20}</?[a-zA-Z][^<>\n]{0,80}>){0,4}"
"""Markup between a name and its value, as in a table or in code that a page shows in colours."""
QUOTE = r"&quot;|&apos;|&\#(?:34|39|x22|x27);"
CLOSE = rf"""(?:\\{{0,7}}["'`\])*]|{QUOTE}){{0,4}}{TAGS}"""
OF = r"(?:[ \t]*\([^()\n]{0,30}\)|[ \t]+(?:for|of|to|in)[ \t]+[\w-]{1,20})?"
"""What says whose a value is: `password for master:`."""
LINES = r"[ \t]*(?:\r?\n[ \t]*)?"
BETWEEN = (
    CLOSE
    + OF
    + r"(?:[?!]?[ \t]*:[ \t]*[A-Za-z_][\w.\[\]<>|?]{0,30}(?=[ \t]*=))?"
    + LINES
    + r"(?:=>|:=|<-|->|={1,3}|!==?|=~|:(?!:)|：|,|%3[dD]|[(>]|(?<=[\w\"'`])(?=[ \t]))"
    + LINES
)
"""What stands between a name and a literal; `(` and `,` in calls, `>` in markup."""
WRAPPED = r"(?:(?:(?:new[ \t]+)?[\w.:]{0,60}[({]|\[)[ \t]*){0,3}"
SCHEME = r"(?:(?i:oauth|bot|basic|bearer|apikey|token|ntlm|negotiate|ssws|digest|kerberos|aws)[ \t]+)?"
LITERAL = re.compile(BETWEEN + WRAPPED + QUOTED)
INSIDE = re.compile(SCHEME + r"(?P<value>\S+)")
BARE = re.compile(
    CLOSE
    + OF
    + r"[ \t]*(?:=>|:=|->|={1,3}|:(?!:)|：|%3[dD]|>|(?<=>)|[ \t]is[ \t]"
    + r"|[ \t](?=\S{0,60}\d)|(?<=\w)[ \t](?=[\w\"']))\*{0,2}[ \t]*"
    + SCHEME
    + TAGS
    + r"\s{0,20}"
    + rf"(?P<open>\\?[\"'`]|{QUOTE})?"
    + r"(?P<value>(?![-+?]|pass:)[^\s\"'`<>,;&|\\(){}\[\]]{4,2000})(?!\()(?(open)(?![ \t]))"
)
MEMBER = re.compile(r"[ \t][A-Za-z]{1,15}\s")
"""What stands behind `private` in code: another modifier, or a type."""
RULES = {LITERAL: "literal", BARE: "bare"}
SPOKEN_OF = re.compile(r"(?i)token|credential|cookie|nonce")
"""Names of what words in code are no values of, but names of kinds."""
WORDS = re.compile(r"[A-Za-z]+(?:[-_ ./:][A-Za-z]+)*")
ASSIGNS = re.compile(r"=>|:=|<-|->|={1,3}|!==?|:")
OPTION = re.compile(r"(?<![\w-])--?[\w-]{0,30}\Z")
OURS = re.compile(r"REDACTED_\w*\Z")
"""A placeholder up to a word of it: it names nothing beside it."""
REACH = 32
"""Characters in which an option or a placeholder begins."""
NEAR = 10
"""Characters of the same name before its word."""
LOOKED_UP = re.compile(r"(?i)(?:get|find|fetch|header|param|read|exec|query|select|look_?up|request)\w*\(")
"""A call that asks for something by its name."""
END = re.compile(r"[\"'`,;)]{0,3}[ \t]*(?:\r?\n|\Z)")
"""What stands behind a word that is all that its line says."""
WORD = re.compile(r"[\x21-\x7e]{4,200}")
FIELD = re.compile(
    r"(?i)(?:(?:my|test|user|admin|root|db|new|old|secret|strong|some)[_-]?)?(?:password|passwd|pwd|pass)"
)
"""What a password may be, too, and otherwise the name of a field."""
GIVEN = re.compile(r"[\"'`\])]{0,3}[ \t]*(?::=|[=:])[ \t]*[rbu]?[\"'`]{1,3}")
"""What stands between a name and its value, and nothing else."""
PLACE = re.compile(r"https?:|classpath:|file:|urn:|\.{0,2}/|[\w.-]+:\d{2,5}(?:/|\Z)|[\w.-]+/\Z")
"""What an address or a path begins with, and now and then a key of Base64."""
OTHERWISE = re.compile(r"(?i)pass(?:port|ive|enger|age|through)|pub(?:lic)?[_.-]?key")
"""Names that say less than the word in them."""
FILE, SUM = re.compile(r"/[\w.-]*\.[a-z]{1,5}\Z"), re.compile(r"(?i)(?:[0-9a-f]{32}){1,4}|[0-9a-f]{40}")
"""A path as a name, and the checksum of the file."""
SAYS = re.compile(
    r"(?i)(?:version|type|ur[il]|path|alg(?:orithm)?|format|charset|encod\w*|size|length|endpoint|addr(?:ess)?|scheme"
    r"|header|prefix|suffix|field|column|label|title|class|count|mode|provider|policy|ttl|timeout|host|name)s?\Z"
)
"""Ends of names of what is about a credential."""
AMOUNT = re.compile(
    r"(?i)(?:max|min|num|count|limit|total)\w{0,12}[_.-]?\Z|_dim\Z|(?:max|min|num|total)[_A-Z]"
)
"""Names of numbers of something."""
KNOWN = re.compile(
    r"(?i)(?:(?:ssh-)?(?:sha|md|rsa|dsa|ecdsa|aes|3?des|hmac|pbkdf2|bcrypt|scrypt|argon2|ed25519|x25519|chacha)"
    r"|utf-?\d|iso-?8859|(?:hs|rs|es|ps)\d{3})[\w./+-]{0,24}|ssh-\w+|(?-i:[A-Z]+(?:_[A-Z]+)+|[A-Z]{2}(?P<one>\w)(?P=one){20,})|(?:[a-z]+-)?v?\d+(?:\.\d+)+(?:-[A-Z]+)?|(?-i:https?://[\w.-]+(?::\d+)?(?:/[a-z]{0,12})?)|[\w./+-]{0,40}abcdefghijklm[\w./+=-]*"
)
"""Algorithms, encodings, constants, versions, addresses of examples and alphabets."""
MADE = re.compile(r"\{\{|\$\{|<%|#\{")
"""What stands behind a part of a value that is put together."""
GRAMMAR = re.compile(
    r"\\[bBwWsSdD]|\(\?|\[\^|[\])][+*?{]|\|\||&&|\w\|\w+\|\w|\A\#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6})\Z|\A[*][.]"
)
"""What patterns, code, names of files and colours have, and now and then a password."""
OPERATORS = re.compile(r"[=!]==|&&|\|\||=>|\?[\w.]*:|[)\]]=")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
BEGUN = re.compile(r"[\w.-]+\Z")
SETTER = re.compile(r"\b(?:set|with)\w{0,30}\Z")
LICENCE = re.compile(r"[A-Z0-9]{4,8}(?:-[A-Z0-9]{4,8}){3,7}")
LINE = re.compile(r".*-----")
"""The end of a line of a PEM file, which says KEY."""
LEAST_DIGITS, LEAST_PASSWORD, LEAST_KEY, LEAST_IN_CODE = 4, 5, 8, 16
"""Characters of a value."""
STRANGE, STRANGE_IN_CODE = 0.4, 0.6
"""Shares of a value that are in no word; what code says without quotes is an expression."""
LONG = 200
"""Characters of a value from which on no name is looked for in it."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each value that is strange, or a word under the name of a secret."""
    text, done, is_code = subject.text, 0, subject.language in CODE
    for array in places_in_calls(text) if ARRAY_CUE in subject.cues else ():
        yield Finding(*array, "secret.password", "call-elements", LIKELY)
    for start, end in places(text, NAME):
        if start < done or (is_code and _is_modifier(text, start, end)):
            continue
        if elements := place_of_secret(text, start, end):
            done = elements[1]
            yield Finding(*elements, _entity(text, start), "wide-elements", LIKELY)
            continue
        for form in (LITERAL, BARE):
            match = form.match(text, end)
            place = _value(match) if match else None
            if place and place[1] - place[0] > LONG:
                done = place[1]
            if (
                place
                and _is_secret(subject, form, (start, end), place)
                and not _is_known(text, form, (start, end), place)
            ):
                yield Finding(*place, _entity(text, start), f"wide-{RULES[form]}", POSSIBLE)
                break


def _entity(text: str, start: int) -> str:
    """Return what the name that begins at a place is the name of."""
    return "secret.password" if PASSWORD.match(text, start) else "secret.generic-api-key"


def _is_modifier(text: str, start: int, end: int) -> bool:
    """Say whether `private` says of a member of a class who may use it."""
    begins = text[start:end] == "private" and not text[text.rfind("\n", 0, start) + 1 : start].strip()
    return begins and bool(MEMBER.match(text, end))


def _value(match: re.Match[str]) -> tuple[int, int] | None:
    """Return the place of a value behind its scheme, or without the sign that ends its sentence; what a colon
    ends is a key of its own."""
    if match.re is BARE:
        start, end = match.span("value")
        return None if match["value"].endswith(":") else (start, end - match["value"].endswith("."))
    inside = INSIDE.fullmatch(match.string, *match.span("value" if match["value"] is not None else "nested"))
    return inside.span("value") if inside else None


def _is_secret(
    subject: Subject, form: re.Pattern[str], name: tuple[int, int], place: tuple[int, int]
) -> bool:
    text, value, word = subject.text, subject.text[slice(*place)], subject.text[slice(*name)]
    is_expression = form is BARE and subject.language in CODE and not _is_quoted(text, name[0])
    if is_expression and len(value) < LEAST_IN_CODE:
        return False
    before = text[max(0, name[0] - REACH) : name[0]]
    if is_given(value) or LINE.fullmatch(value):
        is_setting = subject.language in SETTINGS and not PLACE.match(value) and not SAYS.search(word)
        return is_example(value) and (form is LITERAL or is_setting)
    if is_name(value, word):
        return form is LITERAL and bool(FIELD.fullmatch(value)) and _holds_password(text, name, place)
    if value.isdigit():
        least = LEAST_DIGITS if NUMERIC.search(word) else LEAST_IN_CODE
        is_number = len(value) >= least and not is_expression
        return is_number and not AMOUNT.search(before[-NEAR:] + word)
    if not is_expression and STRONG.search(_whole(before) + word) and _is_word(subject, form, name, place):
        return True
    least, share = LEAST_PASSWORD if PASSWORD.match(text, name[0]) else LEAST_KEY, STRANGE
    if is_expression or SAYS.search(word):
        least, share = LEAST_IN_CODE, STRANGE_IN_CODE
    is_place = (PLACE.match(value) and not is_jumbled(value)) or ADDRESS.fullmatch(value)
    is_odd = not is_place and word not in value and is_strange(value, least, share)
    return is_odd or bool(LICENCE.fullmatch(value))


def _whole(before: str) -> str:
    """Return the part of a name that stands before its word."""
    begun = BEGUN.search(before)
    return begun[0] if begun else ""


def _is_known(text: str, form: re.Pattern[str], name: tuple[int, int], place: tuple[int, int]) -> bool:
    """Say whether a name is of something else, or a value known to all, a part of one, or code."""
    before = text[max(0, name[0] - REACH) : name[0]]
    if OURS.search(before) or CHOSEN.search(before) or OTHERWISE.search(before[-NEAR:] + text[slice(*name)]):
        return True
    if KNOWN.fullmatch(text, *place) or MADE.match(text, place[1]):
        return True
    value, whole, word = text[slice(*place)], _whole(before), text[slice(*name)]
    if SUM.fullmatch(value) and FILE.search(before + word):
        return True
    if GRAMMAR.search(value) or (whole and flat(value) == flat(whole + word)):
        return True
    if form is LITERAL and "," in text[name[1] : place[0]] and not STRONG.search(whole + word):
        return True
    return form is BARE and bool(OPERATORS.search(text, *place))


def _is_quoted(text: str, place: int) -> bool:
    """Say whether a place of a line of code is within a string."""
    line = text[max(text.rfind("\n", 0, place) + 1, place - LONG) : place]
    return any(line.count(quote) % 2 for quote in "\"'`")


def _holds_password(text: str, name: tuple[int, int], place: tuple[int, int]) -> bool:
    """Say whether a name is one of a value, where a constant of capitals has the name of a field."""
    word = text[slice(*name)]
    if LABEL.fullmatch(text, *place):
        return False
    is_value = bool(PASSWORD.match(word) and STRONG.search(word) and not word.isupper())
    return is_value and bool(GIVEN.fullmatch(text, name[1], place[0]))


def _is_word(subject: Subject, form: re.Pattern[str], name: tuple[int, int], place: tuple[int, int]) -> bool:
    """Say whether a word can be a secret where it stands: assigned whole, or behind an option."""
    text, value = subject.text, subject.text[slice(*place)]
    if not WORD.fullmatch(value) or not is_literal(value) or CALLED.fullmatch(value):
        return False
    between, before = text[name[1] : place[0]], text[max(0, name[0] - REACH) : name[0]]
    if LOOKED_UP.search(between) or (
        SPOKEN_OF.match(text, *name) and subject.language not in SETTINGS and WORDS.fullmatch(value)
    ):
        return False
    if not ASSIGNS.search(between):
        is_option = OPTION.search(before) and not (subject.language in PROSE and value.isalpha())
        return bool(is_option or (form is LITERAL and between[:1] == "(" and SETTER.search(before)))
    if form is LITERAL or subject.language in SETTINGS:
        return True
    if subject.language in CODE and _is_quoted(text, name[0]):
        return between == "=" and bool(END.match(text, place[1]))
    return bool(END.match(text, place[1]))
