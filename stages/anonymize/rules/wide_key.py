"""Find values beside any name with a word of a credential in it, by what they look like.

`password` and `generic_api_key` read exact names and judge values little; here the net is wide, and a value
must be strange: made of anything but words. Known limit: a word as a secret under such a name.
"""

import re
from collections.abc import Iterator

from stages.anonymize.cues import places
from stages.anonymize.expressions import QUOTED
from stages.anonymize.finding import POSSIBLE, Finding, Subject
from stages.anonymize.key_values import CODE, is_given, is_literal, is_name
from stages.anonymize.scalars.settings import SETTINGS
from stages.anonymize.unspoken import CALLED, is_strange

PASSWORD_WORD = r"pass(?:wor|phr|co|wd|in|out)?|p(?:s|ss|as|ass)?wo?r?d|pswr?|\bpw\b"  # noqa: S105
KEY_WORD = r"api|auth|bearer|cred|key|nonce|salt|secret|signature|token|cookie|sess(?:ion)?_?id|licen[cs]e|cipher|private"
NAME = rf"(?i)(?:{PASSWORD_WORD}|{KEY_WORD})[\w.-]{{0,48}}"
CUE = (rf"(?i)(?:{PASSWORD_WORD}|{KEY_WORD})[\w.-]{{0,48}}[\"'`\])*&;]{{0,8}}[ \t]*(?:[=:,(>]|->|\s)",)
PASSWORD = re.compile(PASSWORD_WORD, re.I)
NUMERIC = re.compile(r"(?i)nonce|secret|token|salt|pass|pwd|verif")
"""Names whose value may be digits alone."""
CLOSE = r"""(?:\\{0,7}["'`\])*]|&quot;|&\#34;){0,4}"""
BETWEEN = (
    CLOSE
    + r"(?:[ \t]*\([^()\n]{0,30}\)|[ \t]+(?:for|of|to|in)[ \t]+[\w-]{1,20})?"
    + r"(?:[?!]?[ \t]*:[ \t]*[A-Za-z_][\w.\[\]<>|?]{0,30}(?=[ \t]*=))?"
    + r"[ \t]*(?:\r?\n[ \t]*)?(?:=>|:=|<-|->|={1,3}|!==?|=~|:(?!:)|：|,|%3[dD]|[(>]|(?<=[\w\"'`])(?=[ \t\"'`]))"
    + r"[ \t]*(?:\r?\n[ \t]*)?"
)
"""What stands between a name and its value; `(` and `,` in calls, `>` in markup."""
WRAPPED = r"(?:(?:new[ \t]+)?[\w.:]{0,60}[(\[{][ \t]*){0,3}"
SCHEME = r"(?:(?i:oauth|bot|basic|bearer|apikey|token|ntlm|negotiate|ssws|digest|kerberos|aws)[ \t]+)?"
LITERAL = re.compile(BETWEEN + WRAPPED + QUOTED)
INSIDE = re.compile(SCHEME + r"(?P<value>\S+)")
BARE = re.compile(
    CLOSE
    + r"(?:[ \t]*\([^()\n]{0,30}\)|[ \t]+(?:for|of)[ \t]+[\w-]{1,20})?"
    + r"[ \t]*(?:=>|:=|->|={1,3}|:(?!:)|：|%3[dD]|>|[ \t](?=\S{0,60}\d))[ \t]*"
    + SCHEME
    + r"(?:\\?[\"'`]|&quot;|&\#34;)?(?P<value>[^\s\"'`<>,;&|\\(){}\[\]]{4,2000})(?!\()"
)
STRONG = re.compile(
    r"(?i)(?:pass\w{0,5}|passphrase|pwd|secret|token|credentials?|cookie|nonce|salt|signature|(?:api|access|auth|private|secret|sign\w*|encrypt\w*|app|master|client|consumer)[_.-]?key)"
    r"(?:[_.-]?(?:\d{1,4}|key|value|text|string|plain|hash|old|new|test|default))?$"
)
"""Names that say that what they hold is a secret, even a word."""
ASSIGNS = re.compile(r"=>|:=|<-|->|={1,3}|!==?|:")
WORD = re.compile(r"[\x21-\x7e]{4,200}")


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each strange value."""
    text = subject.text
    for start, end in places(text, NAME):
        for form in (LITERAL, BARE):
            match = form.match(text, end)
            place = _value(match) if match else None
            if place and (
                _is_secret(text, (start, end), place, form is BARE and subject.language in CODE)
                or ((form is LITERAL or subject.language in SETTINGS) and _is_word(text, (start, end), place))
            ):
                kind = "password" if PASSWORD.match(text, start) else "generic-api-key"
                form_name = "bare" if form is BARE else "literal"
                yield Finding(*place, f"secret.{kind}", f"wide-{form_name}", POSSIBLE)
                break


def _value(match: re.Match[str]) -> tuple[int, int] | None:
    if match.re is BARE:
        start, end = match.span("value")
        return start, end - len(match["value"]) + len(match["value"].rstrip(".:*=" if "=" not in match["value"][-2:] else ".:*"))
    start, end = match.span("value" if match["value"] is not None else "nested")
    inside = INSIDE.fullmatch(match.string, start, end)
    return inside.span("value") if inside else None


def _is_secret(text: str, name: tuple[int, int], place: tuple[int, int], in_code: bool) -> bool:
    value, word = text[slice(*place)], text[slice(*name)]
    if is_given(value) or is_name(value, word) or re.match(r"https?:|classpath:|file:|\.{0,2}/", value):
        return False
    if value.isdigit():
        return len(value) >= 4 and bool(NUMERIC.match(word)) and not in_code
    if in_code:
        return is_strange(value, 16, 0.6)
    return is_strange(value, 5 if PASSWORD.match(word) else 8, 0.4)


def _is_word(text: str, name: tuple[int, int], place: tuple[int, int]) -> bool:
    value, word = text[slice(*place)], text[slice(*name)]
    return bool(
        STRONG.search(word)
        and ASSIGNS.search(text, name[1], place[0])
        and WORD.fullmatch(value)
        and is_literal(value)
        and not is_name(value, word)
        and not CALLED.fullmatch(value)
    )
