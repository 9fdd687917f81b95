"""Say which parts of a file may change, and what it looks like, where only a lexer knows its language."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import accumulate, groupby
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
    Other,
    Punctuation,
    String,
    _TokenType,
)

from stages.anonymize.syntax import Outline, Region, inside_comment
from stages.core.letters import plain

CODE = frozenset(
    {
        "c", "clojure", "cpp", "csharp", "dart", "elixir", "groovy", "haskell", "julia", "lua", "objective-c",
        "perl", "php", "protobuf", "ruby", "rust", "scala", "swift",
    }
)  # fmt: skip
"""Languages in which only names and the insides of strings and comments may change. Those of which the lexer
takes time by the square of a hostile text, such as Erlang and R, are not among them."""
MARKUP = {
    "batch": "bat", "css": "css", "dockerfile": "docker", "html": "html", "ini": "ini", "json": "json",
    "jsonl": "json", "makefile": "make", "markdown": "markdown", "powershell": "powershell",
    "properties": "properties", "shell": "bash", "sql": "sql", "terraform": "terraform", "toml": "toml",
    "vue": "html", "xml": "xml", "yaml": "yaml",
}  # fmt: skip
"""Languages in which words may change anywhere, by the name of their lexer."""
PROSE = frozenset(
    {"asciidoc", "change", "config", "csv", "gherkin", "mermaid", "plantuml", "rst", "text", "tsv"}
)  # fmt: skip
"""Languages in which words may change anywhere, and which have no structure that is looked at."""
QUOTED = frozenset({"json", "jsonl", "toml"})
"""Languages in which a word that is a value has quotes."""
BESIDE = frozenset(b" \t\r\n:,=[]{}/#")
"""Bytes beside a whole value: in a broken file a number may be a part of something else."""
DEFAULT = re.compile(r"\$\{\w{1,200}:?[-=]([^{}$`\"'\\\n]{1,300})\}")
"""A word that stands for a variable of a shell which is not set."""
QUOTES = "\"'`"
MARKS = frozenset("|[]()")
"""Signs of Markdown's tables and links, which its lexer calls text."""
ROLES = {
    Comment.Preproc: "directive", Comment.PreprocFile: "directive", Comment: "comment",
    String.Affix: "sign", String.Delimiter: "sign", String.Interpol: "sign", String.Char: "character",
    String: "string",
    Name: "name", Number: "number", Other: "page",
}  # fmt: skip
"""What a token is, by the first kind here that it belongs to. To lexers directives of a preprocessor are
comments, although they are code, and signs around the pieces of a string are strings; the page around code of
PHP is something else."""
KINDS: Mapping[str, tuple[Literal["directive", "identifier", "number"], str]] = {
    "directive": ("directive", "directive"),
    "sign": ("directive", "string"),
    "name": ("identifier", "name"),
    "number": ("number", "number"),
}
"""Kind and node of the region of each role that may change as a whole only."""
SHAPES = (Comment, String, Punctuation, Operator)
WRITTEN = (Generic.Heading, Generic.Subheading, Generic.Strong, Generic.Deleted, Keyword, Name)
"""Kinds of tokens that are more than words, the second in Markdown only."""

Token = tuple[_TokenType, str]


def lexed(text: str, language: str) -> Outline | None:
    """Return the outline of a text whose language has a lexer and no grammar here; None for others."""
    if language not in CODE and language not in MARKUP:
        return None
    tokens = _tokens(text, language)
    shapes = (_shape(language, kind, value in MARKS) for kind, value in tokens if not value.isspace())
    skeleton = [(shape, 0) for shape, _ in groupby(shapes)]
    regions: list[Region] = []
    source, start = text.encode(), 0
    for kind, value in _joined(tokens):
        end = start + (len(value) if value.isascii() else len(value.encode()))
        region = _region(start, end, _role(kind), value)
        if region and region.kind == "number" and language in QUOTED:
            beside = {*source[max(0, start - 1) : start], *source[end : end + 1]}
            region = region._replace(kind="bare") if beside <= BESIDE else region
        regions += [region] if region else []
        start = end
    return Outline(skeleton, regions, free=language in MARKUP)


