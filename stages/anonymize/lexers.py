"""Say which parts of a file may change, and what it looks like, where only a lexer knows its language."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby

from pygments.lexer import Lexer  # type: ignore[import-untyped]
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
from pygments.token import Comment, Name, Number, Operator, Punctuation, String, _TokenType  # type: ignore[import-untyped]

from stages.anonymize.syntax import Outline, Region

CODE = frozenset({"c", "cpp", "csharp", "groovy", "php", "protobuf", "ruby", "rust", "scala", "swift"})
"""Languages in which only names and the insides of strings and comments may change."""
MARKUP = {
    "batch": "bat", "css": "css", "dockerfile": "docker", "html": "html", "ini": "ini", "makefile": "make",
    "powershell": "powershell", "properties": "properties", "shell": "bash", "sql": "sql",
    "terraform": "terraform", "toml": "toml", "vue": "html", "xml": "xml",
}  # fmt: skip
"""Languages in which words may change anywhere, by the name of their lexer."""
QUOTES = "\"'`"


def lexed(text: str, language: str) -> Outline | None:
    """Return the outline of a text whose language has a lexer and no grammar here; None for prose."""
    if language not in CODE and language not in MARKUP:
        return None
    tokens = list(_lexer(MARKUP.get(language, language)).get_tokens_unprocessed(text))
    skeleton = [
        (kind, 0) for kind, _ in groupby(_shape(token) for _, token, value in tokens if value.strip())
    ]
    if language in MARKUP:
        return Outline(skeleton, [Region(0, len(text.encode()), "text", "")])
    starts, position = [], 0
    for _, _, value in tokens:
        starts.append(position)
        position += len(value.encode())
    regions = [
        region
        for start, (_, token, value) in zip(starts, tokens, strict=True)
        for region in _region(start, token, value)
    ]
    return Outline(skeleton, regions)


@cache
def _lexer(name: str) -> Lexer:
    return get_lexer_by_name(name, stripnl=False, ensurenl=False)


def _shape(token: _TokenType) -> int:
    """Words of all kinds look alike: a name, a number and a constant may take each other's place."""
    kinds = (Comment, String, Punctuation, Operator)
    return next((number for number, kind in enumerate(kinds, 1) if token in kind), 0)


def _region(start: int, token: _TokenType, value: str) -> Iterator[Region]:
    """Yield the region of a token that starts at byte `start`."""
    end = start + len(value.encode())
    if token in Comment:
        yield Region(start, end, "text", "comment")
    elif token in String:
        left = len(value) - len(value.lstrip(QUOTES))
        inside = value.strip(QUOTES)
        if inside:
            yield Region(start + left, start + left + len(inside.encode()), "text", "string")
    elif token in Name:
        yield Region(start, end, "identifier", "name")
    elif token in Number:
        yield Region(start, end, "number", "number")
