"""Say which names of keys announce a credential, and where they stand in a text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stages.anonymize.cues import places

PASSWORD, SECRET, STRONG, SESSION, WEAK = "password", "secret", "strong", "session", "weak"  # noqa: S105  kinds, no values
"""What a name announces: a password; a secret; a key or token of its own kind; what a server
knows its user by; a value to judge by itself."""

PASSWORD_WORDS = r"(?i)passw(?:or)?ds?|passwd|passphrase|passcode|pass(?:in|out)?|pwd|psw|pw|密码|密碼|口令"  # noqa: S105
KEY_WORDS = r"(?i)secrets?|token|credentials?|keys?|nonce|signature|verifier|auth|salt|session[_.-]?id|cookie"
PASSWORD_CUE = (
    r"(?i)pass(?:w|p|c|in |out |[_.-]|\d)|pass(?:[\"'`)\]\\]*[ \t]*[=:,(：>*|?]| is |[\"']?\s*\n\s*value:)"  # noqa: S105
    r"|(?:ENV|ARG|setenv|define)[ \t]+\w*pass|pwd|psw|\bpw[\"']?[ \t]*[!=:]|密码|密碼|口令"
)
"""Python's own `pass` is no cue."""
KEY_CUE = r"(?i)secret|token|credential|key|nonce|signature|verifier|auth|salt|session.?id|cookie"

ESCAPED_CUE = r"\\(?:u00|x)[4-7][0-9A-Fa-f](?:\w|\\u00[4-7]|\\x[4-7])*[\"']?\s*[:=]"
"""A key with a letter that is written as an escape."""
TAIL = re.compile(
    r"(?i)(?:[_.-]?(?:plain|value|default|text|string|base64|hex|id|secret|confirmation|confirm|again|\d{1,4})"
    r"|(?:input|field|box|edit)?\.(?:value|text)|[_-]?(?:list|array|set))?(?![a-z0-9])_?"
)
SHORT = frozenset({"pass", "passin", "passout", "pwd", "psw", "pw"})
"""Words that are also parts of other words."""
QUALIFIED = (
    "api", "access", "auth", "private", "sign", "signing", "encrypt", "encryption", "aes", "des", "rsa",
    "app", "master", "licence", "license", "session", "shared", "account", "secret", "consumer", "client",
    "cipher", "crypto", "hmac", "jwt", "server", "root", "instrumentation", "subscription", "deploy",
    "integration", "webhook", "ingestion", "activation",
)  # fmt: skip
"""What makes a key a secret, before it."""
HARMLESS = (
    "public", "pub", "primary", "foreign", "unique", "partition", "sort", "cache", "row", "map", "index",
    "object", "file", "event", "message", "i18n", "translation", "route", "shortcut", "hot", "array",
    "existing", "pull", "publickey", "public_key", "public-key", "lookup", "hash", "group", "join",
    "natural", "storage", "keyboard", "idempotency", "known", "sshhost", "ssh_host", "ssh.host", "ssh-host",
)  # fmt: skip
REACH = 24
"""Characters in front of a word that qualify it."""
JUDGED = frozenset({SESSION, WEAK})
"""What is judged by its form and its value."""
SESSIONS = re.compile(r"auth|session[_.-]?id|cookie")
BEHIND = frozenset("\"'`)\\[]{<* \t:=,(>*：为是!?.\n")
"""Signs one of which stands behind a key that has a value."""

VARIABLE = re.compile(r"\$\{(?:[A-Z0-9_]*|[a-z0-9]+_[a-z0-9_]*)$")
"""What stands before the name of a variable of a shell, which `-` gives a default; a name in small letters
without `_` may go on behind it (`${db-password}`)."""


class Named(NamedTuple):
    """The name of a key in a text."""

    start: int
    """Where the word that announces a credential begins."""
    end: int
    """Where the name ends."""
    word: str
    kind: str


def passwords(text: str) -> Iterator[Named]:
    """Yield the places of names that announce a password."""
    for start, end in places(text, PASSWORD_WORDS):
        word = text[start:end]
        if word.lower() not in SHORT or _begins(text, start):
            tail = TAIL.match(text, end)
            if tail and _may_have_value(text, start, tail.end()):
                yield Named(start, tail.end(), word, PASSWORD)


def keys(text: str) -> Iterator[Named]:
    """Yield the places of names that announce a key, a token or another value that nobody shall know."""
    for start, end in places(text, KEY_WORDS):
        tail = TAIL.match(text, end)
        if tail and _may_have_value(text, start, tail.end()):
            kind = _kind(text[start:end].lower(), text[max(0, start - REACH) : start].lower())
            if kind:
                yield Named(start, tail.end(), text[start:end], kind)


def _may_have_value(text: str, start: int, end: int) -> bool:
    return (
        end == len(text)
        or text[end] in BEHIND
        or (text[end] == "-" and bool(VARIABLE.search(text[max(0, start - REACH) : start])))
    )


def _begins(text: str, start: int) -> bool:
    before, first = text[start - 1 : start], text[start]
    return not before.isalpha() or (before.islower() and first.isupper())


def _kind(word: str, before: str) -> str:
    before = before[:-1] if before.endswith(("_", ".", "-", " ")) else before
    if before.endswith(HARMLESS):
        return ""
    if word.startswith("secret"):
        return SECRET
    if word == "token" or word.startswith("credential") or (word == "key" and before.endswith(QUALIFIED)):
        return STRONG
    return SESSION if SESSIONS.fullmatch(word) else WEAK