def _tokens(text: str, language: str) -> list[Token]:
    is_code = language in CODE or language == "sql"
    found = _lexer(MARKUP.get(language, language)).get_tokens_unprocessed(plain(text) if is_code else text)
    tokens = [(kind, text[at : at + len(value)]) for at, kind, value in found if value]
    if language == "shell":
        return list(_words_of_defaults(text, tokens))
    if language == "csharp":
        return list(_words_of_attributes(tokens))
    return list(_names_in_quotes(tokens)) if language == "sql" else tokens


def _words_of_attributes(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens, those of an attribute each alone: to this lexer `[Inline("x", 1)]` is one name."""
    for kind, value in tokens:
        inside = value.lstrip("[")
        if kind is Name.Attribute and inside != value:
            yield Punctuation, value[: len(value) - len(inside)]
            yield from ((kind, word) for _, kind, word in _lexer("csharp").get_tokens_unprocessed(inside))
        else:
            yield kind, value


def _words_of_defaults(text: str, tokens: list[Token]) -> Iterator[Token]:
    """Yield the tokens, what `${NAME:-word}` falls back to as one: to this lexer its hyphens are signs."""
    inside = {place: match.start(1) for match in DEFAULT.finditer(text) for place in range(*match.span(1))}
    places = accumulate((len(value) for _, value in tokens), initial=0)
    for word, run in groupby(zip(places, tokens, strict=False), key=lambda entry: inside.get(entry[0])):
        found = [token for _, token in run]
        yield from found if word is None else [(String.Other, "".join(value for _, value in found))]


@cache
def _lexer(name: str) -> Lexer:
    options = {"handlecodeblocks": False} if name == "markdown" else {}
    return get_lexer_by_name(name, stripnl=False, ensurenl=False, **options)


def _names_in_quotes(tokens: list[Token]) -> Iterator[Token]:
    """Yield the tokens, a name in backticks as one: to this lexer its hyphens are operators."""
    pieces: list[str] = []
    for kind, value in tokens:
        if pieces and "\n" in value:
            yield from ((Operator, piece) for piece in pieces)
            pieces = []
        if pieces or value == "`":
            pieces.append(value)
        else:
            yield kind, value
        if len(pieces) > 1 and value == "`":
            yield String.Name, "".join(pieces)
            pieces = []
    yield from ((Operator, piece) for piece in pieces)


@cache
def _shape(language: str, kind: _TokenType, is_mark: bool) -> int:  # noqa: FBT001
    """Words of all kinds look alike: a name, a number and a constant may take each other's place.

    In JSON and TOML a string may, too. In Markdown headings and bold words do not look alike; what its lexer
    takes for emphasis may be an underscore within a word, which is none (CommonMark 0.31, 6.2).
    """
    if language == "markdown" and is_mark:
        return -1
    kinds = (*SHAPES, *(WRITTEN if language == "markdown" else ()))
    found = next((number for number, sign in enumerate(kinds, 1) if kind in sign), 0)
    return 0 if language in QUOTED and kind in String else found


def _joined(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens, the pieces of one string or comment as one."""
    for role, run in groupby(tokens, key=lambda token: _role(token[0])):
        if role not in ("string", "comment"):
            yield from run
            continue
        pieces: list[str] = []
        for kind, value in run:
            pieces.append(value)
            if role == "comment" and value.endswith("\n"):
                yield kind, "".join(pieces)
                pieces = []
        if pieces:
            yield kind, "".join(pieces)


@cache
def _role(kind: _TokenType) -> str:
    return next((role for known, role in ROLES.items() if kind in known), "")


def _region(start: int, end: int, role: str, value: str) -> Region | None:
    """Return the region of a token of bytes `start:end`."""
    if role == "comment":
        first, last = inside_comment(value.encode())
        return Region(start + first, start + last, "text", role)
    if role in ("string", "character"):
        left = len(value) - len(value.lstrip(QUOTES))
        inside = value.rstrip("\r\n").strip(QUOTES)
        place = start + left, start + left + len(inside.encode())
        return Region(*place, "text" if role == "string" else "sign", role) if inside else None
    if role == "page":
        return Region(start, end, "text", role)
    if role in KINDS:
        return Region(start, end, *KINDS[role])
    return None
