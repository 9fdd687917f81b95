"""Say which parts of a file may change, and what it looks like, where only a lexer knows its language."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Literal

from pygments.lexer import Lexer  # type: ignore[import-untyped]
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
from pygments.token import (  # type: ignore[import-untyped]
    Comment,
    Generic,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    _TokenType,
)

from stages.anonymize.syntax import Outline, Region, inside_comment

CODE = frozenset(
    {
        "c", "clojure", "cpp", "csharp", "dart", "elixir", "erlang", "groovy", "haskell", "julia", "lua",
        "objective-c", "perl", "php", "protobuf", "r", "ruby", "rust", "scala", "swift",
    }
)  # fmt: skip
"""Languages in which only names and the insides of strings and comments may change."""
MARKUP = {
    "batch": "bat", "css": "css", "dockerfile": "docker", "html": "html", "ini": "ini", "json": "json",
    "jsonl": "json", "makefile": "make", "markdown": "markdown", "powershell": "powershell",
    "properties": "properties", "shell": "bash", "sql": "sql", "terraform": "terraform", "toml": "toml",
    "vue": "html", "xml": "xml", "yaml": "yaml",
}  # fmt: skip
"""Languages in which words may change anywhere, by the name of their lexer."""
PROSE = frozenset(
    {"asciidoc", "config", "csv", "gherkin", "mermaid", "plantuml", "rst", "text", "tsv"}
)  # fmt: skip
"""Languages in which words may change anywhere, and which have no structure that is looked at."""
QUOTED = frozenset({"json", "jsonl", "toml"})
"""Languages in which a word that is a value has quotes."""
BESIDE = frozenset(b" \t\r\n:,=[]{}/#")
"""Bytes beside a whole value: in a broken file a number may be a part of something else."""
QUOTES = "\"'`"
MARKS = frozenset("|[]()")
"""Signs of Markdown's tables and links, which its lexer calls text."""
SIGNS = (Comment, String, Punctuation, Operator)
AROUND = (String.Affix, String.Interpol, String.Delimiter)
DIRECTIVES = (Comment.Preproc, Comment.PreprocFile)
"""Tokens beside the pieces of a string, and those that their lexers call comments although they are code."""
WRITTEN = (Generic.Heading, Generic.Subheading, Generic.Strong, Generic.Deleted, Keyword, Name)
"""Kinds of tokens that are more than words: in code and markup, and in Markdown beside those."""


def lexed(text: str, language: str) -> Outline | None:
    """Return the outline of a text whose language has a lexer and no grammar here; None for others."""
    if language not in CODE and language not in MARKUP:
        return None
    tokens = [
        (kind, value)
        for _, kind, value in _lexer(MARKUP.get(language, language)).get_tokens_unprocessed(text)
    ]
    shape = _markdown_shape if language == "markdown" else _value_shape if language in QUOTED else _shape
    skeleton = [(kind, 0) for kind, _ in groupby(shape(*token) for token in tokens if token[1].strip())]
    regions: list[Region] = []
    source, start = text.encode(), 0
    for kind, value in _joined(tokens):
        end = start + len(value.encode())
        is_bare = (
            language in QUOTED and {*source[max(0, start - 1) : start], *source[end : end + 1]} <= BESIDE
        )
        regions += _region(start, end, kind, value, "bare" if is_bare else "number")
        start = end
    return Outline(skeleton, regions, free=language in MARKUP)


@cache
def _lexer(name: str) -> Lexer:
    options = {"handlecodeblocks": False} if name == "markdown" else {}
    return get_lexer_by_name(name, stripnl=False, ensurenl=False, **options)


def _shape(kind: _TokenType, _: str) -> int:
    """Words of all kinds look alike: a name, a number and a constant may take each other's place."""
    return next((number for number, sign in enumerate(SIGNS, 1) if kind in sign), 0)


def _value_shape(kind: _TokenType, value: str) -> int:
    """A value is a value, in quotes or not."""
    return 0 if kind in String else _shape(kind, value)


def _markdown_shape(kind: _TokenType, value: str) -> int:
    """An underscore within a word is no emphasis, whatever the lexer says (CommonMark 0.31, 6.2)."""
    if value in MARKS:
        return SIGNS.index(Punctuation) + 1
    found = next((number for number, sign in enumerate(WRITTEN, len(SIGNS) + 1) if kind in sign), 0)
    return found or _shape(kind, value)


def _joined(tokens: Iterable[tuple[_TokenType, str]]) -> Iterator[tuple[_TokenType, str]]:
    """Yield the tokens, the pieces of one string or comment as one."""
    family, pieces = None, list[str]()
    for kind, value in tokens:
        own = _family(kind)
        if pieces and (own is not family or own is Comment and pieces[-1].endswith("\n")):
            yield family, "".join(pieces)
            pieces = []
        if own is None:
            yield kind, value
        else:
            family = own
            pieces.append(value)
    if pieces:
        yield family, "".join(pieces)


def _family(kind: _TokenType) -> _TokenType | None:
    """Return what a token may be a piece of."""
    if kind in String:
        return None if any(kind in one for one in AROUND) else String
    return Comment if kind in Comment and not any(kind in one for one in DIRECTIVES) else None


def _region(
    start: int, end: int, kind: _TokenType, value: str, number: Literal["bare", "number"]
) -> Iterator[Region]:
    """Yield the region of a token of bytes `start:end`."""
    if any(kind in one for one in DIRECTIVES):
        yield Region(start, end, "directive", "directive")
    elif kind in Comment:
        first, last = inside_comment(value.encode())
        yield Region(start + first, start + last, "text", "comment")
    elif kind in String:
        left = len(value) - len(value.lstrip(QUOTES))
        inside = value.rstrip("\r\n").strip(QUOTES)
        if inside:
            yield Region(start + left, start + left + len(inside.encode()), "text", "string")
    elif kind in Name:
        yield Region(start, end, "identifier", "name")
    elif kind in Number:
        yield Region(start, end, number, "number")
